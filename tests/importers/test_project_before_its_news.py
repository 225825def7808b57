"""A project that is published while its news is still a draft shows what its page says, and nothing that is empty."""

from __future__ import annotations

import pytest

from brygga.projects.models import ProjectPage

from .archive import run_import, write

pytestmark = pytest.mark.django_db

TEXT = """Solviks kommun

Pressmeddelande

Projektet Stegvis börjar i Solvik

Projektet Stegvis drivs av Solviks kommun tillsammans med Föreningen Ljusning. Arbetsförmedlingen deltar i projektet
Stegvis.

Syftet med projektet Stegvis är att fler ska få ett arbete.

Projektet Stegvis hade 40 deltagare under 2020.

Publicerad: 2021-02-01
"""


def test_partners_are_shown_and_a_figure_without_its_news_is_not(tmp_path, client):
    run_import(write(tmp_path / "a", a=TEXT))
    page = ProjectPage.objects.get(title="Stegvis")
    draft = page.get_latest_revision_as_object()
    named = {row.organisation.name for row in draft.partners.all()}
    assert {"Arbetsförmedlingen"} <= named
    draft.lead = "En kort ingress."
    draft.save_revision().publish()
    shown = client.get(ProjectPage.objects.get(pk=page.pk).url).content.decode()
    assert all(name in shown for name in named)
    assert "Nyckeltal</h2>" not in shown
    assert 'href="#nyckeltal"' not in shown

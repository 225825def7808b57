"""Suggestions where nothing has been imported yet."""

from __future__ import annotations

from brygga.importers.models import Suggestion

from .archive import run_import, write
from .test_suggestions import FIRST, SECOND, suggested
from .test_suggestions_admin import listing


def test_without_suggestions_the_listing_says_what_will_come(admin_client):
    assert "Inga förslag väntar." in listing(admin_client)


def test_what_an_article_says_twice_and_differently_is_kept_too(db, tmp_path):
    text = SECOND.replace("avslutas 2022.", "avslutas 2022. Projektet Stegvis avslutas 2024.")
    run_import(write(tmp_path / "a", tvaan=text), publish=True)
    (end,) = suggested("end")
    assert (end.value, end.contradicts) == ("2024", True)


def test_a_trial_run_stores_nothing(db, tmp_path):
    run_import(write(tmp_path / "a", forsta=FIRST, tvaan=SECOND), dry_run=True)
    assert not Suggestion.objects.exists()

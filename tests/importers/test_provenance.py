"""The editor sees where each value of a page comes from, and takes it off with one click, which can be undone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page

from brygga.importers.admin.provenance import provenance
from brygga.importers.models import Suggestion, SuggestionSource
from brygga.importers.suggestions import decide
from brygga.importers.suggestions.values import EVERY, FIELDS
from brygga.importers.writing import fields, pages
from brygga.news.models import NewsPage
from brygga.projects.models import Observation, ProjectPage, UnitPage

from ..factories import (
    IndicatorFactory,
    OrganisationFactory,
    PersonFactory,
    ProjectPageFactory,
    UnitPageFactory,
    make_home,
)
from .archive import run_import, write
from .test_suggestions import FIRST, SECOND
from .test_suggestions_admin import client_of, user_who_may

pytestmark = pytest.mark.django_db
State = Suggestion.State


@pytest.fixture
def page(tmp_path: Any) -> ProjectPage:
    run_import(write(tmp_path / "a", forsta=FIRST, tvaan=SECOND), publish=True)
    return ProjectPage.objects.get(title="Stegvis")


def latest(page: Any) -> Any:
    """The page as its editors see it now."""
    return pages.latest(Page.objects.get(pk=page.pk))


def form(client: Any, page: Any) -> str:
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    return response.content.decode()


def panel(html: str) -> str:
    return html.split('id="varifran"', 1)[1].split("</form>")[0]


def card(html: str, label: str) -> str:
    """The card of a field in the panel."""
    found = re.findall(r"<li class=\"brygga-fact.*?</li>", panel(html), re.S)
    return next(one for one in found if f">{label}</h" in one)


def button(text: str) -> str:
    return re.search(r'formaction="([^"]+)"', text)[1].replace("&amp;", "&")


def test_the_form_shows_value_sentence_document_and_certainty(page: ProjectPage, admin_client: Any) -> None:
    shown = card(form(admin_client, page), "Slutar")
    assert "2021" in shown
    assert re.search(r"pågår från 2020 till <mark>2021</mark>|2021", shown)
    assert "pågår från 2020 till" in shown
    item = SuggestionSource.objects.filter(suggestion__field="end", suggestion__state=State.PRESENT).get().item
    assert reverse("importdokument:inspect", args=[item.pk]) in shown
    assert re.search(r"Säker\.|Ganska säker\.|Osäker tolkning\.", shown)
    assert "Ta bort" in shown


def test_a_value_that_no_word_says_is_marked_as_assumed(page: ProjectPage, admin_client: Any) -> None:
    SuggestionSource.objects.filter(suggestion__field="end").update(confidence=0.5)
    assert "Antagen: texten säger det inte." in card(form(admin_client, page), "Slutar")


def test_one_click_takes_it_off_and_another_puts_it_back(page: ProjectPage, admin_client: Any) -> None:
    response = admin_client.post(button(card(form(admin_client, page), "Slutar")), {"end": "skräp"}, follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "Borttaget" in response.content.decode()
    assert latest(page).end is None
    assert Suggestion.objects.get(field="end", value="2021").state == State.DECLINED

    removed = card(form(admin_client, page), "Slutar")
    assert "Ångra" in removed
    admin_client.post(button(removed))
    assert str(latest(page).end) == "2021"
    assert Suggestion.objects.get(field="end", value="2021").state == State.PRESENT


def test_a_live_page_is_changed_for_visitors_at_once(page: ProjectPage, admin_client: Any, client: Any) -> None:
    page.get_latest_revision().publish()
    partners = ProjectPage.objects.get(pk=page.pk).partners.count()
    admin_client.post(button(card(form(admin_client, page), "Samverkansparter")))
    page = ProjectPage.objects.get(pk=page.pk)
    assert page.live
    assert not page.has_unpublished_changes
    assert page.partners.count() == partners - 1


def test_the_next_import_does_not_bring_it_back(page: ProjectPage, admin_client: Any, tmp_path: Any) -> None:
    admin_client.post(button(card(form(admin_client, page), "Slutar")))
    changed = FIRST.replace("Målgruppen är", "Den stora målgruppen är")
    run_import(write(tmp_path / "a", forsta=changed, tvaan=SECOND), publish=True)
    assert str(latest(page).end or "") != "2021"
    assert Suggestion.objects.get(field="end", value="2021").state == State.DECLINED


def test_who_may_not_edit_the_page_takes_nothing_off(page: ProjectPage, django_user_model: Any) -> None:
    row = Suggestion.objects.get(field="end", state=State.PRESENT)
    client = client_of(user_who_may(django_user_model, "change", where=make_home()))
    other = client_of(django_user_model.objects.create_user("ola", password="x"))
    for stranger in (other,):
        stranger.post(reverse("forslag:remove", args=[row.pk]))
    assert client.get(reverse("forslag:remove", args=[row.pk])).status_code in (302, 405)
    row.refresh_from_db()
    assert row.state == State.PRESENT


def test_news_shows_where_its_values_come_from_and_loses_one_with_a_click(page: Any, admin_client: Any) -> None:
    news = NewsPage.objects.filter(related_projects=page).first()
    shown = card(form(admin_client, news), "Projekt")
    assert "Stegvis" in shown
    admin_client.post(button(shown))
    assert not latest(news).related_projects.all()
    admin_client.post(button(card(form(admin_client, news), "Projekt")))
    assert [project.pk for project in latest(news).related_projects.all()] == [page.pk]


def test_a_page_that_no_import_knows_has_no_panel(admin_client: Any) -> None:
    assert 'id="varifran"' not in form(admin_client, ProjectPageFactory(parent=make_home()))


def values_of_every_field() -> dict[str, tuple[type, Any]]:
    """A value of each kind of suggestion, made when the test runs."""
    body, person = OrganisationFactory(name="Region Solvik"), PersonFactory(name="Maja Lind")
    indicator = IndicatorFactory(name="Deltagare")
    return {
        "full_name": (ProjectPage, "Stegvis mot arbete"),
        "abbreviation": (UnitPage, "AIE"),
        "purpose": (ProjectPage, "<p>Fler ska få arbete.</p>"),
        "remit": (UnitPage, "<p>Vi hjälper dig.</p>"),
        "target_group": (ProjectPage, "<p>Vuxna utan arbete.</p>"),
        "start": (ProjectPage, "2020"),
        "end": (ProjectPage, "2021-06"),
        "owner_organisation": (ProjectPage, body.pk),
        "organisation": (UnitPage, body.pk),
        "head": (UnitPage, {"head": person.pk, "head_role": "enhetschef"}),
        "municipalities": (ProjectPage, body.pk),
        "partners": (ProjectPage, {"organisation": body.pk}),
        "funding": (ProjectPage, {"funder": body.pk, "share": "1/2"}),
        "goals": (ProjectPage, {"description": "60 procent ska ha arbete."}),
        "key_figures": (
            ProjectPage,
            {"indicator": indicator.pk, "value": "12", "value_text": "12", "date": "2020", "note": ""},
        ),
        "contacts": (ProjectPage, {"name": "Maja Lind", "email": "maja@solvik.example"}),
        "faq": (ProjectPage, {"type": "faq", "value": {"question": "Vem?", "answer": "<p>Alla.</p>"}}),
    }


@pytest.mark.parametrize("name", list(FIELDS))
def test_every_kind_of_value_is_taken_off_and_put_back(name: str, admin_user: Any) -> None:
    model, value = values_of_every_field()[name]
    factory = UnitPageFactory if model is UnitPage else ProjectPageFactory
    page = factory(parent=make_home())
    page.save_revision().publish()
    row = Suggestion.objects.create(
        page=page, field=name, slot=EVERY[name].slot(value)[:32], key=EVERY[name].key(value), value=value
    )
    empty = fields.read(latest(page), name)
    decide.accept(row, admin_user)
    assert EVERY[name].holds(fields.read(latest(page), name), value)

    decide.remove(row, admin_user)
    row.refresh_from_db()
    assert row.state == State.DECLINED
    assert (fields.read(latest(page), name) or None) == (empty or None)
    assert not Observation.objects.exists()
    assert [one.text for one in provenance(Page.objects.get(pk=page.pk)).removed]

    decide.reopen(row, admin_user)
    row.refresh_from_db()
    assert row.state == State.PRESENT
    assert EVERY[name].holds(fields.read(latest(page), name), value)
    if name == "key_figures":
        assert Observation.objects.get().value == 12

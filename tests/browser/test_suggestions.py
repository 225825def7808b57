"""Suggestions for a page, seen and decided in a browser: light and dark, wide and narrow, with the keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from brygga.importers.models import ImportItem, ImportSource, Suggestion, SuggestionSource
from brygga.importers.suggestions import decide
from brygga.importers.suggestions.page_state import refresh
from brygga.importers.suggestions.values import FIELDS
from brygga.projects.models import ProjectPage

from .test_admin_by_keyboard import log_in, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SAID = {
    "end": ("2031", "Projektet avslutas 2031.", ["2031"]),
    "purpose": ("<p>Att ingen ska behöva vänta på ett besked.</p>", "Syftet är att ingen ska behöva vänta.", []),
}


@pytest.fixture
def suggested(served):
    """An end date that contradicts the project's page, and a purpose that it does not have."""
    source = ImportSource.objects.create(key="forslag", name="Nyheterna")
    item = ImportItem.objects.create(source=source, identifier="a", title="Stegvis får mer tid")
    for name, (value, sentence, words) in SAID.items():
        field = FIELDS[name]
        row = Suggestion.objects.create(
            page=served.project, field=name, slot=field.slot(value), key=field.key(value), value=value
        )
        SuggestionSource.objects.create(suggestion=row, item=item, sentence=sentence, words=words)
    refresh(served.project)
    yield f"/admin/forslag/{served.project.pk}/"
    for row in Suggestion.objects.filter(state=Suggestion.State.ACCEPTED):
        decide.reopen(row, get_user_model().objects.get(username="redaktor"))
    Suggestion.objects.all().delete()
    source.delete()


def test_they_are_read_and_decided_with_the_keyboard_in_every_width_and_colour(page, served, suggested):
    log_in(page)
    for path in ("/admin/forslag/", suggested):
        for scheme, width in (("light", 1280), ("dark", 400)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path, wait_until="networkidle")
            found = Axe().run(page, context="main", options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
            assert found.response["violations"] == [], (path, scheme, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, scheme, width)

    section = page.locator("section", has=page.locator("#end"))
    expect(section).to_contain_text("Motsägelse")
    press(page, "section[aria-labelledby=end] form[action*=avboj] button")
    expect(page.locator(".messages")).to_contain_text("Avböjt: Slutar.")
    expect(section).not_to_contain_text("Motsägelse")
    press(page, ".messages a[href*=avgjort]")
    expect(section.get_by_role("button", name="Ångra")).to_be_visible()
    press(page, "section[aria-labelledby=purpose] form[action*=godta] button")
    expect(page.locator(".messages")).to_contain_text("Godtaget")
    assert "vänta på ett besked" in ProjectPage.objects.get(pk=served.project.pk).purpose

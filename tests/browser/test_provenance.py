"""Where the values of a page come from, in an editor's form in a browser: read, taken off and put back by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from brygga.importers.models import ImportItem, ImportSource, Suggestion, SuggestionSource
from brygga.importers.suggestions.page_state import refresh
from brygga.importers.suggestions.values import FIELDS
from brygga.importers.writing import fields, pages

from .test_admin_by_keyboard import log_in, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def told(served):
    """The end date of the project's page, which a release says, too."""
    source = ImportSource.objects.create(key="varifran", name="Nyheterna")
    item = ImportItem.objects.create(source=source, identifier="a", title="Så länge pågår projektet")
    field, value = FIELDS["end"], fields.read(pages.latest(served.project), "end")
    row = Suggestion.objects.create(
        page=served.project, field="end", slot=field.slot(value), key=field.key(value), value=value
    )
    SuggestionSource.objects.create(
        suggestion=row, item=item, sentence=f"Projektet avslutas {value}.", words=[value], confidence=0.6
    )
    refresh(served.project)
    yield f"/admin/pages/{served.project.pk}/edit/"
    Suggestion.objects.all().delete()
    source.delete()


def test_a_value_is_taken_off_and_put_back_with_the_keyboard(page, served, told, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    log_in(page)
    panel = page.locator("#varifran")
    for scheme, width in (("light", 1280), ("dark", 360)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(told, wait_until="networkidle")
        if not panel.is_visible():
            page.locator("section.collapsed", has=panel).locator("[data-panel-toggle]").first.click()
        expect(panel).to_contain_text("Osäker tolkning.")
        found = Axe().run(
            page, context="#varifran", options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
        )
        assert found.response["violations"] == [], (scheme, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (scheme, width)
    page.set_viewport_size({"width": 1280, "height": 900})
    for action, shown in (("ta-bort", "Borttaget"), ("angra", "Ångrat")):
        if not panel.is_visible():
            page.locator("section.collapsed", has=panel).locator("[data-panel-toggle]").first.click()
        press(page, f"#varifran button[formaction*={action}]")
        expect(page.locator(".messages")).to_contain_text(shown)
        page.wait_for_load_state("networkidle")  # the panels fold when the scripts have run
    assert Suggestion.objects.get().state == Suggestion.State.PRESENT

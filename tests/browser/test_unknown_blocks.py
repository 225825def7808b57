"""An editor opens a page with a block that the page has no more, sees it, saves, and finds it kept."""

import json
import re

import pytest
from playwright.sync_api import expect

from brygga.site.models import ContentPage

from .conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
MAP = {"type": "karta", "value": {"plats": "Strandgatan 1 <b>"}, "id": "b2b1c9a2-5d0e-4b3d-9f0e-2f1d0c3b4a52"}


def test_an_editor_sees_an_unknown_block_and_keeps_it_by_saving(page, served, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    about = ContentPage(title="Besök", slug="besok-oss", body=json.dumps([MAP]))
    served.home.add_child(instance=about)
    page.goto("/admin/login/")
    page.fill("#id_username", "redaktor")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/admin/$"))
    page.goto(f"/admin/pages/{about.pk}/edit/", wait_until="networkidle")
    unknown = page.locator("[name='body-0-value']")
    expect(unknown).to_be_visible()
    assert '"plats": "Strandgatan 1 <b>"' in unknown.input_value()
    assert unknown.get_attribute("readonly") is not None
    expect(page.locator("#panel-child-innehall-body-section, main").first).to_contain_text("Okänt block")

    page.locator("[data-streamfield-stream-container] .c-sf-add-button").last.click()
    menu = page.locator(".w-combobox, [role='listbox']").first
    expect(menu).to_contain_text("Kontakt")
    expect(menu).not_to_contain_text("Okänt block")
    page.keyboard.press("Escape")

    page.fill("#id_title", "Besök oss")
    page.locator("footer button[type='submit']").first.click()
    page.wait_for_load_state("networkidle")
    saved = ContentPage.objects.get(pk=about.pk).get_latest_revision_as_object()
    assert saved.title == "Besök oss"
    assert saved.body.get_prep_value() == [MAP]

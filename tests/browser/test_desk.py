"""From files to published news in a browser: an import, the desk, the next one; by keyboard, narrow and dark."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from brygga.importers.models import ImportSource
from brygga.news.models import NewsPage

from .test_admin_by_keyboard import log_in, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
SURE = """Solviks kommun

Simhallen öppnar på nytt

På lördag öppnar simhallen efter sex veckor. Inträdet är gratis hela dagen.

– Nu är vattnet varmt igen, säger Eva Ek, badmästare i Solviks kommun.

Publicerad: 2023-05-11
"""
UNSURE = """Solviks kommun

Biblioteket lånar ut verktyg

Från och med måndag finns borrar och sågar att låna på biblioteket i Solvik. Alla med lånekort är välkomna.

– Det här har många frågat efter.

Publicerad: 2023-06-02
"""


def looked_at(page, name):
    """No fault that axe knows, and no scrolling sideways, light and wide, dark and narrow."""
    for scheme, width in (("light", 1280), ("dark", 1024), ("light", 1600)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_load_state("networkidle")
        if folder := os.environ.get("BRYGGA_LOOK"):
            page.screenshot(path=f"{folder}/{name}-{width}-{scheme}.png", full_page=True)
        found = Axe().run(page, context="main", options={"runOnly": RULES, "iframes": False})
        assert found.response["violations"] == [], (name, scheme, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, scheme, width)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_files_are_imported_and_reviewed_with_the_keyboard(page, served, tmp_path, settings):
    settings.BRYGGA_RAW_ROOT = tmp_path / "raw"
    files = [tmp_path / "simhallen.txt", tmp_path / "verktyg.txt"]
    for file, text in zip(files, (SURE, UNSURE), strict=True):
        file.write_text(text, encoding="utf-8")
    log_in(page)
    page.goto("/admin/ny-import/")
    page.get_by_label("Släpp filer här").set_input_files([*files, __file__])
    expect(page.locator(".brygga-drop__files")).to_contain_text("verktyg.txt: Framme")
    expect(page.locator(".brygga-drop__files")).to_contain_text("filer av slaget .py kan inte importeras")
    looked_at(page, "ny-import")
    press(page, "button[name=begin]")
    expect(page.get_by_role("heading", name="Simhallen öppnar på nytt").first).to_be_visible()
    looked_at(page, "plan")
    press(page, "form[action*=borja] button")
    expect(page.locator("main")).to_contain_text("2 texter är importerade")
    looked_at(page, "klar")
    press(page, "a[href*='granska/nasta']")

    expect(page.get_by_role("heading", name="Att kontrollera: 0")).to_be_visible()
    expect(page.frame_locator("iframe[title='Originalet']").locator("pre")).to_contain_text("säger Eva Ek, badmästare")
    expect(page.frame_locator("iframe[title='Så blir sidan']").locator("h1")).to_have_text("Simhallen öppnar på nytt")
    looked_at(page, "granska")
    page.reload(wait_until="networkidle")
    page.keyboard.press("Enter")  # one key: the button has focus where nothing is to be checked
    expect(page.locator(".messages")).to_contain_text("”Simhallen öppnar på nytt” är publicerad.")

    expect(page.get_by_role("heading", name="Att kontrollera: 1")).to_be_visible()
    expect(page.locator("summary:focus")).to_have_text("Ändra")
    page.keyboard.press("Enter")
    looked_at(page, "kontrollera")
    press(page, "input[name=speaker_name]", "E")
    page.keyboard.type("va Ek")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Att kontrollera: 0")).to_be_visible()
    expect(page.frame_locator("iframe[title='Så blir sidan']").locator("main")).to_contain_text("Eva Ek")
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("Det finns inget mer att granska här.")
    looked_at(page, "tomt")
    live = NewsPage.objects.live().filter(title__in=["Simhallen öppnar på nytt", "Biblioteket lånar ut verktyg"])
    assert live.count() == 2
    ImportSource.objects.filter(key__startswith="uppladdat").delete()
    # The frames are sandboxed, and a file was refused: the browser says both.
    meant = ("sandboxed", "400 (Bad Request)")
    assert [one for one in page.complaints if not any(words in one for words in meant)] == []

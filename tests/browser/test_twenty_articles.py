"""The proof of use: from login to twenty published old articles, by one who follows only what is seen.

Every step is by a role, a label or a text on the screen, no address is typed, and every click and key is counted: an
article without problems is to take at most three.
"""

import pytest
from playwright.sync_api import expect

from brygga.importers.models import ImportSource
from brygga.news.models import NewsPage

from .conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db]
ARTICLE = """Solviks kommun

{name} öppnar efter sommaren

På måndag öppnar {name} igen. Alla som vill är välkomna in mellan klockan nio och fem.

– Vi har längtat efter våra besökare, säger Eva Ek, föreståndare i Solviks kommun.

Publicerad: 2021-08-{day:02}
"""
NAMES = (
    "Ateljén", "Badhuset", "Cykelköket", "Danssalen", "Ekhallen", "Fritidsbanken", "Gjuteriet", "Hamnkontoret",
    "Isladan", "Jobbverkstan", "Keramiken", "Loppisen", "Musikhuset", "Navet", "Orangeriet", "Parkkaféet",
    "Repverket", "Skrivarstugan", "Trähuset", "Växthuset",
)  # fmt: skip


class Counted:
    """A person's hands: each click and key is counted."""

    def __init__(self, page):
        self.page, self.done = page, 0

    def click(self, role, name):
        self.done += 1
        self.page.get_by_role(role, name=name, exact=True).click()

    def key(self, key):
        self.done += 1
        self.page.keyboard.press(key)


def test_twenty_old_articles_are_published_by_what_is_seen(page, served, tmp_path, settings):
    settings.BRYGGA_RAW_ROOT = tmp_path / "raw"
    files = []
    for day, name in enumerate(NAMES, 1):
        file = tmp_path / f"{day:02}.txt"
        file.write_text(ARTICLE.format(name=name, day=day), encoding="utf-8")
        files.append(file)
    page.goto("/admin/")
    hands = Counted(page)
    page.get_by_label("Användarnamn").fill("redaktor")
    page.get_by_role("textbox", name="Lösenord").or_(page.locator("#id_password")).first.fill(PASSWORD)
    hands.key("Enter")
    hands.click("button", "Importera")
    hands.click("link", "Ny import")
    page.get_by_label("Släpp filer här, eller välj dem").set_input_files(files)
    expect(page.get_by_text("20.txt: Framme")).to_be_visible()
    hands.click("button", "Visa vad importen skulle göra")
    expect(page.get_by_text("20 nyheter skapas")).to_be_visible()
    hands.click("button", "Importera som utkast")
    expect(page.get_by_text("20 texter är importerade")).to_be_visible()
    hands.click("link", "Granska och publicera")
    before = hands.done
    for left in range(20, 0, -1):
        expect(page.get_by_text(f"{left} kvar att granska")).to_be_visible()
        expect(page.get_by_role("button", name="Godkänn och publicera, nästa")).to_be_focused()
        hands.key("Enter")
    expect(page.get_by_text("Det finns inget mer att granska här.")).to_be_visible()
    titles = [f"{name} öppnar efter sommaren" for name in NAMES]
    assert NewsPage.objects.live().filter(title__in=titles).count() == 20
    print(f"clicks and keys: {before} before the first article, {hands.done - before} for twenty articles")
    assert (before, hands.done - before) == (6, 20)
    ImportSource.objects.filter(key__startswith="uppladdat").delete()

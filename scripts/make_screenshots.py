"""Takes the pictures in the guides from a running demo.

Usage: python scripts/make_screenshots.py http://127.0.0.1:8000      (`make screenshot`)
The admin's password is read from the demo's own file. Chromium: BRYGGA_CHROMIUM, else one in PATH.
"""

from __future__ import annotations

import os
import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "bilder"
VAR = Path(os.environ.get("BRYGGA_VAR") or ROOT / "var")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")

PUBLIC = {
    "start": "/",
    "projekt": "/projekt/etableringscentrum/",
    "enhet": "/enheter/esa/",
    "nyheter": "/nyheter/",
    "sok": "/sok/?q=utbildning",
}


def save(page: Page, name: str) -> None:
    """What the window shows, as a PNG of few colours, which keeps the repository small."""
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture = picture.quantize(colors=128, dither=Image.Dither.NONE)
    path = FOLDER / f"{name}.png"
    picture.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")


def admin(page: Page, address: str) -> None:
    """The pictures that need somebody to be logged in."""
    password = (VAR / "admin_password").read_text(encoding="utf-8").strip()
    page.goto(f"{address}/admin/login/")
    page.fill("input[name=username]", "admin")
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/admin/")
    listing = f"{address}/api/v2/pages/?type=brygga_projects.ProjectPage&slug=etableringscentrum"
    number = page.request.get(listing).json()["items"][0]["id"]
    page.goto(f"{address}/admin/pages/{number}/edit/")
    page.wait_for_load_state("networkidle")
    save(page, "redigera")


def main(address: str) -> None:
    chromium = os.environ.get("BRYGGA_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("Chromium saknas. Installera det eller ange sökvägen i BRYGGA_CHROMIUM.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="sv-SE")
        for name, path in PUBLIC.items():
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            save(page, name)
        admin(page, address)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))

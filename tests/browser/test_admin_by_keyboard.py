"""An editor makes a project, a unit and a news item from an empty form, with nothing but the keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

HAS_FOCUS = "selector => Boolean(document.activeElement && document.activeElement.matches(selector))"


def tab_to(page: Page, selector: str, limit: int = 250) -> None:
    """Presses Tab until what has focus fits `selector`."""
    for _step in range(limit):
        if page.evaluate(HAS_FOCUS, selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} was not reached with Tab")


def write(page: Page, selector: str, text: str) -> None:
    """Goes to a field and writes in it."""
    tab_to(page, selector)
    page.keyboard.type(text)


def press(page: Page, selector: str, key: str = "Enter") -> None:
    """Goes to a button and presses it."""
    tab_to(page, selector)
    page.keyboard.press(key)


def log_in(page: Page) -> None:
    page.goto("/admin/login/")
    write(page, "#id_username", "redaktor")
    write(page, "#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/admin/$"))


def empty_form(page: Page, model: str, parent: int) -> None:
    app, name = model.split(".")
    page.goto(f"/admin/pages/add/{app}/{name}/{parent}/", wait_until="networkidle")
    expect(page.locator("#id_title")).to_be_visible()


def publish(page: Page) -> None:
    """Opens the list of actions and publishes."""
    press(page, "footer [data-w-dropdown-target='toggle']")
    press(page, "button[name='action-publish']")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"), wait_until="domcontentloaded")


def test_a_project_a_unit_and_a_news_item_are_made_by_keyboard_alone(page, served, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # what is saved here is what the editor publishes
    log_in(page)

    empty_form(page, "brygga_projects.projectpage", served.projects.pk)
    write(page, "#id_title", "Språkspåret")
    write(page, "#id_lead", "Svenska på arbetsplatsen.")
    write(page, "#id_start", "2024")
    write(page, "#id_end", "juni 2026")
    press(page, "#id_goals-ADD")
    write(page, "#id_goals-0-description", "Alla deltagare får praktik.")
    write(page, "#id_goals-0-target_value", "90")
    write(page, "#id_goals-0-unit", "procent")
    press(page, "#id_contacts-ADD")
    write(page, "#id_contacts-0-name", "Eva Ek")
    publish(page)
    page.goto("/projekt/spraksparet/")
    expect(page.get_by_role("heading", name="Språkspåret", level=1)).to_be_visible()
    expect(page.locator("#mal")).to_contain_text("90\u00a0%")
    expect(page.locator(".facts")).to_contain_text("2024 – juni 2026")

    empty_form(page, "brygga_projects.unitpage", served.units.pk)
    write(page, "#id_title", "Jobbtorget")
    write(page, "#id_lead", "Öppet för alla som söker jobb.")
    press(page, "#id_contacts-ADD")
    write(page, "#id_contacts-0-name", "Receptionen")
    write(page, "#id_contacts-0-phone", "0590-110 44")
    publish(page)
    page.goto("/enheter/jobbtorget/")
    expect(page.locator("#kontakt")).to_contain_text("0590-110 44")

    empty_form(page, "brygga_news.newspage", served.news_index.pk)
    write(page, "#id_title", "Jobbtorget öppnar")
    write(page, "#id_lead", "På måndag öppnar vi dörrarna.")
    press(page, "[data-contentpath='body'] .c-sf-add-button")
    write(page, "input[role='combobox']", "Citat")
    page.keyboard.press("Enter")
    page.locator("[name='body-0-value-text']").wait_for()
    write(page, "[name='body-0-value-text']", "Dörren står öppen från åtta")
    publish(page)
    page.goto("/nyheter/jobbtorget-oppnar/")
    expect(page.locator("blockquote")).to_contain_text("Dörren står öppen från åtta")

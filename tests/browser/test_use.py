"""The site is used by keyboard, without JavaScript, and on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import watched

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

FOCUSED = """() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
        name: (element.textContent || element.getAttribute('aria-label') || element.name || '').trim(),
        tag: element.tagName,
        outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        seen: box.width > 0 && box.height > 0,
    };
}"""
FOCUSABLE = """() => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
    .filter(element => element.checkVisibility({contentVisibilityAuto: true}) && element.type !== 'hidden'
        && element.tabIndex >= 0).length"""


def tab_through(page: Page) -> list[dict]:
    """Presses Tab until focus leaves the page; what had focus on the way."""
    stops = []
    for _step in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["tag"] == "BODY":
            break
        stops.append(stop)
    return stops


def tab_to(page: Page, text: str) -> None:
    """Presses Tab until the element with that text or name has focus."""
    for _step in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED)["name"].startswith(text):
            return
    raise AssertionError(f"{text} was never reached")


@pytest.mark.parametrize("path", ["/projekt/etableringscentrum/", "/projekt/", "/nyheter/etableringscentrum-oppnar/"])
def test_everything_is_reached_by_tab_in_order_and_shows_its_focus(page, path):
    page.goto(path)
    total = page.evaluate(FOCUSABLE)
    stops = tab_through(page)
    assert stops[0]["name"] == "Hoppa till innehållet"
    assert stops[-1]["name"] == "Öppna data och flöden"
    assert len(stops) == total
    assert [stop["name"] for stop in stops if not stop["outline"]] == []
    assert [stop["name"] for stop in stops if not stop["seen"]] == []


def test_the_skip_link_leads_past_the_menu(page):
    page.goto("/projekt/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('innehall').contains(document.activeElement)")


def test_a_question_is_opened_and_closed_by_keyboard(page):
    page.goto("/projekt/etableringscentrum/")
    answer = page.get_by_text("Du som är inskriven i etableringsprogrammet.")
    expect(answer).not_to_be_visible()
    tab_to(page, "Vem kan vara med?")
    page.keyboard.press("Enter")
    expect(answer).to_be_visible()
    page.keyboard.press("Space")
    expect(answer).not_to_be_visible()


def test_projects_are_filtered_by_keyboard(page):
    page.goto("/projekt/")
    page.get_by_role("checkbox", name="Avslutat").focus()
    page.keyboard.press("Space")
    tab_to(page, "Visa")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("lage=completed"))
    expect(page.get_by_role("heading", name="1 projekt av 2")).to_be_visible()
    tab_to(page, "Ta bort: Avslutat")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="2 projekt")).to_be_visible()


def test_without_javascript_search_filter_and_questions_work(browser, served):
    context = browser.new_context(
        base_url=served.address, java_script_enabled=False, viewport={"width": 320, "height": 800}
    )
    page = watched(context.new_page())
    page.goto("/")
    page.get_by_label("Vad letar du efter?").fill("etablering")
    page.get_by_label("Vad letar du efter?").press("Enter")
    expect(page.get_by_role("heading", name="Sök", level=1)).to_be_visible()
    page.goto("/projekt/")
    page.get_by_text("Välj vad som visas").click()
    page.get_by_label("Planerat").check()
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_role("link", name="Yrkesspår")).to_be_visible()
    expect(page.get_by_role("link", name="Etableringscentrum", exact=True)).to_have_count(0)
    page.goto("/projekt/etableringscentrum/")
    page.get_by_text("Vem kan vara med?").click()
    expect(page.get_by_text("Du som är inskriven i etableringsprogrammet.")).to_be_visible()
    assert context.cookies() == []
    context.close()


def test_on_paper_the_menus_are_gone_and_the_answers_are_there(page):
    page.goto("/projekt/etableringscentrum/")
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (".site-nav", ".toc", ".breadcrumbs"):
        expect(page.locator(gone)).not_to_be_visible()
    answer = page.get_by_text("Du som är inskriven i etableringsprogrammet.")
    assert answer.bounding_box()["height"] > 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_a_visitor_gets_no_cookie(browser, served):
    context = browser.new_context(base_url=served.address)
    page = watched(context.new_page())
    for path in ("/", "/projekt/", "/nyheter/etableringscentrum-oppnar/", "/sok/?q=jobb"):
        page.goto(path)
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("path", ["/projekt/?lage=completed", "/nyheter/"])
def test_on_a_phone_the_results_are_near_whether_the_filters_are_folded_or_not(page, path):
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(path)
    results = page.locator(".listing__results")
    assert results.bounding_box()["y"] < 900
    page.get_by_text("Välj vad som visas").click()
    assert results.bounding_box()["y"] < 1500

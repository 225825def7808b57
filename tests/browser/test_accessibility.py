"""Axe finds nothing on any page, listing or state, in light and dark, wide and narrow; and nothing is wider than the
window, at 320 pixels (which is 400 % zoom of 1280) and with text at 200 %."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PATHS = [
    "/",
    "/tillganglighet/",
    "/enheter/",
    "/enheter/aie/",
    "/enheter/aie/jobbverkstan/",
    "/projekt/",
    "/projekt/?lage=completed&amne=etablering",
    "/projekt/?lage=cancelled",
    "/projekt/etableringscentrum/",
    "/projekt/yrkesspar/",
    "/nyheter/",
    "/nyheter/?ar=2018",
    "/nyheter/etableringscentrum-oppnar/",
    "/sok/?q=etablering",
    "/sok/?q=finnsinte",
    "/sok/?q=etablernigscentrum+solvik",
    "/amnen/etablering/",
    "/oppna-data/",
    "/oppna-data/api/",
    "/karta/",
    "/meddelanden/",
    "/svar/",
    "/prenumerera/",
    "/finns-inte/",
]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {"runOnly": {"type": "tag", "values": STANDARDS}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
NO_DRAWN_CONTENT = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('*::before, *::after { content: none !important; }');
    document.adoptedStyleSheets = [sheet];
}"""
SIZES = """rules => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const out = [...document.querySelectorAll('body *')].filter(element => {
        const box = element.getBoundingClientRect();
        return box.width && box.right > document.documentElement.clientWidth + 1
            && !element.closest('.table-scroll, .visually-hidden, svg, .skip');
    });
    return [wide, out.slice(0, 3).map(element => element.tagName + '.' + element.className)];
}"""
axe = Axe()


def violations(page: Page, options: dict) -> list[str]:
    """What axe finds wrong, and every text whose contrast it could not tell (`incomplete`), with its HTML.

    Drawn content (::before, ::after) is taken away first: it makes axe give up on the text below it. The words in a
    chart are left out: axe cannot tell the colour of SVG text (tests/site checks the colours they are drawn in).
    """
    page.evaluate(NO_DRAWN_CONTENT)
    response = axe.run(page, options=options).response
    unsure = [rule for rule in response["incomplete"] if rule["id"] == "color-contrast"]
    found = response["violations"] + unsure
    return [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
        if not node["html"].startswith("<text")
    ]


def set_text_size(page: Page, size: str) -> None:
    page.evaluate("size => { document.documentElement.style.fontSize = size }", size)


def open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")


@pytest.mark.parametrize(
    "schemes",
    [
        pytest.param({320: ["light"], 1280: ["dark"]}, id="short"),
        pytest.param({1280: ["light", "dark"], 320: ["light", "dark"]}, id="all", marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(page, path, schemes):
    page.goto(path)
    open_everything(page)
    problems = {}
    for width, colours in schemes.items():
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in colours:
            page.emulate_media(color_scheme=scheme)
            # What depends on the scheme is its colours; the rest is looked at once for each width.
            problems[f"{width} {scheme}"] = violations(page, EVERYTHING if scheme == "light" else COLOURS)
        assert page.evaluate(SIZES) == [0, []], f"{path} at {width} pixels"
    page.set_viewport_size({"width": 1280, "height": 900})
    set_text_size(page, "200%")
    assert page.evaluate(SIZES) == [0, []], f"{path} with text at 200 %"
    assert {where: found for where, found in problems.items() if found} == {}
    expected = [c for c in page.complaints if not (path == "/finns-inte/" and "404" in c)]
    assert expected == []


def test_axe_finds_nothing_on_the_page_of_what_is_gone(page, served):
    type(served.report).objects.get(pk=served.report.pk).unpublish()
    page.goto("/nyheter/ett-ar/")
    assert "borttagen" in page.title()
    assert violations(page, EVERYTHING) == []


def test_axe_and_the_measuring_see_what_is_wrong(page):
    page.goto("/projekt/yrkesspar/")
    page.evaluate("document.querySelector('.lead p').style.color = '#bbb'")
    page.evaluate("document.querySelector('h1').style.minWidth = '2000px'")
    page.evaluate("document.querySelector('html').removeAttribute('lang')")
    assert {found.partition(":")[0] for found in violations(page, EVERYTHING)} == {"color-contrast", "html-has-lang"}
    assert page.evaluate(SIZES)[0] > 0


def test_with_the_colours_that_only_just_pass_nothing_is_hard_to_read(page, served):
    from brygga.site.site_settings import SiteSettings

    settings = SiteSettings.for_site(served.site)
    settings.brand_colour, settings.accent_colour = "#0968c8", "#b4481e"
    settings.full_clean()
    before = SiteSettings.objects.get(pk=settings.pk)
    settings.save()
    try:
        for path in ("/projekt/etableringscentrum/", "/projekt/?lage=completed"):
            page.goto(path)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                assert violations(page, COLOURS) == []
    finally:
        before.save()

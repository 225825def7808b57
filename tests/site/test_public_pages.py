"""What every public page keeps: valid HTML, one heading, landmarks, language, no cookie, no inline style or script."""

import itertools
import json
import re

import html5lib
import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

PATHS = [
    "/",
    "/tillganglighet/",
    "/enheter/",
    "/enheter/aie/",
    "/enheter/aie/jobbverkstan/",
    "/projekt/",
    "/projekt/?lage=completed",
    "/projekt/?lage=cancelled",
    "/projekt/etableringscentrum/",
    "/projekt/yrkesspar/",
    "/nyheter/",
    "/nyheter/?ar=2018&slag=press_release",
    "/nyheter/etableringscentrum-oppnar/",
    "/nyheter/ett-ar/",
    "/sok/",
    "/sok/?q=etablering",
    "/sok/?q=finnsinte",
    "/amnen/etablering/",
    "/amnen/sprak-och-utbildning/",
    "/oppna-data/",
    "/finns-inte/",
]
# html5lib calls what HTML allows since a "parse error": slashes that close foreign elements it does not know.
KNOWN_NOISE = {"non-void-html-element-start-tag-with-trailing-slash"}


def soup(path: str) -> BeautifulSoup:
    return BeautifulSoup(Client().get(path).content, "lxml")


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_valid_html_with_one_heading_and_its_landmarks(site, path):
    response = Client().get(path)
    text = response.content.decode()
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(text)
    errors = [error for error in parser.errors if error[1] not in KNOWN_NOISE]
    assert not errors, errors[:3]

    page = BeautifulSoup(text, "lxml")
    assert page.html["lang"] == "sv"
    assert len(page.find_all("h1")) == 1
    assert page.find("h1").get_text(strip=True)
    assert [len(page.select(name)) for name in ("main", "head > title")] == [1, 1]
    assert page.body.find("header", recursive=False)
    assert page.body.find("footer", recursive=False)
    assert page.find("a", class_="skip")["href"] == "#" + page.main["id"]
    assert "Jobb och integration i Solvik" in page.title.get_text()
    ids = [element["id"] for element in page.find_all(id=True)]
    assert sorted(ids) == sorted(set(ids)), "an id stands twice"
    for link in page.find_all("a", href=re.compile("^#.")):
        assert page.find(id=link["href"][1:]), f"{link['href']} leads nowhere"


@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_inline_style_or_script_and_sets_no_cookie(site, path):
    response = Client().get(path)
    page = BeautifulSoup(response.content, "lxml")
    assert not response.cookies
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert not page.find_all("style")
    assert not page.find_all(style=True)
    assert not [script for script in page.find_all("script") if script.get("type") != "application/ld+json"]
    handlers = [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    assert not handlers
    fetched = [tag for tag in page.find_all(["img", "script", "link", "source"]) if tag.get("rel") != ["canonical"]]
    sources = [tag.get("src") or tag.get("srcset") or tag.get("href") or "/" for tag in fetched]
    assert not [source for source in sources if not source.startswith("/")], "fetched from elsewhere"


@pytest.mark.parametrize("path", PATHS)
def test_headings_go_down_one_level_at_a_time(site, path):
    levels = [int(heading.name[1]) for heading in soup(path).find_all(re.compile(r"^h[1-6]$"))]
    body = levels[levels.index(1) :]
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(body)), body


@pytest.mark.parametrize(
    "path", ["/", "/enheter/aie/", "/projekt/etableringscentrum/", "/nyheter/etableringscentrum-oppnar/"]
)
def test_a_page_says_where_it_lives_and_what_it_is(site, path):
    page = soup(path)
    address = page.find("link", rel="canonical")["href"]
    assert address == f"http://localhost{path}"
    assert page.find("meta", property="og:url")["content"] == address
    assert page.find("meta", attrs={"name": "description"})["content"]
    data = [json.loads(script.string) for script in page.find_all("script", type="application/ld+json")]
    assert all(entry["@context"] == "https://schema.org" for entry in data)
    trail = next((entry for entry in data if entry["@type"] == "BreadcrumbList"), None)
    if path != "/":
        assert [step["position"] for step in trail["itemListElement"]] == list(range(1, path.count("/") + 1))
        assert trail["itemListElement"][-1]["item"] == address


def test_json_ld_cannot_end_its_own_script(site):
    page = Page.objects.get(pk=site.planned.pk).specific
    page.lead = "</script><script>alert(1)</script>"
    page.save_revision().publish()
    text = Client().get("/projekt/yrkesspar/").content.decode()
    assert "<script>alert" not in text
    data = [json.loads(s.string) for s in BeautifulSoup(text, "lxml").find_all("script", type="application/ld+json")]
    assert data


def test_the_menu_tells_where_one_is(site):
    menu = soup("/projekt/etableringscentrum/").find("nav", attrs={"aria-label": "Huvudmeny"})
    assert [link.get_text() for link in menu.find_all("a", attrs={"aria-current": True})] == ["Projekt"]
    trail = soup("/projekt/etableringscentrum/").find("nav", attrs={"aria-label": "Du är här"})
    assert trail.get_text(" ", strip=True) == "Start Projekt Etableringscentrum"


def test_the_site_speaks_its_own_language_whatever_the_browser_asks_for(site):
    response = Client(headers={"accept-language": "en"}).get("/projekt/")
    assert BeautifulSoup(response.content, "lxml").html["lang"] == "sv"
    assert response.headers["Content-Language"] == "sv"
    assert "Accept-Language" not in response.headers.get("Vary", "")


def test_a_small_image_is_named_once_for_each_width(site):
    page = BeautifulSoup(Client().get("/nyheter/etableringscentrum-oppnar/").content, "lxml")
    sources = page.select("picture source")
    assert sources
    for source in sources:
        widths = [part.split()[-1] for part in source["srcset"].split(", ") if part.strip().endswith("w")]
        assert len(widths) == len(set(widths))

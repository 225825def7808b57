"""Builds the stock site beside ours: the same menu, footer and number of news, and a twin of each page."""

from __future__ import annotations

from html import escape
from typing import Any

from django.test import Client
from lxml import html
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from brygga.news.models import NewsPage
from brygga.site.bulk import insert_pages
from brygga.site.models import SiteSettings

from .models import StockIndexPage, StockPage, StockSettings

HOST = "stock.localhost"
WHOLE = {"blockquote", "ul", "ol", "dl", "table"}  # one block each, whatever is in them


def build_stock(size: int, pages: dict[str, str], listings: dict[str, str]) -> dict[str, str]:
    """The addresses, on `HOST`, of stock pages that stand for those of ours, with `size` news in the stock's list."""
    ours = Site.objects.get(is_default_site=True)
    home = Page.get_first_root_node().add_child(instance=StockPage(title=ours.root_page.title, slug="stock"))
    site = Site.objects.create(hostname=HOST, root_page=home, site_name=ours.site_name)
    sections = {}
    for page in ours.root_page.get_children().in_menu():
        sections[page.slug] = home.add_child(
            instance=StockIndexPage(title=page.title, slug=page.slug, show_in_menus=True)
        )
    settings = SiteSettings.for_site(ours)
    linked = settings.accessibility_page
    StockSettings.objects.create(
        site=site,
        footer_text=f"<p>{settings.organisation_name}<br/>{settings.address}<br/>{settings.phone}</p>",
        accessibility_page=home.add_child(instance=StockPage(title=linked.title, slug=linked.slug)),
    )
    _fill(sections["nyheter"], size)
    addresses = {}
    for name, path in pages.items():
        section, _slash, slug = path.strip("/").partition("/")
        twin = sections[section].add_child(instance=StockPage(title=name, slug=slug)) if slug else home
        _write(twin, path)
        addresses[f"stock {name}"] = path
    return addresses | {f"stock {name}": path.partition("?")[0] for name, path in listings.items()}


def _fill(index: Page, size: int) -> None:
    news = NewsPage.objects.live().order_by("pk").defer_streamfields()[:size]
    pages = [
        StockPage(title=page.title, slug=page.slug, date=page.first_published_on, lead=page.lead, body=[])
        for page in news.iterator()
        if not page.lead_image_id  # its twin comes later
    ]
    insert_pages(index, pages)
    index.refresh_from_db()


def _write(twin: StockPage, path: str) -> None:
    """Gives `twin` the words of our page at `path`, as an editor would write them there: each heading, paragraph,
    quote and image is a block, a list or a table is one rich text."""
    main_part = html.fromstring(Client().get(path).content.decode()).find(".//main")
    images = list(get_image_model().objects.order_by("pk"))
    body: list[tuple[str, Any]] = []
    for element in main_part.iter("h2", "h3", "p", "img", *WHOLE):
        words = " ".join(element.text_content().split())
        if any(above.tag in WHOLE for above in element.iterancestors()):
            continue
        if element.tag == "img" and twin.image is None:
            twin.image = images[0]
        elif element.tag == "img":
            body.append(("image", {"image": images[-1], "alt": element.get("alt", "")}))
        elif element.tag in {"h2", "h3"}:
            body.append(("heading", words))
        elif element.tag == "blockquote":
            body.append(("quote", {"text": words, "who": ""}))
        elif element.tag == "p":
            body.append(("paragraph", f"<p>{escape(words)}</p>"))
        else:
            items = (" ".join(item.text_content().split()) for item in element.iter("li", "dt", "dd", "tr"))
            body.append(("paragraph", "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"))
    twin.body = body
    twin.save()

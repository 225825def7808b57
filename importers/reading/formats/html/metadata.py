"""What a page says of itself to machines: JSON-LD, meta elements, <time>."""

from __future__ import annotations

from .json_ld import best_objects, from_json_ld
from .meta_elements import PUBLIC_BODY, SITE, from_metas, meta_elements
from .meta_value import Metadata
from .tree import Page


def read_metadata(page: Page) -> Metadata:
    """Everything the page's head, JSON-LD and microdata declare."""
    found = Metadata()
    for data in best_objects(page.scripts):
        from_json_ld(found, data)
    metas = meta_elements(page.root)
    from_metas(found, metas)
    title = page.root.find(".//title")
    if title is not None and title.text:
        found.set("page_title", " ".join(title.text.split()), "title")
        *heading, site = SITE.split(found.page_title)
        if heading and PUBLIC_BODY.fullmatch(site):  # "Rubriken | Solviks kommun"
            found.set("publisher", site, "title")
    for link in page.root.iter("link"):
        rel = (link.get("rel") or "").lower().split()
        if "canonical" in rel:
            found.set("canonical", (link.get("href") or "").strip(), "link")
    base = page.root.find(".//base")
    if base is not None:
        found.set("base", (base.get("href") or "").strip(), "base")
    language = page.root.get("lang") or page.root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    found.set("language", language.split("-")[0].lower()[:3], "html")
    return found


def without_site(title: str, site: str) -> list[str]:
    """The forms a page title can mean: as it is, and with the site's name taken off its end or beginning."""
    forms = [title]
    pieces = SITE.split(title)
    if len(pieces) > 1:
        cuts = list(SITE.finditer(title))
        forms.extend((title[: cuts[-1].start()], title[cuts[0].end() :], title[: cuts[0].start()]))
    if site:
        forms.sort(key=lambda form: site.lower() in form.lower())
    return forms

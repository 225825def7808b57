"""Where the links of imported texts lead now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..addresses.address_keys import absolute, address_key, host, is_web
from ..models import OldAddress
from ..reading.model.article import Article
from .page_values import Notice
from .richtext import LinkTarget
from .territory import Territory

_KEEP = ("mailto:", "tel:", "#")


def hrefs(article: Article) -> Iterator[str]:
    """Every address that the article's words link to."""
    for text in (article.title, article.lead):
        yield from (href for _, href in text.links())
    for block in article.walk():
        for part in (block.content, block.caption, *block.header, *(cell for row in block.rows for cell in row)):
            if part:
                yield from (href for _, href in part.links())
        yield from (link.href for link in block.links)


def known_pages(keys: Iterable[str], territory: Territory) -> dict[str, int]:
    """Which page of the site each old address is now, for those whose item has one."""
    rows = territory.of(OldAddress.objects.filter(key__in=set(keys)), "item__page")
    return dict(rows.order_by("-pk").values_list("key", "item__page_id"))


@dataclass
class Linker:
    """Says of each address where it leads: a page, a document, elsewhere, or nowhere (None: only the words stay).

    `bases` are what relative addresses are resolved against, the surest first: the page's own old address, the file's
    place. `hosts` are those of the archive, `pages` the pages that are known by key, `document`
    gives the id of the document for an address of a file that the archive has.
    `pending` collects addresses of the archive that have no page yet, `dead` those that lead nowhere, `led_to` the
    pages that links lead to.
    """

    bases: list[str]
    hosts: frozenset[str]
    pages: dict[str, int]
    document: Callable[[str], Any] = lambda href: None
    pending: dict[str, str] = field(default_factory=dict)
    dead: list[str] = field(default_factory=list)
    led_to: set[int] = field(default_factory=set)

    def __call__(self, href: str) -> LinkTarget | None:
        href = href.strip()
        if not href or href.casefold().startswith(("javascript:", "data:", "vbscript:")):
            return None
        if href.casefold().startswith(_KEEP):
            return {"href": href}
        for key in self.keys(href):
            if key in self.pages:
                self.led_to.add(self.pages[key])
                return {"linktype": "page", "id": str(self.pages[key])}
        document = self.document(href)
        if isinstance(document, int):
            return {"linktype": "document", "id": str(document)}
        address = absolute(href, self.bases[0] if self.bases else None)
        if not is_web(address):
            self.pending |= dict.fromkeys(self.keys(href), address[:2000])
            self.dead.append(href)
            return None
        if host(address) in self.hosts:
            self.pending |= dict.fromkeys(self.keys(href), address[:2000])
        return {"href": address}

    def keys(self, href: str) -> list[str]:
        """The keys that an address may be known by; none for mail, telephone and places on the same page."""
        href = href.strip()
        if not href or href.casefold().startswith((*_KEEP, "javascript:", "data:")):
            return []
        bases: Sequence[str | None] = self.bases or [None]
        return list(dict.fromkeys(address_key(absolute(href, base)) for base in bases))

    def notices(self) -> list[Notice]:
        """What a person should know of the links."""
        return [
            Notice("link-dead", f"Länken {href} leder ingenstans. Orden finns kvar, utan länk.", level="warning")
            for href in dict.fromkeys(self.dead)
        ]


def hosts_of(address: str | None) -> frozenset[str]:
    """The host of the address, where it has one: links to it lead to the old site itself."""
    name = host(address) if address else ""
    return frozenset({name} if name else set())

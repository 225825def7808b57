"""The kinds of sources that Brygga reads, in the order of the guide's table. See `registry`."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from urllib.parse import urlsplit

from . import (
    cision,
    content_delivery,
    drupal_service,
    folder_exports,
    folders,
    mailbox,
    mynewsdesk,
    plone,
    plone_service,
    warc,
    web,
    wordpress,
    wordpress_service,
    zip_archives,
)
from .address_list import read_addresses
from .document import Documents
from .feeds import from_feed
from .registry import Asked, SourceKind

_TABLES = frozenset({".csv", ".tsv"})
_LISTS = frozenset({".txt", ".lst"})
_XML = frozenset({".xml", ".wxr", ".rss"})


def _in_path(part: str) -> re.Pattern[str]:
    return re.compile(rf"^[^?#]*{part}")


def _files(path: Path, asked: Asked) -> Documents:
    files = folders.from_paths([path], asked.left)
    return itertools.chain(folder_exports.from_folder(path, asked), files) if path.is_dir() else files


def _is_feed(address: str) -> bool:
    parts = urlsplit(address)
    return parts.query == "format=rss" or bool(
        re.search(r"(?:^|/)(?:feed|rss|atom)(?:\.xml|/|$)|\.(?:rss|atom)$|/RSS$", parts.path)
    )


def _is_pressroom(address: str) -> bool:
    parts = urlsplit(address)
    return (parts.hostname or "").endswith("mynewsdesk.com") and parts.path.startswith("/services/")


def _is_address_list(head: bytes, suffix: str) -> bool:
    if suffix in _TABLES:
        return True
    lines = [line.strip() for line in head.splitlines()[:20] if line.strip() and not line.startswith(b"#")]
    return bool(lines) and all(re.match(rb"https?://\S+$", line, re.IGNORECASE) for line in lines[:5])


def _is_mynewsdesk(head: bytes, suffix: str) -> bool:
    return (b'"header"' in head and b'"type_of_media"' in head) if suffix == ".json" else b"<type_of_media" in head


BUILTIN = (
    SourceKind("files", "en fil eller en mapp", "`arkiv/`", place=_files),
    SourceKind(
        "zip",
        "ett ZIP-arkiv, läst utan att packas upp, också med exporter i",
        "`arkiv.zip`",
        place=zip_archives.from_zip,
        is_alone=lambda head, suffix: True,
        suffixes=frozenset({".zip", ".wacz"}),
        whole=True,
    ),
    SourceKind("exports", "exporterna i en mapp, utan dess andra filer", "`arkiv/`", place=folder_exports.from_folder),
    SourceKind(
        "addresses",
        "en lista över adresser, en på varje rad eller en kolumn i en CSV-fil",
        "`adresser.txt`",
        place=lambda path, asked: web.from_addresses(asked.web(), read_addresses(path)),
        is_alone=_is_address_list,
        suffixes=_TABLES | _LISTS,
    ),
    SourceKind(
        "page",
        "en webbsida",
        "`https://www.kommunen.se/nyheter/en-nyhet`",
        address=lambda address, asked: iter([web.web_document(asked.web(), address)]),
    ),
    SourceKind(
        "sitemap",
        "en webbplatskarta, också uppdelad och packad",
        "`https://www.kommunen.se/sitemap.xml`",
        address=lambda address, asked: web.from_sitemap(
            asked.web(), address, lambda page: re.search(asked.pattern, page) is not None
        ),
        is_address=lambda address: bool(re.search(r"(?i)sitemap[^/]*\.xml(?:\.gz)?$", urlsplit(address).path)),
        whole=True,
    ),
    SourceKind(
        "feed",
        "ett Atom- eller RSS-flöde, alla dess sidor",
        "`https://www.kommunen.se/feed/`",
        address=lambda address, asked: from_feed(asked.web(), address),
        is_address=_is_feed,
    ),
    SourceKind(
        "listing",
        "en sida som listar artiklar, med ”nästa”",
        "`https://www.kommunen.se/nyheter`",
        address=lambda address, asked: web.from_listing(asked.web(), address, asked.pattern),
        whole=True,
    ),
    SourceKind(
        "wordpress",
        "WordPress: exportfil (WXR)",
        "`wordpress.xml`",
        files=lambda files, asked: wordpress.from_parts(files, asked.fetcher, left=asked.left, beside=asked.beside),
        is_export=lambda head, suffix: wordpress.is_wxr(head),
        suffixes=_XML,
        whole=True,
    ),
    SourceKind(
        "wordpress-api",
        "WordPress: REST-API:t",
        "`https://bloggen.kommunen.se/wp-json/wp/v2/posts`",
        address=lambda address, asked: wordpress_service.from_service(address, asked.web(), asked.left),
        is_address=wordpress_service.is_address,
        whole=True,
    ),
    SourceKind(
        "plone",
        "Plone: JSON från collective.exportimport",
        "`plone.json`",
        files=lambda files, asked: plone.from_parts(files, asked.fetcher, left=asked.left),
        is_export=lambda head, suffix: b'"@id"' in head and b'"@type"' in head,
        is_alone=lambda head, suffix: b'"@id"' in head or b'"@type"' in head,
        suffixes=frozenset({".json"}),
        whole=True,
    ),
    SourceKind(
        "plone-api",
        "Plone: REST-API:t",
        "`https://www.kommunen.se/++api++/nyheter`",
        address=lambda address, asked: plone_service.from_plone_service(address, asked.web()),
        is_address=lambda address: bool(_in_path(r"/\+\+api\+\+").match(address)),
        whole=True,
    ),
    SourceKind(
        "mynewsdesk",
        "Mynewsdesk: pressrummets webbtjänst som JSON eller XML",
        "`pressrum.json`",
        address=lambda address, asked: mynewsdesk.from_mynewsdesk_service(address, asked.web(), asked.left),
        files=lambda files, asked: mynewsdesk.from_files(files, asked.fetcher, asked.left),
        is_address=_is_pressroom,
        is_export=_is_mynewsdesk,
        is_alone=lambda head, suffix: b'"header"' in head if suffix == ".json" else b"<item" in head,
        suffixes=frozenset({".json"}) | _XML,
    ),
    SourceKind(
        "cision",
        "Cision: ett nyhetsflöde som JSON eller XML, hämtat eller sparat",
        "`https://publish.ne.cision.com/papi/NewsFeed/NYCKEL`",
        address=cision.from_service,
        files=cision.from_files,
        is_address=cision.is_address,
        is_export=cision.is_feed,
        suffixes=frozenset({".json"}) | _XML,
    ),
    SourceKind(
        "episerver-api",
        "EPiServer/Optimizely: Content Delivery API, hämtat eller sparat som JSON",
        "`https://www.kommunen.se/api/episerver/v3.0/content/7`",
        address=content_delivery.from_service,
        files=content_delivery.from_files,
        is_address=content_delivery.is_address,
        is_export=content_delivery.is_answer,
        suffixes=frozenset({".json"}),
        whole=True,
    ),
    SourceKind(
        "drupal-api",
        "Drupal: JSON:API",
        "`https://www.kommunen.se/jsonapi/node/article`",
        address=lambda address, asked: drupal_service.from_service(address, asked.web(), asked.left),
        is_address=lambda address: bool(_in_path("/jsonapi(?:/|$)").match(address)),
        whole=True,
    ),
    SourceKind(
        "warc",
        "ett webbarkiv (WARC), packat eller inte, i en eller flera filer, också i WACZ",
        "`webbplatsen.warc.gz`",
        files=warc.from_warc,
        is_export=warc.is_warc,
        suffixes=warc.SUFFIXES,
        whole=True,
    ),
    SourceKind(
        "mail",
        "ett e-postmeddelande med bilagor, också Outlooks (.msg)",
        "`pressmeddelande.eml`",
        place=lambda path, asked: iter([mailbox.mail_document(path)]),
        is_alone=lambda head, suffix: True,
        suffixes=folders.MAILS,
    ),
)

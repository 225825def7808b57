"""An article → what its news page should say."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from brygga.news.choices import Kind
from brygga.projects.models import Organisation
from brygga.projects.names import fold

from ..reading.model.article import Article, Image
from ..reading.model.findings import Found, Name, Quote
from ..reading.model.spans import Span
from ..reading.model.thresholds import FACT
from .body import SKIPPED, Converter, Raw, as_paragraph, image_words
from .body_names import organisation_kind, whose_unit
from .contact_values import contact_value
from .page_values import Desired, assumed_words
from .register import Register
from .surroundings import place_of

TITLE_LENGTH = 255


def sure(found: Found) -> bool:
    """Whether a finding is one, or only an offer."""
    return found.confidence >= FACT


def sentence_at(article: Article, found: Found) -> str:
    """The words of the source that a finding comes from, on one line."""
    if found.span is None:
        return ""
    return " ".join(article.source_text[found.span.start : found.span.end].split())


def lead_image(article: Article) -> Image | None:
    """The image that stands above the text; it is not repeated in the body."""
    return next((b.image for b in article.blocks if b.type == "image" and b.image and b.image.lead), None)


def news_page(article: Article, convert: Converter, register: Register | None, name: str, label: str) -> Desired:
    """The news page's values, all but the links to projects and units (which may not have pages yet).

    `name` is the file or address the article came from, `label` what visitors are told of the source. Without a
    register nothing is looked up or made there.
    """
    title = article.title.text or article.stated_title or article.lead.text[:120] or name
    page = Desired(role="news", key="", title=title[:TITLE_LENGTH])
    image = lead_image(article)
    found = convert.image(image) if image else None
    if found is SKIPPED:
        image = found = None
    stream = convert.body(article, skip_image=image if found is not None else None)
    told, rests = image_words(image, image.caption or "") if image and found is not None else ({}, [])
    beside = [{"type": "paragraph", "value": as_paragraph(rest)} for rest in rests]
    blocks = _lead_links(article, convert) + beside + stream.blocks
    if len(title) > TITLE_LENGTH:  # longer than a page's title can be: all of it stands first in the body
        blocks.insert(0, {"type": "paragraph", "value": f"<p>{escape(title, quote=False)}</p>"})
    kind = article.kind if article.kind in Kind.values else Kind.NEWS
    page.values = {
        "title": page.title,
        "kind": str(kind),
        "lead": article.lead.text,
        "lead_quotes": [
            {"type": "quote", "value": convert.quote(q)} for q in article.quotes if q.where == "lead" and sure(q)
        ],
        "body": blocks,
        "lead_image": found,
        **{f"lead_image_{name}": told.get(name, "") for name in ("alt", "caption", "credit")},
        "publisher": register.organisation(article.publisher) if register is not None else None,
        "first_published_on": article.published,
        "updated_on": article.updated
        if not article.published or (article.updated or "") >= article.published
        else None,
        "contacts": _contacts(article, stream.contacts),
        "source_url": (article.address or "")[:1000],
        "source_name": name[:500],
        "source_label": label[:200],
    }
    page.scope = page.values["publisher"]
    for name_of, text in (("title", article.title), ("lead", article.lead)):
        if text:
            page.add_source(name_of, text.text, text.span())
    for block in article.blocks:
        if block.span:
            page.add_source("body", block.text[:300], block.span)
    for text in article.dates:
        page.add_source("first_published_on", text.text, text.span())
    if article.address_date:
        page.add_source("first_published_on", article.address_date, None)
    if span := _publisher_at(article):
        page.add_source("publisher", " ".join(place_of(article, span).sentence.split()), span)
    for contact in article.contacts:
        page.add_source("contacts", sentence_at(article, contact), contact.span)
    return page


def _publisher_at(article: Article) -> Span | None:
    """Where the text names its publisher, if it does."""
    name = article.publisher or ""
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", article.source_text) if name else None
    return Span(*found.span()) if found else None


def _contacts(article: Article, from_blocks: list[dict[str, str]]) -> list[dict[str, str]]:
    """Every contact once: those of the blocks in their order, then what the recogniser found elsewhere."""
    result: list[dict[str, str]] = []
    known: set[tuple[str, ...]] = set()
    for value in [*from_blocks, *(contact_value(c) for c in article.contacts if sure(c))]:
        key = tuple(value.get(name, "").casefold() for name in ("name", "phone", "email"))
        if value and (key not in known or not any(key)) and value not in result:
            known.add(key)
            result.append(value)
    return result


def _lead_links(article: Article, convert: Converter) -> list[Raw]:
    """The lead is plain text: links in it follow right below, so that none is lost."""
    items = [value for text, href in article.lead.links() if (value := convert.link_value(text, href))]
    return [{"type": "links", "value": {"heading": "", "items": items}}] if items else []


def employer(register: Register, article: Article, organisation: str | None) -> str | None:
    """The organisation that somebody works for, by what the article says of them. A unit is none: who only leads one
    works for whom it belongs to, where the text says that."""
    if not organisation or register.find_organisation(organisation) is not None:
        return organisation
    organisations = {fold(found.name) for found in article.organisations if sure(found)}
    if fold(organisation) in organisations | {fold(article.publisher or "")}:
        return organisation
    if organisation_kind(organisation) in (Organisation.Kind.MUNICIPALITY, Organisation.Kind.REGION):
        return organisation
    if body := whose_unit(organisation, (unit.name for unit in article.units if sure(unit))):
        return body
    unit = next((u for u in article.units if sure(u) and _is_called(u, organisation)), None)
    return unit.parent if unit is not None and is_told(register, article, unit.parent) else None


def is_told(register: Register, article: Article, body: str | None) -> bool:
    """Whether the text itself names the body. The site may know more of a unit than the text says."""
    wanted = register.find_organisation(body)
    told = [name.name for name in (*article.organisations, *article.municipalities) if sure(name) and name.name]
    told += [article.publisher] if article.publisher else []
    return wanted is not None and any(register.find_organisation(name) == wanted for name in told)


def _is_called(name: Name, written: str) -> bool:
    return fold(written) in {fold(name.name), fold(name.abbreviation or "")}


def speaker_of(register: Register, article: Article, assumed: Organisation | None = None) -> Any:
    """A function that gives the Person whose words a quote is, for the converter. `assumed` is the body that who
    speaks for an unnamed one is taken to work for."""

    def person(quote: Quote) -> Any:
        if not quote.speaker:
            return None
        name = employer(register, article, quote.organisation)
        publisher = register.organisation(article.publisher)
        sentence = quote.attribution or ""
        if name is None and assumed is not None:
            name, sentence = assumed.name, f"{sentence} ({assumed_words(assumed.name)})".strip()
        return register.person(quote.speaker, quote.role, name, sentence, publisher)

    return person

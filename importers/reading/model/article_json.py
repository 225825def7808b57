"""Article JSON, version 1: the public form of what a reader found."""

from __future__ import annotations

from typing import Any

from .article import Article, Block, Image, Link
from .findings import Contact, KeyFigure, Quote
from .thresholds import FACT

VERSION = 1


def to_json(article: Article) -> dict[str, Any]:
    """The article as a JSON-ready object with the keys of version 1, each always there.

    Positions are offsets in `article.source_text`. Values that are not known are None or empty. A block's
    `as_written` are source lines beside it that were mended, or left out as repetitions of what is shown.
    """
    return {
        "version": VERSION,
        "source": article.source,
        "title": article.title.text or None,
        "published": article.published,
        "updated": article.updated if article.updated != article.published else None,
        "publisher": article.publisher,
        "author": article.author,
        "kind": article.kind,
        "public": not article.status,
        "status": article.status or "published",
        "go_live_at": article.go_live_at,
        "expire_at": article.expire_at,
        "lead": article.lead.text or None,
        "blocks": [_block(block) for block in article.blocks],
        "images": [_image(image) for image in article.images],
        "links": [_link(link) for link in article.links],
        "headings": headings(article),
        "quotes": [_quote(q) for q in article.quotes if _sure(q)],
        "people": [
            {"name": p.name, "role": p.role, "organisation": p.organisation} for p in article.people if _sure(p)
        ],
        "contacts": [_contact(c) for c in article.contacts if _sure(c)],
        "faq": [{"question": f.question, "answer": f.answer} for f in article.faq if _sure(f)],
        "key_figures": [_figure(k) for k in article.key_figures if _sure(k)],
        "organisations": [n.name for n in article.organisations if _sure(n)],
        "municipalities": [n.name for n in article.municipalities if _sure(n)],
        "projects": [n.name for n in article.projects if _sure(n)],
        "units": [n.name for n in article.units if _sure(n)],
        "funding": [{"funder": f.funder, "share": f.share or f.amount} for f in article.funding if _sure(f)],
        "captions": [text.text for text in article.captions],
        "related_links": [text.text for text in article.related_links],
        "dates": [*(text.text for text in article.dates), *filter(None, [article.address_date])],
        "ledger": [_entry(entry) for entry in article.ledger],
        "problems": [
            {"code": p.code, "message": p.message, "span": list(p.span) if p.span else None} for p in article.problems
        ],
    }


def headings(article: Article) -> list[str]:
    """The body's headings; labels over contacts and links are not among them."""
    found = [b for b in article.walk() if b.type in ("heading", "factbox") and b.content and not b.data.get("label")]
    return [block.content.text for block in found]


def _sure(found: Any) -> bool:
    return found.confidence >= FACT


def _entry(entry: Any) -> dict[str, Any]:
    row = {"span": list(entry.span), "state": entry.state, "rule": entry.rule, "where": entry.where}
    return row | {"object": entry.object} if entry.object else row


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "text": quote.text,
        "speaker": quote.speaker,
        "role": quote.role,
        "organisation": quote.organisation,
        "attribution": quote.attribution,
    }


def _contact(contact: Contact) -> dict[str, Any]:
    return {"name": contact.name, "role": contact.role, "phone": contact.phone, "email": contact.email}


def _figure(figure: KeyFigure) -> dict[str, Any]:
    return {"value": figure.value, "unit": figure.unit, "about": figure.about, "as_of": figure.as_of}


def _image(image: Image) -> dict[str, Any]:
    return {
        "src": image.src,
        "alt": image.alt,
        "caption": image.caption,
        "credit": image.credit,
        "lead": image.lead,
    }


def _link(link: Link) -> dict[str, Any]:
    return {"text": link.text, "href": link.href, "kind": link.kind}


def _item(block: Block) -> dict[str, Any]:
    """A list item and, in `items`, those of the lists inside it; other things inside it are items without any."""
    inner = [item for child in block.children for item in (child.items if child.type == "list" else [child])]
    return {"text": block.content.text, "items": [_item(child) for child in inner]}


def _block(block: Block) -> dict[str, Any]:
    row: dict[str, Any] = {"type": block.type, "text": block.text}
    if "as_written" in block.data:
        row["as_written"] = block.data["as_written"]
    match block.type:
        case "heading":
            row["level"] = block.level
        case "list":
            row["ordered"] = block.ordered
            row["items"] = [item.content.text for item in block.items]
            row["nested"] = [_item(item) for item in block.items] if any(i.children for i in block.items) else []
        case "table":
            row["caption"] = block.caption.text if block.caption else None
            row["header"] = [cell.text for cell in block.header]
            row["rows"] = [[cell.text for cell in cells] for cells in block.rows]
        case "quote":
            row["quotes"] = [_quote(quote) for quote in block.quotes]
        case "faq":
            row["question"] = block.content.text
            row["answer"] = "\n".join(child.text for child in block.children)
        case "image" if block.image:
            row |= _image(block.image)
        case "links":
            row["links"] = [_link(link) for link in block.links]
        case "file":
            row["href"] = block.links[0].href if block.links else ""
        case "embed":
            row["url"] = block.links[0].href if block.links else ""
        case "contact":
            row["contacts"] = [_contact(contact) for contact in block.contacts]
        case "factbox":
            row["blocks"] = [_block(child) for child in block.children]
    return row

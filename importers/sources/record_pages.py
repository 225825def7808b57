"""A record of an export as the web page it once was: the form that the reader reads everything else in, too."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape


@dataclass(slots=True)
class Record:
    """What an export says of one page. `body` is HTML as the old system kept it; dates are ISO, "" where unknown."""

    title: str
    body: str
    lead: str = ""
    published: str = ""
    updated: str = ""
    address: str = ""
    kind: str = ""  # NewsArticle, WebPage, …, as schema.org calls it
    publisher: str = ""
    author: str = ""
    language: str = "sv"
    keywords: list[str] = field(default_factory=list)
    image: str = ""
    image_text: str = ""
    image_caption: str = ""
    contacts: list[list[str]] = field(default_factory=list)  # a card a person, a line an entry
    files: list[tuple[str, str]] = field(default_factory=list)  # (text, address)
    related: list[tuple[str, str]] = field(default_factory=list)  # other pages, (text, address)
    system: str = ""  # where the body's mark-up is from, where that says how to read it


def compose(record: Record) -> bytes:
    """A page in UTF-8 with the record's fields where a reader looks for them. The same record gives the same bytes."""
    head = [
        '<meta charset="utf-8">',
        f"<title>{escape(record.title)}</title>",
        f'<link rel="canonical" href="{escape(record.address)}">' if record.address.startswith("http") else "",
        _meta("article:published_time", record.published),
        _meta("article:modified_time", record.updated),
        _meta("og:type", "article"),
        _meta("source-system", record.system),
        _meta("og:site_name", record.publisher),
        *(_meta("article:tag", word) for word in record.keywords),
    ]
    parts = [f"<h1>{escape(record.title)}</h1>"]
    if record.lead and not _same_start(record.lead, record.body):
        lead = unescape(plain(record.lead)) if re.search(r"<\w", record.lead) else record.lead
        parts.append(f'<p class="ingress">{"<br>".join(escape(line) for line in lead.splitlines())}</p>')
    if record.image:
        caption = f"<figcaption>{escape(record.image_caption)}</figcaption>" if record.image_caption else ""
        parts.append(f'<figure><img src="{escape(record.image)}" alt="{escape(record.image_text)}">{caption}</figure>')
    parts.append(record.body)
    if record.files:
        rows = "".join(f'<li><a href="{escape(href)}">{escape(text)}</a></li>' for text, href in record.files)
        parts.append(f"<ul>{rows}</ul>")
    if record.contacts:
        parts.append("<h2>Kontakt</h2>")
        parts.extend(f"<p>{'<br>'.join(escape(line) for line in card)}</p>" for card in record.contacts)
    if record.related:
        rows = "".join(f'<li><a href="{escape(href)}">{escape(text)}</a></li>' for text, href in record.related)
        parts.append(f"<h2>Relaterat innehåll</h2><ul>{rows}</ul>")
    inner = "\n".join(part for part in parts if part)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(record.language)}">\n<head>\n'
        + "\n".join(line for line in head if line)
        + f"\n</head>\n<body>\n<main><article>\n{inner}\n</article></main>\n</body>\n</html>\n"
    ).encode("utf-8", "replace")


def is_composed(data: bytes) -> bool:
    """Whether bytes are a page that `compose` made: it has an article, and nothing around it."""
    made = data.startswith(b'<!DOCTYPE html>\n<html lang="') and b"</head>\n<body>\n<main><article>\n" in data
    return made and data.endswith(b"\n</article></main>\n</body>\n</html>\n")


def _meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{escape(value)}">' if value else ""


def caption_with(words: str, photographer: str) -> str:
    """A caption with its photographer, as they are written under pictures."""
    if not photographer:
        return words
    ended = words if not words or words[-1] in ".!?…:;,)" else f"{words}."
    return f"{ended} Foto: {photographer}".strip()


def plain(html: str) -> str:
    """The words of an HTML fragment, blanks folded."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def _same_start(lead: str, body: str) -> bool:
    """Whether the body begins with the lead already, as excerpts made by a machine do."""
    words = plain(lead).rstrip(" .…[]").casefold()
    return bool(words) and plain(body).casefold().startswith(words[:200])

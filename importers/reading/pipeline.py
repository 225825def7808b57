"""From bytes to an Article: which reader reads which format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .formats.decode import decode
from .formats.detect import detect, looks_like_html
from .formats.docx import docx_reader
from .formats.docx.docx_reader import read_docx
from .formats.html.html_reader import read_html
from .formats.mail_reader import mail_as_markup, read_mail
from .formats.markdown_reader import has_head, read_markdown
from .formats.text.text_entities import resolved
from .formats.text.text_reader import read_text
from .furniture.publisher import find_publisher
from .hooks import Hook, Hooked
from .model import ledger
from .model.article import Article, Problem
from .model.errors import UnreadableDocument
from .model.site_knowledge import SiteKnowledge
from .recognise import Names, add_publisher, full_names, official_names, recognise
from .swedish import date_in_address

# A text rendition of one page; what is longer is a whole archive in one file.
MAX_TEXT = 2_000_000


def read(
    data: bytes,
    *,
    source: str,
    address: str | None = None,
    content_type: str | None = None,
    profile: Any = None,
    names: Names | None = None,
    hooks: Sequence[Hook] = (),
    knowledge: SiteKnowledge | None = None,
) -> Article:
    """Read one document.

    `source` names it in messages and in the article; `address` is the page's own, against which relative links are
    resolved; `content_type` is the HTTP header's; `profile` is a site profile, None lets the page tell; `names`
    are names that the recognisers know beforehand, `hooks` a site's own code around the reading (see `hooks.py`);
    `knowledge` is what a sample of the source's pages told of its site.
    Raises UnreadableDocument with a Swedish message, and nothing else, for whatever no article can be made of.
    """
    hooked = Hooked(hooks) if hooks else None
    article = _read_format(
        data,
        source=source,
        address=address,
        content_type=content_type,
        profile=profile,
        hooked=hooked,
        knowledge=knowledge,
    )
    article.source = source
    article.address = article.address or address
    _date_from_address(article)
    recognise(article, names)
    article.publisher = article.publisher or find_publisher(article, official_names(), full_names())
    add_publisher(article, names)
    ledger.check(article)
    if hooked is not None:
        hooked.finish(article)
    return article


def as_markup(data: bytes, form: str) -> str:
    """The document of a format that `Article.format` names as HTML, as its author saw it and not cleaned: what a web
    page, a Word document or a message with an HTML part has of elements; "" for what has none.
    Raises UnreadableDocument as `read`."""
    if form == "html":
        return decode(data).text
    if form == "docx":
        return docx_reader.as_markup(data)
    return mail_as_markup(data) if form == "mail" else ""


def _date_from_address(article: Article) -> None:
    """Take the day that the page's address states, where neither its data nor its words say when it was published."""
    found = date_in_address.from_address(article.address) if article.address and not article.published else None
    if found is not None and (not article.updated or found.iso <= article.updated):
        article.published = found.iso
        article.address_date = (article.address or "")[found.start : found.end]


def _read_format(
    data: bytes,
    *,
    source: str,
    address: str | None,
    content_type: str | None,
    profile: Any,
    hooked: Hooked | None,
    knowledge: SiteKnowledge | None,
) -> Article:
    form = detect(data, source=source, content_type=content_type)
    if form == "docx":
        return read_docx(data)
    if form == "pdf":
        # pdfminer takes as long to load as a page to read, and few archives hold a PDF.
        from .formats.pdf.pdf_reader import read_pdf

        return read_pdf(data, source=source, address=address)
    if form == "mail":
        return read_mail(data, source=source, address=address)
    decoded = decode(data, content_type=content_type)
    if form == "markdown" and has_head(decoded.text):
        _check_length(decoded.text)
        article = read_markdown(decoded.text, source=source, address=address)
    elif form == "html" or (form in ("", "markdown") and looks_like_html(decoded.text)):
        text = hooked.prepare(decoded.text) if hooked is not None else decoded.text
        article = read_html(text, source=source, address=address, profile=profile, knowledge=knowledge)
    else:
        _check_length(decoded.text)
        text, references = resolved(decoded.text)
        article = read_text(text, source=source, address=address)
        if references:
            told = f"{references} teckenkoder (som &aring;) i texten lästes som tecken. Kontrollera texten."
            article.problems.append(Problem("entities", told))
    article.problems[:0] = decoded.problems
    return article


def _check_length(text: str) -> None:
    if len(text) > MAX_TEXT:
        raise UnreadableDocument("too-large", f"Texten har {len(text)} tecken, mer än någon artikel. Dela upp filen.")

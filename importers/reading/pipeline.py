"""From bytes to an Article: which reader reads which format."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from .formats.decode import check_size, decode
from .formats.text.text_reader import read_text
from .furniture.publisher import find_publisher
from .hooks import Hook, Hooked
from .model import ledger
from .model.article import Article
from .model.errors import UnreadableDocument
from .recognise import Names, add_publisher, recognise
from .swedish import dates

_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6]|table|ul|ol|br|span)\b", re.I)
# A text rendition of one page; what is longer is a whole archive in one file.
MAX_TEXT = 2_000_000
READER_VERSION = "1"  # goes up when the same bytes are read otherwise than before
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(
    data: bytes,
    *,
    source: str,
    address: str | None = None,
    content_type: str | None = None,
    profile: Any = None,
    names: Names | None = None,
    hooks: Sequence[Hook] = (),
) -> Article:
    """Read one document.

    `source` names it in messages and in the article; `address` is the page's own, against which relative links are
    resolved; `content_type` is the HTTP header's; `profile` is a site profile, None lets the page tell; `names`
    are names that the recognisers know beforehand, `hooks` a site's own code around the reading (see `hooks.py`).
    Raises UnreadableDocument with a Swedish message, and nothing else, for whatever no article can be made of.
    """
    hooked = Hooked(hooks) if hooks else None
    article = _read_format(
        data, source=source, address=address, content_type=content_type, profile=profile, hooked=hooked
    )
    article.source = source
    article.address = article.address or address
    _date_from_address(article)
    recognise(article, names)
    article.publisher = article.publisher or find_publisher(article)
    add_publisher(article, names)
    ledger.check(article)
    if hooked is not None:
        hooked.finish(article)
    return article


def _date_from_address(article: Article) -> None:
    """Take the day that the page's address states, where neither its data nor its words say when it was published."""
    found = dates.from_address(article.address) if article.address and not article.published else None
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
) -> Article:
    form = detect(data, source=source, content_type=content_type)
    if form == "docx":
        from .formats.docx.docx_reader import read_docx

        return read_docx(data)
    if form == "pdf":
        from .formats.pdf.pdf_reader import read_pdf

        return read_pdf(data, source=source, address=address)
    if form == "mail":
        from .formats.mail_reader import read_mail

        return read_mail(data, source=source, address=address)
    decoded = decode(data, content_type=content_type)
    if form == "html" or (form == "" and looks_like_html(decoded.text)):
        from .formats.html.html_reader import read_html

        text = hooked.prepare(decoded.text) if hooked is not None else decoded.text
        article = read_html(text, source=source, address=address, profile=profile)
    else:
        if len(decoded.text) > MAX_TEXT:
            raise UnreadableDocument(
                "too-large", f"Texten har {len(decoded.text)} tecken, mer än någon artikel. Dela upp filen."
            )
        article = read_text(decoded.text, source=source, address=address)
    article.problems[:0] = decoded.problems
    return article


def detect(data: bytes, *, source: str = "", content_type: str | None = None) -> str:
    """The format by what the bytes begin with, then by content type and file name: docx, pdf, mail, html, text or
    "" (unsure).

    Raises UnreadableDocument for formats that are known but not read here.
    """
    check_size(data)
    suffix = PurePosixPath(source.split("?")[0].split("#")[0]).suffix.casefold()
    kind = (content_type or "").split(";")[0].strip().casefold()
    if data.startswith(b"PK\x03\x04"):
        return _zip_format(data)
    if data.startswith(_OLE):
        raise UnreadableDocument(
            "old-word",
            "Filen är i ett äldre Office-format eller skyddad med lösenord. "
            "Öppna den i Word eller LibreOffice och spara den som .docx utan lösenord.",
        )
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if suffix == ".eml" or kind == "message/rfc822":
        return "mail"
    if data.lstrip()[:5] == b"{\\rtf":
        raise UnreadableDocument("rtf", "Filen är i formatet RTF. Öppna den i Word och spara den som .docx.")
    if kind in ("text/html", "application/xhtml+xml") or suffix in (".html", ".htm", ".xhtml", ".aspx", ".php"):
        return "html"
    if kind == "text/plain" or suffix in (".txt", ".text"):
        return "text"
    return ""


def _zip_format(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableDocument(
            "broken-archive", "Filen är en skadad ZIP- eller Word-fil. Hämta eller spara den på nytt."
        ) from error
    if "word/document.xml" in names:
        return "docx"
    raise UnreadableDocument(
        "archive",
        "Filen är ett arkiv eller ett Office-dokument av annat slag än Word. Packa upp den och välj filerna i den.",
    )


def looks_like_html(text: str) -> bool:
    """Whether a text of unknown format is a web page: it has tags, and early."""
    return len(_TAG.findall(text[:20_000])) >= 2

"""Which format bytes have: the one place where a reader is chosen."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import PurePosixPath

from ..model.errors import UnreadableDocument
from .decode import check_size
from .docx.docx_package import is_word
from .outlook import OLE, is_outlook

_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6]|table|ul|ol|br|span)\b", re.I)

# What the parts in a file of Microsoft's older kind are called, and what to do with such a file.
_OLD_KINDS = (
    (
        "password",
        ("EncryptedPackage", "EncryptionInfo"),
        "Filen är skyddad med lösenord. Öppna den i Word, ta bort lösenordet och spara den som .docx.",
    ),
    (
        "old-word",
        ("WordDocument",),
        "Filen är i Words äldre format (.doc). Öppna den i Word eller LibreOffice och spara den som .docx.",
    ),
    (
        "not-word",
        ("Workbook", "PowerPoint Document"),
        "Filen är ett kalkylblad eller en presentation, inte ett Word-dokument. Spara texten i den som .docx.",
    ),
)


def detect(data: bytes, *, source: str = "", content_type: str | None = None) -> str:
    """The format by what the bytes begin with, then by content type and file name: docx, pdf, mail, html, text,
    markdown or "" (unsure).

    Raises UnreadableDocument for formats that are known but not read here.
    """
    check_size(data)
    suffix = PurePosixPath(source.split("?")[0].split("#")[0]).suffix.casefold()
    kind = (content_type or "").split(";")[0].strip().casefold()
    if data.startswith(b"PK\x03\x04"):
        return _zip_format(data)
    if data.startswith(OLE):
        if is_outlook(data):
            return "mail"
        raise _old_office(data)
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
    return "markdown" if kind == "text/markdown" or suffix in (".md", ".markdown", ".mdx") else ""


def _old_office(data: bytes) -> UnreadableDocument:
    """Why a file of Microsoft's older kind is not read, by the names of the parts in it."""
    for code, names, message in _OLD_KINDS:
        if any(name.encode("utf-16-le") in data for name in names):
            return UnreadableDocument(code, message)
    return UnreadableDocument(
        "old-office",
        "Filen är i ett äldre Office-format. Öppna den i programmet som gjorde den och spara texten som .docx.",
    )


def _zip_format(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            word = is_word(archive)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableDocument(
            "broken-archive", "Filen är en skadad ZIP- eller Word-fil. Hämta eller spara den på nytt."
        ) from error
    if word:
        return "docx"
    raise UnreadableDocument(
        "archive",
        "Filen är ett arkiv eller ett Office-dokument av annat slag än Word. Packa upp den och välj filerna i den.",
    )


def looks_like_html(text: str) -> bool:
    """Whether a text of unknown format is a web page: it has tags, and early."""
    return len(_TAG.findall(text[:20_000])) >= 2

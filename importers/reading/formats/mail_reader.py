"""Reads a press release that was sent as e-mail (.eml, .msg): text, subject as title, attachments by name."""

from __future__ import annotations

import email
import email.policy
import email.utils
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage

from ..model.article import Article, Problem
from ..model.errors import UnreadableDocument
from .decode import decode
from .html.html_reader import read_html
from .outlook import OLE, as_sent
from .text.text_reader import read_text

MAX_PARTS = 500
_PREFIX = re.compile(r"^(?:\s*(?:vb|sv|fw|fwd|re|ang)\s*:)+\s*", re.IGNORECASE)
_KIND = re.compile(r"^\s*(pressmeddelande|pressinbjudan|nyhet)\s*[:–-]\s*", re.IGNORECASE)
# What stands above a forwarded text: not of it, and more than one line of it in a row.
_FORWARDED = re.compile(
    r"(?:^(?:från|from|skickat|sent|datum|date|till|to|kopia|cc|ämne|subject)\s*:.*\n){2,}",
    re.IGNORECASE | re.MULTILINE,
)
_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file in a message. `address` is how the text refers to it ("cid:…"), "" for one that is only attached."""

    name: str
    content_type: str
    data: bytes
    address: str = ""


@dataclass(slots=True)
class Mail:
    """A parsed message. `day` is the ISO date it was sent, in its sender's own time zone."""

    subject: str = ""
    sender: str = ""
    day: str | None = None
    identifier: str = ""
    html: str = ""
    text: str = ""
    files: list[MailFile] = field(default_factory=list)


def parse_mail(data: bytes) -> Mail:
    """The message in `data`, as it was sent (.eml) or as Outlook keeps it (.msg). Raises UnreadableDocument for what
    is no message or holds too many parts."""
    if data.startswith(OLE):
        data = as_sent(data)
    if len(_PART.findall(data)) > MAX_PARTS:
        raise _too_many()
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        mail = Mail(
            subject=_PREFIX.sub("", _header(message, "subject")).strip(),
            sender=_header(message, "from"),
            identifier=_header(message, "message-id").strip("<> "),
            day=_day(_header(message, "date")),
        )
        for number, part in enumerate(_parts(message)):
            if number >= MAX_PARTS:
                raise _too_many()
            _take(part, mail)
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableDocument("broken-mail", "Brevet är skadat. Spara det på nytt ur e-postprogrammet.") from error
    if not mail.subject and not mail.text and not mail.html:
        raise UnreadableDocument("empty", "Brevet är tomt, eller filen är inget brev.")
    return mail


def read_mail(data: bytes, *, source: str = "", address: str | None = None) -> Article:
    """The Article of a message: of its HTML part where it has one, else of its text."""
    mail = parse_mail(data)
    kind = _KIND.match(mail.subject)
    title = mail.subject[kind.end() :] if kind else mail.subject
    if mail.html:
        body = re.search(r"<body\b[^>]*>(.*)</body>", mail.html, re.IGNORECASE | re.DOTALL)
        page = (
            f'<html lang="sv"><head><meta charset="utf-8"><title>{html.escape(title)}</title></head><body><article>'
            f"<h1>{html.escape(title)}</h1>{body[1] if body else mail.html}</article></body></html>"
        )
        article = read_html(page, source=source, address=address)
    else:
        text = _SIGNATURE.sub("", _FORWARDED.sub("\n", mail.text.replace("\r\n", "\n")))
        article = read_text(f"{title}\n\n{text}" if title else text, source=source, address=address)
    article.format = "mail"
    article.published = article.published or mail.day
    article.kind = article.kind or ({"p": "press_release", "n": "news"}[kind[1][0].casefold()] if kind else None)
    attached = [file.name for file in mail.files if not file.address]
    if attached:
        article.problems.append(
            Problem(
                "attachments",
                f"Brevet har bifogade filer: {', '.join(attached)}. Lägg till dem på sidan om de hör dit.",
            )
        )
    return article


def mail_as_markup(data: bytes) -> str:
    """The HTML part of a message below who sent it, when, and its subject; "" where it has none. Nothing of it is
    cleaned. Raises as `parse_mail`."""
    mail = parse_mail(data)
    if not mail.html:
        return ""
    head = " · ".join(html.escape(part) for part in (mail.sender, mail.day or "") if part)
    return f"<p>{head}</p><h1>{html.escape(mail.subject)}</h1>{mail.html}"


def _too_many() -> UnreadableDocument:
    return UnreadableDocument("too-many-parts", "Brevet har för många delar. Spara texten för sig.")


def _header(message: EmailMessage, name: str) -> str:
    value = message.get(name)
    return " ".join(str(value).split()) if value else ""


def _day(written: str) -> str | None:
    try:
        return email.utils.parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something, in order, without going into forwarded messages' attachments twice."""
    for part in message.walk():
        if not part.is_multipart():
            yield part


def _take(part: EmailMessage, mail: Mail) -> None:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    kind, name = part.get_content_type(), part.get_filename() or ""
    if part.get_content_disposition() != "attachment" and not name and kind in ("text/plain", "text/html"):
        if not data.strip():
            return
        text = decode(data, content_type=f"{kind}; charset={part.get_content_charset() or ''}").text
        if kind == "text/html":
            mail.html += text
        else:
            mail.text += ("\n\n" if mail.text else "") + text
        return
    if data:
        identifier = str(part.get("content-id") or "").strip("<> ")
        address = f"cid:{identifier}" if identifier else ""
        mail.files.append(MailFile(name or f"bilaga-{len(mail.files) + 1}", kind, data, address))

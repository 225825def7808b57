"""A message that Outlook saved (.msg), as the message it was when it was sent: the form that all mail is read in.

The file is Microsoft's compound file with the message's properties in it, [MS-OXMSG]; python-oxmsg reads it.
"""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTPUTF8
from email.utils import format_datetime, parseaddr
from typing import Any

from oxmsg import Message
from oxmsg.domain import constants

from ..model.errors import UnreadableDocument
from ..swedish.timestamps import SWEDEN

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_FILES = 200
_PARTS = ("__properties_version1.0", "__nameid_version1.0", "__substg1.0_")
_BROKEN = "Brevet från Outlook är skadat. Öppna det i Outlook och spara det på nytt, eller som .eml."


def is_outlook(data: bytes) -> bool:
    """Whether a compound file is a message from Outlook, by the names of the parts in it."""
    return any(name.encode("utf-16-le") in data for name in _PARTS)


def as_sent(data: bytes) -> bytes:
    """The bytes of the message as an .eml file. Raises UnreadableDocument."""
    try:
        return _mail(Message.load(data)).as_bytes(policy=SMTPUTF8)
    except UnreadableDocument:
        raise
    except Exception as error:  # python-oxmsg raises whatever its reading of a damaged file comes to
        raise UnreadableDocument("broken-mail", _BROKEN) from error


def _mail(found: Message) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = _line(found.subject)
    name, address = parseaddr(_line(found.sender or ""))
    user, _, host = address.partition("@")
    if user and host and "@" not in host:
        mail["From"] = Address(name, user, host)
    elif found.sender:
        mail["X-Sender"] = _line(found.sender)
    if found.sent_date:
        mail["Date"] = format_datetime(found.sent_date.astimezone(SWEDEN))
    headers = {key.casefold(): value for key, value in found.message_headers.items()}
    if re.fullmatch(r"<[\w.@+=$-]+>", identifier := headers.get("message-id", "").strip()):
        mail["Message-ID"] = identifier
    html = found.properties.binary_prop_value(constants.PID_HTML)
    encoding = found.properties.body_encoding
    if not html and (text := found.properties.str_prop_value(constants.PID_BODY_HTML)):
        html, encoding = text.encode("utf-8", "replace"), "utf-8"
    if html and html.strip():
        mail.set_content(html, "text", "html", params={"charset": encoding})
    elif found.body and found.body.strip():
        mail.set_content(found.body)
    elif found.properties.binary_prop_value(constants.PID_RTF_COMPRESSED):
        raise UnreadableDocument(
            "outlook-rtf",
            "Brevets text finns bara som RTF, som inte läses. Öppna brevet i Outlook och spara det som .eml.",
        )
    for number, file in enumerate(found.attachments):
        if number >= MAX_FILES:
            raise UnreadableDocument("too-many-parts", "Brevet har för många bilagor. Spara texten för sig.")
        _attach(mail, file)
    return mail


def _attach(mail: EmailMessage, file: Any) -> None:
    data = file.file_bytes
    if not data:
        return
    kind, _, detail = str(file.mime_type or "application/octet-stream").partition("/")
    if kind in ("multipart", "message", "text") or not kind.isascii() or not detail.isascii() or not detail:
        kind, detail = "application", "octet-stream"
    identifier = file.properties.str_prop_value(constants.PID_ATTACH_CONTENT_ID) or ""
    mail.add_attachment(
        data,
        maintype=kind,
        subtype=detail,
        filename=_line(file.file_name or "bilaga"),
        cid=f"<{_line(identifier)}>" if identifier else None,
    )


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())

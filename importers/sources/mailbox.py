"""An e-mail as a document, with its attachments."""

from __future__ import annotations

import contextlib
from functools import partial
from pathlib import Path

from ..reading.formats.mail_reader import Mail, MailFile, parse_mail
from ..reading.model.errors import UnreadableDocument
from .document import Attachment, Document
from .file_reading import read_file

MAIL, OUTLOOK = "message/rfc822", "application/vnd.ms-outlook"


def mail_document(path: Path, archive: Path | None = None) -> Document:
    """The document that an .eml or .msg file is. Its attachments are known at once; a broken message fails when it is
    read."""
    absolute = path.absolute()
    document = Document(
        source_id=absolute.as_posix(),
        name=path.name,
        path=absolute,
        archive=archive or absolute.parent,
        content_type=type_of(path.name),
        fetch=lambda: read_file(absolute),
    )
    with contextlib.suppress(UnreadableDocument):  # said when its turn comes
        add_mail(document, read_file(absolute))
    return document


def type_of(name: str) -> str:
    """The content type of a message's file."""
    return OUTLOOK if name.casefold().endswith(".msg") else MAIL


def add_mail(document: Document, data: bytes) -> None:
    """Give a document what its message says of itself, and the files it brings. Raises UnreadableDocument."""
    mail = parse_mail(data)
    document.published = mail.day
    document.known = {"title": mail.subject, "sender": mail.sender, "message_id": mail.identifier}
    document.attachments = attachments(mail)


def attachments(mail: Mail) -> list[Attachment]:
    """The message's files, as attachments of a document."""
    return [
        Attachment(name=f.name, address=f.address or f.name, content_type=f.content_type, load=partial(_data, f))
        for f in mail.files
    ]


def _data(file: MailFile) -> bytes:
    return file.data

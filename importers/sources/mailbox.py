"""An e-mail as a document, with its attachments."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ..reading.formats.mail_reader import Mail, MailFile, parse_mail
from ..reading.model.errors import UnreadableDocument
from .document import Attachment, Document
from .folders import read_file


def mail_document(path: Path) -> Document:
    """The document that an .eml file is. Its attachments are known at once; a broken message fails when it is read."""
    absolute = path.absolute()
    document = Document(
        source_id=absolute.as_posix(),
        name=path.name,
        path=absolute,
        archive=absolute.parent,
        content_type="message/rfc822",
        fetch=lambda: read_file(absolute),
    )
    try:
        mail = parse_mail(read_file(absolute))
    except UnreadableDocument:
        return document
    document.published = mail.day
    document.known = {"title": mail.subject, "sender": mail.sender, "message_id": mail.identifier}
    document.attachments = attachments(mail)
    return document


def attachments(mail: Mail) -> list[Attachment]:
    """The message's files, as attachments of a document."""
    return [
        Attachment(name=f.name, address=f.address or f.name, content_type=f.content_type, load=partial(_data, f))
        for f in mail.files
    ]


def _data(file: MailFile) -> bytes:
    return file.data

"""Keeps the words of documents' files: read when a document is saved, gone with it."""

from __future__ import annotations

import logging
from typing import Any

from django.db import models
from django.db.models.signals import post_save
from wagtail.documents import get_document_model

from ..import_extra import missing
from ..models.document_text import DocumentText
from ..options import option
from .file_words import READERS, words_of

logger = logging.getLogger(__name__)
PDF_PACKAGE = "pdfminer.six"
MOST_BYTES = 50 * 2**20  # larger files are not opened


def connect() -> None:
    """Listens to documents; called once, when all models are known."""
    post_save.connect(_document_saved, sender=get_document_model(), dispatch_uid="brygga_document_words")


def _document_saved(instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    if not raw:
        read_document(instance)


def read_document(document: Any) -> None:
    """Reads the words of the document's file, unless those of this file are known."""
    name = document.file.name or ""
    kind = name.rpartition(".")[2].lower()
    if not option("BRYGGA_SEARCH_DOCUMENTS") or kind not in READERS:
        DocumentText.objects.filter(document=document).delete()
        return
    if kind == "pdf" and PDF_PACKAGE in missing():
        return  # it stays unread, and is read when the package is there
    known = DocumentText.objects.filter(document=document).first()
    if known is not None and known.file == name:
        return
    text = ""
    try:
        if document.file.size <= MOST_BYTES:
            with document.file.open("rb") as file:
                text = words_of(kind, file.read())
    except (OSError, ValueError):  # the storage does not answer, or has no such file
        logger.warning("The words of document %s could not be read.", document.pk)
    if known is not None:
        known.file, known.text = name, text
        known.save()
    else:
        DocumentText.objects.create(document=document, file=name, text=text)


def unread() -> models.QuerySet:
    """The documents whose files nobody has read, of kinds that can be."""
    model: Any = get_document_model()
    readable = models.Q(_connector=models.Q.OR)
    for kind in READERS:
        readable |= models.Q(file__iendswith=f".{kind}")
    return model.objects.filter(readable, brygga_text=None)

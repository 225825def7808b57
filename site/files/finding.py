"""Whose file an address is: that of a picture, of one of its sizes, of a document, or nobody's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.files.storage import Storage, default_storage
from django.db import models
from django.db.models import Exists, F, IntegerField, OuterRef, Value
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from ..privacy import asked_once
from .rule import shown


@dataclass(frozen=True)
class Found:
    """A file in media: where it is kept, whose it is (`owners`: model and key of pictures and documents that have it,
    none for files of other kinds), whether everybody may see it, and the document where it is one."""

    storage: Storage
    owners: tuple[tuple[type[models.Model], Any], ...] = ()
    is_public: bool = True
    document: Any = None


def find(name: str) -> Found:
    """What the file of this name in media is, in one query (and one for what is private, one for a document)."""
    image, document = get_image_model(), get_document_model()
    rendition = image.get_rendition_model()
    kinds = (
        (image, image, "pk", image._meta.get_field("file").storage),
        (rendition, image, "image_id", rendition._meta.get_field("file").storage),
        (document, document, "pk", document._meta.get_field("file").storage),
    )
    with asked_once():
        asked = [_asked(number, model, owner, key, name) for number, (model, owner, key, _) in enumerate(kinds)]
    rows = list(asked[0].union(*asked[1:], all=True))
    if not rows:
        return Found(default_storage)
    owners = tuple((kinds[number][1], key) for number, key, _ in rows)
    documents = [key for model, key in owners if model is document]
    return Found(
        kinds[rows[0][0]][3],
        owners,
        any(is_public for _, _, is_public in rows),
        document._default_manager.select_related("collection").get(pk=documents[0]) if documents else None,
    )


def _asked(number: int, model: Any, owner: Any, key: str, name: str) -> Any:
    seen_by_all = owner._default_manager.filter(shown(owner), pk=OuterRef(key)).order_by()
    return (
        model._default_manager.filter(file=name)
        .order_by()
        .annotate(_kind=Value(number, IntegerField()), _owner=F(key), _public=Exists(seen_by_all))
        .values_list("_kind", "_owner", "_public")
    )

"""Rows of the site's own image and document models, checked the way the models ask for."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.documents.models import Document
from wagtail.images import get_image_model
from wagtail.images.models import Image
from wagtail.models import Collection

from brygga.site.options import option

DEFAULTS = {"image": "BRYGGA_IMAGE_DEFAULTS", "document": "BRYGGA_DOCUMENT_DEFAULTS"}
_KINDS = {"image": "bilden", "document": "dokumentet"}


class RefusedByModelError(Exception):
    """The site's model does not take the file; the message is Swedish and says which setting to fill in."""


def new_row(kind: str, data: bytes, name: str, **values: Any) -> Any:
    """An image or a document (`kind`), not saved, with the site's defaults for what its model requires.

    `name` is the file's. Nothing is stored: `data` is there for the model to check. Values that the model has no
    field for are left out. Raises `RefusedByModelError`.
    """
    model: type[Model] = get_image_model() if kind == "image" else get_document_model()
    fields = {field.name for field in model._meta.get_fields()}
    values = {key: value for key, value in values.items() if key in fields}
    try:
        row: Any = model(
            **{**option(DEFAULTS[kind]), **values}, collection_id=_root_collection(), file=ContentFile(data, name=name)
        )
        # The collection is Wagtail's own: asking for it again would be a question for each file.
        row.full_clean(exclude=["collection"])
    except (TypeError, ValueError) as error:  # a name or a kind of value that the model does not have
        raise RefusedByModelError(
            f"Inställningen {DEFAULTS[kind]} passar inte modellen {model._meta.label}: {error}"
        ) from error
    except ValidationError as error:
        what = " ".join(
            f"{_label(model, field)}: {' '.join(messages)}" for field, messages in error.message_dict.items()
        )
        raise RefusedByModelError(
            f"Webbplatsens modell {model._meta.label} tar inte emot {_KINDS[kind]} {name[:200]}. {what} Ange värden i "
            f"inställningen {DEFAULTS[kind]} (se docs/installera.md) och kör importen igen."
        ) from error
    return row


def has_own_saving(row: Any) -> bool:
    """Whether the row is of a model of the site's own, whose `save` may do more than Wagtail's."""
    return type(row) not in (Image, Document)


def _label(model: type[Model], field: str) -> str:
    return field if field == "__all__" else f"{getattr(model._meta.get_field(field), 'verbose_name', field)} ({field})"


def _root_collection() -> int:
    return Collection.get_first_root_node().pk

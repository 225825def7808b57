"""Pictures and documents had addresses on the old site, too: those lead to the files they became.

Old systems keep a picture in several sizes, each with an address: a page shows one, search engines and others know the
rest. All lead to the picture that the page shows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from brygga.site.files.rule import is_public

from ..models import OldFile, WrittenPage
from .address_keys import address_key, is_web

LONGEST = 2000
# WordPress: uploads/2019/05/bild-300x200.jpg, in networks of its first years files/2012/05/bild-300x200.jpg.
_COPY = re.compile(
    r"(?P<before>.*/(?:wp-content/uploads|files/\d{4}/\d{2})/.+?)(?:-\d{1,5}x\d{1,5}|-scaled)"
    r"(?P<ending>\.(?:jpe?g|png|gif|webp|avif))",
    re.IGNORECASE,
)
# Plone: bild.jpg/@@images/image/large, bild.jpg/image_preview.
_SCALE = re.compile(
    r"(?P<before>.+)(?P<ending>\.(?:jpe?g|png|gif|webp))/(?:@@images(?:/[^?]*)?|image_[a-z]+)", re.IGNORECASE
)


def note_files(records: Collection[WrittenPage]) -> None:
    """Note the old addresses of the files that pages show, in the place of those noted before."""
    rows = [row for record in records for row in _rows(record)]
    items = {record.item_id for record in records}
    OldFile.objects.filter(item__in=items).delete()
    images = _there(get_image_model(), {row.image_id for row in rows})
    documents = _there(get_document_model(), {row.document_id for row in rows})
    OldFile.objects.bulk_create(row for row in rows if row.image_id in images or row.document_id in documents)


def _there(model: type[Model], keys: set[int | None]) -> set[int]:
    wanted = [key for key in keys if key]
    return set(model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()


def _rows(record: WrittenPage) -> Iterable[OldFile]:
    for kind, column in (("image", "image_id"), ("document", "document_id")):
        for address, pk in (record.files.get(kind) or {}).items():
            if is_web(address) and len(address) <= LONGEST:
                for one in dict.fromkeys((address, whole_picture(address) or address)):
                    yield OldFile(item_id=record.item_id, url=one, key=address_key(one), **{column: pk})


def whole_picture(address: str) -> str:
    """The address, or the key of one, of the picture that this is another size of; "" where it is none."""
    found = _COPY.fullmatch(address.partition("?")[0]) or _SCALE.fullmatch(address.partition("?")[0])
    return found["before"] + found["ending"] if found else ""


def file_at(keys: Collection[str]) -> str | None:
    """Where the file is that one of these addresses led to, in this size or another; None where there is none that
    everybody may see."""
    return _there_now(keys) or _there_now([whole for key in keys if (whole := whole_picture(key))])


def _there_now(keys: Collection[str]) -> str | None:
    if not keys:
        return None
    found = OldFile.objects.filter(key__in=keys).select_related("image", "document").order_by("pk")
    for row in found[:5]:
        image, document = row.image, row.document
        if image is not None and is_public(image):
            return str(image.file.url)
        if document is not None and is_public(document):
            return str(document.url)
    return None

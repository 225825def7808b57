"""What the cards of a list show besides words: the page's picture, or a motif that is drawn after its topic.

`dress(pages)` puts `card_picture` on each page, in three queries however many they are, and remembers what it found
for the list (see `remembered`). Pages of a type without a picture get a motif.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from .extras import PICTURE, attempt, note
from .models.topics import Motif
from .privacy import private_paths
from .remembered import recall

SIZES = ("fill-480x270|format-webp", "fill-960x540|format-webp")
MOTIFS = tuple(Motif.values)


class CardPicture(NamedTuple):
    """`motif` and `tone` (0 to 2) say what is drawn where there is no `url`; `srcset` is as HTML has it."""

    motif: str
    tone: int
    url: str = ""
    srcset: str = ""
    alt: str = ""


def dress(pages: Sequence[Any]) -> Sequence[Any]:
    """The same pages, each with its `card_picture`."""
    if pages:
        keys = tuple((page.pk, page.lead_image_id if hasattr(page, "lead_image_id") else None) for page in pages)
        key = ("card pictures", keys, private_paths())
        found = recall({key: lambda: _pictures(pages)})[key]
        for page in pages:
            page.card_picture = found.get(page.pk)
    return pages


def motif_of(page: Any) -> CardPicture:
    """What is drawn for one page that has no picture."""
    return _pictures([page], with_images=False)[page.pk]


def _pictures(pages: Sequence[Any], with_images: bool = True) -> dict[int, CardPicture]:
    keys = {page.lead_image_id for page in pages if getattr(page, "lead_image_id", None)} if with_images else set()
    images: dict[int, Any] = {}
    if keys:
        images = {i.pk: i for i in get_image_model().objects.filter(pk__in=keys).prefetch_renditions(*SIZES)}
    topics = _first_topics(pages)
    found = {}
    for page in pages:
        topic, motif = topics.get(page.pk, (page.pk, ""))
        card = CardPicture(motif or MOTIFS[topic % len(MOTIFS)], topic % 3)
        image = images.get(getattr(page, "lead_image_id", None) or 0)
        found[page.pk] = _with_image(card, image, page) if image else card
    return found


def _with_image(card: CardPicture, image: Any, page: Any) -> CardPicture:
    renditions: dict[str, Any] = attempt(PICTURE, lambda: _sizes_of(image), {}, image)
    if not renditions:
        return card
    by_width = {rendition.width: rendition.url for rendition in renditions.values()}
    srcset = ", ".join(f"{url} {width}w" for width, url in sorted(by_width.items()))
    return card._replace(url=by_width[min(by_width)], srcset=srcset, alt=getattr(page, "lead_image_alt", ""))


def _sizes_of(image: Any) -> dict[str, Any]:
    try:
        return image.get_renditions(*SIZES)
    except SourceImageIOError as error:  # no mistake in the code: the file is gone from the disk
        note(PICTURE, error, image)
        return {}


def _first_topics(pages: Sequence[Page]) -> dict[int, tuple[int, str]]:
    """The first topic by name, as key and motif, of each page that has one."""
    found: dict[int, tuple[int, str]] = {}
    for model in {type(page) for page in pages}:
        if not hasattr(model, "topics"):
            continue
        through = model.topics.through
        mine = next(field for field in through._meta.fields if field.related_model is model)
        rows = through.objects.filter(**{f"{mine.name}__in": [page.pk for page in pages if type(page) is model]})
        for page, topic, motif in rows.order_by("topic__name").values_list(mine.attname, "topic_id", "topic__motif"):
            found.setdefault(page, (topic, motif))
    return found

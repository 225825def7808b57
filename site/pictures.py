"""Images for machines: search engines and those who share a page."""

from __future__ import annotations

from wagtail.images.models import AbstractImage, AbstractRendition, SourceImageIOError

from .extras import SHARE_IMAGE, attempt, note

SHARED = "fill-1200x630|format-jpeg"


def sharing_rendition(image: AbstractImage | None) -> AbstractRendition | None:
    """The image in the size that is shared; None without one, and when its file cannot be read.

    Visitors get Wagtail's picture of a missing image; a machine is better told of none.
    """
    if image is None:
        return None
    return attempt(SHARE_IMAGE, lambda: _rendition(image), None, image)


def _rendition(image: AbstractImage) -> AbstractRendition | None:
    try:
        return image.get_rendition(SHARED)
    except SourceImageIOError as error:  # no mistake in the code: the file is gone from the disk
        note(SHARE_IMAGE, error, image)
        return None

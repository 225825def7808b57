"""The media library of a WordPress site, and a picture of it as HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape

PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Medium:
    """A file in the media library: its address and what is written about it."""

    address: str
    alt: str = ""
    caption: str = ""
    title: str = ""

    @property
    def is_picture(self) -> bool:
        return bool(PICTURE.search(self.address.partition("?")[0]))


@dataclass(slots=True)
class Library:
    """What posts refer to: media by id and by the post they are attached to, reusable blocks by id."""

    media: dict[str, Medium] = field(default_factory=dict)
    attached: dict[str, list[str]] = field(default_factory=dict)
    blocks: dict[str, str] = field(default_factory=dict)

    def pictures_of(self, post: str) -> list[str]:
        return [number for number in self.attached.get(post, []) if self.media[number].is_picture]

    def of_image(self, tag: str) -> Medium | None:
        """The medium that an <img> shows, by the number that WordPress gives it, or by its address."""
        number = re.search(r"wp-image-(\d+)|data-(?:attachment-)?id=[\"'](\d+)", tag)
        if number and (medium := self.media.get(number[1] or number[2])):
            return medium
        source = re.search(r"\bsrc=[\"']([^\"']+)", tag)
        if not source:
            return None
        bare = re.sub(r"-\d+x\d+(?=\.\w+$)", "", unescape(source[1]))
        return next((medium for medium in self.media.values() if medium.address == bare), None)


def figure(medium: Medium) -> str:
    """A picture of the library, with its caption."""
    caption = f"<figcaption>{escape(medium.caption)}</figcaption>" if medium.caption else ""
    return f'<figure><img src="{escape(medium.address)}" alt="{escape(medium.alt)}">{caption}</figure>'

"""Blocks with a picture, and one for a picture that is missing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.shortcuts import get_rendition_or_not_found

from . import presentable as shown
from .extras import PICTURE, attempt


class ImageWithRenditionsBlock(ImageChooserBlock):
    """Chooses an image; those of a whole body come with the sizes that exist of them, in two queries."""

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        images = self.model_class.objects.prefetch_renditions()
        found = images.in_bulk([value for value in values if value])
        return [found.get(value) for value in values]


def with_lines(value: Any, *names: str) -> Any:
    """The value with these texts as visitors see them; the same one where nothing differs."""
    lines = {name: shown.line(value.get(name)) for name in names}
    if all(lines[name] == (value.get(name) or "") for name in names):
        return value
    return type(value)(value.block, {**value, **lines}.items())


class ImageBlock(blocks.StructBlock):
    """{image, alt, caption, credit, decorative}. The alternative text belongs to this use of the image; the publish
    gate asks for it, as of the picture first on a page (`brygga.site.gate.rules.described`)."""

    image = ImageWithRenditionsBlock(label=_("Bild"))
    alt = blocks.CharBlock(
        label=_("Alternativtext"),
        required=False,
        max_length=250,
        help_text=_("Vad bilden visar, för den som inte ser den. Skriv inte ”bild på”."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Bara dekoration"),
        required=False,
        help_text=_("Kryssa i om bilden inte säger något som texten inte säger. Då läses den inte upp."),
    )
    caption = blocks.CharBlock(label=_("Bildtext"), required=False, max_length=500)
    credit = blocks.CharBlock(label=_("Fotograf eller källa"), required=False, max_length=150)

    class Meta:
        label = _("Bild")
        icon = "image"
        template = "brygga_site/blocks/image.html"
        description = _("En bild med alternativtext, bildtext och fotograf.")

    def presentable(self, value: Any, followed: bool) -> Any:
        return with_lines(value, "caption", "credit") if value["image"] else None

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        return {
            "image": image_representation(value["image"]),
            **{name: value[name] for name in ("alt", "caption", "credit")},
            "decorative": bool(value["decorative"]),
        }


def image_representation(image: Any) -> dict[str, Any] | None:
    """An image for the API: id, title, the address of a large rendition with its size (None where none can be made).

    None without an image."""
    if image is None:
        return None
    rendition = attempt(PICTURE, lambda: get_rendition_or_not_found(image, "max-1600x1600"), None, image)
    return {
        "id": image.pk,
        "title": image.title,
        "url": rendition.url if rendition else None,
        "width": rendition.width if rendition else None,
        "height": rendition.height if rendition else None,
    }


class MissingImageBlock(blocks.StructBlock):
    """{src, alt, caption}: an image that an old page had and that could not be fetched. Editors see it in the form and
    in the preview; visitors see no hole."""

    src = blocks.CharBlock(label=_("Bildens gamla adress"))
    alt = blocks.CharBlock(label=_("Alternativtext"), required=False)
    caption = blocks.CharBlock(label=_("Bildtext"), required=False)

    class Meta:
        label = _("Bild som saknas")
        icon = "warning"
        template = "brygga_site/blocks/missing_image.html"
        description = _("Bilden gick inte att hämta från den gamla sidan. Byt blocket mot en bild.")
        preview_value = {
            "src": "https://gammal.solvik.example/bilder/verkstaden.jpg",
            "alt": "",
            "caption": _("Deltagare i verkstaden"),
        }

    def presentable(self, value: Any, followed: bool) -> Any:
        return None

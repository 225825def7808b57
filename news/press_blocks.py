"""Blocks of a press room: a picture in print size with its terms, a logo in its file formats, a fact sheet."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from brygga.site.blocks import DocumentBlock
from brygga.site.image_blocks import ImageBlock, ImageWithRenditionsBlock, image_representation

PRINT_DPI = 300  # what printers ask of a photograph
CM_PER_INCH = 2.54


class PressPictureValue(blocks.StructValue):
    """What the template needs to offer the file."""

    @property
    def print_size(self) -> tuple[int, int]:
        """The largest size in print, in whole centimetres; (0, 0) where nobody knows how large the picture is."""
        image = self.get("image")
        sides = (image.width or 0, image.height or 0) if image else (0, 0)
        width, height = (int(side / PRINT_DPI * CM_PER_INCH) for side in sides)
        return width, height


class PressPictureBlock(ImageBlock):
    """{image, alt, caption, credit, decorative, terms}: the picture as it was uploaded, to download and print."""

    terms = blocks.CharBlock(
        label=_("Egna villkor"),
        required=False,
        max_length=300,
        help_text=_("Bara om de skiljer sig från pressrummets villkor, till exempel ”Bara tillsammans med nyheten”."),
    )

    class Meta:
        label = _("Pressbild")
        icon = "image"
        template = "brygga_news/blocks/press_picture.html"
        value_class = PressPictureValue
        description = _("En bild att ladda ner i den storlek den laddades upp, med fotograf och villkor.")

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        return {**super().get_api_representation(value, context), "terms": value.get("terms") or ""}


class LogoValue(blocks.StructValue):
    """What the template needs to offer the picture's own file."""

    @property
    def image_format(self) -> str:
        """The format of the picture's file, "SVG"; "" without a picture."""
        image = self.get("image")
        return image.file.name.rpartition(".")[2].upper() if image else ""


class LogoBlock(blocks.StructBlock):
    """{name, image, use, files}: a logo, how it is used, and the files of it besides the picture's own."""

    name = blocks.CharBlock(
        label=_("Namn"), max_length=100, help_text=_("Till exempel ”Kommunens logotyp, liggande”.")
    )
    image = ImageWithRenditionsBlock(
        label=_("Bild av logotypen"), required=False, help_text=_("Helst SVG. Bilden går att ladda ner som den är.")
    )
    use = blocks.TextBlock(label=_("Så får den användas"), required=False)
    files = blocks.ListBlock(DocumentChooserBlock(label=_("Fil")), label=_("Fler filformat"), default=[])

    class Meta:
        label = _("Logotyp")
        icon = "pick"
        template = "brygga_news/blocks/logo.html"
        value_class = LogoValue
        description = _("En logotyp i ett eller flera filformat.")

    def presentable(self, value: Any, followed: bool) -> Any:
        return value if value["image"] or any(value["files"]) else None

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        files = [{"document": file.pk, "title": file.title, "url": file.url} for file in value["files"] if file]
        named = {name: value[name] for name in ("name", "use")}
        return {**named, "image": image_representation(value["image"]), "files": files}


class FactSheetBlock(DocumentBlock):
    """{document, title, about}: a fact sheet and what it is about."""

    about = blocks.CharBlock(label=_("Vad det handlar om"), required=False, max_length=200)

    class Meta:
        label = _("Faktablad")
        icon = "doc-full"
        template = "brygga_news/blocks/fact_sheet.html"

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        return {**super().get_api_representation(value, context), "about": value.get("about") or ""}

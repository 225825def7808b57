"""A site as Wagtail's project template and documentation lead to: nothing is cached, nothing is tuned."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from wagtail import blocks
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page


@register_setting
class StockSettings(BaseSiteSetting):
    """What stands in the footer, and the page that a public body must link to from every page."""

    footer_text = RichTextField(blank=True)
    accessibility_page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")


class StockIndexPage(Page):
    """A list, newest first."""

    template = "bench_stock/index.html"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the page of the list."""
        context = super().get_context(request, *args, **kwargs)
        pages = StockPage.objects.child_of(self).live().public().order_by("-date")
        context["pages"] = Paginator(pages, 20).get_page(request.GET.get("page"))
        return context


class QuoteBlock(blocks.StructBlock):
    """What somebody said."""

    text = blocks.TextBlock()
    who = blocks.CharBlock(required=False)

    class Meta:
        template = "bench_stock/quote.html"


class ImageBlock(blocks.StructBlock):
    """An image with its alternative text."""

    image = ImageChooserBlock()
    alt = blocks.CharBlock(required=False)

    class Meta:
        template = "bench_stock/image.html"


class StockPage(Page):
    """Title, date, lead, image and body."""

    date = models.DateField(null=True, blank=True, db_index=True)
    lead = models.TextField(blank=True)
    image = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField(
        [
            ("heading", blocks.CharBlock(template="bench_stock/heading.html")),
            ("paragraph", blocks.RichTextBlock()),
            ("quote", QuoteBlock()),
            ("image", ImageBlock()),
        ]
    )
    template = "bench_stock/page.html"

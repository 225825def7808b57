"""The same words in Wagtail's own blocks, and a list of such pages with Django's paginator: what one gets for free."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page


class StockIndexPage(Page):
    """A list, newest first."""

    template = "bench_stock/index.html"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the page of the list."""
        context = super().get_context(request, *args, **kwargs)
        pages = StockPage.objects.child_of(self).live().public().order_by("-date")
        context["pages"] = Paginator(pages, 20).get_page(request.GET.get("page"))
        return context


class StockPage(Page):
    """Title, date, lead and body."""

    date = models.DateField(null=True, blank=True, db_index=True)
    lead = models.TextField(blank=True)
    body = StreamField(
        [
            ("heading", blocks.CharBlock()),
            ("paragraph", blocks.RichTextBlock()),
            ("quote", blocks.StructBlock([("text", blocks.TextBlock()), ("who", blocks.CharBlock())])),
        ]
    )
    template = "bench_stock/page.html"

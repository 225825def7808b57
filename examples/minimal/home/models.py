"""The example's own page type: a first page that knows nothing of Brygga."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


class HomePage(Page):
    """The first page of the site, with links to what lies below it."""

    intro = models.TextField("inledning", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["wagtailcore.Page"]

"""Menu and breadcrumbs from the page tree."""

from typing import Any

from django import template
from django.db.models import QuerySet
from wagtail.models import Page, Site

register = template.Library()


@register.simple_tag(takes_context=True)
def main_menu(context: Any) -> QuerySet[Page]:
    """The pages below the site's first page that are shown in menus."""
    return Site.find_for_request(context["request"]).root_page.get_children().live().in_menu()


@register.simple_tag
def breadcrumbs(page: Page) -> QuerySet[Page]:
    """The pages above `page`, without the tree's root."""
    return page.get_ancestors().filter(depth__gt=1)

"""The sections of the home page that the apps add: the site app knows none of them.

An app registers its section when Django is ready::

    class NewsConfig(AppConfig):
        def ready(self):
            from brygga.site import sections

            from .home import newest_news

            sections.register(20, "news", "brygga_news/sections/newest.html", newest_news)

The template gets `section`, what the function returned, beside the page's own context.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from wagtail.models import Page

from .privacy import private_paths
from .remembered import recall

if TYPE_CHECKING:
    from .models import BasePage

ContextFunction = Callable[[Page], dict[str, Any]]


class Section(NamedTuple):
    """One section: its place (low numbers first), a name of its own, a template, and what fills the template."""

    order: int
    name: str
    template: str
    context_function: ContextFunction


_sections: dict[str, Section] = {}


def register(order: int, name: str, template: str, context_function: ContextFunction) -> None:
    """Adds a section to every home page; the same name again replaces it. `context_function(page)` gives a dict."""
    _sections[name] = Section(order, name, template, context_function)


def registered() -> list[Section]:
    """All sections in the order they are shown."""
    return sorted(_sections.values(), key=lambda section: (section.order, section.name))


def list_below(model: type[BasePage], home: Page) -> BasePage | None:
    """The first public page of a list's type below `home`, with what a link needs; remembered (see `remembered`)."""
    key = (model._meta.label, home.pk, private_paths())
    return recall({key: lambda: model.objects.live().public().descendant_of(home).for_links().first()})[key]

"""What the publish gate asks of news: a press release says whom to turn to, and when it was sent."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brygga.site.gate.contents import Contents
from brygga.site.gate.problems import Problem
from brygga.site.gate.registry import Rule, register_rule
from brygga.site.presentable import own_contacts

from .choices import Kind
from .models import NewsPage


def register() -> None:
    """Called once, when Django is ready."""
    register_rule(Rule("press-release", gettext_lazy("Pressmeddelanden utan kontakt eller datum"), press_release))


def press_release(contents: Contents) -> Iterator[Problem]:
    """A press release without anybody to turn to, and one brought from elsewhere without its date. News written here
    gets its date when it is published."""
    page = contents.page
    if not isinstance(page, NewsPage) or page.kind != Kind.PRESS_RELEASE:
        return
    blocks = any(part.kind == "contact" and not part.spot.part for part in contents.parts)
    if not blocks and not own_contacts(page.contacts.all()):
        yield Problem(_("Pressmeddelandet saknar presskontakt."), contents.spot("contacts"))
    if page.first_published_on is None and (page.source_name or page.source_url):
        yield Problem(_("Pressmeddelandet saknar datum."), contents.spot("first_published_on"))

"""What one can subscribe to: all news, a topic, a unit or a project; and the news of each."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from brygga.projects.models import ProjectPage, UnitPage
from brygga.site.models import Topic
from brygga.site.page_querysets import ShownPageQuerySet

from .models import NewsPage, live_news
from .subscription import About


class Subject(NamedTuple):
    """`name` says what the news is about, in the middle of a sentence."""

    about: str
    key: int
    name: str

    @property
    def value(self) -> str:
        """As an address and a form have it: "projekt-12", "alla"."""
        return f"{self.about}-{self.key}" if self.key else self.about


def subject(about: str, key: int) -> Subject | None:
    """The subject, where everybody may see it; None where it is not there, or no longer."""
    if about == About.ALL:
        return Subject(about, 0, str(_("alla nyheter")))
    thing: Any = None
    if key and about == About.TOPIC:
        thing = Topic.objects.public().filter(pk=key).first()
    elif key and about in (About.UNIT, About.PROJECT):
        model: Any = UnitPage if about == About.UNIT else ProjectPage
        thing = model.objects.live().public().filter(pk=key).first()
    return Subject(about, key, thing.name if about == About.TOPIC else thing.title) if thing else None


def read(value: str) -> Subject | None:
    """The subject of an address or a form, or None."""
    about, _dash, number = value.partition("-")
    if number and not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    return subject(about, int(number) if number else 0)


def news_of(about: str, key: int) -> ShownPageQuerySet[NewsPage]:
    """The public news that were written here, of one subject. What came from an old site is no news."""
    news = live_news().filter(brygga_origin__isnull=True)
    if about == About.TOPIC:
        return news.filter(topics=key)
    if about == About.UNIT:
        return news.filter(related_units=key)
    return news.filter(related_projects=key) if about == About.PROJECT else news

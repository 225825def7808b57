"""Feeds of news, as Atom and RSS: all news, and the news of one topic, unit or project."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import SyndicationFeed
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from wagtail.models import Site

from brygga.projects.models import ProjectPage, UnitPage
from brygga.site.dated_feeds import UNDATED, AtomFeed, RssFeed
from brygga.site.extras import declare, kept
from brygga.site.models import SiteSettings, Topic
from brygga.site.page_querysets import ShownPageQuerySet

from .filters import NEWEST_FIRST
from .models import NewsPage, live_news

SHOWN = 40
ENTRY = declare("feed-entry", "a news page in a feed")


def _at_noon(date: dt.date | None) -> dt.datetime | None:
    """A day as a moment: noon, so that no time zone moves it to another day."""
    return timezone.make_aware(dt.datetime.combine(date, dt.time(12))) if date else None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of a news page. `description` is HTML, as feeds have it."""

    title: str
    description: str
    link: str
    published: dt.datetime | None
    updated: dt.datetime | None
    author: str
    topics: list[str]


def entry_of(page: NewsPage, request: HttpRequest) -> Entry:
    """A news page as an entry. Its lead is text: what looks like HTML there is shown as it was written."""
    return Entry(
        title=page.title,
        description=linebreaks(page.lead or page.description, autoescape=True),
        link=page.get_full_url(request),
        published=_at_noon(page.published_on),
        updated=_at_noon(page.changed_on) or UNDATED,
        author=page.publisher.name if page.publisher else SiteSettings.for_request(request).name,
        topics=[topic.name for topic in page.topics.all()],
    )


class NewsFeed(Feed):
    """All news as RSS. The subclasses narrow it, and say the same as Atom."""

    feed_type: type[SyndicationFeed] = RssFeed
    language = "sv"

    def get_object(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        """What the feed is about, and the request it is asked in."""
        return {"request": request, "about": self.find(**kwargs)}

    def find(self, *args: Any, **kwargs: Any) -> Any:
        """The topic or page that the feed is about, by what the address names; None for all news."""
        return None

    def narrowed(self, news: ShownPageQuerySet[NewsPage], about: Any) -> ShownPageQuerySet[NewsPage]:
        """The news that belongs in the feed."""
        return news

    def title(self, obj: dict[str, Any]) -> str:
        name = SiteSettings.for_request(obj["request"]).name
        if obj["about"] is None:
            return _("Nyheter från %(site)s") % {"site": name}
        return _("Nyheter om %(about)s från %(site)s") % {"about": obj["about"], "site": name}

    def description(self, obj: dict[str, Any]) -> str:
        return self.title(obj)

    subtitle = description

    def link(self, obj: dict[str, Any]) -> str:
        about, request = obj["about"], obj["request"]
        if isinstance(about, Topic):
            return request.build_absolute_uri(reverse("brygga_topic", args=[about.slug]))
        page = about or Site.find_for_request(request).root_page
        return page.get_full_url(request)

    def items(self, obj: dict[str, Any]) -> list[Entry]:
        request = obj["request"]
        root = Site.find_for_request(request).root_page
        news = self.narrowed(live_news(root), obj["about"]).order_by(*NEWEST_FIRST)
        news = news.defer_streamfields().select_related("publisher", "brygga_origin").prefetch_related("topics")
        return list(kept(ENTRY, lambda page: entry_of(page, request), news[:SHOWN]))

    def item_title(self, item: Entry) -> str:
        return item.title

    def item_description(self, item: Entry) -> str:
        return item.description

    def item_link(self, item: Entry) -> str:
        return item.link

    item_guid = item_link
    item_guid_is_permalink = True

    def item_pubdate(self, item: Entry) -> dt.datetime | None:
        return item.published

    def item_updateddate(self, item: Entry) -> dt.datetime | None:
        return item.updated

    def item_author_name(self, item: Entry) -> str | None:
        return item.author

    def item_categories(self, item: Entry) -> list[str]:
        return item.topics


class TopicFeed(NewsFeed):
    """The news of one topic."""

    def find(self, slug: str) -> Topic:
        return get_object_or_404(Topic.objects.public(), slug=slug)

    def narrowed(self, news: ShownPageQuerySet[NewsPage], about: Topic) -> ShownPageQuerySet[NewsPage]:
        return news.filter(topics=about)


class UnitFeed(NewsFeed):
    """The news of one unit."""

    def find(self, pk: int) -> UnitPage:
        return get_object_or_404(UnitPage.objects.live().public(), pk=pk)

    def narrowed(self, news: ShownPageQuerySet[NewsPage], about: UnitPage) -> ShownPageQuerySet[NewsPage]:
        return news.filter(related_units=about)


class ProjectFeed(NewsFeed):
    """The news of one project."""

    def find(self, pk: int) -> ProjectPage:
        return get_object_or_404(ProjectPage.objects.live().public(), pk=pk)

    def narrowed(self, news: ShownPageQuerySet[NewsPage], about: ProjectPage) -> ShownPageQuerySet[NewsPage]:
        return news.filter(related_projects=about)


class _Atom:
    feed_type: type[SyndicationFeed] = AtomFeed


class NewsAtomFeed(_Atom, NewsFeed):
    """All news as Atom."""


class TopicAtomFeed(_Atom, TopicFeed):
    """The news of one topic as Atom."""


class UnitAtomFeed(_Atom, UnitFeed):
    """The news of one unit as Atom."""


class ProjectAtomFeed(_Atom, ProjectFeed):
    """The news of one project as Atom."""

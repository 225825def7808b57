"""Feeds that say when their entries were changed, and never that they were asked for now."""

from __future__ import annotations

import datetime as dt

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

# Atom asks for a date of the feed and of every entry. What has none gets the oldest there is: the present would make a
# reader take it for new, and tell of every request as of a change.
UNDATED = dt.datetime(1970, 1, 1, 12, tzinfo=dt.UTC)


class _Dated(SyndicationFeed):
    """A feed that says when its entries were changed, and never that it was asked for now."""

    def latest_post_date(self) -> dt.datetime:
        dates = [item[name] for item in self.items for name in ("updateddate", "pubdate") if item.get(name)]
        return max(dates, default=UNDATED)


class RssFeed(_Dated, Rss201rev2Feed):
    """RSS 2.0."""


class AtomFeed(_Dated, Atom1Feed):
    """Atom 1.0."""

"""What the news app shows on the home page."""

from typing import Any

from wagtail.models import Page

from brygga.site.sections import list_below

from .filters import NEWEST_FIRST
from .models import NewsIndexPage, live_news

NEWS_SHOWN = 5


def newest_news(home: Page) -> dict[str, Any]:
    """The newest news below `home`; `index` is the list of news, or None."""
    news = live_news(home).order_by(*NEWEST_FIRST).for_cards()
    return {"pages": list(news[:NEWS_SHOWN]), "index": list_below(NewsIndexPage, home)}

"""What the news app shows on the home page."""

from typing import Any

from wagtail.models import Page

from brygga.site.cards import dress
from brygga.site.sections import list_below

from .filters import NEWEST_FIRST
from .models import NewsIndexPage, live_news

NEWS_SHOWN = 5


def newest_news(home: Page) -> dict[str, Any]:
    """The newest news below `home`: `story` is the one that editors have put first, else the newest, and `pages` are
    those after it; `index` is the list of news, or None."""
    news = list(live_news(home).order_by(*NEWEST_FIRST).for_cards()[: NEWS_SHOWN + 1])
    chosen = getattr(home, "lead_story_id", None)
    story = next((page for page in news if page.pk == chosen), None)
    if chosen and story is None:
        story = live_news(home).for_cards().filter(pk=chosen).first()
    story = story or next(iter(news), None)
    if story is not None:
        dress([story])
    others = [page for page in news if page != story][:NEWS_SHOWN]
    return {"story": story, "pages": others, "index": list_below(NewsIndexPage, home)}

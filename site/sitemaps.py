"""The sitemap: every public page with the day it was last changed, and topics."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap
from wagtail.models import Page

from .extras import SITEMAP, attempt
from .models import BasePage, Topic
from .options import option
from .shown_in_lists import listed


class PageSitemap(WagtailSitemap):
    """The live public pages of the site, with dates, and with their translations where the site has any.

    5,000 pages a file: an answer stays below a second, and a site of any size gets an index of files.
    """

    limit = 5000

    def items(self) -> QuerySet[Page]:
        # Plain pages, not specific ones: address and date are all that is needed, in one query.
        root = self.get_wagtail_site().root_page
        return listed(root.get_descendants(inclusive=True).live().public().order_by("path").defer_streamfields())

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        pages = list(self.paginator.page(page).object_list)
        changed = changed_days(pages)
        return [entry for item in pages for entry in self._sound(item, changed)]

    def get_latest_lastmod(self) -> None:
        """None: the index of files says nothing of when they were changed, since every page would have to be asked."""

    def _sound(self, page: Page, changed: dict[int, date | None]) -> list[dict[str, Any]]:
        return attempt(SITEMAP, lambda: list(self._entries(page, changed)), [], page)

    def _entries(self, page: Page, changed: dict[int, date | None]) -> Iterator[dict[str, Any]]:
        for entry in page.get_sitemap_urls(self.request):
            if page.pk in changed:
                entry["lastmod"] = changed[page.pk]
            if option("WAGTAIL_I18N_ENABLED"):
                entry["alternates"] = [
                    {"location": other.get_full_url(self.request), "lang_code": other.locale.language_code}
                    for other in page.get_translations(inclusive=True).live().select_related("locale")
                ]
            yield entry


def changed_days(pages: Sequence[Page]) -> dict[int, date | None]:
    """The day that each of the pages was last changed, as it says itself; a query for each type of page. Types that
    are not Brygga's are left out."""
    days: dict[int, date | None] = {}
    for model in {page.specific_class for page in pages}:
        if model is None or not issubclass(model, BasePage):
            continue
        paths = [page.path for page in pages if page.specific_class is model]
        those = model._default_manager.filter(path__gte=min(paths), path__lte=max(paths))
        fields = (*model.changed_fields, "brygga_origin__changed_at")
        days |= {page.pk: page.changed_on for page in those.select_related("brygga_origin").only(*fields)}
    return days


class TopicSitemap(Sitemap):
    """The pages of topics."""

    def items(self) -> QuerySet[Topic]:
        return Topic.objects.public().order_by("slug")

    def location(self, item: Topic) -> str:
        return reverse("brygga_topic", args=[item.slug])


SITEMAPS = {"sidor": PageSitemap, "amnen": TopicSitemap}

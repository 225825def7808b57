"""Pages written the ordinary way, with all that Wagtail does for an editor's save: revision, log, indexes, signals."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db import models
from wagtail.coreutils import cautious_slugify
from wagtail.models import Page, Revision, Site

from brygga.site.home import default_site, existing_home
from brygga.site.models import HomePage
from brygga.site.note_marks import without_note_marks
from brygga.site.origins import brought

from .page_types import INDEX_TYPES
from .territory import territory_of

SLUG_LENGTH = 80


def slug_of(title: str) -> str:
    """An address part of a to z, digits and dashes, cut at a word."""
    slug = cautious_slugify(without_note_marks(title))[: SLUG_LENGTH + 1] or "sida"
    if len(slug) > SLUG_LENGTH:
        slug = slug[:SLUG_LENGTH].rpartition("-")[0] or slug[:SLUG_LENGTH]
    return slug.strip("-") or "sida"


def _first_choices(slug: str) -> list[str]:
    return [slug, *(f"{slug}-{number}" for number in range(2, 12))]


def slug_for(title: str, taken: Callable[[Collection[str]], set[str]]) -> str:
    """An address part for the title that `taken` does not have among its answers."""
    slug = slug_of(title)
    candidates = _first_choices(slug)
    busy = taken(candidates)
    number = 12
    while candidates and all(candidate in busy for candidate in candidates):
        candidates = [f"{slug}-{number + i}" for i in range(50)]
        busy = taken(candidates)
        number += 50
    return next(candidate for candidate in candidates if candidate not in busy)


def free_slug(parent: Page, title: str) -> str:
    """A slug that no child of `parent` has."""
    return slug_for(title, lambda slugs: set(children_slugs(parent, slugs)))


@dataclass
class TakenSlugs:
    """Address parts below a page: those of `asked` that are taken are known, others are asked for."""

    parent: Page
    asked: set[str]
    taken: set[str]

    def among(self, slugs: Collection[str]) -> set[str]:
        """Those of the slugs that are taken (and perhaps others)."""
        unknown = set(slugs) - self.asked
        return self.taken | set(children_slugs(self.parent, unknown) if unknown else ())


def taken_slugs(parent: Page, titles: Collection[str]) -> TakenSlugs:
    """What is taken below the page of all that pages with these titles may want, asked at once."""
    asked = {choice for title in titles for choice in _first_choices(slug_of(title))}
    return TakenSlugs(parent, asked, set(children_slugs(parent, asked) if asked else ()))


def children_slugs(parent: Page, slugs: Collection[str]) -> models.QuerySet[Any]:
    return parent.get_children().filter(slug__in=slugs).values_list("slug", flat=True)


def create(parent_id: int, page: Page, *, publish: bool, user: Any = None) -> Revision:
    """Add the page below the parent as a draft, with its first revision; publish that if asked."""
    parent = Page.objects.select_for_update().get(pk=parent_id)
    page.slug = page.slug or free_slug(parent, page.title)
    page.live = False
    page.owner = user
    parent.add_child(instance=page)
    revision = page.save_revision(user=user, log_action=False)
    if publish:
        revision.publish(user=user)
        page.refresh_from_db()
    return revision


def update(page: Page, *, publish: bool, user: Any = None) -> Revision:
    """Save what was set on the page (its latest revision's object) as a new revision; publish that if asked."""
    revision = page.save_revision(user=user, log_action=True)
    if publish:
        revision.publish(user=user)
    return revision


def latest(page: Page) -> Page:
    """The page as its editors see it: the latest revision, published or not. Where that is what is live, the rows of
    the page say the same as the revision, and are read faster."""
    specific = page.specific
    return specific if says_what_is_live(specific) else specific.get_latest_revision_as_object()


def says_what_is_live(page: Page) -> bool:
    """Whether what the page's editors see is what visitors see."""
    clean = page.live and not page.has_unpublished_changes
    return bool(clean and page.latest_revision_id and page.latest_revision_id == page.live_revision_id)


# Where new pages go


def home_of(under: Page | None = None) -> Page:
    """The page that index pages are found and made below: `under`, else the default site's root.

    On a database without a site of its own (only Wagtail's welcome page) a home page is made, and the site is
    pointed at it.
    """
    if home := existing_home(under):
        return home
    site = default_site()
    root = site.root_page.get_parent() if site is not None else Page.get_first_root_node()
    root = root or Page.get_first_root_node()
    home = HomePage(title="Startsida")
    home.slug = free_slug(root, "start")
    root.add_child(instance=home)
    home.save_revision(log_action=False).publish()
    brought([(home.pk, home.latest_revision_id)])
    if site is None:
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name="Brygga")
    else:
        site.root_page = home
        site.save()
    return home


def find_index(role: str, home: Page) -> Page | None:
    """The index page for the role, at or below `home`, else anywhere in the same site."""
    model, _ = INDEX_TYPES[role]
    if home.specific_class is model:
        return home
    territory, every = territory_of(home), model.objects.order_by("depth", "path")
    return territory.of(every.descendant_of(home)).first() or territory.of(every).first()


def index_for(role: str, home: Page) -> Page:
    """The index page for the role, made below `home` (published, so that what is below it can be visited)."""
    found = find_index(role, home)
    if found is not None:
        return found
    model, title = INDEX_TYPES[role]
    page = model(title=title, show_in_menus=True)
    page.slug = free_slug(home, title)
    Page.objects.get(pk=home.pk).add_child(instance=page)
    page.save_revision(log_action=False).publish()
    brought([(page.pk, page.latest_revision_id)])
    return page


def is_scheduled(row: Page) -> bool:
    """Whether the page's latest version is one that waits for its time."""
    latest = None if row.live else row.latest_revision
    return latest is not None and latest.approved_go_live_at is not None

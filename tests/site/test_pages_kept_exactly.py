"""Things are changed at random, and what is kept is compared with what is made anew, byte for byte.

Two processes take turns, each with a cache of its own, and no signal tells either of them of a change: what they know
they know from the database.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from brygga.news.models import NewsPage
from brygga.projects.models import Indicator, Observation, Organisation, Person, ProjectPage, UnitPage
from brygga.site import remembered
from brygga.site.accepting import accept
from brygga.site.bulk import insert_pages
from brygga.site.models import PublicMessage, Standing, Topic
from brygga.site.page_cache import states, store
from brygga.site.site_settings import SiteSettings

from .content import picture

ADDRESSES = (
    "/",
    "/tillganglighet/",
    "/enheter/",
    "/enheter/aie/",
    "/projekt/",
    "/projekt/etableringscentrum/",
    "/nyheter/",
    "/nyheter/?page=2",
    "/nyheter/etableringscentrum-oppnar/",
    "/nyheter/ett-ar/",
    "/amnen/etablering/",
    "/oppna-data/",
    "/meddelanden/",
    "/floden/meddelanden.atom",
    "/sitemap.xml",
)
DRAWN = re.compile(rb'(name="ritad" value=")[^"]*')
Change = Callable[[SimpleNamespace, random.Random], Any]


def word(by: random.Random) -> str:
    return f"Ord{by.randrange(10**6)}"


def news(site: SimpleNamespace) -> NewsPage:
    return NewsPage.objects.get(pk=site.news.pk)


def published(site: SimpleNamespace, by: random.Random) -> None:
    page = by.choice([news(site), ProjectPage.objects.get(pk=site.project.pk), UnitPage.objects.get(pk=site.unit.pk)])
    page.title = word(by)
    page.save_revision().publish()


def drafted(site: SimpleNamespace, by: random.Random) -> None:
    page = news(site)
    page.title = word(by)
    page.save_revision()


def taken_down_or_up(site: SimpleNamespace, by: random.Random) -> None:
    page = news(site)
    if page.live:
        page.unpublish()
    else:
        page.save_revision().publish()


def renamed(site: SimpleNamespace, by: random.Random) -> None:
    page = Page.objects.get(pk=site.report.pk).specific
    page.slug = "ett-ar" if page.slug != "ett-ar" else "annat"
    page.save_revision().publish()


def moved(site: SimpleNamespace, by: random.Random) -> None:
    page = Page.objects.get(pk=site.report.pk)
    index, home = Page.objects.get(pk=site.news_index.pk), Page.objects.get(pk=site.home.pk)
    page.move(home if page.is_child_of(index) else index, pos="last-child")


def scheduled(site: SimpleNamespace, by: random.Random) -> None:
    page = news(site)
    page.title = word(by)
    page.go_live_at, page.expire_at = by.choice([(1, None), (None, 2)])
    for name in ("go_live_at", "expire_at"):
        hours = getattr(page, name)
        setattr(page, name, hours and timezone.now() + dt.timedelta(hours=hours))
    page.save_revision().publish()


def clock_run(site: SimpleNamespace, by: random.Random) -> None:
    site.clock.by += dt.timedelta(hours=by.choice([1, 3, 30]))
    call_command("publish_scheduled")


def clock(site: SimpleNamespace, by: random.Random) -> None:
    site.clock.by += dt.timedelta(minutes=by.choice([5, 20, 600]))


def menu(site: SimpleNamespace, by: random.Random) -> None:
    page = Page.objects.get(pk=site.about.pk).specific
    page.show_in_menus = not page.show_in_menus
    page.save()


def settings_saved(site: SimpleNamespace, by: random.Random) -> None:
    row = SiteSettings.objects.get(site=site.site)
    row.site_name, row.brand_colour = word(by), f"#1{by.randrange(16):x}{by.randrange(16):x}456"
    row.save()


def image(site: SimpleNamespace, by: random.Random) -> None:
    page = news(site)
    page.lead_image = picture(word(by), (by.randrange(300, 400), 300))
    page.save_revision().publish()


def person(site: SimpleNamespace, by: random.Random) -> None:
    row = Person.objects.get(name__isnull=False, pk=site.unit.head_id)
    row.name = word(by)
    row.save()


def organisation(site: SimpleNamespace, by: random.Random) -> None:
    Organisation.objects.filter(pk=site.agency.pk).update(name=word(by))


def standing(site: SimpleNamespace, by: random.Random) -> None:
    row = Topic.objects.get(pk=site.other_topic.pk)
    if row.is_proposed:
        accept(row, None)
    else:
        Topic.objects.filter(pk=row.pk).update(standing=Standing.PROPOSED)


def figures(site: SimpleNamespace, by: random.Random) -> None:
    Observation.objects.bulk_create(
        [Observation(indicator=site.indicator, value=by.randrange(900), date=f"20{by.randrange(10, 30)}-07")]
    )


def indicator(site: SimpleNamespace, by: random.Random) -> None:
    Indicator.objects.filter(pk=site.indicator.pk).update(unit=word(by))


def message(site: SimpleNamespace, by: random.Random) -> None:
    starts = timezone.now() + dt.timedelta(minutes=by.choice([-5, 10]))
    ends = starts + dt.timedelta(minutes=by.choice([7, 30]))
    PublicMessage.objects.create(title=word(by), starts_at=starts, ends_at=ends)


def invitation(site: SimpleNamespace, by: random.Random) -> None:
    page = news(site)
    page.kind, page.event_start = "press_invitation", timezone.now() + dt.timedelta(minutes=by.choice([3, 30]))
    page.save_revision().publish()


def private(site: SimpleNamespace, by: random.Random) -> None:
    there = PageViewRestriction.objects.filter(page=site.projects)
    if there.exists():
        there.delete()
    else:
        PageViewRestriction.objects.create(page_id=site.projects.pk, restriction_type="login")


def plain_sql(site: SimpleNamespace, by: random.Random) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = %s WHERE id = %s", [word(by), site.report.pk])


def written_in_bulk(site: SimpleNamespace, by: random.Random) -> None:
    page = NewsPage(title=word(by), slug=word(by).lower(), first_published_on=dt.date(2030, 1, 1))
    insert_pages(site.news_index, [page])


CHANGES: dict[str, Change] = {
    function.__name__: function
    for function in (
        published, taken_down_or_up, renamed, moved, scheduled, clock_run, menu, settings_saved, image, person,
        organisation, standing, figures, indicator, message, invitation, private, plain_sql, written_in_bulk,
    )
}  # fmt: skip


class Clock:
    """Time that a test may let pass."""

    def __init__(self) -> None:
        self.by = dt.timedelta(0)
        self._now = timezone.now

    def now(self) -> dt.datetime:
        return self._now() + self.by


@pytest.fixture
def processes(site: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, settings: Any) -> SimpleNamespace:
    """The site; `site.clock` is its time, `site.ask(address, process)` what a process answers."""
    settings.BRYGGA_PAGE_CACHE = True
    caches = [LocMemCache(f"process {number}", {}) for number in range(2)]
    for each in caches:
        each.clear()
    site.clock = Clock()
    monkeypatch.setattr(timezone, "now", site.clock.now)
    monkeypatch.setattr(remembered, "_renew", lambda: None)

    def ask(address: str, process: int | None) -> tuple[int, bytes]:
        settings.BRYGGA_PAGE_CACHE = process is not None
        if process is None:
            kept = dict(cache._cache), dict(cache._expire_info)  # type: ignore[attr-defined]
            cache.clear()
        else:
            monkeypatch.setattr(store, "_own", lambda: caches[process])
        response = Client().get(address)
        if process is None:
            cache._cache.update(kept[0])  # type: ignore[attr-defined]
            cache._expire_info.update(kept[1])  # type: ignore[attr-defined]
        return response.status_code, DRAWN.sub(rb"\1", response.content)

    site.ask = ask
    return site


def compare(site: SimpleNamespace, address: str, process: int, told: list[str]) -> None:
    shown, right = site.ask(address, process), site.ask(address, None)
    assert shown == right, f"{address} after {told}"


def run_at_random(site: SimpleNamespace, seed: int, changes: int, addresses: int) -> None:
    by, told = random.Random(seed), []
    for _number in range(changes):
        name = by.choice([*CHANGES, "clock", "drafted"])
        told.append(name)
        {**CHANGES, "clock": clock, "drafted": drafted}[name](site, by)
        for address in by.sample(ADDRESSES, addresses):
            compare(site, address, by.randrange(2), told)


def test_what_is_kept_is_what_is_made(processes: SimpleNamespace) -> None:
    run_at_random(processes, random.SystemRandom().randrange(10**6), changes=3, addresses=2)


def test_what_is_kept_is_what_is_made_after_many_changes(processes: SimpleNamespace) -> None:
    run_at_random(processes, random.SystemRandom().randrange(10**6), changes=40, addresses=4)


@pytest.mark.parametrize("name", [name for name in CHANGES if name != "scheduled"])
def test_each_change_makes_another_state(processes: SimpleNamespace, name: str) -> None:
    """Whatever shows it: the next request for any page asks for another one than what is kept."""
    if name == "clock_run":
        scheduled(processes, random.Random(0))
        processes.clock.by += dt.timedelta(days=2)
    before = states.read()
    CHANGES[name](processes, random.Random(1))
    after = states.read()
    assert before is not None
    assert after is not None
    assert after != before


def test_a_draft_leaves_what_is_kept(processes: SimpleNamespace) -> None:
    before = states.read()
    drafted(processes, random.Random(1))
    assert states.read() == before

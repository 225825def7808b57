"""News that is old says so, with its day, after as many months as the site has set and for the kinds it has chosen."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import Site

from brygga.site.models import SiteSettings
from tests.factories import NewsPageFactory

pytestmark = pytest.mark.django_db
SAID = "Det som står här kan ha ändrats sedan dess."


@pytest.fixture
def settings_of_site(home):
    return SiteSettings.for_site(Site.objects.get())


def months_ago(months, days=0):
    today = timezone.localdate()
    month = today.year * 12 + today.month - 1 - months
    return dt.date(month // 12, month % 12 + 1, min(today.day, 28)) - dt.timedelta(days=days)


def shown(client, page):
    return SAID in client.get(page.url).content.decode()


def test_old_news_says_its_day_calmly(client, news_index):
    page = NewsPageFactory(parent=news_index, first_published_on=dt.date(2019, 3, 4))
    text = client.get(page.url).content.decode()
    assert f"Sidan är från 4 mars 2019. {SAID}" in text
    assert not shown(client, NewsPageFactory(parent=news_index, first_published_on=timezone.localdate()))


@pytest.mark.parametrize(("published", "old"), [(months_ago(6, days=4), True), (months_ago(5), False)])
def test_the_site_says_after_how_many_months(client, news_index, settings_of_site, published, old):
    settings_of_site.old_after_months = 6
    settings_of_site.save()
    assert shown(client, NewsPageFactory(parent=news_index, first_published_on=published)) is old


def test_nought_months_is_never(client, news_index, settings_of_site):
    settings_of_site.old_after_months = 0
    settings_of_site.save()
    assert not shown(client, NewsPageFactory(parent=news_index, first_published_on=dt.date(1999, 1, 1)))


def test_only_the_chosen_kinds_get_old(client, news_index, settings_of_site):
    settings_of_site.old_kinds = ["notice"]
    settings_of_site.save()
    day = dt.date(2019, 3, 4)
    assert shown(client, NewsPageFactory(parent=news_index, first_published_on=day, kind="notice"))
    assert not shown(client, NewsPageFactory(parent=news_index, first_published_on=day, kind="report"))


def test_what_was_changed_lately_or_has_no_day_is_not_called_old(client, news_index):
    day = dt.date(2019, 3, 4)
    assert not shown(
        client, NewsPageFactory(parent=news_index, first_published_on=day, updated_on=timezone.localdate())
    )
    assert not shown(client, NewsPageFactory(parent=news_index, source_name="a.txt"))


def test_the_editor_chooses_kinds_by_name(settings_of_site):
    field = SiteSettings._meta.get_field("old_kinds").formfield()
    assert [str(label) for _, label in field.choices][:2] == ["Nyhet", "Pressmeddelande"]
    assert field.clean(["report"]) == ["report"]
    assert field.clean([]) == []

"""Who answers for a page, what was put right on it, and each version that everybody could see, and only those."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import PageViewRestriction

from brygga.news.models import NewsPage
from brygga.site.models import Correction, PublicVersion, Responsibility

from .content import add

pytestmark = pytest.mark.django_db
NEWS = "/nyheter/etableringscentrum-oppnar/"


def soup(path):
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.content.decode().replace("\u00ad", ""), "lxml")


def words(node):
    return " ".join(node.get_text(" ").split())


def published(page, **changes):
    """The version that is public once these changes have been published."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    revision = page.save_revision()
    revision.publish()
    return PublicVersion.objects.filter(revision=revision).first()


def test_a_page_names_the_nearest_that_answers_for_it(site):
    Responsibility.objects.create(page=site.home, unit_name="Kommunledningen", email="ledning@solvik.example")
    Responsibility.objects.create(page=site.news_index, unit=site.unit, phone="0590-110 10")
    record = soup(NEWS).select_one(".page-end__record")
    assert record.find("a", href="/enheter/aie/").get_text() == "AIE"
    assert record.find("a", href="tel:+46-590-110-10")
    other = words(soup("/tillganglighet/").select_one(".page-end__record"))
    assert "Kommunledningen" in other
    site.unit.unpublish()
    cache.clear()
    assert "AIE" not in words(soup(NEWS).select_one(".page-end__record")), "the unit's page is a draft"


def test_without_anybody_named_the_municipality_answers(site):
    assert "Solviks kommun" in words(soup(NEWS).select_one(".page-end__record"))
    with pytest.raises(ValidationError):
        Responsibility(page=site.home).full_clean()


def test_what_was_put_right_stands_on_the_page_with_its_day(site):
    Correction.objects.create(page=site.news, day=dt.date(2026, 5, 3), text="Det är 48 deltagare, inte 84.")
    page = soup(NEWS)
    assert "Rättat den 3 maj 2026 . Det är 48 deltagare, inte 84." in words(page.select_one("#rattelser"))
    assert page.select_one(".byline a[href='#rattelser']").get_text() == "Rättad 3 maj 2026"
    assert not soup("/nyheter/ett-ar/").select_one("#rattelser")


def test_each_public_version_has_an_address_that_says_what_it_is(site):
    first = published(site.news, lead="Först stod det 84.")
    second = published(site.news, lead="Sedan stod det 48.")
    cache.clear()
    page = soup(f"/version/{first.pk}/")
    assert "Först stod det 84." in words(page.main)
    assert "Du läser en äldre version av sidan." in words(page.main)
    assert page.find("link", rel="canonical")["href"].endswith(NEWS)
    assert not page.find_all("script", type="application/ld+json"), "what held then is told to no machine"
    assert Client().get(f"/version/{first.pk}/").headers["X-Robots-Tag"] == "noindex"
    assert "gäller nu" in words(soup(f"/version/{second.pk}/").select_one(".version-mark"))
    history = soup(f"/historik/{site.news.pk}/")
    links = [link["href"] for link in history.select(".versions a")]
    assert links[:2] == [f"/version/{second.pk}/", f"/version/{first.pk}/"]
    assert f"/historik/{site.news.pk}/" in [link["href"] for link in soup(NEWS).select(".page-end__record a")]


def test_a_name_that_goes_from_a_stored_version_is_gone_at_the_next_look(site, settings):
    settings.BRYGGA_PAGE_CACHE = True
    version = published(site.news, lead="Fråga Petra Qvist.")
    address = f"/version/{version.pk}/"
    assert "Petra Qvist" in Client().get(address).content.decode()
    revision = version.revision
    revision.content = {**revision.content, "lead": "Fråga kommunen."}
    revision.save()
    assert "Petra Qvist" not in Client().get(address).content.decode()


def test_a_draft_is_no_version_and_has_no_address(site):
    before = PublicVersion.objects.filter(page_id=site.news.pk).count()
    page = NewsPage.objects.get(pk=site.news.pk)
    page.lead = "Hemligt utkast."
    page.save_revision()
    assert PublicVersion.objects.filter(page_id=site.news.pk).count() == before
    history = soup(f"/historik/{site.news.pk}/")
    assert len(history.select(".versions a")) == before
    draft = NewsPage(title="Utkast", slug="utkast", live=False)
    site.news_index.add_child(instance=draft)
    draft.save_revision()
    assert Client().get(f"/historik/{draft.pk}/").status_code == 404


def test_versions_follow_the_page_when_it_is_taken_down_and_when_it_is_private(site):
    first = published(site.news, lead="Först.")
    published(site.news, lead="Sedan.")
    page = NewsPage.objects.get(pk=site.news.pk)
    page.unpublish()
    assert not PublicVersion.objects.filter(page_id=page.pk).open().exists()
    assert Client().get(f"/version/{first.pk}/").status_code == 404
    page.save_revision().publish()
    assert Client().get(f"/version/{first.pk}/").status_code == 200
    PageViewRestriction.objects.create(page=site.news_index, restriction_type="login")
    cache.clear()
    assert Client().get(f"/version/{first.pk}/").status_code == 404
    hidden = published(site.news, lead="Bara för inloggade.")
    assert hidden is None
    PageViewRestriction.objects.all().delete()
    cache.clear()
    assert "Bara för inloggade." not in "".join(
        words(soup(f"/version/{one.pk}/")) for one in PublicVersion.objects.filter(page_id=page.pk)
    )


def test_a_version_that_names_what_is_gone_can_still_be_read(site):
    version = published(site.news, lead="Med allt.")
    site.project.delete()
    site.news.lead_image.delete()
    cache.clear()
    assert "Med allt." in words(soup(f"/version/{version.pk}/").main)


def test_a_scheduled_version_gets_its_address_when_it_is_public(site):
    page = add(site.news_index, NewsPage(title="Senare", slug="senare"))
    before = PublicVersion.objects.filter(page_id=page.pk).count()
    page.go_live_at = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
    page.save_revision().publish()
    assert PublicVersion.objects.filter(page_id=page.pk).count() == before

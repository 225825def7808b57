"""Taking Brygga out of a site: the plan, what stands in the way, what is saved, and pages that are removed.

That a site goes on without the apps was tried with one of its own (docs/avinstallera.md): here the tables stay.
"""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page

from brygga.importers.writing import pages
from brygga.news.models import NewsPage
from brygga.projects.models import Organisation
from brygga.site.models import ContentPage
from brygga.site.uninstalling import conversion, ours, removal, shown, tables
from brygga.site.uninstalling.export import Export
from tests.site.content import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(monkeypatch):
    """A page with a picture, below a list that is no site's first page."""
    monkeypatch.setattr(tables, "drop", lambda: 0)
    index = pages.index_for("news", pages.home_of())
    page = NewsPage(title="Bron är öppen", slug="bron", lead="Kör försiktigt.", lead_image=picture(size=(60, 40)))
    page.lead_image_alt = "En bro"
    index.add_child(instance=page)
    page.save_revision().publish()
    return NewsPage.objects.get()


def uninstall(*arguments: str) -> str:
    told = io.StringIO()
    call_command("brygga_uninstall", *arguments, stdout=told, stderr=told)
    return told.getvalue()


def test_the_plan_counts_and_changes_nothing(news):
    Organisation.objects.create(name="Solviks kommun")
    told = uninstall()
    assert f"{ours.pages().count()} sidor är Bryggas" in told
    assert "Ingenting är ändrat" in told
    assert NewsPage.objects.count() == 1


def test_nothing_is_removed_before_one_has_chosen_whether_to_save_it(news):
    with pytest.raises(CommandError, match="--pages"):
        uninstall("--yes")
    with pytest.raises(CommandError, match="börjar med en av Bryggas sidor"):
        uninstall("--pages", "remove", "--yes", "--no-export")
    with pytest.raises(CommandError, match="sidtyp av webbplatsens egna"):
        uninstall("--pages", "keep", "--as", "wagtailcore.Page", "--yes")
    assert NewsPage.objects.count() == 1


def test_what_would_be_lost_in_silence_stands_in_the_way(news):
    NewsPage.objects.update(expire_at=timezone.now() + dt.timedelta(days=1))
    plain = Page(title="Egen sida", slug="egen")
    news.get_parent().add_child(instance=plain)
    found = removal.obstacles(keep=False)
    assert [line for line in found if "”Bron är öppen” är tidsinställd" in line]
    assert [line for line in found if "”Egen sida” ligger under" in line]
    assert [line for line in removal.obstacles(keep=True) if "Egen sida" in line] == []


def test_all_content_is_saved_with_its_files_and_its_draft(news, tmp_path):
    news.lead = "Bron stängs igen."
    news.save_revision()
    export = Export(tmp_path / "ut")
    export.write()
    (page,) = (file for file in export.files() if file.parent.name == "bron" and file.name == "index.html")
    text = page.read_text(encoding="utf-8")
    assert "Kör försiktigt." in text
    assert "stängs" not in text
    assert "Bron stängs igen." in (page.parent / "utkast.html").read_text(encoding="utf-8")
    assert json.loads((page.parent / "sida.json").read_text(encoding="utf-8"))["sida"]["lead"] == "Kör försiktigt."
    assert export.lost == []
    pictures = [file.name for file in export.files() if "filer" in file.parts]
    assert [name for name in pictures if name in text]
    assert json.loads((tmp_path / "ut" / "data" / "brygga_news.newspage.json").read_text(encoding="utf-8"))
    with pytest.raises(FileExistsError):
        export.write()


def test_words_that_stay_have_no_link_to_what_goes(news):
    index = news.get_parent().specific
    kept = shown.shown_html(index)
    assert "Bron är öppen" in kept
    for gone in ("/floden/", "/prenumerera/", "<form", "<h1"):
        assert gone not in kept


def test_a_type_that_cannot_hold_the_words_is_refused():
    assert conversion.problems(ContentPage, "lead") == []
    assert conversion.problems(ContentPage, "finns_inte") == ["brygga_site.ContentPage.finns_inte"]
    assert conversion.problems(ContentPage, "body") == ["brygga_site.ContentPage.body"]


def test_a_page_that_stays_keeps_its_address_and_its_draft(news, client):
    # A type of Brygga's stands for one of the site's own.
    address, first = news.url, news.first_published_at
    news.lead = "Bron stängs igen."
    news.save_revision()
    conversion.convert(Page.objects.get(pk=news.pk), ContentPage, "lead")
    kept = Page.objects.get(pk=news.pk).specific
    assert (type(kept), kept.url, kept.first_published_at) == (ContentPage, address, first)
    assert "Kör försiktigt." in kept.lead
    assert kept.has_unpublished_changes
    assert "Bron stängs igen." in kept.get_latest_revision_as_object().lead


def test_removed_pages_are_gone_with_all_below_them(news):
    removal.remove_pages()
    assert list(ours.pages()) == []

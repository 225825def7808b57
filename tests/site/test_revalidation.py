"""A page that is the same is not sent again, one that changed anywhere is; and nobody is shown what is another's."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from brygga.site.models import PublicMessage
from brygga.site.security.revalidation import tag_of
from brygga.site.site_settings import SiteSettings
from tests.factories import ContentPageFactory, make_home

TODAY = dt.date(2031, 5, 3)


@pytest.fixture
def page(db: None) -> Any:
    cache.clear()
    return ContentPageFactory(parent=make_home(), title="Bron", lead="Vi bygger en bro.")


def again(address: str, response: Any) -> Any:
    return Client().get(address, headers={"if-none-match": response.headers["ETag"]})


def test_the_same_page_is_not_sent_again(page: Any) -> None:
    for address in ("/", page.url, "/sok/?q=bron", "/floden/meddelanden.atom", "/sitemap.xml"):
        first = Client().get(address)
        assert first.headers["Cache-Control"] == "no-cache", address
        assert "Cookie" in first.headers["Vary"]
        second = again(address, first)
        assert (second.status_code, second.content) == (304, b""), address
        assert second.headers["ETag"] == first.headers["ETag"]


def changed_page(page: Any) -> None:
    page.lead = "Vi river en bro."
    page.save_revision().publish()


def changed_menu(page: Any) -> None:
    ContentPageFactory(parent=page.get_parent(), title="Torget", show_in_menus=True)


def changed_settings(page: Any) -> None:
    settings = SiteSettings.for_site(page.get_site())
    settings.email = "torg@solvik.example"
    settings.brand_colour = "#123456"
    settings.save()


def changed_messages(page: Any) -> None:
    PublicMessage.objects.create(title="Stängt i dag")


@pytest.mark.parametrize("change", [changed_page, changed_menu, changed_settings, changed_messages])
def test_whatever_changes_on_the_page_is_sent(page: Any, change: Any) -> None:
    before = Client().get(page.url)
    change(page)
    after = again(page.url, before)
    assert after.status_code == 200
    assert after.headers["ETag"] != before.headers["ETag"]


def test_a_taken_down_page_is_not_said_to_be_the_same(page: Any) -> None:
    page.save_revision().publish()
    page.refresh_from_db()
    before = Client().get(page.url)
    page.unpublish()
    assert again(page.url, before).status_code == 410
    assert not again(page.url, before).has_header("ETag")


def test_whoever_has_logged_in_gets_their_own_page(page: Any) -> None:
    public = Client().get(page.url)
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("anna", "anna@solvik.example", "x"))
    own = client.get(page.url, headers={"if-none-match": public.headers["ETag"]})
    assert own.status_code == 200
    assert not own.has_header("ETag")
    assert own.headers["Cache-Control"] == "private, no-cache"
    preview = client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert not preview.has_header("ETag")


def test_a_page_behind_a_password_is_not_kept(page: Any) -> None:
    public = Client().get(page.url)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="hemlig")
    cache.clear()
    asked = again(page.url, public)
    assert asked.status_code == 200
    assert "Sidan kräver lösenord" in asked.content.decode()
    assert not asked.has_header("ETag")
    client = Client()
    door = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    client.post(door, {"password": "hemlig", "return_url": "/"})
    let_in = client.get(page.url, headers={"if-none-match": public.headers["ETag"]})
    assert let_in.status_code == 200
    assert "Vi bygger en bro." in let_in.content.decode()
    assert not let_in.has_header("ETag")
    assert "private" in let_in.headers["Cache-Control"]


def test_only_the_moment_when_a_form_was_drawn_is_left_out_of_the_tag() -> None:
    form = b'<form><input type="hidden" name="ritad" value="%s"><b>%s</b></form>'
    first, drawn_later, said_otherwise = form % (b"f:1:a", b"x"), form % (b"f:2:b", b"x"), form % (b"f:1:a", b"y")
    assert tag_of(first, TODAY) == tag_of(drawn_later, TODAY) != tag_of(said_otherwise, TODAY)


def test_a_kept_copy_never_grows_older_than_its_form() -> None:
    with_form, without = b'<input name="ritad" value="f:1:a">', b"<p>Text</p>"
    assert tag_of(with_form, TODAY) != tag_of(with_form, TODAY + dt.timedelta(days=1))
    assert tag_of(without, TODAY) == tag_of(without, TODAY + dt.timedelta(days=1))


def test_forms_errors_and_files_keep_their_own_rules(page: Any) -> None:
    assert not Client().get("/svar/").has_header("ETag")
    assert not Client().get("/finns-inte/").has_header("ETag")
    assert "max-age=60" in Client().get("/webbplats/farger.css?v=old").headers["Cache-Control"]
    assert not Client().get("/admin/login/").has_header("ETag")

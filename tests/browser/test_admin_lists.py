"""Every list of the admin, used as an editor uses it: typed in, sorted, filtered, its first row opened."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from tests.admin_lists import NOTHING, admin_lists, filter_values

from .test_admin_by_keyboard import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
ROWS = "#listing-results table tbody tr, #listing-results .listing > li"


@pytest.fixture
def editor(page):
    """A tab of somebody who has logged in, which gathers answers that are errors and errors on the page."""
    page.wrong = []
    page.on("response", lambda r: page.wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.on("pageerror", lambda error: page.wrong.append(f"{page.url}: {error}"))
    log_in(page)
    return page


#: Lists that the quick tests walk: one of each kind (a register, a list of pages' history, one that imports fill).
SOME = ("wagtailsnippets_brygga_projects_indicator:list", "wagtailadmin_reports:site_history", "importdokument:index")


@pytest.mark.parametrize("names", [SOME, pytest.param((), id="all", marks=pytest.mark.slow)])
def test_every_list_answers_what_one_types_sorts_and_filters(editor, served, admin_user, names):
    client = Client()
    client.force_login(admin_user)
    lists = [found for found in admin_lists() if not names or found.name in names]
    assert len(lists) == len(names) or not names
    for found in lists:
        first = client.get(found.address)
        if first.status_code != 200:
            continue
        view = first.context["view"]
        editor.goto(found.address, wait_until="load")
        assert not editor.wrong, found.name
        if editor.locator("#id_q").count() and view.is_searchable:
            type_a_word(editor, found)
        for place in range(editor.locator("thead th a").count()):
            editor.goto(found.address, wait_until="load")
            link = editor.locator("thead th a").nth(place)
            if link.is_visible() and "ordering=" in (link.get_attribute("href") or ""):
                link.click()
                editor.wait_for_url(re.compile("ordering="))
        for _name, query in filter_values(view.filters.form) if view.filters else ():
            editor.goto(f"{found.address}?{query}", wait_until="load")
        assert not editor.wrong, found.name
        open_the_first_row(editor, found)
        assert not editor.wrong, found.name


def type_a_word(editor, found):
    """A word that nothing has: no row is left."""
    with editor.expect_response(lambda r: NOTHING in r.url) as answered:
        editor.locator("#id_q").fill(NOTHING)
    assert answered.value.status == 200, found.name
    expect(editor.locator("#listing-results table tbody tr"), found.name).to_have_count(0)


def open_the_first_row(editor, found):
    """The first row's page, where the list has rows with links."""
    editor.goto(found.address, wait_until="load")
    links = editor.locator("#listing-results td.title a[href^='/'], #listing-results ul.listing a[href^='/']")
    if links.count():
        links.first.click()
        editor.wait_for_load_state("load")


def test_what_is_typed_in_a_field_of_names_is_not_dropped(editor, served, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    editor.goto(f"/admin/pages/{served.news.pk}/edit/", wait_until="networkidle")
    field = editor.locator("#id_related_projects")
    box = editor.locator("#id_related_projects ~ ul.tagit .tagit-new input")
    box.scroll_into_view_if_needed()
    box.click()
    box.type("yrkess")
    editor.wait_for_timeout(600)  # the suggestions are open by now; it must not matter
    box.press("Enter")
    expect(field).to_have_value(re.compile("yrkess"))
    box.type("stegvist")
    editor.keyboard.press("Tab")
    expect(field).to_have_value(re.compile("stegvist"))

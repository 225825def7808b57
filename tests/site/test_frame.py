"""What stands around every page is remembered, and follows what happens on the site."""

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from brygga.news.models import NewsPage
from brygga.site.models import ContentPage, HomePage
from brygga.site.site_settings import SiteSettings

from .content import add


def soup(path: str = "/tillganglighet/", client: Client | None = None, **headers: str) -> BeautifulSoup:
    return BeautifulSoup((client or Client()).get(path, **headers).content, "html.parser")


def menu(path: str = "/tillganglighet/", **headers: str) -> list[str]:
    return [link.get_text() for link in soup(path, **headers).select(".site-nav a")]


def footer(path: str = "/") -> list[str]:
    return [link.get_text() for link in soup(path).select(".site-footer nav a")]


def fresh(page):
    """The page as it is stored: what a test does to it shall not be there in the next test."""
    return type(page).objects.get(pk=page.pk)


def restrict(page, **fields) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN, **fields)


def test_the_frame_costs_no_query_when_it_is_remembered(site):
    for _number in range(2):
        menu()
    with CaptureQueriesContext(connection) as captured:
        assert menu() == ["Enheter", "Projekt", "Nyheter"]
    tables = {"wagtailcore_site", SiteSettings._meta.db_table}
    assert not [query for query in captured if any(f'FROM "{table}"' in query["sql"] for table in tables)]
    assert len(captured) == 4  # what is private, the way to the page, the page, its topics


def test_a_new_title_is_in_the_menu_at_once(site):
    menu()
    projects = fresh(site.projects)
    projects.title = "Våra projekt"
    projects.save_revision().publish()
    assert menu() == ["Enheter", "Våra projekt", "Nyheter"]


def test_a_page_taken_down_leaves_menu_and_footer_at_once(site):
    assert "Tillgänglighetsredogörelse" in footer()
    assert "Projekt" in menu()
    fresh(site.about).unpublish()
    fresh(site.projects).unpublish()
    assert "Tillgänglighetsredogörelse" not in footer()
    assert menu("/nyheter/") == ["Enheter", "Nyheter"]


def test_a_page_moved_or_deleted_leaves_the_menu_at_once(site):
    menu()
    fresh(site.units).move(fresh(site.about), pos="last-child")
    assert menu() == ["Projekt", "Nyheter"]
    fresh(site.news_index).delete()
    assert menu() == ["Projekt"]


def test_new_settings_are_seen_at_once(site):
    assert "Jobb och integration i Solvik" in soup().title.get_text()
    settings = SiteSettings.for_site(site.site)
    settings.site_name, settings.language = "Arbete i Solvik", "en"
    settings.save()
    page = soup()
    assert "Arbete i Solvik" in page.title.get_text()
    assert page.html["lang"] == "en"
    assert page.select_one(".site-nav")["aria-label"] != "Huvudmeny"


def test_a_page_made_private_leaves_the_menu_at_once_and_comes_back(site):
    menu()
    restriction = restrict(site.projects)
    assert menu() == ["Enheter", "Nyheter"]
    restriction.delete()
    assert menu() == ["Enheter", "Projekt", "Nyheter"]


def test_a_private_page_is_not_shown_by_a_process_that_has_not_heard_of_it(site):
    """In another process the cache may know nothing yet: without signals it is as if this were that process."""
    footer()
    menu()
    for page in (site.projects, site.about):
        PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])
    assert menu("/nyheter/") == ["Enheter", "Nyheter"]
    assert "Tillgänglighetsredogörelse" not in footer()
    assert Client().get("/projekt/").status_code == 302
    assert not soup("/").select("a[href^='/projekt/']")


def test_a_private_project_is_named_nowhere(site):
    news, unit = "/nyheter/etableringscentrum-oppnar/", "/enheter/aie/"
    link = "/projekt/etableringscentrum/"
    for path in (news, unit, "/", "/nyheter/"):
        Client().get(path)
    restrict(site.project)
    for path in (news, unit, "/"):
        assert link not in str(soup(path)), path
    assert "Etableringscentrum" not in [label.get_text() for label in soup("/nyheter/").select(".filter label span")]


def test_private_news_and_units_are_not_listed_on_the_page_of_their_project(site):
    path, news, unit = "/projekt/etableringscentrum/", "/nyheter/etableringscentrum-oppnar/", "/enheter/aie/"
    main = str(soup(path).main)
    assert f'href="{news}"' in main
    assert f'href="{unit}"' in main
    restrict(site.news)
    main = str(soup(path).main)
    assert f'href="{news}"' not in main
    restrict(site.units)
    assert unit not in [link.get("href") for link in soup(path).select("#deltar a")]


def test_who_may_see_a_private_page_sees_its_breadcrumbs_and_others_do_not_afterwards(site):
    restrict(site.projects)
    editor = Client()
    editor.force_login(get_user_model().objects.create_superuser("eva", "eva@solvik.example", "hemligt"))
    trail = soup("/projekt/etableringscentrum/", editor).select_one(".breadcrumbs")
    assert "Projekt" in trail.get_text()
    assert not soup("/").select("a[href^='/projekt/']")
    assert "Projekt" not in menu()


def test_the_editors_bar_is_the_editors_own(site):
    editor = Client()
    editor.force_login(get_user_model().objects.create_superuser("eva", "eva@solvik.example", "hemligt"))
    assert soup("/", editor).select("wagtail-userbar")
    assert not soup("/").select("wagtail-userbar")


def test_a_draft_changes_the_frame_of_nobody_but_is_seen_in_its_preview(site, rf):
    menu()
    projects = fresh(site.projects)
    projects.title = "Hemliga planer"
    projects.save_revision()
    assert menu() == ["Enheter", "Projekt", "Nyheter"]
    draft = NewsPage.objects.get(pk=site.news.pk)
    draft.title = "Utkast till rubrik"
    response = draft.make_preview_request(rf.get("/"), draft.default_preview_mode)
    response.render() if hasattr(response, "render") and not response.is_rendered else None
    page = BeautifulSoup(response.content, "html.parser")
    assert page.h1.get_text() == "Utkast till rubrik"
    assert [link.get_text() for link in page.select(".breadcrumbs a")] == ["Start", "Nyheter"]
    assert "Utkast till rubrik" not in soup("/").get_text()


def test_each_site_has_a_frame_of_its_own(site):
    other = add(site.home.get_parent(), HomePage(title="Norrvik", slug="norrvik"))
    add(other, ContentPage(title="Om Norrvik", slug="om", show_in_menus=True))
    second = Site.objects.create(hostname="norrvik.example", root_page=other, site_name="Norrviks kommun")
    settings = SiteSettings.for_site(second)
    settings.site_name, settings.language = "Norrvik", "en"
    settings.save()
    for _number in range(2):
        assert menu() == ["Enheter", "Projekt", "Nyheter"]
        page = soup("/om/", headers={"host": "norrvik.example"})
        assert [link.get_text() for link in page.select(".site-nav a")] == ["Om Norrvik"]
        assert page.html["lang"] == "en"
        assert "Norrvik" in page.title.get_text()
    assert soup().html["lang"] == "sv"


def test_a_host_that_is_not_ours_is_refused_and_not_remembered(site):
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        assert Client().get("/", headers={"host": "annan.example"}).status_code == 400

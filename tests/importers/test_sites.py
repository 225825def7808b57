"""Several sites in one installation: an import keeps within the one that it was told."""

import re

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from brygga.importers.models import ImportItem, ImportRun, ImportSource, OldAddress
from brygga.importers.runs import launch
from brygga.news.models import NewsIndexPage, NewsPage
from brygga.projects.models import Organisation, ProjectPage, UnitIndexPage, UnitPage
from brygga.site.models import HomePage

from .archive import LIBRARY, page, run_import, states, write

pytestmark = pytest.mark.django_db
OLD = "https://www.solvik.example"
TEAM = (
    "<p>Projektet Fler vägar in drivs av Enheten för sysselsättning i Solviks kommun. "
    "I projektet Fler vägar in lär sig tolv personer ett yrke.</p>"
)
LINK = f'<p>Läs om <a href="{OLD}/nyheter/projekt">starten</a> i maj.</p>'


@pytest.fixture
def sites():
    """Two sites, each with a home page of its own; the first is the default one."""
    Site.objects.all().delete()
    root = Page.get_first_root_node()
    found = []
    for number, slug in enumerate(("solvik", "grannen")):
        home = root.add_child(instance=HomePage(title=slug.capitalize(), slug=slug))
        found.append(
            Site.objects.create(hostname=f"{slug}.example", root_page=home, is_default_site=not number, site_name=slug)
        )
    return found


def archive(folder):
    return write(
        folder,
        projekt__html=page("Fler vägar in startar", f"{OLD}/nyheter/projekt", TEAM),
        lank__html=page(
            "Mer om projektet",
            f"{OLD}/nyheter/lank",
            f'<p>Läs om <a href="{OLD}/nyheter/projekt">starten</a> i maj.</p>',
        ),
        bibliotek=LIBRARY,
    )


def paths(model, site):
    return set(model.objects.descendant_of(site.root_page).values_list("title", flat=True))


def linked_pages(news):
    tags = re.findall(r'<a [^>]*linktype="page"[^>]*>', str(list(news.body.raw_data)))
    return {int(re.search(r'id="(\d+)"', tag)[1]) for tag in tags}


def test_the_same_archive_under_each_of_two_sites_gives_each_site_all_of_its_pages(tmp_path, sites):
    folder = archive(tmp_path / "arkiv")
    first = run_import(folder, publish=True, under="solvik", base_url=OLD)
    titles = {model: paths(model, sites[0]) for model in (NewsPage, ProjectPage, UnitPage)}
    assert len(titles[NewsPage]) == 3
    assert titles[ProjectPage]
    assert titles[UnitPage]
    before = {row.pk: row.latest_revision_id for row in Page.objects.descendant_of(sites[0].root_page)}

    second = run_import(folder, publish=True, under="grannen", base_url=OLD)
    assert states(first) == states(second) == dict.fromkeys(("projekt.html", "lank.html", "bibliotek.txt"), "created")
    assert {model: paths(model, sites[1]) for model in titles} == titles
    assert {row.pk: row.latest_revision_id for row in Page.objects.descendant_of(sites[0].root_page)} == before
    assert NewsPage.objects.count() == 6
    assert not ImportItem.objects.exclude(duplicate_of=None).exists()
    for site in sites:
        mine = set(Page.objects.descendant_of(site.root_page).values_list("pk", flat=True))
        for news in NewsPage.objects.descendant_of(site.root_page):
            assert {project.pk for project in news.related_projects.all()} <= mine
            assert {unit.pk for unit in news.related_units.all()} <= mine
        link = NewsPage.objects.descendant_of(site.root_page).get(title="Mer om projektet")
        assert linked_pages(link)
        assert linked_pages(link) <= mine
    # Organisations are one register for all sites.
    assert Organisation.objects.filter(name="Solviks kommun").count() == 1


def test_an_old_address_leads_to_the_page_of_the_site_that_is_asked(tmp_path, sites, client):
    folder = archive(tmp_path / "arkiv")
    for site in sites:
        run_import(folder, publish=True, under=site.root_page.slug, base_url=OLD)
    for site in sites:
        wanted = NewsPage.objects.descendant_of(site.root_page).get(title="Fler vägar in startar")
        answer = client.get("/nyheter/projekt", headers={"host": site.hostname})
        assert answer.status_code == 301
        assert answer.headers["Location"].rstrip("/").endswith(wanted.get_url(current_site=site).rstrip("/"))
        assert Redirect.objects.filter(site=site, redirect_page=wanted).exists()
    assert not OldAddress.objects.filter(redirect=None, url__startswith=f"{OLD}/nyheter/").exists()


def test_index_pages_of_another_site_are_not_used(tmp_path, sites):
    other = sites[0].root_page
    other.add_child(instance=NewsIndexPage(title="Nyheter", slug="nyheter"))
    other.add_child(instance=UnitIndexPage(title="Enheterna", slug="enheterna"))
    run_import(archive(tmp_path / "arkiv"), publish=True, under="grannen")
    assert paths(NewsPage, sites[0]) == paths(UnitPage, sites[0]) == set()
    assert len(paths(NewsPage, sites[1])) == 3


def test_an_index_page_of_a_site_within_the_site_is_not_used(tmp_path, sites):
    inner = sites[0].root_page.add_child(instance=HomePage(title="Inre", slug="inre"))
    inner.add_child(instance=NewsIndexPage(title="Nyheter", slug="nyheter"))
    Site.objects.create(hostname="inre.example", root_page=inner)
    run_import(write(tmp_path / "arkiv", bibliotek=LIBRARY), publish=True, under="solvik")
    assert not NewsPage.objects.descendant_of(inner).exists()
    assert NewsPage.objects.descendant_of(sites[0].root_page).count() == 1


def test_a_dry_run_plans_pages_of_its_own_too(tmp_path, sites):
    folder = archive(tmp_path / "arkiv")
    run_import(folder, publish=True, under="solvik")
    plan = run_import(folder, dry_run=True, under="grannen")
    assert plan.mode == ImportRun.Mode.PLAN
    assert set(states(plan).values()) == {"created"}
    actions = {
        change["action"] for entry in plan.entries.all() for change in entry.changes if change["role"] != "news"
    }
    assert "create" in actions


def test_importing_again_under_the_second_site_changes_nothing(tmp_path, sites):
    folder = archive(tmp_path / "arkiv")
    for site in sites:
        run_import(folder, publish=True, under=site.root_page.slug)
    again = run_import(folder, publish=True, under="grannen")
    assert set(states(again).values()) == {"unchanged"}
    assert NewsPage.objects.count() == 6
    assert ImportSource.objects.count() == 2


def test_a_named_source_of_another_site_is_refused_with_what_to_do(tmp_path, sites):
    folder = write(tmp_path / "arkiv", bibliotek=LIBRARY)
    run_import(folder, publish=True, under="solvik", source="flode")
    with pytest.raises(CommandError, match=r"annan webbplats.*--source"):
        call_command("import_articles", str(folder), publish=True, under="grannen", source="flode")
    assert NewsPage.objects.count() == 1


def test_a_path_that_two_sites_have_is_not_guessed_at(tmp_path, sites):
    for site in sites:
        site.root_page.add_child(instance=NewsIndexPage(title="Nyheter", slug="nyheter"))
    folder = write(tmp_path / "arkiv", bibliotek=LIBRARY)
    with pytest.raises(CommandError, match="Flera webbplatser"):
        call_command("import_articles", str(folder), under="nyheter")
    run_import(folder, publish=True, under="grannen/nyheter")
    assert len(paths(NewsPage, sites[1])) == 1


def test_a_host_whose_default_site_begins_with_a_plain_page_keeps_it(tmp_path, sites):
    root = Page.get_first_root_node()
    plain = root.add_child(instance=Page(title="Kommunen", slug="kommunen"))
    plain.add_child(instance=Page(title="Om oss", slug="om-oss"))
    Site.objects.filter(pk=sites[0].pk).update(root_page=plain)
    run_import(write(tmp_path / "arkiv", bibliotek=LIBRARY), publish=True)
    sites[0].refresh_from_db()
    assert sites[0].root_page_id == plain.pk
    assert NewsPage.objects.get().is_descendant_of(plain)


def test_what_waits_for_a_link_on_one_site_is_not_rewritten_by_an_import_on_another(tmp_path, sites):
    link = archive(tmp_path / "alla") / "lank.html"
    run_import(write(tmp_path / "a", lank__html=link.read_bytes()), publish=True, under="solvik", base_url=OLD)
    waiting = NewsPage.objects.get()
    run_import(archive(tmp_path / "b"), publish=True, under="grannen", base_url=OLD)
    fresh = NewsPage.objects.get(pk=waiting.pk)
    assert fresh.latest_revision_id == waiting.latest_revision_id
    assert launch.is_elsewhere(ImportSource.objects.get(key="b"), launch.territory_of(sites[0].root_page))

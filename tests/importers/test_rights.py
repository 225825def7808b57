"""Who may do what: every address of imports and the desk, with each right alone and with all others but it."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import NoReverseMatch, get_resolver, reverse
from wagtail.models import GroupPagePermission, Workflow

from brygga.importers.admin.viewsets import ImportViewSetGroup
from brygga.importers.admin.waiting_hooks import report_urls
from brygga.importers.models import FieldConflict, ImportItem, ImportOrder, ImportRun, PageProposal, Suggestion
from brygga.importers.writing import pages
from brygga.news.models import NewsPage
from brygga.projects.models import ProjectPage

from .archive import KITCHEN, run_import, write

pytestmark = pytest.mark.django_db
IMPORT, REVIEW, UNDO, ORIGINALS = "import_archive", "review_import", "roll_back_import", "see_originals"
RUNS, ITEMS, PAGES = "view_importrun", "view_importitem", "pages"
ALL = (IMPORT, REVIEW, UNDO, ORIGINALS, RUNS, ITEMS, PAGES)
# Address → the rights that it needs, all of them. Whatever is not here fails the test: a new address says who may.
NEEDS = {
    "ny-nyhet": {"index": {PAGES}},
    "ny-import": dict.fromkeys(
        ("index", "piece", "drop", "order", "begin", "again", "leave", "take", "anew"), frozenset({IMPORT})
    ),
    "granska": {
        **dict.fromkeys(("index", "index_results", "conflicts", "conflicts_results", "next"), frozenset({REVIEW})),
        **dict.fromkeys(("many", "many_publish", "many_back"), frozenset({REVIEW})),
        **dict.fromkeys(("item", "do", "change", "undo", "decide", "becoming"), frozenset({REVIEW, PAGES})),
        **dict.fromkeys(("original", "original_file"), frozenset({ORIGINALS, PAGES})),
    },
    "forslag": {
        **dict.fromkeys(("page", "accept", "decline", "remove", "remove_written", "reopen"), frozenset({PAGES})),
        **dict.fromkeys(("pages", "make_page", "decline_page"), frozenset({PAGES})),
        **dict.fromkeys(("index", "index_results"), frozenset()),  # shows only what the user may edit
    },
    "importkorningar": {
        **dict.fromkeys(("index", "index_results", "inspect"), frozenset({RUNS})),
        **dict.fromkeys(("stop", "resume"), frozenset({IMPORT})),
        "undo": {UNDO},
    },
    "importdokument": {
        **dict.fromkeys(("index", "index_results", "inspect"), frozenset({ITEMS})),
        "settle": {PAGES},
        "duplicate": {IMPORT},
    },
    "borttagna-adresser": None,  # Wagtail's own rights on the model
    "": {
        f"{name}{end}": {PAGES}
        for name in ("brygga_review_due", "brygga_past_end", "brygga_missed", "brygga_undescribed", "brygga_unsaid")
        for end in ("", "_results")
    },
}
POSTS = {
    ("granska", name) for name in ("many_publish", "many_back", "do", "change", "undo", "decide")
} | {
    ("forslag", name)
    for name in ("accept", "decline", "remove", "remove_written", "reopen", "make_page", "decline_page")
} | {
    ("ny-import", "piece"), ("ny-import", "drop"), ("ny-import", "begin"), ("ny-import", "again"),
    ("ny-import", "leave"), ("ny-import", "take"), ("ny-import", "anew"),
    ("importkorningar", "stop"), ("importkorningar", "resume"),
    ("importdokument", "settle"), ("importdokument", "duplicate"),
}  # fmt: skip


def addresses():
    """(namespace, name, pattern) of every address, from the patterns themselves."""
    for viewset in ImportViewSetGroup().registerables:
        for pattern in viewset.get_urlpatterns():
            yield viewset.name, pattern.name, pattern
    for pattern in report_urls():
        yield "", pattern.name, pattern


@pytest.fixture
def world(tmp_path, django_user_model):
    """One imported draft, and an object for each address to be about."""
    run = run_import(write(tmp_path / "a", kok=KITCHEN))
    item = ImportItem.objects.get()
    user = django_user_model.objects.create_user("maja", password="x")
    order = ImportOrder.objects.create(created_by=user, plan=run)
    project = pages.index_for("project", pages.home_of()).add_child(instance=ProjectPage(title="Steg", slug="steg"))
    suggestion = Suggestion.objects.create(page=project, field="end", slot="a", key="a", value="2031")
    conflict = FieldConflict.objects.create(item=item, run=run, page=item.page, field="lead")
    proposal = PageProposal.objects.create(role="project", name="Stegen", key="stegen", home=pages.home_of())
    written = item.written.get(page=item.page)
    about = {
        "ny-import": {"token": order.token, "pk": order.pk, "entry": run.entries.get().pk},
        "granska": {"pk": item.pk},
        "forslag": {"pk": suggestion.pk, "page_id": project.pk, "field": "lead", "key": "x"},
        "importkorningar": {"pk": run.pk},
        "importdokument": {"pk": item.pk, "choice": "sidan", "verdict": "same"},
    }
    special = {
        ("forslag", "make_page"): proposal.pk,
        ("forslag", "decline_page"): proposal.pk,
        ("forslag", "remove_written"): written.pk,
        ("importdokument", "settle"): conflict.pk,
    }
    return user, about, special, pages.index_for("news", pages.home_of()).get_parent()


def give(user, rights, home):
    user.groups.clear()
    group, _made = Group.objects.get_or_create(name="prov")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *rights]))
    GroupPagePermission.objects.filter(group=group).delete()
    if PAGES in rights:
        for codename in ("add_page", "change_page"):
            permission = Permission.objects.get(codename=codename)
            GroupPagePermission.objects.create(group=group, page=home, permission=permission)
    user.groups.add(group)


def is_refused(client, address, posts):
    call = client.post if posts else client.get
    return call(address, HTTP_X_REQUESTED_WITH="XMLHttpRequest").status_code == 403


def test_every_address_asks_for_its_right_and_for_no_other(world, client):
    user, about, special, home = world
    client.force_login(user)
    for rights_of in [*({right} for right in ALL), *(set(ALL) - {right} for right in ALL), set()]:
        give(user, rights_of, home)
        for space, name, pattern in addresses():
            needs = NEEDS[space]
            if needs is None:
                continue
            assert name in needs, f"{space}:{name} is not in the table"
            wanted = {key: about[space][key] for key in pattern.pattern.converters if space in about}
            if (space, name) in special:
                wanted["pk"] = special[space, name]
            address = reverse(f"{space}:{name}" if space else name, kwargs=wanted)
            if needs[name] <= rights_of and ((space, name) in POSTS or name == "next"):
                continue  # would change what the next ones are about; the other tests do it
            refused = is_refused(client, address, (space, name) in POSTS)
            assert refused == (not needs[name] <= rights_of), (space, name, sorted(rights_of))


def test_nobody_who_is_not_logged_in_gets_anywhere(world, client):
    _user, about, _special, _home = world
    for space, name, pattern in addresses():
        wanted = {key: about.get(space, {}).get(key, 1) for key in pattern.pattern.converters}
        try:
            address = reverse(f"{space}:{name}" if space else name, kwargs=wanted)
        except NoReverseMatch:
            continue
        assert client.get(address).status_code == 302, (space, name)
    assert get_resolver() is not None


def test_the_roles_are_made_once_and_say_what_they_may(client, django_user_model, capsys):
    pages.index_for("news", pages.home_of())
    for _ in range(2):
        call_command("make_roles")
    told = capsys.readouterr().out
    assert "Arkivflyttare (ny): importerar gamla arkiv som utkast" in told
    assert "Arkivflyttare (fanns)" in told
    reaches = {}
    for role in ("Kommunikatör", "Granskare", "Arkivflyttare", "Enhetsredaktör"):
        user = django_user_model.objects.create_user(role, password="x")
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        names = ("ny-nyhet", "ny-import", "granska", "importkorningar")
        reaches[role] = [name for name in names if not is_refused(client, reverse(f"{name}:index"), False)]
    assert reaches == {
        "Kommunikatör": ["ny-nyhet", "ny-import", "granska", "importkorningar"],
        "Granskare": ["granska"],
        "Arkivflyttare": ["ny-nyhet", "ny-import", "granska", "importkorningar"],
        "Enhetsredaktör": ["ny-nyhet"],
    }
    assert ImportRun.objects.count() == 0


def test_the_workflow_asks_reviewers_first_and_then_those_who_publish(client, django_user_model, capsys):
    index = pages.index_for("news", pages.home_of())
    for _ in range(2):
        call_command("make_roles", workflow=True)
    assert "Granskning i två steg (fanns)" in capsys.readouterr().out
    assert Workflow.objects.filter(name="Granskning i två steg").count() == 1
    page = index.add_child(instance=NewsPage(title="Nytt kök", slug="nytt-kok", lead="Köket öppnar.", live=False))
    people = {}
    for role in ("Kommunikatör", "Granskare", "Enhetsredaktör"):
        people[role] = django_user_model.objects.create_user(role, password="x")
        people[role].groups.add(Group.objects.get(name=role))
    page.save_revision(user=people["Enhetsredaktör"])
    state = page.get_workflow().start(page, people["Enhetsredaktör"])
    for role in ("Granskare", "Kommunikatör"):
        page.refresh_from_db()
        assert not page.live
        task = state.current_task_state.task.specific
        assert {action[0] for action in task.get_actions(page, people[role])} >= {"approve"}
        state.current_task_state.specific.approve(user=people[role])
        state.refresh_from_db()
    page.refresh_from_db()
    assert page.live

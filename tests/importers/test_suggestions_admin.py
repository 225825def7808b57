"""What a communicator sees and does with suggestions in the admin, and what others may not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail import hooks
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, PageLogEntry, Workflow, WorkflowTask

from brygga.importers.models import Suggestion
from brygga.importers.suggestions.values import FIELDS
from brygga.news.models import NewsPage
from brygga.projects.models import ProjectPage

from ..factories import OrganisationFactory, ProjectPageFactory, make_home
from ..once import kept_in, once
from .archive import run_import, write
from .test_suggestions import FIRST, SECOND

pytestmark = pytest.mark.django_db
State = Suggestion.State


@once
def imported(folder: Path) -> Path:
    run_import(write(folder / "a", forsta=FIRST, tvaan=SECOND), publish=True)
    ProjectPage.objects.get(title="Stegvis").get_latest_revision().publish()
    return folder


@pytest.fixture
def page(imported: Path, own_folders: None, db: None) -> Iterator[ProjectPage]:
    with kept_in(imported):
        yield ProjectPage.objects.get(title="Stegvis")
    cache.clear()


@pytest.fixture
def end(page) -> Suggestion:
    return Suggestion.objects.get(field="end", state=State.NEW)


def user_who_may(django_user_model, *actions: str, where: Page | None = None):
    user = django_user_model.objects.create_user("karin", password="x")
    group = Group.objects.create(name="Redaktion")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for action in actions:
        permission = Permission.objects.get(codename=f"{action}_page", content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=where or Page.objects.get(depth=1), permission=permission)
    user.groups.add(group)
    return user


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def listing(client) -> str:
    return client.get(reverse("forslag:index")).content.decode()


def shown(client, page) -> str:
    return client.get(reverse("forslag:page", args=[page.pk])).content.decode()


def accept(client, suggestion, **data):
    return client.post(reverse("forslag:accept", args=[suggestion.pk]), data, follow=True)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# Looking


def test_the_listing_counts_what_waits_and_what_contradicts(page, admin_client):
    row = re.search(r"<tr.*?Stegvis.*?</tr>", listing(admin_client), re.S)[0]
    numbers = [int(number) for number in re.findall(r"<td[^>]*>\s*(\d+)\s*</td>", row)]
    waiting = Suggestion.objects.filter(state=State.NEW)
    assert numbers == [waiting.count(), waiting.filter(contradicts=True).count()]
    assert numbers[1] == 2


def test_the_listing_takes_as_many_queries_with_many_suggestions(admin_client):
    home = make_home()

    def suggest(pages: int, each: int) -> None:
        for number in range(pages):
            page = ProjectPageFactory(parent=home, title=f"Projekt {pages} {number}")
            Suggestion.objects.bulk_create(
                Suggestion(page=page, field="partners", slot=f"{i}", key=f"{i}", value={"organisation": i})
                for i in range(each)
            )

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert listing(admin_client)
        return len(queries)

    suggest(1, 1)
    cost()
    few = cost()
    suggest(20, 30)
    assert cost() == few


def test_a_page_takes_as_many_queries_with_many_suggestions(page, admin_client):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert shown(admin_client, page)
        return len(queries)

    def suggest(number: int) -> None:
        field = FIELDS["partners"]
        for value in ({"organisation": OrganisationFactory().pk} for _ in range(number)):
            Suggestion.objects.create(
                page=page, field="partners", slot=field.slot(value), key=field.key(value), value=value
            )

    suggest(1)
    cost()
    few = cost()
    suggest(30)
    assert cost() == few


def test_a_page_shows_both_end_dates_their_sentences_their_articles_and_dates(page, admin_client):
    html = shown(admin_client, page)
    section = html[html.index('aria-labelledby="end"') :].split("</section>")[0]
    assert "Motsägelse" in section
    assert section.index("På sidan nu") < section.index("<mark>2021</mark>") < section.index("<mark>2022</mark>")
    assert "Projektet Stegvis avslutas 2022." in words(section).replace(" .", ".")
    second = NewsPage.objects.get(title="Projektet Stegvis får fortsätta")
    assert reverse("wagtailadmin_pages:edit", args=[second.pk]) in section
    assert "1 mars 2021" in section


def test_a_page_without_any_says_so(page, admin_client):
    news = NewsPage.objects.first()
    assert "säger inget om den här sidan" in shown(admin_client, news)


def test_nothing_on_the_pages_needs_inline_styles_or_scripts_of_ours(page, admin_client):
    html = shown(admin_client, page)
    main = html[html.index('<section class="brygga-facts"') : html.rindex("</section>")]
    assert "style=" not in main
    assert "<script" not in main
    assert "onclick" not in main


def test_hostile_words_are_shown_as_words(page, admin_client):
    suggestion = Suggestion.objects.get(field="end", state=State.NEW)
    suggestion.sources.update(sentence="<script>alert(1)</script> 2022")
    assert "<script>alert(1)" not in shown(admin_client, page)


def test_the_editor_of_the_page_meets_them_there(page, admin_client):
    edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    number = Suggestion.objects.filter(state=State.NEW).count()
    assert f"{number} förslag" in edit
    assert reverse("forslag:page", args=[page.pk]) in edit
    news = NewsPage.objects.first()
    assert "förslag</a>" not in admin_client.get(reverse("wagtailadmin_pages:edit", args=[news.pk])).content.decode()


def test_the_menu_leads_there(admin_client):
    menu = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("forslag:index") in menu


# Deciding


def test_accepting_publishes_on_a_page_without_a_draft_and_is_logged(page, end, admin_client, admin_user):
    response = accept(admin_client, end)
    assert "Godtaget och publicerat: Slutar." in response.content.decode()
    page = ProjectPage.objects.get(pk=page.pk)
    assert str(page.end) == "2022"
    assert not page.has_unpublished_changes
    actions = PageLogEntry.objects.filter(page=page.pk, user=admin_user).values_list("action", flat=True)
    assert {"wagtail.edit", "wagtail.publish"} <= set(actions)


def test_accepting_never_publishes_a_page_that_is_not_published(page, end, admin_client):
    page.unpublish()
    response = accept(admin_client, end)
    assert "i sidans utkast" in response.content.decode()
    page = ProjectPage.objects.get(pk=page.pk)
    assert not page.live
    assert str(page.get_latest_revision_as_object().end) == "2022"


def test_accepting_leaves_a_waiting_draft_unpublished(page, end, admin_client):
    draft = page.get_latest_revision_as_object()
    draft.lead = "På gång."
    draft.save_revision()
    accept(admin_client, end)
    page = ProjectPage.objects.get(pk=page.pk)
    assert str(page.end) == "2021"
    assert page.lead != "På gång."
    latest = page.get_latest_revision_as_object()
    assert (str(latest.end), latest.lead) == ("2022", "På gång.")


def test_who_may_not_publish_makes_a_draft(page, end, django_user_model):
    client = client_of(user_who_may(django_user_model, "change"))
    assert "ett utkast, som någon som får publicera granskar" in shown(client, page)
    accept(client, end)
    page = ProjectPage.objects.get(pk=page.pk)
    assert str(page.end) == "2021"
    assert page.has_unpublished_changes
    assert page.latest_revision.user.username == "karin"


def test_who_may_not_edit_the_page_sees_and_decides_nothing(page, end, django_user_model):
    elsewhere = NewsPage.objects.first().get_parent()
    client = client_of(user_who_may(django_user_model, "change", where=elsewhere))
    assert "Stegvis" not in listing(client)
    refused = reverse("wagtailadmin_home")
    assert client.get(reverse("forslag:page", args=[page.pk])).url == refused
    for action in ("accept", "decline", "reopen"):
        assert client.post(reverse(f"forslag:{action}", args=[end.pk])).url == refused
    end.refresh_from_db()
    assert end.state == State.NEW
    assert str(ProjectPage.objects.get(pk=page.pk).end) == "2021"


def test_visitors_are_asked_to_log_in(page, end):
    response = Client().post(reverse("forslag:accept", args=[end.pk]))
    assert response.status_code == 302
    assert "/login/" in response.url


def test_a_link_decides_nothing_and_neither_does_another_site(page, end, admin_user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    for action in ("accept", "decline", "reopen"):
        address = reverse(f"forslag:{action}", args=[end.pk])
        assert client.get(address).status_code == 405
        assert client.post(address).status_code == 403


def test_a_locked_page_is_left_alone_and_shows_no_buttons(page, end, admin_client, django_user_model):
    page.locked, page.locked_by = True, django_user_model.objects.create_user("ola")
    page.save()
    assert ">Godta<" not in shown(admin_client, page)
    assert "Sidan är låst" in accept(admin_client, end).content.decode()
    assert str(ProjectPage.objects.get(pk=page.pk).end) == "2021"


def test_a_page_that_changed_while_one_looked_is_not_decided_on_blindly(page, end, admin_client):
    html = shown(admin_client, page)
    section = html[html.index('aria-labelledby="end"') :]
    seen = re.search(r'name="visat" value="(\w+)"', section)[1]
    draft = page.get_latest_revision_as_object()
    draft.end = "2025"
    draft.save_revision()
    assert "Sidan har ändrats" in accept(admin_client, end, visat=seen).content.decode()
    assert str(ProjectPage.objects.get(pk=page.pk).get_latest_revision_as_object().end) == "2025"


def test_what_was_declined_is_kept_below_and_can_be_taken_up_again(page, end, admin_client):
    response = admin_client.post(reverse("forslag:decline", args=[end.pk]), follow=True)
    html = response.content.decode()
    assert "Avböjt: Slutar." in html
    assert "?avgjort=end#end" in html
    html = admin_client.get(reverse("forslag:page", args=[page.pk]), {"avgjort": "end"}).content.decode()
    assert "<details open><summary>1 avgjord</summary>" in re.sub(r">\s+<", "><", html)
    assert reverse("forslag:reopen", args=[end.pk]) in html
    admin_client.post(reverse("forslag:reopen", args=[end.pk]))
    end.refresh_from_db()
    assert (end.state, end.contradicts, end.decided_by) == (State.NEW, True, None)


def test_what_was_accepted_can_be_taken_back(page, end, admin_client):
    accept(admin_client, end)
    response = admin_client.post(reverse("forslag:reopen", args=[end.pk]), follow=True)
    assert "Ångrat." in response.content.decode()
    assert str(ProjectPage.objects.get(pk=page.pk).end) == "2021"


def test_a_suggestion_that_somebody_else_decided_meanwhile_is_told(page, end, admin_client):
    accept(admin_client, end)
    assert "redan avgjort: godtagen" in accept(admin_client, end).content.decode()


def test_who_opens_a_contradicted_page_is_told_so(page, end, admin_client):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = admin_client.get(address).content.decode()
    assert "På 2 punkter säger importerade nyheter något annat än sidan." in html
    Suggestion.objects.update(contradicts=False)
    assert "säger något annat än sidan" not in admin_client.get(address).content.decode()


def test_a_page_under_review_is_changed_by_reviewers_only(page, end, admin_user, django_user_model):
    workflow = Workflow.objects.create(name="Granskning")
    task = GroupApprovalTask.objects.create(name="Chefen läser")
    task.groups.add(Group.objects.create(name="Chefer"))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    draft = page.get_latest_revision_as_object()
    draft.lead = "Att granska."
    draft.save_revision()
    editor = user_who_may(django_user_model, "change")
    workflow.start(draft, editor)
    assert "Sidan är låst" in accept(client_of(editor), end).content.decode()
    accept(client_of(admin_user), end)
    latest = ProjectPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (str(latest.end), latest.lead) == ("2022", "Att granska.")


def test_what_an_editor_saves_is_noted(page, end, rf, admin_user):
    draft = page.get_latest_revision_as_object()
    draft.end = "2022"
    draft.save_revision()
    request = rf.post("/")
    request.user = admin_user
    for hook in hooks.get_hooks("after_edit_page"):
        hook(request, draft)
    end.refresh_from_db()
    assert (end.state, end.contradicts) == (State.PRESENT, False)
    assert Suggestion.objects.get(field="end", value="2021").state == State.REPLACED


def test_who_may_edit_pages_but_not_import_has_the_suggestions_alone_in_the_menu(page, django_user_model):
    client = client_of(user_who_may(django_user_model, "change"))
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("forslag:index") in menu
    assert reverse("importkorningar:index") not in menu

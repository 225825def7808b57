"""A page that a rule stops is published by no way in, and its draft can always be saved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, PageLogEntry, Site, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, streamfield

from brygga.site.gate.registry import rules
from brygga.site.gate.stopping import STOPPED, GateStoppedError, open_gate
from brygga.site.models import ContentPage, GateSettings
from tests.factories import ContentPageFactory, make_home

pytestmark = pytest.mark.django_db
NUMBER = "811228-9874"


@pytest.fixture
def home():
    return make_home()


@pytest.fixture
def draft(home):
    """A draft that may not be published."""
    found = ContentPageFactory(parent=home, title="Om oss", lead=f"Ring {NUMBER}.", live=False)
    found.save_revision()
    return found


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def form(lead, *blocks, **buttons):
    data = {"title": "Om oss", "slug": "om-oss", "lead": lead, "body": streamfield(blocks), **buttons}
    return nested_form_data(data)


def edit(client, page, data):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def test_the_editor_is_refused_at_the_field_and_may_save_the_draft(draft, admin_client):
    refused = edit(admin_client, draft, form(f"Ring {NUMBER}.", **{"action-publish": "1"}))
    assert refused.status_code == 200
    assert "Här står ett personnummer. Ta bort det." in refused.context["form"].errors["lead"][0]
    assert not is_live(draft)
    assert edit(admin_client, draft, form(f"Ring {NUMBER} nu.")).status_code == 302
    assert ContentPage.objects.get(pk=draft.pk).get_latest_revision_as_object().lead == f"Ring {NUMBER} nu."
    assert edit(admin_client, draft, form("Ring oss.", **{"action-publish": "1"})).status_code == 302
    assert is_live(draft)


def test_a_block_is_refused_at_its_part(draft, admin_client):
    quote = ("quote", {"text": f"Jag är {NUMBER}", "speaker_name": "", "person": ""})
    refused = edit(admin_client, draft, form("Om oss.", quote, **{"action-publish": "1"}))
    error = refused.context["form"].errors.as_data()["body"][0]
    assert "personnummer" in str(error.block_errors[0].block_errors["text"])
    assert b"Stoppar publicering:" in refused.content


def test_a_page_made_and_published_in_one_go_is_not_made(home, admin_client):
    address = reverse("wagtailadmin_pages:add", args=["brygga_site", "contentpage", home.pk])
    refused = admin_client.post(address, form(NUMBER, **{"action-publish": "1"}))
    assert "lead" in refused.context["form"].errors
    assert not ContentPage.objects.exists()


def test_a_form_that_does_not_know_the_gate_is_refused_all_the_same(home, admin_client, monkeypatch):
    monkeypatch.setattr("brygga.site.gate.gate_form.GatedPageForm._publishes", lambda self: False)
    address = reverse("wagtailadmin_pages:add", args=["brygga_site", "contentpage", home.pk])
    answer = admin_client.post(address, form(NUMBER, **{"action-publish": "1"}), follow=True)
    page = ContentPage.objects.get()
    assert not page.live
    assert "publicerades inte" in answer.content.decode()


def is_open_panel(html):
    """Whether the form comes with the panel of the gate open."""
    panel = BeautifulSoup(html, "html.parser").select_one("[data-brygga-gate]").find_parent("section")
    return "collapsed" not in panel["class"]


def test_the_panel_tells_and_leads_to_the_field(draft, admin_client):
    shown = admin_client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert 'data-brygga-spot="lead"' in shown
    assert is_open_panel(shown)
    good = ContentPageFactory(parent=draft.get_parent(), title="Kontakt", live=False)
    assert not is_open_panel(admin_client.get(reverse("wagtailadmin_pages:edit", args=[good.pk])).content.decode())
    asked = admin_client.post(reverse("brygga_gate_check", args=[draft.pk]), form("Om oss."))
    assert "Inget att se över." in asked.content.decode()
    assert draft.get_latest_revision_as_object().lead == f"Ring {NUMBER}."


def test_a_revision_is_refused_whoever_publishes_it(draft, admin_user):
    for user in (None, admin_user):
        with pytest.raises(GateStoppedError, match="personnummer"):
            draft.get_latest_revision().publish(user=user)
    assert not is_live(draft)


def test_what_only_takes_away_may_pass(draft):
    with open_gate():
        draft.get_latest_revision().publish()
    assert is_live(draft)


def test_many_pages_are_published_but_for_those_that_are_stopped(home, draft, admin_client):
    good = ContentPageFactory(parent=home, title="Kontakt", live=False)
    below = ContentPageFactory(parent=good, title="Under", lead=NUMBER, live=False)
    for page in (good, below):
        page.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    address = f"{address}?id={draft.pk}&id={good.pk}&next={reverse('wagtailadmin_home')}"
    assert "Det här publiceras inte" in admin_client.get(address).content.decode()
    told = admin_client.post(address, {"include_descendants": "on"}, follow=True).content.decode()
    assert "”Om oss” publicerades inte." in told
    assert "”Under” publicerades inte." in told
    assert [is_live(page) for page in (draft, good, below)] == [False, True, False]


def test_a_page_whose_time_has_come_says_why_it_was_not_published_and_tries_again(home, draft, capsys):
    other = ContentPageFactory(parent=home, title="Annat", live=False)
    past = timezone.now() - timedelta(hours=1)
    draft.save_revision(approved_go_live_at=past)
    other.save_revision(approved_go_live_at=past + timedelta(minutes=1))
    for _round in range(2):
        call_command("publish_scheduled")
    assert [is_live(page) for page in (draft, other)] == [False, True]
    (entry,) = PageLogEntry.objects.filter(action=STOPPED)
    assert "personnummer" in entry.formatter.format_message(entry)
    ContentPage.objects.filter(pk=draft.pk).update(lead="")
    revision = draft.get_latest_revision()
    revision.content["lead"] = "Ring oss."
    revision.save()
    call_command("publish_scheduled")
    assert is_live(draft)


def test_the_last_approval_of_a_workflow_is_refused_and_the_page_stays_with_it(home, draft, admin_client, admin_user):
    task = GroupApprovalTask.objects.create(name="Granska")
    task.groups.add(Group.objects.create(name="Alla"))
    workflow = Workflow.objects.create(name="Flöde")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=home)
    workflow.start(draft, admin_user)
    button = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    refused = edit(admin_client, draft, form(NUMBER, **button))
    assert "lead" in refused.context["form"].errors
    # The one that the explorer and the reports open, which saves no form.
    state = draft.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk])
    answer = admin_client.post(address, {"comment": ""}, follow=True)
    assert not is_live(draft)
    assert draft.current_workflow_state.status == "in_progress"
    assert "personnummer" in answer.content.decode()


def test_the_admins_api_is_refused(draft, admin_client):
    address = f"/admin/api/main/pages/{draft.pk}/action/publish/"
    answer = admin_client.post(address)
    assert answer.status_code == 400
    assert "personnummer" in answer.json()["detail"]
    assert not is_live(draft)


def test_who_publishes_with_warnings_is_told_them(home, admin_client):
    page = ContentPageFactory(parent=home, title="Om oss", live=False)
    told = admin_client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        form("VÄLKOMMEN TILL SOLVIK!", **{"action-publish": "1"}),
        follow=True,
    ).content.decode()
    assert is_live(page)
    assert "Att se över på sidan: Texten står med bara stora bokstäver" in told


def test_the_municipality_chooses_in_a_setting(home, admin_client):
    site = home.get_site()
    address = reverse("wagtailsettings:edit", args=["brygga_site", "gatesettings", site.pk])
    html = admin_client.get(address).content.decode()
    assert (
        '<option value="stop" selected>'
        in html.partition('name="levels-identity-number"')[2].partition("</select>")[0]
    )
    data = {f"levels-{rule.name}": "silent" for rule in rules()} | {"lix_limit": "50"}
    assert admin_client.post(address, data).status_code == 302
    settings = GateSettings.for_site(site)
    assert (settings.levels["identity-number"], settings.lix_limit) == ("silent", 50)
    assert admin_client.post(address, data | {"levels-alt": "annat"}).status_code == 200


def test_the_checker_in_the_preview_looks_at_the_text_only(draft, admin_client):
    shown = admin_client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    told = shown.partition('id="checker-axe-configuration"')[2].partition("</script>")[0]
    assert '"include": ["main"]' in told
    assert "empty-meta-description" not in told.partition('"messages"')[0]


def test_a_site_that_was_rolled_back_keeps_no_page_from_being_published(home):
    """Wagtail's cache remembers the site, and the database does not."""
    cache.clear()
    with transaction.atomic():
        inner = ContentPage(title="Inne", slug="inne")
        home.add_child(instance=inner)
        Site.objects.create(hostname="gone.example", port=80, root_page=inner)
        assert inner.get_site().hostname == "gone.example"
        transaction.set_rollback(True)
    home = Page.objects.get(pk=home.pk)
    home.add_child(instance=(page := ContentPage(title="Inne igen", slug="inne")))
    page.save_revision().publish()
    assert ContentPage.objects.get(pk=page.pk).live

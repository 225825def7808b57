"""What communicators meet in the admin is Swedish, also where Wagtail's own translation has gaps."""

import io
import re

import pytest
from babel.messages.mofile import write_mo
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Task, Workflow

from brygga.importers.writing.shown_values import shown
from brygga.news.models import NewsPage
from brygga.projects.models import ProjectPage
from brygga.site.models import Feedback

pytestmark = pytest.mark.django_db


def test_what_wagtails_swedish_lacks_is_translated_and_compiled(catalogue):
    texts = catalogue.read_swedish()
    compiled = io.BytesIO()
    write_mo(compiled, texts)
    assert catalogue.SWEDISH.with_suffix(".mo").read_bytes() == compiled.getvalue()
    assert not [line for text in texts if text.id for line in catalogue.message_problems(text)]
    with translation.override("sv"):
        assert gettext("Exploring") == "Sidor i"


def test_the_list_of_pages_says_no_english(admin_client):
    assert "Exploring" not in admin_client.get(reverse("wagtailadmin_explore_root")).content.decode()


def test_what_a_list_is_narrowed_to_is_said_in_words(admin_client):
    Feedback.objects.create(path="/", answer="ja")
    address = reverse("wagtailsnippets_brygga_site_feedback:list")
    html = re.sub(r"\s+", " ", admin_client.get(address, {"handled": "false"}).content.decode())
    pill = html.partition("w-active-filters")[2].partition("</ul>")[0]
    assert "Hanterad" in pill
    assert "Nej" in pill
    assert "False" not in pill


def test_a_choice_is_shown_by_its_words():
    assert shown(NewsPage, "kind", "news") == "Nyhet"
    assert shown(ProjectPage, "status", "running") == str(
        dict(ProjectPage._meta.get_field("status").choices)["running"]
    )


def test_the_roles_come_with_a_workflow_that_has_a_swedish_name():
    call_command("make_roles", stdout=io.StringIO())
    assert not Workflow.objects.filter(name="Moderators approval").exists()
    assert not Task.objects.filter(name="Moderators approval").exists()

"""The report of what is to be looked over: on pages one may edit, by rule, as a file, without the words themselves."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.urls import reverse

from brygga.site.gate.records import GateProblem
from tests.factories import ContentPageFactory, make_home

pytestmark = pytest.mark.django_db
NUMBER = "811228-9874"


def shown(client, **query):
    return client.get(reverse("brygga_gate"), query).content.decode()


def test_pages_are_listed_by_rule_and_read_again_when_they_change(admin_client):
    home = make_home()
    loud = ContentPageFactory(parent=home, title="Ropar", lead="VÄLKOMMEN TILL SOLVIK!")
    ContentPageFactory(parent=home, title="Nummer", lead=NUMBER)
    ContentPageFactory(parent=home, title="I ordning", lead="En sida om oss.")
    html = shown(admin_client)
    assert [title in html for title in ("Ropar", "Nummer", "I ordning")] == [True, True, False]
    assert NUMBER not in html
    assert not GateProblem.objects.filter(text__contains="SOLVIK").exists()
    assert f"{reverse('wagtailadmin_pages:edit', args=[loud.pk])}#:w:contentpath=lead" in html
    by_rule = shown(admin_client, rule="shouting")
    assert [title in by_rule for title in ("Ropar", "Nummer")] == [True, False]
    answer = admin_client.get(reverse("brygga_gate"), {"rule": "shouting", "export": "csv"})
    exported = b"".join(answer.streaming_content).decode()
    assert "Ropar" in exported
    assert "Nummer" not in exported
    loud.lead = "Välkommen till Solvik!"
    loud.save_revision()
    assert "Ropar" not in shown(admin_client)


def test_the_command_reads_every_page(capsys):
    home = make_home()
    ContentPageFactory(parent=home, title="Ropar", lead="VÄLKOMMEN TILL SOLVIK!")
    call_command("check_pages")
    assert "2 sidor är kontrollerade. 1 har något att se över." in capsys.readouterr().out

"""First published, changed at the source, brought here, changed here: four dates that are never taken for another."""

import datetime as dt
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from brygga.news.models import NewsPage
from brygga.projects.models import ProjectPage
from brygga.site.models import PageOrigin

from .archive import KITCHEN, LIBRARY, news, page, run_import, write
from .test_publishing import TITLE, publish

pytestmark = pytest.mark.django_db
TODAY = re.compile(r"{0:%Y-%m-%d}|{0.day} \w+ {0.year}".format(timezone.localdate()))
UPDATED = KITCHEN + "Senast uppdaterad: 2023-06-01\n"
UNDATED = page("Utan dag", "https://solvik.example/utan-dag", "<p>En text om verkstaden i hamnen, utan datum.</p>")


def everywhere(one: NewsPage) -> dict[str, str]:
    """What each public place says of when the page was last changed ("" for nothing)."""
    client = Client()
    html = client.get(one.url).content.decode()
    api = client.get(f"/api/v2/pages/{one.pk}/").json()
    sitemap = client.get("/sitemap-sidor.xml").content.decode()
    row = next(r for r in sitemap.split("<url>") if one.url in r)
    atom = client.get("/floden/nyheter.atom").content.decode()
    entry = next(e for e in atom.split("<entry>") if one.url in e)
    found = {
        "atom": re.search(r"<updated>((?!1970)[\d-]+)T", entry),
        "page": re.search(r'Senast uppdaterad <time datetime="([\d-]+)', html),
        "json-ld": re.search(r'"dateModified": ?"([\d-]+)', html),
        "sitemap": re.search(r"<lastmod>([\d-]+)", row),
    }
    return {**{name: match[1] if match else "" for name, match in found.items()}, "api": api["changed_on"] or ""}


def edit(one, user=None, **values):
    draft = one.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(user=user).publish(user=user)
    return type(one).objects.get(pk=one.pk)


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize(("text", "day"), [(KITCHEN, "2023-05-11"), (UPDATED, "2023-06-01")])
def test_the_day_of_import_is_shown_nowhere(tmp_path, text, day, together):
    write(tmp_path / "a", kok=text, **({"bibliotek": LIBRARY} if together else {}))
    run_import(tmp_path / "a", publish=True)
    assert set(everywhere(news(TITLE)).values()) == {day}


def test_publishing_the_drafts_of_a_run_is_no_change(tmp_path):
    run = run_import(write(tmp_path / "a", kok=UPDATED))
    publish(run.pk)
    assert set(everywhere(news(TITLE)).values()) == {"2023-06-01"}


def test_a_persons_change_is_one_from_the_day_it_is_public(tmp_path):
    run_import(write(tmp_path / "a", kok=UPDATED), publish=True)
    edited = edit(news(TITLE), lead="En ny ingress.")
    assert set(everywhere(edited).values()) == {timezone.localdate().isoformat()}


def test_what_is_put_right_before_a_text_is_first_published_makes_it_no_newer(tmp_path):
    run_import(write(tmp_path / "a", kok=UPDATED))
    first = edit(news(TITLE), lead="En ny ingress.")
    assert set(everywhere(first).values()) == {"2023-06-01"}
    again = edit(first, lead="En ännu nyare ingress.")
    assert set(everywhere(again).values()) == {timezone.localdate().isoformat()}


def test_a_change_of_the_source_after_a_persons_is_not_a_persons(tmp_path):
    folder = write(tmp_path / "a", kok=UPDATED)
    run_import(folder, publish=True)
    write(folder, kok=UPDATED.replace("tolv deltagare", "tretton deltagare"))
    run_import(folder, publish=True)
    assert "tretton" in str(news(TITLE).lead)
    assert set(everywhere(news(TITLE)).values()) == {"2023-06-01"}


def test_undoing_an_import_is_not_a_persons_change(tmp_path):
    folder = write(tmp_path / "a", kok=UPDATED)
    run_import(folder, publish=True)
    write(folder, kok=UPDATED.replace("tolv deltagare", "tretton deltagare"))
    second = run_import(folder, publish=True)
    call_command("import_rollback", second.pk, reason="Fel.", stdout=StringIO())
    assert "tolv" in str(news(TITLE).lead)
    assert set(everywhere(news(TITLE)).values()) == {"2023-06-01"}


def test_news_without_a_day_has_none_anywhere(tmp_path):
    run_import(write(tmp_path / "a", utan__html=UNDATED), publish=True)
    assert set(everywhere(news("Utan dag")).values()) == {""}
    feed = Client().get("/floden/nyheter.atom").content.decode()
    assert not TODAY.search(feed)


def test_a_page_that_an_import_made_has_no_day_until_a_person_changes_it(tmp_path):
    run_import(write(tmp_path / "a", kok=KITCHEN), publish=True)
    about = ProjectPage(title="Ett projekt", lead="En ingress.")
    news(TITLE).get_parent().get_parent().add_child(instance=about)
    revision = about.save_revision()
    PageOrigin.objects.create(page=about, imported_at=timezone.now(), revision=revision)
    revision.publish()
    about = ProjectPage.objects.get(pk=about.pk)
    assert about.changed_on is None
    assert "Senast uppdaterad" not in Client().get(about.url).content.decode()
    about.get_latest_revision_as_object().save_revision().publish()  # saved once more, nothing changed
    assert ProjectPage.objects.get(pk=about.pk).changed_on is None
    assert edit(about, lead="En bättre ingress.").changed_on == timezone.localdate()


def test_every_page_that_an_import_makes_is_known_as_brought(tmp_path):
    run_import(write(tmp_path / "a", kok=KITCHEN, bibliotek=LIBRARY), publish=True)
    brought = set(PageOrigin.objects.values_list("page__title", flat=True))
    assert {TITLE, "Språkcaféet flyttar till biblioteket", "Nyheter", "Startsida"} <= brought
    for origin in PageOrigin.objects.select_related("page"):
        assert origin.revision_id == origin.page.latest_revision_id


def test_an_undone_import_leaves_no_trace_of_its_pages(tmp_path):
    run = run_import(write(tmp_path / "a", kok=KITCHEN))
    call_command("import_rollback", run.pk, reason="Fel.", stdout=StringIO())
    assert not NewsPage.objects.exists()
    assert not PageOrigin.objects.filter(page__title=TITLE).exists()


def test_what_only_rich_texts_editor_adds_is_no_change(tmp_path):
    run_import(write(tmp_path / "a", kok=UPDATED), publish=True)
    one = news(TITLE)
    revision = one.get_latest_revision_as_object().save_revision()
    revision.content["body"] = revision.content["body"].replace("<p>", '<p data-block-key=\\"abc12\\">')
    assert "data-block-key" in revision.content["body"]
    revision.save()
    revision.publish()
    assert news(TITLE).changed_on == dt.date(2023, 6, 1)

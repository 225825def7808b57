"""A small archive of each kind goes in, goes in again without a change, is checked, and is undone without a trace."""

import json
import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from brygga.importers.models import ImportRun
from brygga.news.models import NewsPage
from brygga.projects.models import ProjectPage, UnitPage

from ..sources.test_exports import WXR, wp_item
from ..sources.test_wordpress import field, medium
from .archive import run_import

pytestmark = pytest.mark.django_db
LEAD = "Kanotleden genom Solviks kommun har fått nya rastplatser med vindskydd och eldstäder."


def wxr(*items):
    return WXR.format(items="".join(items))


TOGGLE = '[toggle title="Får man tälta?"]Ja, ett dygn.[/toggle]'
POSTS = (
    wp_item(1, title="Nya rastplatser", content=f"{LEAD}\n\nVeden fylls på varje vecka.[gallery ids=31]"),
    wp_item(2, title="Frågor om leden", content=f"{LEAD}\n\n{TOGGLE}\n\n[formular]"),
    wp_item(3, title="Leden på vintern", content=f"<p>{LEAD}</p><!-- wp:block {{\"ref\":60}} /-->"),
    wp_item(5, "nav_menu_item", title="Start"),
    wp_item(60, "wp_block", content="<p>Skidor hyrs ut i stugan vid badet.</p>"),
    medium(31, "rast.jpg", caption="Rastplatsen vid Storön"),
)  # fmt: skip


def wordpress(folder):
    path = folder / "export.xml"
    path.write_text("\n\nWarning: x & y in z.php\n" + wxr(*POSTS), encoding="utf-8")
    return path


def wordpress_in_parts(folder):
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("ut/del.000.xml", wxr(*POSTS[:3]))
        made.writestr("ut/del.001.xml", wxr(*POSTS[3:]))
    return path


def wordpress_in_another_encoding(folder):
    path = folder / "export.xml"
    parts = WXR.split("{items}")
    items = [item.encode("cp1252" if n % 2 else "utf-8") for n, item in enumerate(POSTS)]
    path.write_bytes(
        parts[0].encode() + b"".join(items).replace(b"varje vecka", b"varje \x05vecka") + parts[1].encode()
    )
    return path


def in_a_folder(folder):
    place = folder / "arkiv"
    place.mkdir()
    wordpress(place)
    inner = f"<h1>Om leden</h1><p>{LEAD}</p><p>Den är tolv kilometer.</p>"
    (place / "om-leden.html").write_text(f"<html lang='sv'><body><article>{inner}</article></body></html>")
    return place


def plone(folder):
    rows = [
        {"@id": "https://solvik.example/led/nytt", "@type": "News Item", "UID": "1" * 32, "title": "Nya rastplatser",
         "description": LEAD, "review_state": "published", "effective": "2020-05-04T08:00:00+00:00",
         "text": {"data": "<p>Veden fylls på varje vecka.</p>"}},
        {"@id": "https://solvik.example/led/invigning", "@type": "Event", "UID": "2" * 32, "title": "Leden invigs",
         "description": LEAD, "review_state": "published", "effective": "2020-05-05T08:00:00+00:00",
         "start": "2020-06-06T08:00:00+00:00", "end": "2020-06-06T10:00:00+00:00", "location": "Storön",
         "contact_name": "Ylva Strand", "contact_phone": "0980-31 92 40",
         "text": {"data": "<p>Vi bjuder på fika.</p>"}},
        {"@id": "https://solvik.example/led/samling", "@type": "Collection", "UID": "3" * 32, "title": "Allt om leden",
         "review_state": "published", "text": {"data": "<p>Här samlas allt om leden och dess rastplatser.</p>"}},
        {"@id": "https://solvik.example/led", "@type": "Folder", "UID": "4" * 32, "title": "Leden"},
    ]  # fmt: skip
    path = folder / "plone.json"
    path.write_text(json.dumps(rows))
    return path


def drupal(folder):
    place = folder / "drupal"
    place.mkdir()
    token = '[[{"type":"media","fid":"3","attributes":{"alt":"Ett vindskydd","class":"media-image"}}]]'
    (place / "leden.html").write_text(
        "<html lang='sv'><head><link rel='canonical' href='https://solvik.example/node/3'></head><body><main>"
        f"<h1>Nya rastplatser</h1><p>{LEAD}</p><p>{token}</p><drupal-media data-caption='Eldstaden vid Storön'>"
        "</drupal-media><p>Veden fylls på varje vecka.</p></main></body></html>",
        encoding="utf-8",
    )
    return place


def body_of(title):
    return str(NewsPage.objects.get(title=title).body)


@pytest.mark.parametrize(
    ("make", "words", "never"),
    [
        (wordpress, {"Nya rastplatser": "Veden fylls på varje vecka.", "Frågor om leden": "Ja, ett dygn.",
                     "Leden på vintern": "Skidor hyrs ut i stugan vid badet."}, "toggle"),
        (wordpress_in_parts, {"Nya rastplatser": "Veden fylls på varje vecka.",
                              "Leden på vintern": "Skidor hyrs ut i stugan vid badet."}, "formular"),
        (wordpress_in_another_encoding, {"Nya rastplatser": "Veden fylls på varje vecka."}, "\ufffd"),
        (in_a_folder, {"Nya rastplatser": "Veden fylls på varje vecka.", "Om leden": "Den är tolv kilometer."},
         "gallery"),
        (plone, {"Nya rastplatser": "Veden fylls på varje vecka.", "Leden invigs": "Tid: 6 juni 2020 kl. 10.00–12.00",
                 "Allt om leden": ""}, "resolveuid"),
        (drupal, {"Nya rastplatser": "Veden fylls på varje vecka."}, "fid"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_an_archive_goes_in_twice_is_checked_and_is_undone(tmp_path, make, words, never):
    before = set(Page.objects.values_list("pk", flat=True))
    source = make(tmp_path)
    first = run_import(source, publish=True, source="gammal", no_fetch=True)
    assert not first.problems
    for title, text in words.items():
        assert text in body_of(title)
        assert never not in body_of(title)
    call_command("import_check", source="gammal", stdout=StringIO())
    pages = NewsPage.objects.count()
    second = run_import(source, publish=True, source="gammal", no_fetch=True)
    assert set(second.entries.values_list("state", flat=True)) == {"unchanged"}
    assert NewsPage.objects.count() == pages
    call_command("import_rollback", first.pk, reason="Prov.", stdout=StringIO())
    left = Page.objects.exclude(pk__in=before).type(NewsPage, ProjectPage, UnitPage)
    assert not left.exists()
    assert not Redirect.objects.exists()


def test_old_addresses_of_every_sort_lead_to_their_page(tmp_path):
    rule = wp_item(
        80, "redirect_rule", more=field("_redirect_rule_from", "/kanot") + field("_redirect_rule_to", "/1/")
    )
    item = wp_item(1, title="Nya rastplatser", content=LEAD, more=field("_wp_old_slug", "rastplatser"))
    path = tmp_path / "export.xml"
    path.write_text(wxr(item, rule), encoding="utf-8")
    run_import(path, publish=True, source="gammal", no_fetch=True)
    page = NewsPage.objects.get(title="Nya rastplatser")
    for address in ("/1/", "/1", "/kanot", "/rastplatser/", "/?p=1"):
        answer = Client().get(address, follow=False)
        assert (answer.status_code, answer["Location"].endswith(page.url)) == (301, True), address


def test_what_the_export_has_besides_pages_is_told_in_plan_result_and_report(tmp_path):
    out, report = StringIO(), tmp_path / "rapport.json"
    call_command("import_articles", str(wordpress(tmp_path)), dry_run=True, no_fetch=True, stdout=out, json=report)
    assert "menyposter: 1 (Start)" in out.getvalue()
    plan = ImportRun.objects.latest("pk")
    page = tmp_path / "rapport.html"
    out = StringIO()
    call_command("import_articles", plan=plan.pk, stdout=out, html=page)
    for told in (out.getvalue(), page.read_text(), "\n".join(json.loads(report.read_text())["left_out"])):
        assert "menyposter: 1" in told
        assert "återanvändbara block: 1" in told
        assert "filer i mediebiblioteket: 1" in told
        assert "texter med kortkoder från tillägg: 1" in told


@pytest.mark.parametrize("wrong", [{"fetch_images": True}, {"places": "https://solvik.example/"}])
def test_nothing_is_fetched_where_that_is_asked_for(tmp_path, wrong):
    place = wrong.pop("places", str(wordpress(tmp_path)))
    with pytest.raises(CommandError, match="--no-fetch"):
        call_command("import_articles", place, no_fetch=True, **wrong)

"""Whatever a document says is words: an archive full of code is imported with everything on, and all that shows it is
looked at. Then the same texts stand in every field of a whole site, wherever they came from."""

import csv
import html
import io
import json
import xml.etree.ElementTree as ElementTree
from email.message import EmailMessage

import docx
import lxml.html
import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import models
from django.test import Client
from wagtail.models import Page

from brygga.importers.models import RunEntry
from brygga.news.letters import confirming, telling
from brygga.news.models import NewsPage
from brygga.news.subscription import Subscription
from brygga.site.spreadsheet_cells import safe_cell
from tests.site.content import build_site

from .archive import page, run_import, write
from .payloads import MARK, faults_of_calendar, faults_of_csv, faults_of_html, payloads
from .test_signs_survive import LONG, PLACES, picture

pytestmark = pytest.mark.django_db
BASE = "https://gammal.solvik.example"
POST = (
    "<item><title>{title}</title><link>{base}/?p={number}</link><wp:post_id>{number}</wp:post_id><wp:post_type>post"
    "</wp:post_type><wp:status>publish</wp:status><content:encoded><![CDATA[<p>{body}</p>]]></content:encoded></item>"
)
WXR = (
    '<?xml version="1.0"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version>{posts}</channel></rss>'
)


def words_of(text: str) -> str:
    """A text as XML and mail can hold it."""
    return " ".join(text.split())


def own_words(number: int) -> str:
    """A paragraph that no other page has."""
    words = " ".join(f"{word}{number}" for word in ("hus", "torg", "väg", "bro", "sal", "kurs", "dag", "grupp"))
    return f"Kursen hålls i {words} och är öppen för alla som vill lära sig något nytt."


def in_html(folder, texts: list[str], together: int) -> None:
    """Some texts in each page, as words, in each place of a page in its turn."""
    places = [name for name in PLACES if name != "contact"]
    for number, start in enumerate(range(0, len(texts), together)):
        name = places[number % len(places)]
        some = texts[start : start + (2 if name == "title" else together)]
        body = (
            PLACES[name]
            .replace("Kurs i", f"Kurs {number} i")
            .format(html.escape(" och ".join(some)), own_words(number))
        )
        document = (
            f"<!doctype html><html lang='sv'><head><title>Sida</title></head><body><main>{body}</main></body></html>"
        )
        write(folder, **{f"ord{number:03d}__html": document})


def as_code(folder, texts: list[str]) -> None:
    """Each text in a page of its own, as the page's own code."""
    for number, text in enumerate(texts):
        write(
            folder,
            **{
                f"kod{number:03d}__html": page(
                    f"Kurs {number}",
                    f"{BASE}/kod/{number}",
                    f"<p>{own_words(500 + number)}</p>{text}",
                )
            },
        )


def in_other_formats(folder, texts: list[str]) -> None:
    """All texts in a Word file, a mail, a plain text and a Markdown file, and some posts of an export."""
    word, told = docx.Document(), [words_of(text.replace("\u2028", "").replace("\u2029", "")) for text in texts]
    word.add_heading(told[0], 1)
    table = word.add_table(rows=0, cols=2)
    for text in told:
        word.add_paragraph(f"Det står {text} på skylten i hallen.")
        table.add_row().cells[0].text = text
    out = io.BytesIO()
    word.save(out)
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = told[1], "a@b.example", "Tue, 2 May 2023 10:00:00 +0200"
    mail.set_content(f"{LONG}\n\n" + "\n\n".join(f"Texten {text} stod i brevet." for text in told))
    lines = "\n\n".join(f"Raden {text} stod i filen." for text in told)
    front = f"---\ntitle: {json.dumps(told[2])}\ndate: 2023-05-02\ntags: [{json.dumps(told[3])}]\n---\n"
    write(
        folder,
        word__docx=out.getvalue(),
        brev__eml=mail.as_bytes(),
        rader__txt=f"Kursen {told[4]}\n\n{LONG}\n\n{lines}",
    )
    write(folder, sida__md=f"{front}\n{LONG}\n\n{lines}")
    posts = (
        POST.format(
            title=html.escape(text), base=BASE, number=number, body=f"{own_words(number)} {text.replace(']]>', '')}"
        )
        for number, text in enumerate(told[::30], 900)
    )
    write(folder, export__xml=WXR.format(posts="".join(posts)))


def html_of(response):
    """What stands on a page, without scripts."""
    page = lxml.html.fromstring(response.content.decode())
    for script in page.xpath("//script | //style"):
        script.drop_tree()
    return page


def faults_of_the_site(client: Client) -> list[str]:
    """Where anything of what is public would be done and not shown."""
    pages = [page.url for page in Page.objects.live().public().filter(depth__gt=1) if page.url]
    searches = [f"/sok/?q={MARK}", "/sok/?q=%3Cimg%20src%3Dx%20onerror%3Dbrgx(1)%3E"]
    calendars = ["/kalender/milstolpar.ics"]
    calendars += [
        f"/kalender/inbjudan/{pk}.ics"
        for pk in NewsPage.objects.exclude(event_start=None).values_list("pk", flat=True)
    ]
    others = ["/sitemap.xml", "/floden/nyheter.atom", "/floden/nyheter.rss"]
    others += ["/oppna-data/projekt.json", "/oppna-data/nyckeltal.json", "/api/v2/pages/?fields=*"]
    sheets = ["/oppna-data/projekt.csv", "/oppna-data/nyckeltal.csv"]
    found = []
    for address in [*pages, *searches, *calendars, *others, *sheets]:
        response = client.get(address)
        assert response.status_code == 200, address
        source, kind = response.content.decode(), response["Content-Type"]
        if "text/html" in kind:
            faults = faults_of_html(source)
        elif "xml" in kind:
            items = (e for e in ElementTree.fromstring(source).iter() if e.tag.rpartition("}")[2] in ("item", "entry"))
            told = [part for item in items for part in item if part.tag.rpartition("}")[2] in AS_HTML]
            faults = (fault for element in told for fault in faults_of_html(element.text or ""))
        elif "csv" in kind:
            faults = faults_of_csv(source)
        elif "calendar" in kind:
            faults = faults_of_calendar(source)
        else:
            json.loads(source)
            faults = iter(())
        found += [f"{address}: {fault}" for fault in faults]
    return found


def faults_of_mail() -> list[str]:
    news = list(NewsPage.objects.live().order_by("pk")[:40])
    subscription = Subscription.objects.create(email="eva@hemma.example")
    found = []
    for letter in (
        confirming(subscription),
        telling(subscription, news),
        *(telling(subscription, [one]) for one in news[:8]),
    ):
        sent = letter.message()
        assert sent["Bcc"] is None
        assert "\n" not in letter.subject
        found += [
            fault
            for part in sent.walk()
            if part.get_content_type() == "text/html"
            for fault in faults_of_html(part.get_payload(decode=True).decode())
        ]
    return found


@pytest.mark.parametrize(
    ("together", "every"), [(16, 24), pytest.param(1, 1, marks=pytest.mark.slow)], ids=["some", "each alone"]
)
def test_an_archive_full_of_code_is_imported_as_words(tmp_path, together, every):
    texts = payloads()
    assert len(texts) >= 180
    folder = tmp_path / "a"
    in_html(folder, [words_of(text) for text in texts], together)
    as_code(folder, texts[::every])
    in_other_formats(folder, texts)
    write(folder, x__jpg=picture())
    run = run_import(folder, publish=True)
    others = run.entries.exclude(state=RunEntry.State.CREATED).select_related("item")
    assert [(entry.item.identifier, entry.state, entry.reason) for entry in others] == []
    assert faults_of_the_site(Client()) == []
    assert faults_of_mail() == []
    word = NewsPage.objects.get(pk=run.entries.get(item__location__endswith="word.docx").item.page_id)
    said = "".join(html_of(Client().get(word.url)).itertext()).replace("\u00ad", "")
    assert all(
        f"Det står {words_of(text)} på skylten" in " ".join(said.split()) for text in texts if "\u2028" not in text
    )


AS_HTML = ("summary", "content", "description", "encoded")  # what readers of feeds take for HTML
PLAIN = (models.CharField, models.TextField)
KEYS = {
    "slug",
    "url_path",
    "path",
    "language",
    "code",
    "municipality_code",
    "number",
    "standing",
    "register_id",
    "token",
}


def fill(texts: list[str]) -> int:
    """Put a text into every plain field of every row of ours that people read; how many were filled."""
    filled = 0
    ours = (
        model
        for model in apps.get_models()
        if model.__module__.startswith(("brygga.site", "brygga.news", "brygga.proj"))
    )
    for model in ours:
        of_pages = [Page._meta.get_field(name) for name in ("title", "seo_title", "search_description")]
        own = [field for field in model._meta.local_fields if type(field) in PLAIN and field.name not in KEYS]
        own = [field for field in own if not field.choices and field.editable]
        for row in model._default_manager.all():
            for owner, fields in ((model, own), (Page, of_pages if issubclass(model, Page) else [])):
                columns = {}
                for field in fields:
                    text = texts[filled % len(texts)]
                    columns[field.name] = (
                        text if len(text) <= (field.max_length or 1000) else f"<b {MARK}>"[: field.max_length]
                    )
                    filled += 1
                if columns:
                    owner._base_manager.filter(pk=row.pk).update(**columns)
    return filled


@pytest.mark.parametrize("first", [0, *(pytest.param(at, marks=pytest.mark.slow) for at in (61, 122))])
def test_the_same_texts_in_every_field_of_a_site_are_words(first):
    build_site()
    texts = payloads()
    assert fill([*texts[first:], *texts[:first]]) > 100
    cache.clear()
    assert faults_of_the_site(Client()) == []
    assert faults_of_mail() == []


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("Kurs;=cmd|'/C calc'!A0", "Kurs;'=cmd|'/C calc'!A0"),
        ('Kurs";"=cmd', 'Kurs";\'"=cmd'),
        ("Kurs\n@SUM(A1)", "Kurs\n'@SUM(A1)"),
        ("-cmd|x", "'-cmd|x"),
        ("+46 70 123 45 67", "+46 70 123 45 67"),
        ("Växel;+46 70 123", "Växel;+46 70 123"),
        ("Solvik - Ekby, 5 = 5", "Solvik - Ekby, 5 = 5"),
        (-5.2, -5.2),
    ],
)
def test_no_cell_of_a_spreadsheet_is_a_formula_whatever_separates_them(text, safe):
    assert safe_cell(text) == safe
    if isinstance(text, str):
        out = io.StringIO()
        csv.writer(out).writerow([1, safe])
        assert list(faults_of_csv(out.getvalue())) == []

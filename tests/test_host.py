"""Brygga as a guest: a site with bare settings and with image and document models of its own (`tests/host`)."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
RIGHTS = {"BRYGGA_IMAGE_DEFAULTS": {"rights": "Solviks kommun"}, "BRYGGA_DOCUMENT_DEFAULTS": {"rights": "Fri"}}
PAGE = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{title}</title></head><body><main><article>
<h1>{title}</h1><p class="ingress">Dörrarna är öppna för alla som vill lära sig ett yrke.</p>
<figure><img src="{image}" alt="{alt}"></figure>
<p>På måndag börjar tolv personer i {title}. De får lön från första dagen.</p>
<p><a href="{document}">Läs hela beslutet</a> om du vill veta mer.</p></article></main></body></html>"""


class Host:
    """A migrated host in a folder of its own. Everything in it happens in other processes, since the settings and the
    models are others than those of these tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *command: str, settings: dict[str, Any] | None = None) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment |= {
            "DJANGO_SETTINGS_MODULE": "tests.host.settings",
            "TEST_HOST": str(self.folder),
            "TEST_HOST_SETTINGS": json.dumps(settings or {}),
            "PYTHONPATH": str(ROOT),
        }
        return subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    def manage(self, *arguments: str, **options: Any) -> str:
        """What a command says. AssertionError when it fails."""
        result = self.run("-m", "django", *arguments, **options)
        assert result.returncode == 0, f"{arguments}\n{result.stdout[-3000:]}\n{result.stderr[-3000:]}"
        return result.stdout

    def look(self, code: str, arguments: Sequence[str] = (), **options: Any) -> Any:
        """What `code` leaves in `answer`, with Django set up and `arguments` in `sys.argv`."""
        program = f"import django, json\ndjango.setup()\n{code}\nprint('\\n' + json.dumps(answer))"
        result = self.run("-c", program, *arguments, **options)
        assert result.returncode == 0, f"{result.stdout[-3000:]}\n{result.stderr[-3000:]}"
        return json.loads(result.stdout.splitlines()[-1])


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("host")
    Host(folder).manage("migrate", "--verbosity", "0")
    return folder


@pytest.fixture
def host(migrated: Path, tmp_path: Path) -> Host:
    return Host(shutil.copytree(migrated, tmp_path / "host"))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Three pages, each with a picture of a colour of its own and a document."""
    folder = tmp_path / "arkiv"
    folder.mkdir()
    for number, (name, colour) in enumerate((("koket", "red"), ("skogen", "green"), ("bageriet", "blue"))):
        Image.new("RGB", (60, 40 + number), colour).save(folder / f"{name}.png")
        (folder / f"{name}.pdf").write_bytes(f"%PDF-1.4 {name}".encode())
        text = PAGE.format(
            title=f"Solvik öppnar {name}", image=f"{name}.png", alt=f"Bild av {name}", document=f"{name}.pdf"
        )
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


# A host that had Wagtail's own models first: rows whose ids the new models' rows get again.
OLD_FILES = """
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from PIL import Image as Picture
import io
for number in range(6):
    data = io.BytesIO()
    Picture.new("RGB", (9, 9), "black").save(data, "PNG")
    Image.objects.create(title=f"Gammal bild {number}", file=ContentFile(data.getvalue(), "gammal.png"))
    Document.objects.create(title=f"Gammal fil {number}", file=ContentFile(b"gammal", "gammal.txt"))
answer = True
"""


@pytest.mark.slow
def test_a_site_with_image_and_document_models_of_its_own_has_no_migrations_to_make(host: Host):
    assert "No changes" in host.manage("makemigrations", "--check", "--dry-run")
    host.manage("check")


def test_no_migration_names_the_stock_models_of_files_or_users():
    """What `makemigrations` writes on a site with the stock models is mended by hand: a site may have its own."""
    named = re.compile(r"""to=['"](wagtailimages\.image|wagtaildocs\.document|auth\.user)['"]""", re.IGNORECASE)
    paths = [
        path for app in ("site", "projects", "news", "importers") for path in (ROOT / app).glob("migrations/*.py")
    ]
    assert [path.name for path in paths if named.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.slow
def test_every_relation_to_an_image_or_a_document_is_to_the_models_of_the_site(host: Host):
    stock = host.look(
        """
from django.apps import apps
from wagtail.documents.models import Document
from wagtail.images.models import Image
answer = [
    f"{model._meta.label}.{field.name}"
    for model in apps.get_models(include_auto_created=True)
    if model.__module__.startswith("brygga.")
    for field in model._meta.get_fields(include_hidden=True)
    if field.concrete and field.related_model in (Image, Document)
]
"""
    )
    assert stock == []


@pytest.mark.slow
def test_an_import_publishes_the_pictures_of_the_archive_and_no_others(host: Host, archive: Path):
    host.look(OLD_FILES)
    host.manage("import_articles", str(archive), "--publish", settings=RIGHTS)
    shown = host.look(
        """
from brygga.news.models import NewsPage
answer = {
    page.title: [page.lead_image.file.read().hex(), page.lead_image_alt] for page in NewsPage.objects.live()
}
"""
    )
    assert shown == {
        f"Solvik öppnar {name}": [(archive / f"{name}.png").read_bytes().hex(), f"Bild av {name}"]
        for name in ("koket", "skogen", "bageriet")
    }


KEPT = """
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from brygga.news.models import NewsPage
answer = [
    sorted([row.title, row.rights] for row in get_image_model().objects.all()),
    sorted([row.file.read().decode(), row.rights] for row in get_document_model().objects.all()),
    NewsPage.objects.count(),
]
"""
NAMES = ("bageriet", "koket", "skogen")


@pytest.mark.slow
def test_what_the_models_of_the_site_require_comes_from_the_settings(host: Host, archive: Path):
    host.manage("import_articles", str(archive), "--publish", settings=RIGHTS)
    images, documents, pages = host.look(KEPT)
    assert images == [[f"Bild av {name}", "Solviks kommun"] for name in NAMES]
    assert documents == [[f"%PDF-1.4 {name}", "Fri"] for name in NAMES]
    assert pages == 3


@pytest.mark.slow
def test_without_a_required_value_plan_and_run_say_what_to_set(host: Host, archive: Path):
    for way in ("--dry-run", "--publish"):
        result = host.run("-m", "django", "import_articles", str(archive), way)
        assert result.returncode == 1, result.stderr
        for word in ("BRYGGA_IMAGE_DEFAULTS", "(rights)", "medialib.KommunImage", "koket"):
            assert word in result.stdout
        assert host.look(KEPT) == [[], [], 0]
    # What failed is taken in as soon as the setting is there.
    host.manage("import_articles", str(archive), "--publish", settings=RIGHTS)
    assert host.look(KEPT)[2] == 3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"BRYGGA_DOCUMENT_DEFAULTS": {}}, ["BRYGGA_DOCUMENT_DEFAULTS", "(rights)", "medialib.KommunDocument"]),
        ({"BRYGGA_IMAGE_DEFAULTS": {"ratt": "x"}}, ["BRYGGA_IMAGE_DEFAULTS", "ratt", "brygga.E013"]),
    ],
    ids=["documents left out", "a field that is not there"],
)
def test_a_setting_that_does_not_fit_the_model_is_named(
    host: Host, archive: Path, settings: dict[str, Any], words: list[str]
):
    result = host.run("-m", "django", "import_articles", str(archive), "--dry-run", settings=RIGHTS | settings)
    assert result.returncode == 1, result.stderr
    assert [word for word in words if word not in result.stdout + result.stderr] == []


VISITS = """
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Page, Site
from brygga.news.models import NewsIndexPage, NewsPage
from brygga.projects.models import ProjectIndexPage, UnitIndexPage
from brygga.importers.models import GoneAddress
home = Site.objects.get(is_default_site=True).root_page
index = home.add_child(instance=NewsIndexPage(title="Nyheter", slug="nyheter"))
home.add_child(instance=ProjectIndexPage(title="Projekt", slug="projekt"))
home.add_child(instance=UnitIndexPage(title="Enheter", slug="enheter"))
index.add_child(instance=NewsPage(title="Bron är öppen", slug="bron", lead="Kör försiktigt."))
taken_down = index.add_child(instance=NewsPage(title="Bron är stängd", slug="stangd", lead="Kör runt."))
taken_down.save_revision().publish()
taken_down.refresh_from_db()
taken_down.unpublish()
GoneAddress.objects.create(path="/gammalt")
root = get_user_model().objects.create_superuser("redaktor", "redaktor@solvik.example", "lösenord")
visitor = Client(headers={"host": "localhost"}, raise_request_exception=False)
editor = Client(headers={"host": "localhost"}, raise_request_exception=False)
editor.force_login(root)
wanted = {
    200: ["/", "/nyheter/", "/nyheter/bron/", "/projekt/", "/enheter/", "/sok/?q=bron", "/oppna-data/", "/robots.txt",
          "/sitemap.xml", "/webbplats/farger.css", "/api/v2/pages/", "/admin/login/"],
    404: ["/finns-inte/", "/nyheter/saknas/", "/media/saknas.png", "/admin/saknas/"],
    410: ["/nyheter/stangd/", "/gammalt/"],
}
answer = [
    [path, status, found]
    for status, paths in wanted.items() for path in paths
    if (found := visitor.get(path).status_code) != status and not (path == "/admin/saknas/" and found == 302)
]
from wagtail.admin.menu import admin_menu
from django.urls import reverse
from django.test import RequestFactory
request = RequestFactory().get("/admin/")
request.user = root
from wagtail.admin.menu import MenuItem, SubmenuMenuItem
def addresses(menu):
    for item in menu.menu_items_for_request(request):
        if isinstance(item, SubmenuMenuItem):
            yield from addresses(item.menu)
        elif item.url:
            yield item.url
admin = {"/admin/", *addresses(admin_menu)}
admin |= {reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in Page.objects.filter(depth__gt=1)}
for path in sorted(path for path in admin if path.startswith("/admin/")):
    found = editor.get(path, follow=True).status_code
    if found != 200:
        answer.append([path, 200, found])
"""


@pytest.mark.slow
def test_a_host_with_bare_settings_answers_every_visitor_and_editor(host: Host):
    assert host.look(VISITS) == []


BROKEN = """
from django.test import Client
from django.urls import path
from tests.host import urls
from wagtail import urls as wagtail_urls
def broken(request):
    raise RuntimeError("broken")
urls.urlpatterns.insert(0, path("trasig/", broken))
response = Client(headers={"host": "localhost"}, raise_request_exception=False).get("/trasig/")
answer = [response.status_code, "<h1" in response.content.decode()]
"""


@pytest.mark.slow
def test_a_view_of_the_host_that_breaks_gives_a_whole_error_page(host: Host):
    assert host.look(BROKEN) == [500, True]


COMMANDS = """
import io
import sys
from pathlib import Path
from django.core.management import CommandError, get_commands, load_command_class
archive = sys.argv[1]
arguments = {
    "import_articles": [archive, "--dry-run"],
    "fetch_articles": ["https://finns-inte.invalid/", "--to", archive],
    "read_articles": [archive],
    "import_rollback": ["1"],
    "import_publish": ["1"],
    "make_many_news": ["3"],
}
answer = {}
for name, app in sorted(get_commands().items()):
    if not str(app).startswith("brygga."):
        continue
    for given in (["--help"], arguments.get(name, [])):
        streams, sys.stdout, sys.stderr = (sys.stdout, sys.stderr), io.StringIO(), io.StringIO()
        try:
            command = load_command_class(app, name)
            parser = command.create_parser("manage.py", name)
            options = vars(parser.parse_args(given))
            command.execute(*options.pop("args", ()), **options)
            said = "ok"
        except SystemExit as ending:
            said = f"exit {ending.code}"
        except CommandError as error:
            said = f"told: {error}"
        except Exception as error:
            said = f"BROKE: {error!r}"
        finally:
            sys.stdout, sys.stderr = streams
        answer[" ".join([name, *given[:1]])] = said
"""


@pytest.mark.slow
def test_no_command_breaks_in_a_host(host: Host, archive: Path):
    """Each is told what it needs, where it has a need; none asks for a setting that a host has no reason to have."""
    said = host.look(COMMANDS, arguments=[str(archive)])
    assert {name: what for name, what in said.items() if what.startswith("BROKE")} == {}
    assert said["make_demo"].startswith("told: Demon är en hel webbplats")
    assert [name for name, what in said.items() if name.endswith(" --help") and what != "exit 0"] == []


@pytest.mark.slow
def test_an_import_without_a_folder_for_the_originals_says_what_to_set(host: Host, archive: Path):
    result = host.run("-m", "django", "import_articles", str(archive), settings={"BRYGGA_RAW_ROOT": ""})
    assert result.returncode == 2, result.stderr
    assert "BRYGGA_RAW_ROOT saknas" in result.stderr
    assert "Traceback" not in result.stderr


SIGNALS = """
import sys
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page
from brygga.importers import signals
heard = []
def broken(sender, **arguments):
    raise RuntimeError("broken")
def listen(name):
    def receiver(sender, run, page_id=None, **arguments):
        there = page_id is None or Page.objects.filter(pk=page_id).exists()
        heard.append([name, there, connection.in_atomic_block])
    return receiver
for name in signals.__all__:
    getattr(signals, name).connect(broken, weak=False)
    getattr(signals, name).connect(listen(name), weak=False)
call_command("import_articles", sys.argv[1], verbosity=0)
call_command("import_rollback", "1", "--reason", "Fel mapp", verbosity=0)
answer = heard
"""


@pytest.mark.slow
def test_receivers_of_a_host_hear_of_what_stands_and_stop_nothing(host: Host, archive: Path):
    told = host.look(SIGNALS, arguments=[str(archive)], settings=RIGHTS)
    assert [name for name, _, _ in told] == [*["item_read"] * 3, *["page_written"] * 3, "run_finished", "run_undone"]
    assert {(there, waits) for _, there, waits in told} == {(True, False)}


OWN_PAGES = """
import os
from django.test import Client
from wagtail.models import Page, Site
from brygga.projects.models import ProjectIndexPage
from tests.host.kommunen.models import KommunNewsPage, KommunProjectPage
home = Site.objects.get(is_default_site=True).root_page
index = home.add_child(instance=ProjectIndexPage(title="Projekt", slug="projekt"))
project = index.add_child(instance=KommunProjectPage(title="Bron", slug="bron", lead="En bro.", diary_number="7/26"))
project.save_revision().publish()
visitor = Client(headers={"host": "localhost"}, raise_request_exception=False)
own = KommunProjectPage.objects.get()
answer = {
    "statuses": [visitor.get(path).status_code for path in ("/projekt/bron/", "/projekt/", "/oppna-data/projekt.csv")],
    "shown": [words in visitor.get("/projekt/bron/").content.decode() for words in ("<h1", "En bro.")],
    "listed": "/projekt/bron/" in visitor.get("/projekt/").content.decode(),
    "field": own.diary_number,
    "creatable": KommunProjectPage.can_create_at(index) and not KommunProjectPage.can_create_at(home),
    "news": sorted([page.title, page.channel, page.live, page.get_latest_revision_as_object().channel]
                   for page in KommunNewsPage.objects.all()),
    "news answer": [visitor.get(page.url).status_code for page in KommunNewsPage.objects.all()],
}
"""


@pytest.mark.slow
def test_subclasses_of_our_pages_are_served_listed_and_imported_into(host: Host, archive: Path):
    types = {"BRYGGA_PAGE_TYPES": {"news": "kommunen.KommunNewsPage"}} | RIGHTS
    for _ in range(2):  # the second run finds its own pages again
        host.manage("import_articles", str(archive), "--publish", settings=types)
    assert host.look(OWN_PAGES, settings=types) == {
        "statuses": [200, 200, 200],
        "shown": [True, True],
        "listed": True,
        "field": "7/26",
        "creatable": True,
        "news": [[f"Solvik öppnar {name}", "webben", True, "webben"] for name in NAMES],
        "news answer": [200, 200, 200],
    }


ARTICLE_INDEX = """
from wagtail.models import Site
from tests.host.kommunen.models import ArticleIndexPage
home = Site.objects.get(is_default_site=True).root_page
home.add_child(instance=ArticleIndexPage(title="Artiklar", slug="artiklar"))
answer = True
"""
ARTICLES = """
from brygga.news.models import NewsIndexPage
from tests.host.kommunen.models import ArticlePage
answer = {
    "articles": sorted(
        [page.title, page.live, page.intro, bool(page.image_id), page.get_parent().slug,
         "På måndag börjar tolv personer" in str(page.body.get_prep_value())]
        for page in ArticlePage.objects.all()
    ),
    "of ours": NewsIndexPage.objects.count(),
}
"""


@pytest.mark.slow
def test_the_rules_that_the_guide_shows_import_into_a_page_type_of_the_host(host: Host, archive: Path):
    rules = {"BRYGGA_ARTICLE_MAPPING": "tests.host.kommunen.mapping.Articles"} | RIGHTS
    host.look(ARTICLE_INDEX)
    for _ in range(2):  # the second run finds its own pages again
        host.manage("import_articles", str(archive), settings=rules)
    lead = "Dörrarna är öppna för alla som vill lära sig ett yrke."
    drafts = [[f"Solvik öppnar {name}", False, lead, True, "artiklar", True] for name in NAMES]
    assert host.look(ARTICLES, settings=rules) == {"articles": drafts, "of ours": 0}
    host.manage("import_rollback", "1", "--reason", "Fel mapp", settings=rules)
    assert host.look(ARTICLES, settings=rules) == {"articles": [], "of ours": 0}


LEFT = {"WITHOUT_OWN": True, "WITHOUT_BRYGGA": True}
AFTER = """
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from wagtail.models import Page
client = Client(headers={"host": "localhost"}, raise_request_exception=False)
shown = {path: client.get(path) for path in ("/", "/nyheter/", "/nyheter/bron/", "/nyheter/stangd/", "/projekt/")}
answer = {"visitors": {path: response.status_code for path, response in shown.items()}}
answer["words"] = [word in shown["/nyheter/bron/"].content.decode() for word in ("Bron är öppen", "Kör försiktigt.")]
client.force_login(get_user_model().objects.get())
pages = list(Page.objects.filter(depth__gt=1))
views = ["/admin/", "/admin/pages/"]
views += [f"/admin/pages/{page.pk}/{view}/" for page in pages for view in ("edit", "history")]
answer["editors"] = [path for path in views if client.get(path, follow=True).status_code != 200]
answer["kinds"] = sorted({type(page.specific).__name__ for page in pages})
answer["tables"] = [name for name in connection.introspection.table_names() if "brygga" in name]
"""


@pytest.mark.slow
@pytest.mark.parametrize("way", ["keep", "remove"])
def test_a_site_goes_on_when_brygga_has_been_taken_out(host: Host, tmp_path: Path, way: str):
    without_own = {"WITHOUT_OWN": True}
    host.look(VISITS)
    command = ["brygga_uninstall", "--pages", way, "--export", str(tmp_path / "ut"), "--yes"]
    if way == "keep":
        command += ["--as", "arkivet.ArchivedPage"]
    refused = host.run("-m", "django", *command)
    assert refused.returncode == 1
    assert "kommunen.KommunNewsPage" in refused.stderr
    assert not (tmp_path / "ut").exists()
    host.manage(*command, settings=without_own)
    assert list((tmp_path / "ut").rglob("bron/index.html"))

    host.manage("check", settings=LEFT)
    after = host.look(AFTER, settings=LEFT)
    shown = 200 if way == "keep" else 404
    assert after["visitors"] == {
        "/": 200,
        "/nyheter/": shown,
        "/nyheter/bron/": shown,
        "/nyheter/stangd/": 404,
        "/projekt/": shown,
    }
    assert after["words"] == [way == "keep"] * 2
    assert (after["editors"], after["tables"]) == ([], [])
    assert after["kinds"] == (["ArchivedPage", "Page"] if way == "keep" else ["Page"])

"""Importing from a web server that is slow, breaks off, answers with errors, or never says quite the same."""

import io
import itertools
import threading
from io import StringIO

import PIL.Image
import pytest
from django.core.management import CommandError, call_command
from wagtail.images import get_image_model
from wagtail.models import Revision

from brygga.importers.archive import raw
from brygga.importers.models import ImportedFile, ImportItem, ImportMessage, ImportRun, OldAddress, RunEntry
from brygga.importers.sources import Fetcher
from brygga.news.models import NewsPage

from ..sources.conftest import Answer
from .archive import footprint, run_import

pytestmark = pytest.mark.django_db
TEXT = "<p>Caféet i Solvik har öppet på tisdagar. Den som vill öva svenska är välkommen, och kaffet är gratis.</p>"
PAGE = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{title}</title>{head}</head>
<body><main><article><h1>{title}</h1><p class="ingress">En ingress om {title} i Solviks kommun, som det var.</p>{body}
</article></main></body></html>"""


def html(title: str, body: str = TEXT, head: str = "") -> str:
    return PAGE.format(title=title, body=body, head=head)


def sitemap(site, *paths: str, at: str = "/sitemap.xml") -> str:
    rows = "".join(f"<url><loc>{site.base}{path}</loc></url>" for path in paths)
    xml = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
    return site.page(at, xml, "application/xml")


def outcome(run: ImportRun) -> dict[str, str]:
    """The last step of each document's address → how it went."""
    entries = run.entries.select_related("item")
    return {entry.item.identifier.rstrip("/").rsplit("/", 1)[-1]: entry.state for entry in entries}


def picture(colour: str = "red") -> bytes:
    out = io.BytesIO()
    PIL.Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return out.getvalue()


def test_a_sitemap_becomes_pages_and_its_addresses_lead_to_them(old_site, client):
    for name in ("cafe", "kok"):
        old_site.page(f"/nyheter/{name}", html(f"Om {name}"))
    run = run_import(sitemap(old_site, "/nyheter/cafe", "/nyheter/kok"), publish=True)
    assert outcome(run) == {"cafe": "created", "kok": "created"}
    assert run.source.key == "127-0-0-1"
    page = NewsPage.objects.get(title="Om cafe")
    response = client.get("/nyheter/cafe")
    assert page.url.endswith(response.get("Location", page.url))
    before = footprint()
    assert set(outcome(run_import(old_site.base + "/sitemap.xml", publish=True)).values()) == {"unchanged"}
    assert footprint() == before


def test_a_server_that_is_busy_slow_or_breaks_off_is_asked_again(old_site, settings):
    settings.BRYGGA_FETCH = {**settings.BRYGGA_FETCH, "read_timeout": 2.0}
    asked_again = threading.Event()
    tries = {name: itertools.count() for name in ("upptagen", "fel", "seg", "avbruten")}

    def busy(headers):
        first = next(tries["upptagen"]) == 0
        return Answer(b"", 503, {"Retry-After": "1"}) if first else Answer(html("Upptagen").encode())

    def error(headers):
        return Answer(b"", 500) if next(tries["fel"]) == 0 else Answer(html("Fel").encode())

    def slow(headers):
        if next(tries["seg"]) == 0:
            asked_again.wait()  # no answer, however long one waits
        asked_again.set()
        return Answer(html("Seg").encode())

    def broken(headers):
        whole = html("Avbruten").encode()
        if next(tries["avbruten"]) == 0:
            return Answer(whole[:150], 200, {"Content-Length": str(len(whole))})
        return Answer(whole)

    for name, answer in (("upptagen", busy), ("fel", error), ("seg", slow), ("avbruten", broken)):
        old_site.answers[f"/{name}"] = answer
    run = run_import(sitemap(old_site, *(f"/{name}" for name in tries)), publish=True)
    assert outcome(run) == dict.fromkeys(tries, "created")
    assert all(next(count) >= 2 for count in tries.values())


def test_what_cannot_be_had_is_listed_by_address_with_its_reason_and_tried_again(old_site):
    old_site.page("/finns", html("Finns"))
    old_site.answers["/trasig"] = Answer(b"", 500)
    address = sitemap(old_site, "/finns", "/borta", "/trasig")
    out = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("import_articles", address, publish=True, stdout=out)
    assert stopped.value.code == 1
    run = ImportRun.objects.get()
    assert outcome(run) == {"finns": "created", "borta": "failed", "trasig": "failed"}
    told = " ".join(out.getvalue().split())
    assert f"{old_site.base}/borta: Sidan finns inte på den gamla webbplatsen (404)." in told
    assert f"{old_site.base}/trasig: Webbplatsen svarade med fel 500." in told
    old_site.page("/trasig", html("Hel igen"))
    assert outcome(run_import(address, publish=True)) == {"finns": "unchanged", "borta": "failed", "trasig": "created"}


def test_a_page_that_is_gone_later_keeps_its_page_and_a_return_changes_nothing(old_site):
    old_site.page("/finns", html("Finns"))
    address = sitemap(old_site, "/finns")
    run_import(address, publish=True)
    kept = old_site.answers.pop("/finns")
    assert outcome(run_import(address, publish=True)) == {"finns": "failed"}
    assert NewsPage.objects.get(title="Finns").live
    old_site.answers["/finns"] = kept
    before = footprint()
    assert outcome(run_import(address, publish=True)) == {"finns": "unchanged"}
    assert footprint() == before
    assert ImportItem.objects.get().state == ImportItem.State.WRITTEN


def test_an_editor_who_removed_the_page_hears_nothing_of_it_when_the_source_fails(old_site):
    old_site.page("/finns", html("Finns"))
    address = sitemap(old_site, "/finns")
    run_import(address, publish=True)
    NewsPage.objects.get(title="Finns").delete()
    run_import(address, publish=True)
    old_site.answers.pop("/finns")
    assert outcome(run_import(address, publish=True)) == {"finns": "failed"}
    assert ImportItem.objects.get().state == ImportItem.State.REMOVED


def test_bytes_that_differ_each_time_are_no_change_when_the_article_is_the_same(old_site):
    numbers = itertools.count()

    def changing(headers):
        head = f'<meta name="csrf-token" content="token-{next(numbers)}"><script>var t = {next(numbers)};</script>'
        return Answer(html("Samma artikel", head=head).encode(), headers={"Content-Type": "text/html"})

    old_site.answers["/a"] = changing
    address = sitemap(old_site, "/a")
    run_import(address, publish=True)
    before = footprint(), Revision.objects.count()
    for _ in range(2):
        assert outcome(run_import(address, publish=True)) == {"a": "unchanged"}
    assert (footprint(), Revision.objects.count()) == before
    digests = set(RunEntry.objects.values_list("raw_digest", flat=True))
    assert len(digests) == 3  # what was received is kept as it was, each time
    assert all(raw.load(digest) for digest in digests)


def test_a_feed_that_is_cut_off_on_its_second_page_says_so(old_site):
    old_site.page("/a", html("Första"))
    more = f'<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="{old_site.base}/feed2"/>'
    item = f"<item><title>Första</title><guid>{old_site.base}/?p=7</guid><link>{old_site.base}/a</link></item>"
    feed = f'<rss version="2.0"><channel><title>x</title>{more}{item}</channel></rss>'
    run = run_import(old_site.page("/feed/", feed, "application/rss+xml"), publish=True)
    assert outcome(run) == {"?p=7": "created", "feed2": "failed"}
    assert "artiklar kan saknas" in ImportItem.objects.get(identifier__endswith="feed2").reason
    assert OldAddress.objects.filter(url=f"{old_site.base}/?p=7", redirect__old_path="/?p=7").exists()


def test_a_source_that_does_not_answer_at_all_makes_no_run_that_hangs(old_site):
    with pytest.raises(CommandError, match="gick inte att läsa"):
        call_command("import_articles", old_site.base + "/sitemap.xml", stdout=StringIO())
    assert ImportRun.objects.get().state == ImportRun.State.STOPPED


def test_a_missing_part_of_a_sitemap_makes_nothing_gone(old_site):
    old_site.page("/a", html("Första"))
    old_site.page("/b", html("Andra"))
    sitemap(old_site, "/a", at="/sitemap-1.xml")
    sitemap(old_site, "/b", at="/sitemap-2.xml")
    maps = "".join(f"<sitemap><loc>{old_site.base}/sitemap-{n}.xml</loc></sitemap>" for n in (1, 2))
    index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>'
    address = old_site.page("/sitemap.xml", index, "application/xml")
    run_import(address, publish=True)
    del old_site.answers["/sitemap-2.xml"]
    assert outcome(run_import(address, publish=True)) == {"a": "unchanged", "sitemap-2.xml": "failed"}
    assert not ImportItem.objects.filter(gone_since__isnull=False).exists()


def test_a_list_of_addresses_is_imported_and_an_interrupted_fetch_goes_on_where_it_was(old_site, tmp_path):
    for name in ("a", "b"):
        old_site.page(f"/{name}", html(f"Om {name}"))
    listed = tmp_path / "adresser.txt"
    listed.write_text(f"{old_site.base}/a\n{old_site.base}/b\n")

    asked = []

    class Stopped(BaseException):
        pass

    def fetch(fetcher, address, accept=""):
        asked.append(address)
        if address.endswith("/b"):
            raise Stopped
        return real_fetch(fetcher, address, accept)

    real_fetch = Fetcher.fetch
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Fetcher, "fetch", fetch)
        with pytest.raises(Stopped):
            call_command("import_articles", str(listed), source="lista", stdout=StringIO())
    assert ImportRun.objects.get().state == ImportRun.State.STOPPED
    old_site.asked.clear()
    run = run_import(listed, source="lista", publish=True)
    assert outcome(run) == {"a": "created", "b": "created"}
    assert "/a" not in old_site.paths  # the copy from the interrupted run was fresh enough


def test_images_are_fetched_once_for_each_content_and_a_missing_one_leaves_a_marked_place(old_site):
    for path, data in (("/bild.png?id=1", picture()), ("/bild.png?id=2", picture("blue")), ("/kopia.png", picture())):
        old_site.answers[path] = Answer(data, headers={"Content-Type": "image/png"})
    text = '<p>Ett stycke text om bilden som följer här.</p><img src="{}" alt="En bild av {}">'
    images = "".join(
        text.format(src, alt)
        for src, alt in (
            ("/bild.png?id=1", "ett"),
            ("/bild.png?id=2", "två"),
            ("/kopia.png", "tre"),
            ("/x.png", "fyra"),
        )
    )
    old_site.page("/a", html("Bilder", TEXT + images))
    address = sitemap(old_site, "/a")
    run = run_import(address, publish=True)
    body = NewsPage.objects.get(title="Bilder").body.get_prep_value()
    shown = [block["value"]["image"] for block in body if block["type"] == "image"]
    assert len(shown) == 3
    assert shown[0] == shown[2] != shown[1]
    assert get_image_model().objects.count() == ImportedFile.objects.count() == 2
    [missing] = [block["value"] for block in body if block["type"] == "missing_image"]
    assert missing["alt"] == "En bild av fyra"
    assert ImportMessage.objects.filter(run=run, code="image-missing", text__contains="x.png").exists()
    assert ImportMessage.objects.filter(run=run, code="not-found", text__contains="x.png").exists()
    old_site.asked.clear()
    run_import(address, publish=True)
    assert "/bild.png?id=1" not in old_site.paths


def test_a_folder_of_saved_pages_fetches_the_images_it_lacks_when_asked_to(old_site, tmp_path):
    old_site.answers["/media/bild.png"] = Answer(picture(), headers={"Content-Type": "image/png"})
    folder = tmp_path / "arkiv"
    folder.mkdir()
    canonical = f'<link rel="canonical" href="{old_site.base}/nyheter/a">'
    text = TEXT + '<img src="/media/bild.png" alt="Caféet">'
    (folder / "a.html").write_text(html("Med bild", text, canonical))
    run_import(folder, publish=True, dry_run=True)
    assert old_site.paths == []
    run_import(folder, publish=True, fetch_images=True)
    body = NewsPage.objects.get(title="Med bild").body.get_prep_value()
    assert [block["type"] for block in body if "image" in block["type"]] == ["image"]
    assert not list(folder.glob("**/*.png"))  # the archive itself is left as it is


def test_private_addresses_are_not_fetched_without_leave(old_site, settings):
    settings.BRYGGA_FETCH = {"delay": 0.0, "retries": 0}
    old_site.page("/a", html("Hemlig"))
    with pytest.raises(CommandError, match="nät"):
        call_command("import_articles", sitemap(old_site, "/a"), stdout=StringIO())
    assert old_site.paths == []

"""An archive package holds what a visitor sees, whole, and can be checked."""

import csv
import gzip
import hashlib
import io

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from warcio.archiveiterator import ArchiveIterator

from brygga.news.models import NewsPage
from brygga.site.models import PublicVersion

pytestmark = pytest.mark.django_db
NEWS = "http://localhost/nyheter/etableringscentrum-oppnar/"


def package(tmp_path, *args):
    folder = tmp_path / "paket"
    out = io.StringIO()
    call_command("archive_package", str(folder), *args, stdout=out, stderr=out)
    (warc,) = folder.glob("*.warc.gz")
    found = {}
    with warc.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            if record.rec_type == "response":
                found[record.rec_headers["WARC-Target-URI"]] = record.content_stream().read()
    return folder, found, out.getvalue()


def test_a_page_comes_with_what_it_needs_and_its_versions(site, tmp_path):
    page = NewsPage.objects.get(pk=site.news.pk)
    page.lead = "Den nya ingressen."
    page.save_revision().publish()
    cache.clear()
    folder, found, _told = package(tmp_path, "--page", NEWS)
    assert "Den nya ingressen." in found[NEWS].decode().replace("\u00ad", "")
    kinds = {address.rpartition(".")[2].partition("?")[0] for address in found}
    assert {"css", "woff2"} <= kinds
    assert any("/media/" in address for address in found), "the pictures are there"
    for version in PublicVersion.objects.filter(page_id=page.pk):
        assert f"http://localhost/version/{version.pk}/" in found
    lines = (folder / "checksums-sha256.txt").read_text(encoding="utf-8").splitlines()
    assert {line.split("  ")[1] for line in lines} == {file.name for file in folder.iterdir()} - {
        "checksums-sha256.txt"
    }
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    rows = list(csv.DictReader((folder / "innehall.csv").open(encoding="utf-8")))
    assert {row["adress"]: row["sha256"] for row in rows} == {
        address: hashlib.sha256(body).hexdigest() for address, body in found.items()
    }
    assert gzip.decompress(next(folder.glob("*.warc.gz")).read_bytes()).startswith(b"WARC/1.")


def test_nothing_that_is_not_public_is_in_it(site, tmp_path):
    site.project.unpublish()
    cache.clear()
    with pytest.raises(CommandError, match="ingen offentlig sida"):
        package(tmp_path, "--page", str(site.project.pk))
    _folder, found, _told = package(tmp_path, "--page", "/projekt/", "--below")
    assert set(found) >= {"http://localhost/projekt/", "http://localhost/projekt/yrkesspar/"}
    assert not [address for address in found if "etableringscentrum" in address]


def test_a_folder_with_something_in_it_is_left_alone(site, tmp_path):
    (tmp_path / "paket").mkdir()
    (tmp_path / "paket" / "viktigt.txt").write_text("kvar")
    with pytest.raises(CommandError, match="inte tom"):
        package(tmp_path)
    assert (tmp_path / "paket" / "viktigt.txt").read_text() == "kvar"

"""A crawler's archive gives the pages of the site, the latest of each, with the addresses that led to them."""

import gzip
import io
import zipfile

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from brygga.importers.reading import UnreadableDocument, read
from brygga.importers.sources import SourceError, open_source
from brygga.importers.sources import warc as module
from brygga.importers.sources.left_out import LeftOut
from brygga.importers.sources.staging import stage

SITE = "https://solvik.example"
PAGE = (
    "<html lang='sv'><head><meta charset='utf-8'></head><body><main><h1>Nya rastplatser</h1>"
    "<p>Kanotleden har fått nya rastplatser.</p><p>{}</p><img src='/bild.png' alt='Rast'></main></body></html>"
)


def answer(path, body=b"", status="200 OK", kind="text/html; charset=utf-8", day="2020-01-01T00:00:00Z", **headers):
    rows = [("Content-Type", kind), *headers.items()]
    data = body.encode() if isinstance(body, str) else body
    return SITE + path, data, StatusAndHeaders(status, rows, "HTTP/1.1"), day


ANSWERS = [
    answer("/rast", PAGE.format("Veden är slut."), day="2019-01-01T00:00:00Z"),
    answer("/rast", PAGE.format("Veden fylls på varje vecka.")),
    answer("/rast", PAGE.format("Veden kommer."), day="2018-01-01T00:00:00Z"),
    answer("/gammal", status="301 Moved", Location="/?id=7"),
    answer("/?id=7", status="302 Found", Location=SITE + "/rast"),
    answer("/runt", status="301 Moved", Location="/runt"),
    answer("/borta", b"x", status="404 Not Found"),
    answer("/bild.png", b"\x89PNG-bild", kind="image/png"),
    answer("/led", PAGE.format("Leden är tolv kilometer.")),
]


def warc(answers=ANSWERS, packed=True):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("led.warc.gz", {"software": "krypare"}))
    for address, body, headers, day in answers:
        own = {"warc_headers_dict": {"WARC-Date": day}, "http_headers": headers}
        record = writer.create_warc_record(address, "response", io.BytesIO(body), **own)
        writer.write_record(record)
    same = writer.create_revisit_record(SITE + "/kopia", "sha1:X", SITE + "/led", "2020-01-01T00:00:00Z")
    writer.write_record(same)
    return out.getvalue()


def put(folder, form):
    if form == "zip":
        path = folder / "led.wacz"
        with zipfile.ZipFile(path, "w") as made:
            made.writestr("archive/data.warc.gz", warc())
        return path
    if form == "folder":
        (folder / "ett.warc.gz").write_bytes(warc(ANSWERS[:4]))
        (folder / "två.warc").write_bytes(warc(ANSWERS[4:], packed=False))
        return folder
    path = folder / f"led.{form}"
    path.write_bytes(warc(packed=form.endswith("gz")))
    return path


@pytest.mark.parametrize("form", ["warc.gz", "warc", "zip", "folder"])
def test_pages_come_as_they_were_last_with_what_led_to_them_and_their_pictures(tmp_path, form):
    left = LeftOut()
    found = {document.address: document for document in open_source(str(put(tmp_path, form)), left=left)}
    assert set(found) == {SITE + "/rast", SITE + "/led"}
    text = read(found[SITE + "/rast"].load(), source="a", content_type="text/html", address=SITE + "/rast")
    assert "Veden fylls på varje vecka." in "\n".join(block.text for block in text.blocks)
    assert found[SITE + "/rast"].known["old_addresses"] == [SITE + "/gammal", SITE + "/?id=7"]
    assert found[SITE + "/led"].known["old_addresses"] == [SITE + "/kopia"]
    assert left.counts["äldre kopior av samma sida"] == 2
    assert left.counts["svar som inte är sidor (404)"] == 1
    staged = list(stage(iter(found.values()), tmp_path / "ut"))
    assert not [trouble for one in staged for trouble in one.troubles]
    assert (tmp_path / "ut" / "bild.png").read_bytes() == b"\x89PNG-bild"


def test_a_pattern_chooses_the_pages(tmp_path):
    left = LeftOut()
    found = list(open_source(str(put(tmp_path, "warc.gz")), pattern="/led", left=left))
    assert [document.address for document in found] == [SITE + "/led"]
    assert left.counts["sidor vars adress inte söktes"] == 1


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.95])
def test_an_archive_that_ends_too_early_gives_what_is_whole_and_says_so(tmp_path, cut):
    whole = warc()
    path = tmp_path / "led.warc.gz"
    path.write_bytes(whole[: int(len(whole) * cut)] + (b"\0skrot" * 20 if cut == 0.5 else b""))
    codes = []
    for document in open_source(str(path)):
        try:
            document.load()
        except UnreadableDocument as error:
            codes.append(error.code)
    assert set(codes) <= {"part-missing", "broken-archive"}


def test_an_archive_packed_in_one_piece_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "led.warc.gz"
    path.write_bytes(gzip.compress(warc(packed=False)))
    with pytest.raises(SourceError, match="gunzip"):
        list(open_source(str(path)))


def test_an_answer_that_unpacks_to_too_much_fails_by_name(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MAX_BYTES", 10_000)
    bomb = answer("/bomb", gzip.compress(b"<p>" + b" " * 5_000_000), **{"Content-Encoding": "gzip"})
    path = tmp_path / "led.warc"
    path.write_bytes(warc([bomb], packed=False))
    (document,) = open_source(str(path))
    with pytest.raises(UnreadableDocument) as caught:
        document.load()
    assert caught.value.code == "too-large"


def test_a_packed_file_that_is_something_else_is_no_archive(tmp_path):
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"x" * 100))
    (tmp_path / "b.gz").write_bytes(b"inte packad")
    assert list(open_source(str(tmp_path))) == []

"""Archives of files go in, go in again without a change, are checked, and are undone without a trace: Markdown sites,
tables beside files, Word folders, mail from Outlook, mirrored sites."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from brygga.news.models import NewsPage

from ..sources.outlook_files import message
from ..sources.test_content_delivery import OTHER, WHOLE
from ..sources.test_press_services import RELEASE
from ..sources.test_warc import warc
from ..sources.test_word_folders import LETTER, ONE, PAGE
from .archive import run_import

pytestmark = pytest.mark.django_db
BODY = "Kanotleden genom Solviks kommun har fått nya rastplatser.\n\nVeden fylls på varje vecka av föreningen.\n"
TABLE = "Fil;Rubrik;Publicerad;Adress\n2019/rast.txt;Nya rastplatser;4 maj 2019;https://solvik.example/n/rast\n"


def write(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", ".").replace("_i_", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def hugo(folder):
    page = f"---\ntitle: {{}}\ndate: 2019-05-04\n{{}}---\n{BODY}"
    write(folder, hugo__toml='baseURL = "https://solvik.example"')
    write(folder, content_i_n_i_rast__md=page.format("Nya rastplatser", ""))
    return write(folder, content_i_n_i_ved__md=page.format("Veden", "draft: true\n"))


def with_table(folder):
    return write(folder, **{"2019_i_rast__txt": BODY, "lista__csv": TABLE.encode("cp1252")})


def words(folder):
    return write(folder, **{"2019_i_Rast__docx": ONE, "2019_i_~$Rast__docx": b"x", "2020_i_Kopia av Rast__docx": ONE})


def outlook(folder):
    return write(folder, post_i_brev__msg=message(**LETTER))


def mirror(folder):
    page = PAGE.format("").replace(">Rast<", ">Nya rastplatser<")
    return write(folder, **{"solvik.example_i_n_i_rast_i_index__html": page})


def web_archive(folder):
    return write(folder, led__warc__gz=warc())


def press(folder):
    return write(folder, flode__json=json.dumps({"Releases": [RELEASE]}))


def episerver(folder):
    return write(folder, svar__json=json.dumps([WHOLE, OTHER]))


ADDRESSES = {hugo: "/n/rast/", with_table: "/n/rast", mirror: "/n/rast/", web_archive: "/gammal", press: "/r/1",
             episerver: "/n/1/"}  # fmt: skip
MAKERS = [hugo, with_table, words, outlook, mirror, web_archive, press, episerver]


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_an_archive_of_files_goes_in_twice_is_checked_and_is_undone(tmp_path, make):
    before = set(Page.objects.values_list("pk", flat=True))
    folder = make(tmp_path / "arkiv")
    first = run_import(folder, publish=True, source="gammal", no_fetch=True)
    assert not first.problems, list(first.messages.values_list("text", flat=True))
    page = NewsPage.objects.filter(title="Nya rastplatser").first()
    assert page.live
    if make in (hugo, with_table):
        assert str(page.first_published_on) == "2019-05-04"
    if make is hugo:
        assert not NewsPage.objects.get(title="Veden").live
    if make is words:
        assert NewsPage.objects.count() == 1
    if make in ADDRESSES:
        answer = Client().get(ADDRESSES[make])
        assert (answer.status_code, answer["Location"].endswith(page.url)) == (301, True)
        if make is not hugo:  # a draft's address answers when it is published
            call_command("import_check", source="gammal", stdout=StringIO())
    second = run_import(folder, publish=True, source="gammal", no_fetch=True)
    assert set(second.entries.values_list("state", flat=True)) == {"unchanged"}
    call_command("import_rollback", first.pk, reason="Prov.", stdout=StringIO())
    assert not Page.objects.exclude(pk__in=before).type(NewsPage).exists()
    assert not Redirect.objects.exists()


def test_a_table_that_is_mended_changes_what_is_imported(tmp_path):
    folder = with_table(tmp_path / "arkiv")
    run_import(folder, publish=True, source="gammal", no_fetch=True)
    (folder / "lista.csv").write_bytes(TABLE.replace("4 maj", "5 maj").encode())
    again = run_import(folder, publish=True, source="gammal", no_fetch=True)
    assert set(again.entries.values_list("state", flat=True)) == {"changed"}
    assert str(NewsPage.objects.get(title="Nya rastplatser").first_published_on) == "2019-05-05"


def test_what_a_folder_has_besides_texts_is_told_in_plan_and_result(tmp_path):
    folder = words(with_table(tmp_path / "arkiv"))
    write(folder, gammalt__doc="x")
    for options in ({"dry_run": True}, {}):
        out = StringIO()
        call_command("import_articles", str(folder), source="gammal", no_fetch=True, stdout=out, **options)
        told = out.getvalue()
        assert "kopior med samma innehåll: 1 (Kopia av Rast.docx)" in told
        assert "filer som inte läses (.doc): 1 (gammalt.doc)" in told
        assert "tabeller med uppgifter om filerna: 1 (lista.csv)" in told

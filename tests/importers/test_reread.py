"""A better reader reaches what is imported: the stored originals are read again, without the source."""

import shutil
import sys

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from brygga.importers import reading
from brygga.importers.models import FieldConflict, ImportItem, ImportRun, ImportSource
from brygga.importers.runs import reread, rollback, worker
from brygga.importers.writing import code_digest, versions
from brygga.news.models import NewsPage

from .archive import KITCHEN, LIBRARY, footprint, news, page, run_import, states, write
from .test_images import picture

TITLE = "Nytt kök ger fler en väg till jobb"
FAIR = page(
    "Mässan fyllde sporthallen",
    "https://gammal.solvik.example/massan",
    '<p>I lördags kom tolv arbetsgivare till sporthallen. <a href="/fil/program.pdf">Programmet</a> gällde.</p>'
    '<figure><img src="massan.png" alt="Fullt i hallen"></figure>',
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """A copy of the files that count, to change."""
    root = tmp_path_factory.mktemp("kod")
    for file in code_digest.files_of(code_digest.BRYGGA):
        copy = root / file.relative_to(code_digest.BRYGGA)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    return root


@pytest.mark.parametrize(
    "name",
    [
        "importers/reading/swedish/dates.py",
        "importers/reading/data/surnames.txt",
        "importers/reading/formats/html/profiles/wordpress.toml",
        "importers/writing/news_values.py",
        "importers/suggestions/values.py",
        "importers/sources/access.py",
        "projects/data/former_names.csv",
    ],
)
def test_a_change_of_code_or_data_is_another_version_of_the_reader(tree, name):
    before, data = code_digest.digest_of_code(tree), (tree / name).read_bytes()
    assert before == code_digest.code_digest()
    (tree / name).write_bytes(data + b"\n")
    assert code_digest.digest_of_code(tree) != before
    (tree / name).write_bytes(data.replace(b"\n", b"\r\n"))
    assert code_digest.digest_of_code(tree) == before
    (tree / name).write_bytes(data)


def test_a_new_file_a_lost_one_and_another_library_are_other_versions(tree, monkeypatch):
    before = code_digest.digest_of_code(tree)
    new = tree / "importers/reading/data/streets.csv"
    new.write_text("Storgatan\n", encoding="utf-8")
    assert code_digest.digest_of_code(tree) != before
    new.unlink()
    (tree / "importers/reading/README.md").write_text("Not heeded.", encoding="utf-8")
    assert code_digest.digest_of_code(tree) == before
    (tree / "importers/reading/data/surnames.txt").rename(new)
    assert code_digest.digest_of_code(tree) != before
    new.rename(tree / "importers/reading/data/surnames.txt")
    monkeypatch.setattr(code_digest, "version", lambda name: "99.0")
    assert code_digest.digest_of_code(tree) != before


def test_whatever_the_reader_opens_or_imports_counts():
    counted = {path.relative_to(code_digest.BRYGGA).as_posix() for path in code_digest.files_of(code_digest.BRYGGA)}
    for folder in ("importers/reading", "projects/data"):
        there = (code_digest.BRYGGA / folder).rglob("*")
        data = {f.relative_to(code_digest.BRYGGA).as_posix() for f in there if f.suffix in (".csv", ".txt", ".toml")}
        assert data
        assert data <= counted

    read_with = [name for name in sys.modules if name.startswith("brygga.importers.reading.")]
    files = [sys.modules[name].__file__ for name in read_with if sys.modules[name].__file__]
    assert len(files) > 100
    assert all(any(file.endswith(f"/{name}") for name in counted) for file in files)


# Reading again


@pytest.fixture
def archive(tmp_path, db):
    """Three documents, one with a picture and a file; the source is gone afterwards."""
    folder = write(tmp_path / "arkiv", kok=KITCHEN, bibliotek=LIBRARY, massan__html=FAIR)
    (folder / "massan.png").write_bytes(picture())
    (folder / "fil").mkdir()
    (folder / "fil" / "program.pdf").write_bytes(b"%PDF-1.4 program")
    run_import(folder, publish=True)
    shutil.rmtree(folder)
    return folder


@pytest.fixture
def better(monkeypatch):
    """Another version of the reader, which reads some words otherwise."""

    def read(data, **options):
        return reading.read(data.replace(b"tolv ", b"fjorton "), **options)

    def install(version="another"):
        monkeypatch.setattr(worker, "read", read)
        monkeypatch.setattr(versions, "code_digest", lambda: version)

    return install


def again(*places, **options) -> ImportRun:
    return run_import(*places, reread=options.pop("reread", ""), publish=True, **options)


def test_nothing_is_read_again_by_the_same_version(archive, capsys):
    before = footprint()
    again()
    assert "Det finns ingenting att läsa om" in capsys.readouterr().out
    assert ImportRun.objects.count() == 1
    assert footprint() == before


def test_a_better_reader_changes_what_it_reads_otherwise_and_nothing_else(archive, better, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "240")  # a narrow terminal breaks titles
    better()
    fair = news("Mässan fyllde sporthallen").body.get_prep_value()
    plan = again(dry_run=True)
    assert states(plan) == {"kok.txt": "changed", "bibliotek.txt": "unchanged", "massan.html": "changed"}
    told = capsys.readouterr().out
    assert "fjorton" in told
    assert "tolv" in told
    assert TITLE in told
    assert "Språkcaféet" not in told  # nothing changes there
    before = footprint()
    run = again()
    assert states(run) == states(plan)
    assert "fjorton deltagare" in news(TITLE).lead
    assert (Page.objects.count(), footprint()[1]) == (before[0], before[1] + 2)
    # The picture and the file are not in the archive any more; they are what they became the first time.
    now = news("Mässan fyllde sporthallen").body.get_prep_value()
    assert [block["type"] for block in now] == [block["type"] for block in fair]
    assert "image" in [block["type"] for block in now]
    assert 'linktype="document"' in str(now)
    again()
    assert ImportRun.objects.count() == 3  # the plan is not read by the new version, the run is
    rollback.rollback_run(run, "Prov")
    assert "tolv deltagare" in news(TITLE).lead


def test_an_editors_words_stay_and_a_clash_is_told(archive, better):
    for title, change in ((TITLE, "Redaktörens ingress."), ("Mässan fyllde sporthallen", "")):
        edited = news(title).get_latest_revision_as_object()
        edited.lead = change or edited.lead
        edited.updated_on = "2024-01-01"
        edited.save_revision().publish()
    better()
    run = again()
    assert states(run) == {"kok.txt": "conflict", "bibliotek.txt": "unchanged", "massan.html": "changed"}
    assert news(TITLE).lead == "Redaktörens ingress."
    assert str(news(TITLE).updated_on) == "2024-01-01"
    assert FieldConflict.objects.get().field == "lead"
    assert "fjorton arbetsgivare" in str(news("Mässan fyllde sporthallen").body.get_prep_value())


def test_a_document_that_could_not_be_read_is_tried_again(tmp_path, db, monkeypatch):
    def refuse(data, **options):
        raise reading.UnreadableDocument("strange", "Formatet är okänt.")

    with monkeypatch.context() as patch:
        patch.setattr(worker, "read", refuse)
        run_import(write(tmp_path / "a", kok=KITCHEN), publish=True)
    assert not NewsPage.objects.exists()
    run = again()
    assert states(run) == {"kok.txt": "created"}
    assert news(TITLE).live


def test_what_is_taken_away_undone_or_waiting_is_left(archive, better):
    news(TITLE).delete()
    better()
    source = ImportSource.objects.get()
    assert {item.title for item in reread.outdated(source)} == {
        "Språkcaféet flyttar till biblioteket",
        "Mässan fyllde sporthallen",
    }
    rollback.rollback_run(ImportRun.objects.get(), "Prov")
    assert not reread.outdated(source).exists()


def test_a_source_is_named_or_all_are_read(archive, tmp_path, better, capsys):
    run_import(write(tmp_path / "andra", bibliotek=LIBRARY.replace("Språkcaféet", "Läxhjälpen")), publish=True)
    better()
    with pytest.raises(CommandError, match="De som finns: andra, arkiv"):
        call_command("import_articles", reread="okänd")
    with pytest.raises(CommandError, match="går inte ihop med en källa att läsa in"):
        call_command("import_articles", str(tmp_path / "andra"), reread="")
    with pytest.raises(CommandError, match="Ange vilken: --reread arkiv eller --reread andra"):
        call_command("import_articles", reread="", json=tmp_path / "svar.json")
    assert again(reread="andra").source.key == "andra"
    assert not ImportItem.objects.filter(source__key="andra").exclude(reader_version="another").exists()
    assert again().source.key == "arkiv"


# Together


def test_documents_that_changed_are_written_together(tmp_path, db, monkeypatch, django_assert_max_num_queries):
    def texts(number, word):
        return {f"nr{n}": KITCHEN.replace("kök", f"kök {n}").replace("tre dagar", word) for n in range(number)}

    folder = write(tmp_path / "a", **texts(24, "tre dagar"))
    run_import(folder, publish=True)
    one_by_one = []
    real = worker.write_entry
    monkeypatch.setattr(worker, "write_entry", lambda *args: (one_by_one.append(args), real(*args)))
    write(folder, **texts(24, "fyra dagar"))
    with django_assert_max_num_queries(24 * 15):
        run = run_import(folder, publish=True)
    assert set(states(run).values()) == {"changed"}
    assert one_by_one == []
    assert NewsPage.objects.filter(live=True, has_unpublished_changes=False).count() == 24
    assert all("fyra dagar" in str(page.body.get_prep_value()) for page in NewsPage.objects.all())

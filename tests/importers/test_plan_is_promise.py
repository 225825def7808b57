"""Whatever a run would refuse, its plan names: both are made over the same broken documents, and compared."""

import shutil
from collections import Counter

import pytest
from django.core.exceptions import ValidationError

from brygga.importers.models import ImportMessage, ImportRun
from brygga.importers.runs import plan_warnings
from brygga.importers.writing import cost
from brygga.news.models import NewsPage
from tests.factories import make_home

from .archive import KITCHEN, LIBRARY, page, run_import, states, write
from .test_images import picture

pytestmark = pytest.mark.django_db
BASE = "https://gammal.solvik.example"
BODY = "<p>I lördags kom arbetsgivare och elever till sporthallen i {0}. Det blev en lång dag med många möten.</p>"


def told(title: str, address: str, extra: str = "") -> str:
    return page(title, address, BODY.format(title) + extra)


def broken(folder):
    """Documents with something wrong, each by a name of its own."""
    parts = "".join(f"<h2>Del {n}</h2><p>Rad {n} om vägen.</p>" for n in range(60))
    same = KITCHEN.replace("Nytt kök ger fler", "Ett kök ger många")
    likely = LIBRARY.replace("Alla som vill öva svenska är välkomna.", "Alla som vill öva är välkomna.")
    write(
        folder,
        hel=KITCHEN,
        tom="",
        blank="   \n\n",
        nollor=b"\0" * 300,
        bild=picture(),
        word=b"PK\x03\x04" + b"x" * 200,
        gammal_word=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600,
        tvilling1=same,
        tvilling2=same,
        lik1=LIBRARY,
        lik2=likely,
        lang=f"Solviks kommun\n\n{'Mycket lång rubrik om allt ' * 15}\n\nOch en kort text om samma sak.\n",
        regel="Solviks kommun\n\nFörbjuden rubrik här\n\nWebbplatsen tar inte emot sidan för rubrikens skull.\n",
        lang_adress__html=told("Lång adress", f"{BASE}/{'a/' * 300}slut"),
        start__html=told("Startsidans adress", f"{BASE}/"),
        levande__html=told("En levande sidas adress", f"{BASE}/levande/"),
        lika_adress1__html=told("Första med adressen", f"{BASE}/samma"),
        lika_adress2__html=told("Andra med adressen", f"{BASE}/samma/"),
        hakar__html=told("Värd med hakar", "https://[ful/adress"),
        port__html=told("Värd med port", "https://solvik.example:99999999/adress"),
        blanka__html=told("Värd med blanksteg", "https://solvik example.se/ad ress"),
        ide__html=told("Värd med tecken", "https://xn--/\u202e/adress"),
        lang_vard__html=told("Värd utan slut", f"https://{'a' * 300}.example/adress"),
        fil__html=told("Egen adress är en fil", "file:///etc/passwd"),
        skript__html=told("Adress som skript", "javascript:alert(1)"),
        utan_bild__html=told("Utan bild", f"{BASE}/utan-bild", '<img src="finns-inte.png" alt="Sporthallen">'),
        trasig_bild__html=told("Trasig bild", f"{BASE}/trasig", '<img src="trasig.png" alt="Sporthallen">'),
        lankar__html=told(
            "Döda länkar", f"{BASE}/dod", '<p><a href="http://[::1">Hit</a> <a href="../x">dit</a>.</p>'
        ),
        arkiv__html=page("Ett helt arkiv", f"{BASE}/allt", parts),
        avhuggen__html=told("Avhuggen", f"{BASE}/avhuggen")[:-200],
        blandad=KITCHEN.replace("kök", "kontor").encode("cp1252") + "åäö".encode(),
    )
    (folder / "trasig.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 90)
    return folder


def messages(run):
    """What is told of each document: code and words, but for what a run with pages alone can know."""
    rows = ImportMessage.objects.filter(run=run, item__isnull=False).values_list("item__location", "code", "text")
    return Counter((where.rsplit("/", 1)[-1], code, text) for where, code, text in rows)


@pytest.fixture
def refusing(monkeypatch):
    """A host whose pages have a rule of their own, a limit that is soon reached, and a living page."""
    real = NewsPage.clean_fields

    def clean_fields(self, exclude=None):
        real(self, exclude=exclude)
        if self.title.startswith("Förbjuden"):
            raise ValidationError({"title": "Webbplatsen tar inte emot den rubriken."})

    monkeypatch.setattr(NewsPage, "clean_fields", clean_fields)
    monkeypatch.setattr(cost, "MOST_BLOCKS", 60)
    make_home().add_child(instance=NewsPage(title="Levande", slug="levande"))


@pytest.mark.parametrize("publish", [False, True])
def test_what_a_run_refuses_or_warns_of_its_plan_has_named(tmp_path, refusing, publish):
    folder = broken(tmp_path / "a")
    plan = run_import(folder, dry_run=True, publish=publish)
    run = run_import(folder, publish=publish)
    assert states(plan) == states(run)
    assert messages(plan) == messages(run)
    named = {code for _, code, _ in messages(plan)}
    assert {
        "invalid",
        "too-costly",
        "odd-address",
        "no-redirect",
        "image-missing",
        "image-unusable",
    } <= named
    found = states(run)
    assert found["tvilling2.txt"] == "unchanged"
    assert found["lik2.txt"] == "waiting"
    assert found["regel.txt"] == "failed"
    odd = [name for name in found if name in ("hakar.html", "port.html", "blanka.html", "ide.html", "lang_vard.html")]
    assert {found[name] for name in odd} == {"created"}
    # And once more, over what is there: changes and conflicts.
    write(folder, hel=KITCHEN.replace("tolv", "nio"), levande__html=told("Förbjuden ändring", f"{BASE}/levande/"))
    plan = run_import(folder, dry_run=True, publish=publish)
    run = run_import(folder, publish=publish)
    assert states(plan) == states(run)
    assert messages(plan) == messages(run)
    assert states(run)["levande.html"] == "failed"


def test_a_plan_says_when_the_pictures_have_no_room_or_no_folder(tmp_path, monkeypatch, capsys):
    folder = write(tmp_path / "a", en__html=told("En bild", f"{BASE}/en", '<img src="b.png" alt="Hallen">'))
    (folder / "b.png").write_bytes(picture())
    monkeypatch.setattr(plan_warnings.shutil, "disk_usage", lambda where: shutil._ntuple_diskusage(9, 9, 0))
    monkeypatch.setattr(plan_warnings.os, "access", lambda where, how: False)
    run_import(folder, dry_run=True)
    said = capsys.readouterr().out
    assert "1 MB" in said
    assert "får inte skrivas i" in said
    assert ImportRun.objects.get().state == ImportRun.State.FINISHED

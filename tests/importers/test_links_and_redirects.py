"""Links between imported articles, and the old addresses of all of them."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ReferenceIndex, Site

from brygga.importers.addresses.address_keys import address_key, redirect_path
from brygga.importers.models import GoneAddress, ImportMessage, ImportSource, OldAddress, PendingLink
from brygga.importers.runs.rollback import rollback_run
from brygga.news.models import NewsPage
from brygga.site.gate.problems import STOP
from brygga.site.models import GateSettings

from .archive import footprint, news, page, run_import, states, write

pytestmark = pytest.mark.django_db
OLD = "https://gammal.solvik.example"


def linking(title: str, slug: str, href: str) -> str:
    body = f'<p>Det här stycket har en <a href="{href}">länk till en annan artikel</a> i samma gamla arkiv.</p>'
    return page(title, f"{OLD}/nyheter/{slug}", body)


def links_to(one: NewsPage, other: NewsPage) -> bool:
    """Whether the text of one page links to the other, and Wagtail knows it."""
    return (
        ReferenceIndex.get_references_to(other).filter(object_id=str(one.pk), content_path__startswith="body").exists()
    )


@pytest.mark.parametrize(
    "address",
    [
        "http://gammal.solvik.example/nyheter/år",
        "https://www.gammal.solvik.example/nyheter/%C3%A5r/",
        "https://GAMMAL.solvik.example/Nyheter/%c3%85r/index.html#mer",
        "https://gammal.solvik.example/nyheter/år?utm_source=brev",
    ],
)
def test_an_address_is_known_however_it_is_written(address):
    assert address_key(address) == address_key(f"{OLD}/nyheter/år")


def test_addresses_that_mean_different_pages_have_different_keys():
    assert address_key(f"{OLD}/?p=1") != address_key(f"{OLD}/?p=2")
    assert address_key(f"{OLD}/a") != address_key(f"{OLD}/b")
    assert address_key("../resolveuid/0f8a9c3b2d1e4f5a8b7c6d5e4f3a2b1c") == address_key(
        f"{OLD}/resolveuid/0F8A9C3B2D1E4F5A8B7C6D5E4F3A2B1C/view"
    )


def test_links_between_articles_become_page_links_in_both_directions(tmp_path):
    folder = write(
        tmp_path / "a",
        a__html=linking("Första artikeln", "forsta", "/nyheter/andra/#mer"),
        b__html=linking("Andra artikeln", "andra", "http://www.gammal.solvik.example/nyheter/forsta"),
    )
    run = run_import(folder, publish=True)
    first, second = news("Första artikeln"), news("Andra artikeln")
    assert links_to(first, second)
    assert links_to(second, first)
    assert not PendingLink.objects.exists()
    assert set(states(run).values()) == {"created"}
    before = footprint()
    run_import(folder, publish=True)
    assert footprint() == before


@pytest.mark.parametrize("form", ["text", "list"])
def test_links_between_articles_that_come_together_lead_there_whatever_looks_at_them_first(tmp_path, caplog, form):
    """The gate reads each page before it is written, and what it links to, not there yet."""

    def text(title: str, slug: str, other: str) -> str:
        if form == "text":
            return linking(title, slug, f"/nyheter/{other}/")
        links = (
            f'<ul class="LinkList"><li><a href="{OLD}/nyheter/{other}">Den andra artikeln</a></li>'
            '<li><a href="https://www.example.org/a">En myndighet</a></li></ul>'
        )
        return page(title, f"{OLD}/nyheter/{slug}", f"<p>Det här stycket hör till {title.lower()}.</p>{links}")

    folder = write(tmp_path / "a", a__html=text("Första", "forsta", "andra"), b__html=text("Andra", "andra", "forsta"))
    GateSettings.objects.create(site=Site.objects.get(), levels={"links": STOP})
    run = run_import(folder, publish=True)
    assert set(states(run).values()) == {"created"}
    first, second = news("Första"), news("Andra")
    assert (first.live, second.live) == (True, True)
    assert links_to(first, second)
    assert links_to(second, first)
    assert "could not be written together" not in caplog.text


def test_a_link_to_an_article_of_a_later_run_becomes_a_page_link_then(tmp_path):
    run_import(write(tmp_path / "a", a__html=linking("Första artikeln", "forsta", "/nyheter/andra")), publish=True)
    assert f"{OLD}/nyheter/andra" in str(news("Första artikeln").body.get_prep_value())
    run_import(write(tmp_path / "b", b__html=linking("Andra artikeln", "andra", "/nyheter/tredje")), publish=True)
    assert links_to(news("Första artikeln"), news("Andra artikeln"))


def test_files_that_link_to_each_other_by_name_are_linked(tmp_path):
    text = (
        '<html><body><h1>{0}</h1><p>Ett stycke med <a href="{1}">en länk till en fil</a> i mappen.</p></body></html>'
    )
    folder = write(tmp_path / "a", a__html=text.format("Fil A", "b.html"), b__html=text.format("Fil B", "./a.html"))
    run_import(folder, publish=True)
    assert links_to(news("Fil A"), news("Fil B"))
    assert links_to(news("Fil B"), news("Fil A"))


def test_a_link_out_of_the_archive_stays_and_one_to_nowhere_is_listed_and_keeps_its_words(tmp_path):
    text = (
        '<html><body><h1>Länkar</h1><p>Läs mer hos <a href="https://www.example.org/x">en myndighet</a> '
        'och på <a href="finns-inte.html">sidan som är borta</a> sedan länge.</p></body></html>'
    )
    run_import(write(tmp_path / "a", a__html=text), publish=True)
    body = news("Länkar").lead + str(news("Länkar").body.get_prep_value())
    assert "https://www.example.org/x" in body
    assert "sidan som är borta" in body
    assert "finns-inte.html" not in body
    assert ImportMessage.objects.filter(code="link-dead", text__contains="finns-inte.html").exists()


def test_every_old_address_leads_to_the_page(tmp_path, client):
    run_import(write(tmp_path / "a", a__html=linking("Om året", "%C3%A5ret-2023", "#x")), publish=True)
    target = news("Om året").url
    for address in ("/nyheter/året-2023", "/nyheter/%C3%A5ret-2023/", "/nyheter/året-2023?utm_source=brev"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (301, target), address
    redirect = Redirect.objects.get()
    assert redirect.automatically_created
    assert OldAddress.objects.get(redirect=redirect).url.startswith(OLD)


def test_a_redirect_is_never_made_over_a_page_or_over_somebody_elses_redirect(tmp_path, client):
    run_import(write(tmp_path / "a", a__html=linking("Levande", "x", "#x")), publish=True)
    living = news("Levande")
    elsewhere = Redirect.add_redirect("/nyheter/upptagen", redirect_to="https://www.example.org/")
    path = living.url.rstrip("/").split("//")[-1]
    path = path[path.index("/") :] if not path.startswith("/") else path
    run_import(
        write(
            tmp_path / "b",
            b__html=page("Krockar", f"{OLD}{path}", "<p>Ett stycke som är långt nog för att vara ett stycke.</p>"),
            c__html=linking("Krockar också", "upptagen", "#x"),
        ),
        publish=True,
    )
    assert client.get(path + "/").status_code == 200
    assert not Redirect.objects.filter(old_path=path).exists()
    assert Redirect.objects.get(old_path="/nyheter/upptagen") == elsewhere
    assert ImportMessage.objects.filter(code="no-redirect").count() == 2


def test_a_page_whose_old_address_is_its_new_one_gets_no_redirect_to_itself(tmp_path, client):
    folder = write(tmp_path / "a", a__html=page("Samma", f"{OLD}/nyheter/samma", "<p>Ett stycke text.</p>"))
    run_import(folder)
    assert news("Samma").url.endswith("/nyheter/samma/")
    assert not Redirect.objects.exists()
    assert client.get("/nyheter/samma").status_code in (404, 301)


def test_an_address_that_is_too_long_is_told_not_cut():
    assert redirect_path(f"{OLD}/{'x' * 300}") == ""
    assert redirect_path(f"{OLD}/nyheter/%C3%A5r/?p=12&utm_source=x") == "/nyheter/år?p=12"


def test_what_is_gone_on_purpose_answers_410(client, tmp_path):
    run_import(write(tmp_path / "a", a__html=linking("Sida", "sida", "#x")), publish=True)
    GoneAddress.objects.create(path="/nyheter/borttagen", reason="Gallrad enligt beslut.")
    assert client.get("/nyheter/borttagen/").status_code == 410
    assert client.get("/nyheter/borttagen?utm_source=x").status_code == 410
    assert client.get("/nyheter/okand/").status_code == 404


def test_the_check_proves_that_all_old_addresses_answer(tmp_path):
    run_import(write(tmp_path / "a", a__html=linking("Första", "1-forsta", "#x")), publish=True)
    GoneAddress.objects.create(path="/nyheter/borttagen")
    out = StringIO()
    call_command("import_check", source="a", stdout=out)
    assert "2 adresser: 1 st 301, 1 st 410." in out.getvalue()
    assert "Alla gamla adresser leder rätt" in out.getvalue()


def test_the_check_names_an_address_that_is_dead(tmp_path):
    run_import(write(tmp_path / "a", a__html=linking("Första", "1-forsta", "#x")), publish=True)
    Redirect.objects.all().delete()
    out = StringIO()
    with pytest.raises(CommandError, match="1 adresser"):
        call_command("import_check", stdout=out)
    assert "404" in out.getvalue()


def test_a_draft_is_told_as_not_there_yet(tmp_path):
    run_import(write(tmp_path / "a", a__html=linking("Första", "1-forsta", "#x")))
    assert not NewsPage.objects.get().live
    out = StringIO()
    call_command("import_check", stdout=out)
    assert "1 av dem leder ingenstans ännu, som de ska: sidan är ett utkast." in out.getvalue()
    assert "Alla gamla adresser till publicerade sidor leder rätt." in out.getvalue()


def test_a_drafts_address_that_leads_to_it_all_the_same_is_wrong(tmp_path):
    run_import(write(tmp_path / "a", a__html=linking("Första", "1-forsta", "#x")))
    draft = NewsPage.objects.get()
    path = redirect_path(OldAddress.objects.get(url__startswith="http").url)
    Redirect.objects.create(old_path=path, redirect_page=draft)
    out = StringIO()
    with pytest.raises(CommandError, match="1 adresser"):
        call_command("import_check", stdout=out)
    assert "Den gamla adressen ska svara 404" in " ".join(out.getvalue().split())


def test_a_source_with_nothing_to_check_says_so_and_why(tmp_path):
    ImportSource.objects.create(key="tom", name="Tom")
    with pytest.raises(CommandError, match="i tom: ingenting är importerat") as refused:
        call_command("import_check", source="tom")
    assert refused.value.returncode == 2
    run = run_import(write(tmp_path / "a", a__html=linking("Första", "1-forsta", "#x")), publish=True)
    rollback_run(run, "Fel mapp.")
    with pytest.raises(CommandError, match="i a: alla dokument är ångrade"):
        call_command("import_check", source="a")
    GoneAddress.objects.create(path="/nyheter/borttagen")
    out = StringIO()
    call_command("import_check", source="a", stdout=out)
    assert "alla dokument är ångrade" in out.getvalue()
    assert "leder rätt" not in out.getvalue()


def test_a_kept_proof_has_each_address_on_one_line(tmp_path, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    name = "1-" + "mycket-lang-adress-" * 8 + "slut"
    run_import(write(tmp_path / "a", a__html=linking("Första", name, "#x")), publish=True)
    out = StringIO()
    call_command("import_check", all=True, stdout=out)
    address = OldAddress.objects.get(url__startswith="http").url
    assert len(address) > 150
    assert any(address in line and "301" in line for line in out.getvalue().splitlines())

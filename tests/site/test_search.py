"""Search as a citizen meets it: Swedish forms, compounds, slips of the keyboard, the words in their place."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction
from wagtail.search.backends import get_search_backend

from brygga.news.models import NewsPage
from brygga.projects.models import Person
from brygga.site.models import ContentPage
from brygga.site.search.spelling import distance, suggestion
from brygga.site.search.words import COMMON, indexed, stem, tails, terms
from tests.examples import examples

PAGES = {
    "marknad": ("Arbetsmarknadsenheten flyttar", "Enheten får nya lokaler vid torget."),
    "praktik": ("Tjugo praktikplatser i kommunens kök", "Kommunen söker handledare till sommaren."),
    "stöd": ("Så söker du försörjningsstöd", "Ansökan tar tio minuter. Ta med ditt pass."),
    "bok": ("Bibliotekets böcker på lätt svenska", "Låna hem en bok och öva i lugn och ro."),
    "projekt": ("Projektet Vändpunkten avslutas", "Resultaten av de tre åren presenteras i maj."),
    "kvinnor": ("Fler kvinnor i arbete", "Nyanlända kvinnor får en mentor."),
    "centrum": ("Ett centrum för vuxenutbildningen", "Undervisningen samlas under ett tak."),
    "städer": ("Tre städer lär av varandra", "Länken är ett tåg genom landskapet."),
    "möte": ("Öppet möte om integration", "Vi behandlar inga ansökningar här."),
    "unga": ("Feriejobb för unga", "Den som är 16 år kan söka sommarjobb."),
}
# What somebody types, and the pages that this finds.
QUERIES = [
    ("projekt", {"projekt"}),
    ("projekten", {"projekt"}),
    ("arbetsmarknad", {"marknad"}),
    ("arbetsmarknaden", {"marknad"}),
    ("marknad", {"marknad"}),
    ("enhet", {"marknad"}),
    ("enheterna", {"marknad"}),
    ("praktikplats", {"praktik"}),
    ("plats", {"praktik"}),
    ("kök", {"praktik"}),
    ("handledaren", {"praktik"}),
    ("försörjningsstödet", {"stöd"}),
    ("stöd", {"stöd"}),
    ("ansökningar", {"möte"}),
    ("hur söker jag försörjningsstöd", {"stöd"}),
    ("boken", {"bok"}),
    ("böckerna", {"bok"}),
    ("resultat", {"projekt"}),
    ("kvinna", {"kvinnor"}),
    ("nyanländ kvinna", {"kvinnor"}),
    ("arbete", {"kvinnor", "marknad", "unga"}),
    ("utbildning", {"centrum"}),
    ("centret", {"centrum"}),
    ("stad", {"städer"}),
    ("tåg", {"städer"}),
    ("mötena", {"möte"}),
    ("jobb", {"unga", "kvinnor", "marknad"}),
    ("sommarjobben", {"unga"}),
    ("ung", {"unga"}),
    ("FÖRSÖRJNINGSSTÖD", {"stöd"}),
    ("forsorjningsstod", {"stöd"}),
    ("kok", {"praktik"}),
    ("visning", set()),  # no part of "undervisning", though its letters are
    ("handling", set()),
    ("tag", {"städer"}),  # as long as no page has the word itself
]
FRAME = {"Nyheter", "Vägar till arbete i Solvik"}  # pages that are there anyway


@pytest.fixture
def pages(site):
    """Pages to look for; what `site` has besides is taken away."""
    index = site.news_index
    Page.objects.descendant_of(site.home).not_descendant_of(index, inclusive=True).delete()
    index.refresh_from_db()
    for child in index.get_children():
        child.delete()
    index.refresh_from_db()
    made = {}
    for name, (title, lead) in PAGES.items():
        made[name] = index.add_child(instance=NewsPage(title=title, slug=f"sida-{len(made)}", lead=lead))
    return made


def hits(text, **more):
    """The results of the public search, as their cards, best first."""
    answer = Client().get("/sok/", {"q": text, **more})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "lxml").select(".page-list > li")


def titles(text):
    found = [hit.find(["h2", "h3"]).get_text().strip().replace("\xad", "") for hit in hits(text)]
    return [title for title in found if title not in FRAME]


def test_a_word_finds_its_forms_and_the_compounds_it_ends_or_begins(pages):
    wrong = {}
    for text, names in QUERIES:
        found = set(titles(text))
        if found != {PAGES[name][0] for name in names}:
            wrong[text] = found
    assert not wrong


def test_what_is_in_the_title_comes_first(pages, site):
    for number in range(3):
        site.news_index.add_child(
            instance=NewsPage(
                title=f"Om annat {number}", slug=f"annat-{number}", lead="Integration, integration. " * 9
            )
        )
    assert titles("integration")[0] == "Öppet möte om integration"


def test_a_word_with_its_dots_goes_before_one_without(pages, site):
    site.news_index.add_child(instance=NewsPage(title="Ett tag till", slug="tag"))
    assert titles("tag") == ["Ett tag till"]
    assert titles("tåg") == [PAGES["städer"][0]]


def test_where_no_page_has_all_words_those_with_some_are_shown_and_it_is_said(pages):
    page = BeautifulSoup(Client().get("/sok/?q=praktikplats+rymdfart").content, "lxml")
    assert "Ingen sida har alla orden" in page.get_text()
    assert titles("praktikplats rymdfart") == [PAGES["praktik"][0]]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("prkatikplatser", "praktikplatser"),
        ("integrtion", "integration"),
        ("Arbetsmraknadsenheten", "arbetsmarknadsenheten"),
    ],
)
def test_a_misspelt_word_is_put_right_at_once_and_it_is_said(pages, typed, meant):
    cache.clear()
    page = BeautifulSoup(Client().get("/sok/", {"q": typed}).content, "lxml")
    assert f"för ”{meant}”" in page.select_one(".result-count").get_text()
    assert page.select(".page-list > li")
    anyway = page.find("a", href=lambda address: address and "exakt=" in address)
    answer = BeautifulSoup(Client().get(f"/sok/{anyway['href']}").content, "lxml")
    assert f"Inga träffar för ”{typed}”" in answer.get_text()


def test_nothing_is_suggested_where_nothing_is_near(pages):
    assert "Inga träffar för ”xyzzyplugh”" in Client().get("/sok/?q=xyzzyplugh").content.decode()


def test_the_words_found_are_shown_where_they_stand(pages, site):
    words = "Vi börjar med kaffe. " * 30
    paragraph = f"<p>{words} Sedan visar köksmästaren hur surdegen &amp; ugnen sköts. {words}</p>"
    body = [("paragraph", paragraph), ("faq", {"question": "Kostar det?", "answer": "<p>Nej.</p>"})]
    site.news_index.add_child(instance=NewsPage(title="Öppet hus", slug="oppet-hus", lead="Kom.", body=body))
    [hit] = hits("surdegar ugn")
    words = hit.select_one(".card__lead")
    assert [mark.get_text() for mark in words.select("mark")] == ["surdegen", "ugnen"]
    assert "hur surdegen & ugnen sköts" in words.get_text()
    assert words.get_text().startswith("… ")
    assert words.get_text().endswith(" …")
    assert len(words.get_text().split()) < 40


def test_an_excerpt_shows_signs_of_markup_as_they_are(pages, site):
    lead = 'Så skriver du <script>alert("lösenord")</script> & annat'
    site.news_index.add_child(instance=NewsPage(title="Kod", slug="kod", lead=lead))
    [hit] = hits("lösenord")
    assert not hit.find("script")
    assert hit.mark.get_text() == "lösenord"


def test_kinds_of_pages_have_the_names_that_visitors_use(site):
    page = BeautifulSoup(Client().get("/sok/?q=webbplatsen").content, "lxml").get_text()
    assert "Innehållssida" not in page
    assert "Listor över" not in BeautifulSoup(Client().get("/sok/?q=projekt").content, "lxml").get_text()


def test_results_can_be_narrowed_to_one_kind(site):
    page = BeautifulSoup(Client().get("/sok/?q=etableringscentrum").content, "lxml")
    link = page.find("a", string=lambda text: text and text.strip().startswith("Projekt"), href=lambda h: "typ=" in h)
    if link is None:
        link = next(a for a in page.select(".choices a") if a.get_text().startswith("Projekt"))
    narrowed = BeautifulSoup(Client().get(f"/sok/{link['href']}").content, "lxml")
    assert len(narrowed.select(".page-list > li")) == int(link.select_one(".count").get_text())


@pytest.mark.parametrize(
    "text", ['"', "(", "*", "a OR", "NEAR(", "jobb AND", "' --", "\\", "<b>", "   ", "🙂", "''':*"]
)
def test_signs_that_search_engines_obey_do_no_harm(site, text):
    assert Client().get("/sok/", {"q": text}).status_code == 200
    backend = get_search_backend()
    for found in (backend.search(text, Page), backend.autocomplete(text, Page)):
        assert len(list(found[:5])) <= 5


@given(text=st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=examples(50))
def test_no_text_breaks_the_search(site, text):
    assert len(list(get_search_backend().search(text, Page.objects.all())[:3])) <= 3


def test_what_nobody_may_see_is_not_found(pages):
    PageViewRestriction.objects.create(page=pages["stöd"], restriction_type="login")
    assert titles("försörjningsstöd") == []
    pages["bok"].unpublish()
    assert titles("bok") == []


def test_paging_goes_through_all_results_once(pages, site):
    for number in range(45):
        site.news_index.add_child(instance=NewsPage(title=f"Simskola {number}", slug=f"sim-{number}"))
    seen = [hit.find(["h2", "h3"]).get_text() for number in (1, 2, 3) for hit in hits("simskolan", page=number)]
    assert len(seen) == len(set(seen)) == 45


def test_an_index_made_anew_is_the_index_that_saving_makes(pages):
    before = titles("arbete"), titles("projektet")
    call_command("update_index", verbosity=0)
    assert (titles("arbete"), titles("projektet")) == before


def test_people_are_found_by_their_whole_name_in_the_admin(site):
    Person.objects.create(name="Anna-Karin Öberg")
    backend = get_search_backend()
    assert [person.name for person in backend.search("öberg", Person)] == ["Anna-Karin Öberg"]
    assert [person.name for person in backend.autocomplete("anna-k", Person)] == ["Anna-Karin Öberg"]


def test_a_count_agrees_with_what_is_listed(pages):
    found = get_search_backend().search("kommunen söker", Page.objects.live(), operator="or")
    assert found.count() == len(list(found)) == sum(found.facet("content_type_id").values())
    assert found[1:3].count() == len(list(found[1:3]))


@pytest.mark.parametrize(
    "forms",
    [
        "projekt projektet projekten projekts projektens",
        "enhet enheten enheter enheterna enhets",
        "arbetsmarknad arbetsmarknaden arbetsmarknadens",
        "kvinna kvinnan kvinnor kvinnorna kvinnornas",
        "kurs kursen kurser kurserna",
        "plats platsen platser platserna",
        "bok boken böcker böckerna",
        "centrum centrumet centret centra center",
        "arbetslös arbetslösa arbetslöshet arbetslösheten",
        "nyanländ nyanlända nyanländas",
        "svensk svenska svenskt",
    ],
)
def test_forms_of_a_word_have_one_stem(forms):
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("barn", "bar"), ("plan", "plats"), ("arbete", "arboga"), ("får", "far")])
def test_words_that_are_no_kin_have_stems_of_their_own(one, other):
    assert indexed(one).split()[0] != indexed(other).split()[0]


def test_the_last_part_of_a_compound_is_a_part_but_the_end_of_a_prefixed_word_is_not():
    assert stem("utbildning") in tails("vuxenutbildning")
    assert stem("jobb") in tails("sommarjobben")
    assert stem("handling") not in tails("behandling")
    assert stem("visning") not in tails("undervisning")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzåäö", min_size=1, max_size=30))
def test_what_is_asked_is_written_as_what_is_indexed(word):
    if word not in COMMON:
        [term] = terms(word)
        assert term.stem == indexed(word).split()[0]
        assert stem(word)


@given(st.text(max_size=200))
def test_what_is_indexed_is_letters_and_digits(text):
    assert all(part.isalnum() for part in indexed(text).split())


@given(st.text("abcd", max_size=8), st.text("abcd", max_size=8))
def test_slips_are_counted_the_same_both_ways(one, other):
    assert distance(one, other, 20) == distance(other, one, 20)
    assert (distance(one, other, 20) == 0) == (one == other)


def test_words_that_the_site_has_are_left_as_they_are():
    known = {"praktikplatser": 2, "sommaren": 1}
    assert suggestion("praktikplats i sommar", known) == ""
    assert suggestion("prakitkplatser i sommar", known) == "praktikplatser i sommar"


def test_a_plain_page_is_found_by_its_body(site):
    page = ContentPage(title="Frågor", slug="fragor", body=[("paragraph", "<p>Skicka in intyget i tid.</p>")])
    site.home.add_child(instance=page)
    assert titles("intyg") == ["Frågor"]


def test_the_raised_figure_of_a_note_is_no_part_of_the_word_before_it():
    assert indexed("Väg 63¹ byggs om") == indexed("Väg 63 byggs om")
    assert terms("arbetsmarknaden³") == terms("arbetsmarknaden")
    assert indexed("ytan är 40 m²") != indexed("ytan är 40 m")

"""A plan is no result, a list is no measure, and what two texts say of one thing is noted once."""

from __future__ import annotations

import pytest

from brygga.importers.models import ImportItem, PageProposal, Suggestion
from brygga.importers.reading.model.article import Article
from brygga.importers.reading.model.spans import Span
from brygga.importers.writing.common_names import is_activity
from brygga.importers.writing.indicator_rules import Candidate, is_readable, why_not_an_indicator
from brygga.importers.writing.surroundings import place_of
from brygga.projects.models import Indicator, Observation, Organisation, Person, PersonRole, UnitPage

from ..factories import make_home
from .archive import run_import, states, write

HEAD = """{publisher}{title}

{lead}

{text}

Publicerad: 2023-09-01
"""


@pytest.fixture
def solvik(db):
    return Organisation.objects.create(name="Solviks kommun", kind=Organisation.Kind.MUNICIPALITY)


OTHERS = [
    ("Så gick det i år", "En kort ingress om året som har gått i verkstaden vid hamnen."),
    ("Snön har smält på torget", "Våren är här och parkerna fylls av människor som njuter av solen."),
    ("Biblioteket får nya hyllor", "Böckerna flyttar en trappa upp medan snickarna bygger om läsesalen."),
]


def load(tmp_path, *texts: str, publisher: str = "Solviks kommun\n\nPressmeddelande\n\n", **options) -> None:
    for text in texts:
        number = ImportItem.objects.count()
        title, lead = OTHERS[number]
        words = HEAD.format(publisher=publisher, title=title, lead=lead, text=text)
        run = run_import(write(tmp_path / str(number), **{f"a{number}": words}), source=f"s{number}", **options)
        assert list(states(run).values()) == ["created"]


def why(text: str, number: str, name: str, unit: str, kind: str = "body") -> str | None:
    at = text.index(number)
    place = place_of(Article(source_text=text), Span(at, at + len(number)))
    return why_not_an_indicator(Candidate(name, unit, 1, number, "figure", "figure-digits", place, "Solvik", kind))


@pytest.mark.parametrize(
    "text",
    [
        "I höst får 35 arbetssökande i Solvik prova på ett yrke.",
        "Solvik ska ge 35 arbetssökande praktik.",
        "Nästa år kommer 35 arbetssökande att få plats i Solvik.",
        "Solvik planerar för 35 arbetssökande.",
        "Solvik räknar med att 35 arbetssökande deltar.",
        "35 arbetssökande erbjuds praktik i Solvik.",
        "Tanken är att 35 arbetssökande börjar i Solvik.",
        "Upp till 35 arbetssökande kan delta i Solvik.",
        "Det finns plats för 35 arbetssökande i Solvik.",
    ],
)
def test_a_plan_is_no_result(text):
    assert why(text, "35", "arbetssökande med praktik", "arbetssökande") == "en plan, inget resultat"


@pytest.mark.parametrize(
    "text",
    [
        "I juni 2022 fick 35 arbetssökande i Solvik prova på ett yrke.",
        "35 arbetssökande får försörjningsstöd i Solvik.",
        "35 arbetssökande hade praktik i Solvik, och fler ska få det.",
    ],
)
def test_what_has_happened_is_a_result(text):
    assert why(text, "35", "arbetssökande med praktik", "arbetssökande") is None


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("Tre kommuner, Haninge, Ekby och Solvik, är med.", "Tre", "kommuner"),
        ("Alla elva kommuner i Solvik kom.", "elva", "Kommuner"),
        ("I Solvik deltar 14 föreningar.", "14", "föreningar"),
    ],
)
@pytest.mark.parametrize("kind", ["body", "project"])
def test_who_takes_part_is_no_measure(text, number, name, kind):
    assert why(text, number, name, name.lower(), kind) == "räknar parter, inget resultat"


@pytest.mark.parametrize(
    "name",
    ["Hushåll i Hagfors ekonomiskt bistånd", "Personer i Ekby egen försörjning", "Elever på Tegelbruket nya studier"],
)
def test_a_name_that_lacks_its_verb_cannot_be_read(name):
    assert not is_readable(name, "antal")


@pytest.mark.parametrize(
    "name",
    ["Hushåll i Hagfors med ekonomiskt bistånd", "Hushåll i Hagfors kommun", "Inskrivna i Etableringscentrum",
     "Deltagare i Stegvis som börjat arbeta", "Elever i Upplands Väsby", "Andel av hushållen i Ekby under året"],
)  # fmt: skip
def test_names_with_a_place_can_be_read(name):
    assert is_readable(name, "antal")


def test_the_same_figure_in_two_texts_is_one_row(tmp_path, solvik):
    load(tmp_path, *["Solviks kommun hade 6 400 invånare i maj 2023."] * 2)
    assert Observation.objects.count() == 1


def test_a_figure_that_the_register_has_in_other_words_is_that_one(tmp_path, solvik):
    known = Indicator.objects.create(name="Hushåll i Solvik med försörjningsstöd", unit="hushåll", organisation=solvik)
    known.observations.create(value=105, date="2023-07")
    load(tmp_path, "I juli 2023 hade Solviks kommun 105 hushåll med försörjningsstöd.")
    assert list(Indicator.objects.all()) == [known]
    assert Observation.objects.count() == 1


def test_a_figure_without_a_time_stays_text_beside_the_known_one_with_its_time(tmp_path, solvik):
    known = Indicator.objects.create(name="Invånare", unit="invånare", organisation=solvik)
    Observation.objects.create(indicator=known, value=6400, date="2023")
    load(tmp_path, "Solviks kommun har 6 400 invånare.")
    assert Observation.objects.count() == 1
    assert not Suggestion.objects.filter(field="key_figures", state=Suggestion.State.NEW).exists()


def test_another_measure_of_the_same_things_is_another(tmp_path, solvik):
    known = Indicator.objects.create(name="Hushåll med bredband", unit="hushåll", organisation=solvik)
    load(tmp_path, "I juli 2023 hade Solviks kommun 105 hushåll med försörjningsstöd.")
    assert not known.observations.exists()


SAID = "– Det känns bra, säger handledaren Maja Lindgren."
OF = "– Det känns bra, säger Maja Lindgren, handledare i Solviks kommun."


@pytest.mark.parametrize(
    "texts", [(OF, SAID), (SAID, OF), (SAID, SAID)], ids=["with first", "without first", "neither"]
)
@pytest.mark.parametrize("publisher", ["Solviks kommun\n\nPressmeddelande\n\n", ""], ids=["published", "unknown"])
def test_one_name_and_one_body_are_one_person_whichever_text_lacks_the_body(tmp_path, solvik, texts, publisher):
    load(tmp_path, *texts, publisher=publisher)
    assert Person.objects.count() == 1


def test_a_person_of_the_register_is_met_by_a_text_that_names_no_body(tmp_path, solvik):
    maja = Person.objects.create(name="Maja Lindgren")
    PersonRole.objects.create(person=maja, role="handledare", organisation=solvik)
    load(tmp_path, SAID, publisher="")
    assert Person.objects.count() == 1


def test_equal_names_of_two_bodies_or_two_trades_stay_two(tmp_path, solvik):
    Organisation.objects.create(name="Ekby kommun", kind=Organisation.Kind.MUNICIPALITY)
    load(tmp_path, OF, OF.replace("Solviks", "Ekby").replace("bra", "fint"), publisher="")
    assert Person.objects.count() == 2
    load(tmp_path, SAID.replace("handledaren", "brandchefen").replace("bra", "tryggt"), publisher="")
    assert Person.objects.count() == 3


@pytest.mark.parametrize(
    "name",
    ["Försörjningsstöd", "Komvux/SFI", "Ekonomiskt bistånd", "Språkpraktik", "Vuxenutbildning", "Arbetsträning"],
)
def test_a_benefit_or_an_activity_is_no_unit(name):
    assert is_activity(name)


@pytest.mark.parametrize("name", ["Arbetsmarknadsenheten", "Vuxenutbildningen", "Jobbcenter", "Tegelbruket", "AME"])
def test_places_where_people_work_are_units(name):
    assert not is_activity(name)


def test_no_page_and_no_proposal_is_made_of_an_activity(tmp_path, solvik):
    make_home()
    load(tmp_path, "Jobbcenter arbetar nära Försörjningsstöd och Komvux/SFI. Komvux/SFI ger kurser hela året.")
    assert not UnitPage.objects.filter(title__in=["Försörjningsstöd", "Komvux/SFI"]).exists()
    assert set(PageProposal.objects.values_list("name", flat=True)) <= {"Jobbcenter"}

"""Makes the pages of `matters.tsv`, and the queries with their graded answers.

Each matter has one page of its own (unit, project or plain page; grade 3) and nine news about it (grade 1): what is
relevant follows from how the pages are made, and is known before anything is searched.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "matters.tsv"
CLASSES = ("name", "official", "everyday", "misspelt", "compound", "beside")
PLACES = ("i Kajhuset", "i Norrhamn", "vid torget", "på biblioteket", "i Sjöstugan")
PADDING = (
    "Kommunstyrelsen fick en lägesrapport.",
    "Mer berättas på nästa sammanträde.",
    "Lokalen ligger nära busstationen.",
    "Arbetet fortsätter efter årsskiftet.",
    "Tidningen var på plats och fotograferade.",
)


@dataclass(frozen=True)
class Matter:
    """A line of the file."""

    kind: str
    title: str
    lead: str
    sentences: tuple[str, ...]
    queries: tuple[str, ...]
    beside: str
    said: str


@dataclass(frozen=True)
class Query:
    """What somebody asks, and the grade of each page (by its key) that answers it."""

    text: str
    kind: str
    held: bool  # kept for testing: nothing is tuned by it
    grades: dict[int, int]


def matters() -> list[Matter]:
    """The lines of the file."""
    found = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, title, lead, sentences, *queries, beside, said = line.split("\t")
            found.append(Matter(kind, title, lead, tuple(sentences.split("|")), tuple(queries), beside, said))
    return found


def build(home: Any) -> list[Query]:
    """Makes the pages below `home`; gives the queries."""
    # Django must be set up before its models are there.
    from brygga.news.models import NewsIndexPage, NewsPage
    from brygga.projects.models import ProjectIndexPage, UnitIndexPage
    from brygga.site.models import ContentPage

    parents = {
        "unit": home.add_child(instance=UnitIndexPage(title="Enheter", slug="enheter")),
        "project": home.add_child(instance=ProjectIndexPage(title="Projekt", slug="projekt")),
        "content": home.add_child(instance=ContentPage(title="Råd och hjälp", slug="rad")),
    }
    index = home.add_child(instance=NewsIndexPage(title="Nyheter", slug="nyheter"))
    queries = []
    for number, matter in enumerate(matters()):
        own = _own_page(matter, number, parents[matter.kind])
        grades = {own.pk: 3}
        for place, sentence in itertools.product(PLACES[:3], matter.sentences):
            told = len(grades)
            page = NewsPage(
                title=f"{sentence.split(' ')[0]} {place}: {told} av nio" if told % 2 else f"{sentence} {place}",
                slug=f"nyhet-{number}-{told}",
                lead=f"{sentence}." if told % 3 else PADDING[told % 5],
                first_published_on=f"{2016 + told}-0{1 + number % 9}-1{told}",
                body=[("paragraph", f"<p>{PADDING[(told + number) % 5]} {sentence} {place}.</p>")],
            )
            grades[index.add_child(instance=page).pk] = 1
        for kind, text in zip(CLASSES, (*matter.queries, matter.said), strict=True):
            answers = grades if kind != "beside" else {own.pk: 3}
            queries.append(Query(text, kind, number % 2 == 1, answers))
    return queries


def _own_page(matter: Matter, number: int, parent: Any) -> Any:
    from django.core.files.base import ContentFile
    from wagtail.documents import get_document_model

    from brygga.projects.models import (
        Indicator,
        Observation,
        Organisation,
        Partner,
        ProjectContact,
        ProjectDocument,
        ProjectKeyFigure,
        ProjectPage,
        UnitContact,
        UnitDocument,
        UnitKeyFigure,
        UnitPage,
    )
    from brygga.site.models import ContentPage, DocumentText

    model = {"unit": UnitPage, "project": ProjectPage, "content": ContentPage}[matter.kind]
    body = [("paragraph", f"<p>{sentence}.</p>") for sentence in matter.sentences]
    said, document = matter.said, None
    if matter.beside == "Q":
        body.append(("faq", {"question": said, "answer": "<p>Ring oss så berättar vi mer.</p>"}))
    elif matter.beside == "D":
        document = get_document_model()(title=f"Bilaga {number}", file=ContentFile(b"-", name=f"bilaga{number}.bin"))
        document.save()
        DocumentText.objects.create(document=document, file=document.file.name, text=f"Inledning. {said}. Slut.")
    elif matter.kind == "content" and matter.beside == "C":
        body.append(("contact", {"name": said, "role": "handläggare", "phone": "0590-111 00", "email": ""}))
    if document and matter.kind == "content":
        body.append(("document", {"document": document, "title": ""}))
    figure = None
    if matter.beside == "F":
        figure = Indicator.objects.create(name=said.capitalize(), unit="antal")
        Observation.objects.create(indicator=figure, value=10 + number, date="2024")
        if matter.kind == "content":
            body.append(("key_figure", {"indicator": figure, "display": "figure"}))
    if matter.beside == "P" and matter.kind != "project":
        body.append(("factbox", {"heading": "Tillsammans med", "body": f"<p>{said}</p>"}))
    page = parent.add_child(instance=model(title=matter.title, slug=f"sida-{number}", lead=matter.lead, body=body))
    contact, key_figure, attached = {
        "unit": (UnitContact, UnitKeyFigure, UnitDocument),
        "project": (ProjectContact, ProjectKeyFigure, ProjectDocument),
        "content": (None, None, None),
    }[matter.kind]
    if matter.beside == "C" and contact:
        contact.objects.create(page=page, name=said, role="handläggare")
    elif matter.beside == "P" and matter.kind == "project":
        Partner.objects.create(page=page, organisation=Organisation.objects.create(name=said))
    elif figure and key_figure:
        key_figure.objects.create(page=page, indicator=figure)
    elif document and attached:
        attached.objects.create(page=page, document=document)
    return page

"""`manage.py make_many_news 10000`: a large archive of invented news, for measuring."""

from __future__ import annotations

import datetime as dt
import random
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from brygga.news.choices import Kind
from brygga.news.models import NewsIndexPage, NewsPage
from brygga.projects.models import ProjectPage, UnitPage
from brygga.site.bulk import insert_pages, relate
from brygga.site.indexes import add_references, add_to_search
from brygga.site.models import Topic

WHO = ["Jobbverkstan", "Språkhuset", "Etableringsteamet", "Arbetscentrum", "Vägledningen", "Lärcentrum"]
WHAT = [
    "öppnar för fler deltagare",
    "flyttar till nya lokaler",
    "söker handledare till våren",
    "firar ett år",
    "bjuder in till öppet hus",
    "räknar sina resultat",
]
SENTENCES = [
    "Under året har fler deltagare än väntat gått vidare till arbete eller studier.",
    "Arbetssättet bygger på att varje person får en plan och någon att fråga.",
    "Praktikplatserna finns i kommunens egna verksamheter och hos företag på orten.",
    "Svenska läses på förmiddagen, och resten av dagen är det praktik.",
    "Nästa steg är att följa upp hur det gick för dem som slutade i våras.",
    "Samverkan med arbetsgivarna är det som gör störst skillnad, visar uppföljningen.",
    "Platserna fylldes på två veckor, och det finns en kö till hösten.",
]
SPEAKERS = [("Maja Lind", "enhetschef"), ("Omar Stensson", "handledare"), ("Elin Forsvik", "projektledare")]
FIRST_DAY = dt.date(2008, 1, 7)


def make_page(number: int, chance: random.Random) -> NewsPage:
    """An unsaved news page with ten blocks; the same number and seed give the same page."""
    title = f"{chance.choice(WHO)} {chance.choice(WHAT)}"
    speaker, role = chance.choice(SPEAKERS)
    paragraphs = [" ".join(chance.sample(SENTENCES, 3)) for _number in range(6)]
    body: list[tuple[str, Any]] = [("paragraph", f"<p>{text}</p>") for text in paragraphs]
    quote = {"text": chance.choice(SENTENCES), "speaker_name": speaker, "role": role}
    body.insert(1, ("quote", quote))
    body.insert(3, ("heading", {"text": "Så går det till", "level": "2"}))
    body.insert(
        5, ("paragraph", "<ul><li>Anmäl dig i växeln</li><li>Kom på ett möte</li><li>Börja din praktik</li></ul>")
    )
    body.append(("faq", {"question": "Vem kan vara med?", "answer": "<p>Du som bor i kommunen och söker arbete.</p>"}))
    day = FIRST_DAY + dt.timedelta(days=chance.randrange((timezone.localdate() - FIRST_DAY).days))
    page = NewsPage(
        title=title,
        slug=f"provnyhet-{number}",
        kind=chance.choice(Kind.values),
        lead=" ".join(chance.sample(SENTENCES, 2)),
        body=body,
        first_published_on=day,
    )
    page.first_published_at = page.last_published_at = timezone.make_aware(dt.datetime.combine(day, dt.time(9)))
    return page


class Command(BaseCommand):
    help = "Skapar många påhittade nyheter, för att mäta. Kör det aldrig på en webbplats som är i drift."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int, help="hur många nyheter")
        parser.add_argument("--under", type=int, help="nyhetslistans nummer (annars den första)")
        parser.add_argument("--seed", type=int, default=1, help="samma tal ger samma nyheter")
        parser.add_argument("--no-search", action="store_true", help="lägg inte in dem i sökningen")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["number"] <= 1_000_000:
            raise CommandError("Antalet ska vara mellan 1 och 1 000 000.")
        parents = NewsIndexPage.objects.order_by("path")
        parent = parents.filter(pk=options["under"]).first() if options["under"] else parents.first()
        if parent is None:
            raise CommandError("Det finns ingen nyhetslista att lägga nyheterna i. Skapa en i administrationen först.")
        chance = random.Random(options["seed"])  # noqa: S311  (invented text, nothing secret)
        first = NewsPage.objects.filter(slug__startswith="provnyhet-").count()
        pages = [make_page(first + number, chance) for number in range(options["number"])]
        insert_pages(parent, pages)
        relate(pages, "topics", list(Topic.objects.values_list("pk", flat=True)))
        relate(pages, "related_projects", list(ProjectPage.objects.values_list("pk", flat=True)))
        relate(pages, "related_units", list(UnitPage.objects.values_list("pk", flat=True)))
        add_references(pages)
        if not options["no_search"]:
            add_to_search(pages)
        self.stdout.write(f"{len(pages)} nyheter lades under ”{parent.title}”.")

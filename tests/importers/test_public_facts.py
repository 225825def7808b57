"""Whatever imports and people do, in whatever order: what is public was accepted by a person, or stands on a page
that everybody may see. Here that is asked of the pages themselves, as they are stored, not of the reference index."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from brygga.importers.models import ImportRun, Suggestion
from brygga.importers.runs import rollback, run_states
from brygga.importers.suggestions import decide
from brygga.projects.models import Indicator, Observation, Organisation, Person, PersonRole
from brygga.site import accepting
from brygga.site.models import Standing
from brygga.site.version_references import key_of, names
from tests.examples import examples
from tests.factories import make_home

from .archive import run_import, write

pytestmark = pytest.mark.django_db

TEXT = """Solviks kommun

Projektet Stegvis börjar i Solvik

Projektet Stegvis drivs av Föreningen Ljusning. Arbetsförmedlingen deltar i projektet Stegvis.

Syftet med projektet Stegvis är att fler ska få ett arbete. {more}

Projektet Stegvis hade {number} deltagare under 2020.

– Vi är glada över varje steg, säger Maja Lindgren, projektledare i Föreningen Ljusning.

Kontakt
Maja Lindgren, projektledare, 0555-123 45, maja.lindgren@solvik.example

Publicerad: 2020-02-01
"""
MADE = (Organisation, Person, PersonRole, Indicator, Observation)


class World:
    """A site, an archive that changes, and somebody who decides."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.user = folder, get_user_model().objects.create_superuser("eva", "eva@solvik.example", "x")
        self.visitor, self.numbers = Client(), count(40)
        self.root = make_home()

    def load(self, **options: bool) -> None:
        write(self.folder, stegvis=TEXT.format(more="", number=next(self.numbers)))
        run_import(self.folder, source="arkivet", verbosity=0, **options)

    def pages(self) -> list[Page]:
        """The pages that the import has made; news first."""
        news = Page.objects.filter(import_items__isnull=False).distinct()
        subjects = Page.objects.filter(brygga_written__role__in=["project", "unit"]).distinct()
        return [*news, *subjects]

    # What may happen

    def drafts(self) -> None:
        self.load()

    def published(self) -> None:
        self.load(publish=True)

    def accept(self) -> None:
        suggestion = Suggestion.objects.filter(state=Suggestion.State.NEW).first()
        if suggestion is not None:
            decide.accept(suggestion, self.user)

    def decline(self) -> None:
        suggestion = Suggestion.objects.filter(state=Suggestion.State.NEW).last()
        if suggestion is not None:
            decide.decline(suggestion, self.user)

    def accept_in_register(self) -> None:
        for model in (Indicator, Organisation):
            thing = model.objects.filter(standing=Standing.PROPOSED).first()
            if thing is not None:
                accepting.accept(thing, self.user)

    def edit(self) -> None:
        for page in self.pages():
            draft = page.get_latest_revision_as_object()
            draft.title = f"{draft.title} igen"
            draft.save_revision(user=self.user)

    def publish(self) -> None:
        for page in self.pages():
            page.get_latest_revision().publish(user=self.user)

    def unpublish(self) -> None:
        for page in self.pages()[:1]:
            if page.live:  # nobody is offered it for a draft, and Wagtail 8.0 refuses
                page.specific.unpublish(user=self.user)

    def hide(self) -> None:
        for page in self.pages()[-1:]:
            PageViewRestriction.objects.create(
                page=page, restriction_type=PageViewRestriction.PASSWORD, password="hemligt"
            )

    def undo(self) -> None:
        run = ImportRun.objects.filter(state=ImportRun.State.FINISHED).last()
        if run is not None:
            with suppress(run_states.IllegalTransitionError):
                rollback.rollback_run(run, "prov", self.user)

    # What must hold

    def accepted(self) -> set[tuple[str, int]]:
        return {
            (model._meta.label, pk)
            for model in MADE
            for pk in model.objects.filter(standing=Standing.ACCEPTED).values_list("pk", flat=True)
        }

    def check(self, accepted: set[tuple[str, int]]) -> int:
        """Every public fact is accepted, or stands on a page that everybody may see; returns how many there are."""
        cache.clear()
        public = [p.specific for p in Page.objects.filter(live=True) if not p.get_view_restrictions()]
        seen = {page.pk for page in public}
        named = {key for page in public for key in names(type(page), page.serializable_data())}

        def stands(model: type, pk: int) -> bool:
            return (model._meta.label, pk) in accepted or key_of(model, pk) in named

        shown = {Indicator: self.listed("indicators"), Person: self.listed("people")}
        for model, rows in shown.items():
            assert all(stands(model, row["id"]) for row in rows), (model, rows)
        assert all(key_of(Person, row["id"]) in named for row in shown[Person])
        roles = PersonRole.objects.filter(person__in=[row["id"] for row in shown[Person]])
        by_role = {r.organisation_id for r in roles if stands(PersonRole, r.pk) or r.source_page_id in seen}
        by_figure = {row["organisation"]["id"] for row in shown[Indicator] if row["organisation"]}
        for row in self.listed("organisations"):
            assert stands(Organisation, row["id"]) or row["id"] in by_role | by_figure, row
        figures = self.figures()
        assert {key for key, _value in figures} <= {row["id"] for row in shown[Indicator]}
        for indicator, value in figures:
            sources = Observation.objects.filter(indicator=indicator, value=value)
            assert any(stands(Observation, row.pk) or row.source_page_id in seen for row in sources), (
                indicator,
                value,
            )
        return len(figures) + sum(map(len, shown.values()))

    def listed(self, endpoint: str) -> list[dict]:
        return self.visitor.get(f"/api/v2/{endpoint}/?fields=*&limit=20").json()["items"]

    def figures(self) -> list[tuple[int, str]]:
        text = self.visitor.get("/oppna-data/nyckeltal.csv").content.decode()
        return [(int(row["indicator_id"]), row["value"]) for row in csv.DictReader(io.StringIO(text))]


ACTS = [
    "drafts",
    "published",
    "accept",
    "decline",
    "accept_in_register",
    "edit",
    "publish",
    "unpublish",
    "hide",
    "undo",
]
ACCEPTING = {"accept", "accept_in_register"}


def live_through(acts: list[str]) -> int:
    """Do it all, and look after each step; returns the most facts that were public at once."""
    most = 0
    with TemporaryDirectory() as folder, transaction.atomic():
        world = World(Path(folder))
        accepted = world.accepted()
        for act in acts:
            getattr(world, act)()
            now = world.accepted()
            if act not in ACCEPTING:
                shipped = set(Organisation.objects.exclude(register_key=None).values_list("pk", flat=True))
                news = {(label, pk) for label, pk in now - accepted if apps.get_model(label) is not Organisation}
                bodies = {pk for label, pk in now - accepted if apps.get_model(label) is Organisation}
                assert not news, act
                assert bodies <= shipped, act
            accepted = now
            most = max(most, world.check(accepted))
        transaction.set_rollback(True)
    cache.clear()
    return most


@settings(max_examples=examples(5, 2), suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(ACTS), min_size=2, max_size=6))
def test_public_facts_are_accepted_facts(acts):
    live_through(["drafts", *acts])


def test_a_life_in_which_much_is_public_keeps_the_rule():
    """The proof is worth something only where something is public."""
    acts = ["drafts", "accept", "publish", "accept_in_register", "edit", "published", "unpublish", "hide", "undo"]
    assert live_through(acts) > 0

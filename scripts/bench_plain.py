"""What a migrator's own script does: the plain loop of `add_child`, `save_revision` and `publish`, done well.

It makes of each article what the import makes of it: the news page with body, quotes, contacts, pictures and figures,
the projects and units it names, organisations and people, page links (those to later articles in a second round) and
the redirect from the old address. Each article is one transaction, what is looked up again is kept in a dictionary,
and Wagtail keeps search index, reference index and log by itself. What it does not do, and the import does: keep the
raw bytes, prove that no word was lost, read back, remember what it wrote and from which words, look for twins, add
what a later article says of a project that exists, be resumed or undone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Page

from brygga.importers.reading.model.article import Article, Image
from brygga.importers.writing import fields
from brygga.importers.writing.body import SKIPPED, Converter
from brygga.importers.writing.figure_values import news_figures
from brygga.importers.writing.funding_values import joint_funding
from brygga.importers.writing.likeness import with_ids
from brygga.importers.writing.news_values import news_page, speaker_of
from brygga.importers.writing.page_types import PAGE_TYPES
from brygga.importers.writing.pages import free_slug, home_of, index_for
from brygga.importers.writing.subject_values import subjects
from brygga.projects.models import Indicator, Observation, Organisation, Person, PersonRole
from brygga.site.partial_dates import PartialDate

STREAMS = ("body", "lead_quotes", "faq")


@dataclass
class PlainRegister:
    """Organisations, people and indicators by name: looked up once, created and saved where they do not exist."""

    known: dict[Any, int] = field(default_factory=dict)

    def _once(self, key: Any, get: Callable[[], int]) -> int:
        if key not in self.known:
            self.known[key] = get()
        return self.known[key]

    def find_organisation(self, name: str | None) -> int | None:
        if not name:
            return None
        key = ("organisation", name.casefold())
        if key not in self.known:
            found = Organisation.objects.matching(name)
            if found is None:
                return None
            self.known[key] = found.pk
        return self.known[key]

    def name_of(self, ref: int | None) -> str | None:
        return Organisation.objects.values_list("name", flat=True).get(pk=ref) if ref else None

    def organisation(self, name: str | None, key: str | None = None) -> int | None:
        if not name:
            return None
        found = self.find_organisation(name)
        if found is None:
            found = Organisation.objects.create(name=name[:200]).pk
        return found

    def person(
        self, name: str | None, role: str | None, organisation: str | None, sentence: str = "", publisher: Any = None
    ) -> int | None:
        if not name or not role or " " not in name:
            return None

        def get() -> int:
            person, _ = Person.objects.get_or_create(name=name[:200])
            PersonRole.objects.create(
                person=person, role=role[:200], organisation_id=self.organisation(organisation), source_text=sentence
            )
            return person.pk

        return self._once(("person", name, role), get)

    def indicator(self, name: str, unit: str, organisation: int | None) -> int:
        def get() -> int:
            fields = {"name": name[:200], "unit": unit[:60], "organisation_id": organisation}
            return Indicator.objects.get_or_create(**fields)[0].pk

        return self._once(("indicator", name, unit, organisation), get)


@dataclass
class PlainLoop:
    """Writes articles one by one. `archive` is the folder that their pictures lie in."""

    archive: Path
    base: str
    register: PlainRegister = field(default_factory=PlainRegister)
    pages: dict[str, int] = field(default_factory=dict)  # old address → page
    subjects: dict[tuple[str, str], int] = field(default_factory=dict)
    images: dict[str, int] = field(default_factory=dict)
    again: list[int] = field(default_factory=list)  # pages with links to articles that came later
    _waits: bool = False

    def __post_init__(self) -> None:
        home = home_of()
        self.indexes = {role: index_for(role, home) for role in PAGE_TYPES}

    def write(self, article: Article, file: Path) -> None:
        """One article: its page, what it names, and its redirect."""
        self._waits, address = False, article.address or ""
        convert = Converter(
            self._link, lambda image: self._image(image, file), lambda link: None, speaker_of(self.register, article)
        )
        with transaction.atomic():
            news = news_page(article, convert, self.register, file.name, "")
            about = subjects(article, self.register, news.scope)
            joint_funding(article, about, self.register)
            news_figures(news, article, self.register, about)
            for role in ("project", "unit"):
                news.values[f"related_{role}s"] = sorted({self._subject(d) for d in about if d.role == role})
            page = self._create("news", news.title, news.values, file.name)
            for observation in [o for desired in (news, *about) for o in desired.observations]:
                self._observe(observation, page.pk)
            Redirect.objects.create(old_path=Redirect.normalise_path(address), redirect_page=page)
        self.pages[address] = page.pk
        if self._waits:
            self.again.append(page.pk)

    def link_forward(self) -> None:
        """The second round: links to articles that came later become page links."""
        for pk in self.again:
            with transaction.atomic():
                page = Page.objects.get(pk=pk).specific
                page.body = [(b.block_type, self._relinked(b)) for b in page.body]
                page.save_revision().publish()
        self.again.clear()

    def _relinked(self, block: Any) -> Any:
        value = block.value
        source = getattr(value, "source", None)
        if source is None:
            return value
        for address in {part.partition('"')[0] for part in source.split('href="')[1:]}:
            if address in self.pages:
                source = source.replace(f'href="{address}"', f'linktype="page" id="{self.pages[address]}"')
        return type(value)(source)

    def _create(self, role: str, title: str, values: dict[str, Any], seed: str) -> Page:
        parent = Page.objects.get(pk=self.indexes[role].pk)
        page = PAGE_TYPES[role](title=title, slug=free_slug(parent, title))
        for name, value in values.items():
            fields.write(page, name, with_ids(value, [], seed) if name in STREAMS else value)
        parent.add_child(instance=page)
        page.save_revision().publish()
        return page

    def _subject(self, desired: Any) -> int:
        key = (desired.role, desired.key)
        if key not in self.subjects:
            self.subjects[key] = self._create(desired.role, desired.title, desired.values, desired.key).pk
        return self.subjects[key]

    def _link(self, href: str) -> dict[str, str]:
        if href in self.pages:
            return {"linktype": "page", "id": str(self.pages[href])}
        self._waits = self._waits or href.startswith(self.base)
        return {"href": href}

    def _image(self, image: Image, file: Path) -> Any:
        path = file.parent / image.src.removeprefix(f"{self.base}/").removeprefix(
            f"{file.parent.relative_to(self.archive).as_posix()}/"
        )
        if not path.is_file():
            return SKIPPED
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self.images:
            row = get_image_model()(title=image.alt or path.stem, description=image.alt or "")
            row.file = ImageFile(BytesIO(data), name=path.name)
            row.save()
            self.images[digest] = row.pk
        return self.images[digest]

    def _observe(self, entry: dict[str, Any], page_id: int) -> None:
        Observation.objects.create(
            indicator_id=entry["indicator"],
            value=Decimal(entry["value"]),
            value_text=entry["value_text"],
            date=PartialDate.parse(entry["date"]) if entry["date"] else None,
            note=entry["note"],
            source_page_id=page_id,
            source_text=entry["source_text"],
        )

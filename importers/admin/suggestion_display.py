"""Suggestions as people read them: values in words, sentences with the words of the value marked, field by field."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from brygga.news.models import NewsPage
from brygga.projects.numbers import format_amount, format_number
from brygga.site.models import StandingMixin
from brygga.site.partial_dates import PartialDate

from ..models import Suggestion, SuggestionSource
from ..suggestions.decide import seen
from ..suggestions.row_fields import in_full
from ..suggestions.value_fields import Reference
from ..suggestions.values import EVERY, references
from ..writing import fields
from ..writing.equality import plain
from ..writing.equality import words as plain_words

State = Suggestion.State
ASSUMED = 0.5  # no word says it, but the archive is taken to mean it


class Named:
    """The names of everything that some values point at: one query for each model."""

    def __init__(self, wanted: Iterable[Reference]) -> None:
        keys: dict[type[models.Model], set[Any]] = defaultdict(set)
        for model, key in wanted:
            if key:
                keys[model].add(key)
        self._found = {
            (model, pk): found
            for model, those in keys.items()
            for pk, found in model._default_manager.in_bulk(those).items()
        }
        self._names = {reference: str(found) for reference, found in self._found.items()}

    def only_proposed(self, references: Iterable[Reference]) -> list[str]:
        """Those of the references that nobody has accepted so far: "organisationen Solviks hembygdsförening"."""
        found = [self._found[reference] for reference in references if reference in self._found]
        return [
            f"{thing._meta.verbose_name} ”{thing}”"
            for thing in found
            if isinstance(thing, StandingMixin) and thing.is_proposed
        ]

    def of(self, references: Iterable[Reference]) -> str:
        return ", ".join(
            self._names.get(reference, _("finns inte längre")) for reference in references if reference[1]
        )


def in_words(model: type[Page], name: str, value: Any, named: Named) -> str:
    """One value of the field, as a person would write it."""
    pointed = named.of(references(model, name, value))
    match name:
        case "start" | "end":
            return PartialDate.parse(value).display
        case "head":
            role = value.get("head_role") if isinstance(value, dict) else ""
            return ", ".join(part for part in (pointed, role) if part)
        case "funding":
            share = value.get("share") or ""
            amount = _amount(value.get("amount"))
            return ", ".join(str(part) for part in (pointed or value.get("funder_name"), share, amount) if part)
        case "goals":
            target = (
                f"{format_number(value['target_value'])} {value.get('unit') or ''}"
                if value.get("target_value")
                else ""
            )
            words = value.get("description") or ""
            return f"{words} ({target.strip()})" if target else words
        case "key_figures":
            return _figure(pointed, value)
        case "contacts":
            return ", ".join(value[part] for part in ("name", "role", "phone", "email") if value.get(part))
        case "faq":
            return plain(value["value"].get("question", ""))
    if fields.field_kind(model, name) is fields.VALUE:
        return " ".join(plain(value).split())
    return pointed


def _amount(value: Any) -> str:
    return format_amount(Decimal(value)) if value else ""


def _figure(indicator: str, value: dict[str, Any]) -> str:
    if "value" not in value:
        return indicator
    when = PartialDate.parse(value["date"]).display if value.get("date") else value.get("note") or ""
    number = value.get("value_text") or format_number(value["value"])
    return f"{indicator}: {number}" + (f" ({when})" if when else "")


def marked(sentence: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """The sentence in pieces, and whether each is the value's words."""
    wanted = sorted({" ".join(word.split()) for word in words if word.strip()}, key=lambda word: (-len(word), word))
    text = " ".join(sentence.split())
    if not wanted:
        return [(text, False)]
    pattern = "|".join(rf"(?<!\w){re.escape(word)}\w{{0,3}}(?!\w)" for word in wanted)
    pieces, last = [], 0
    for match in re.finditer(pattern, text, re.I):
        pieces += [(text[last : match.start()], False), (match[0], True)]
        last = match.end()
    pieces.append((text[last:], False))
    return [piece for piece in pieces if piece[0]]


@dataclass
class Origin:
    """An article that says it."""

    pieces: list[tuple[str, bool]]
    title: str
    item_id: int
    page_id: int | None
    date: dt.date | None
    confidence: float | None  # None: no words are known
    live: bool = True  # whether visitors can see the news that says it

    @property
    def doubtful(self) -> bool:
        return self.confidence is None or self.confidence < 0.7

    @property
    def certainty(self) -> str:
        """How sure the reading is, in words."""
        if self.confidence is None:
            return _("Ingen mening i dokumentet säger just det här. Kontrollera.")
        if self.confidence <= ASSUMED:
            return _("Antagen: texten säger det inte.")
        if self.doubtful:
            return _("Osäker tolkning.")
        return _("Ganska säker.") if self.confidence < 0.9 else _("Säker.")


@dataclass
class Value:
    """A suggested value with all that say it."""

    suggestion: Suggestion
    text: str
    origins: list[Origin]
    replaces: bool  # accepting it changes what the page says there; else it adds
    reveals: list[str] = field(
        default_factory=list
    )  # what else visitors see from then on, even if the page is a draft

    @property
    def rests_on_drafts(self) -> bool:
        """Whether no visitor can see the words that it is taken from."""
        return bool(self.origins) and not any(origin.live for origin in self.origins)


@dataclass
class Section:
    """One field: what the page says, where that is from, what else is said, and what has been decided."""

    name: str
    label: str
    present: list[str]
    shown: str
    open: list[Value] = field(default_factory=list)
    standing: list[Value] = field(default_factory=list)
    decided: list[Value] = field(default_factory=list)

    @property
    def contradicted(self) -> bool:
        return any(value.suggestion.contradicts for value in (*self.open, *self.standing))


def sections(page: Page, current: Page) -> list[Section]:
    """The suggestions for a page by field: what contradicts it first, then what else is open. `current` is the page's
    latest revision."""
    rows = list(Suggestion.objects.filter(page=page).select_related("decided_by"))
    model = type(current)
    now = fields.snapshot(current, {row.field for row in rows})
    if "head" in now:
        now["head_role"] = fields.read(current, "head_role")
    entries = {name: _entries(name, now) for name in now if name in EVERY}
    named = Named(
        reference
        for name, value in [
            *((row.field, row.value) for row in rows),
            *((n, v) for n, vs in entries.items() for v in vs),
        ]
        for reference in references(model, name, value)
    )
    origins = _origins(rows)
    found: dict[str, Section] = {}
    for row in rows:
        section = found.get(row.field)
        if section is None:
            section = found[row.field] = Section(
                name=row.field,
                label=capfirst(str(EVERY[row.field].label)),
                present=[in_words(model, row.field, value, named) for value in entries[row.field]],
                shown=seen(now[row.field]),
            )
        text = in_words(model, row.field, row.value, named)
        for origin in origins[row.pk]:
            origin.pieces = _without_repeating(text, origin.pieces)
        value = Value(row, text, origins[row.pk], EVERY[row.field].replaces(now[row.field], row.value))
        if row.state != State.ACCEPTED:
            value.reveals = reveals(model, row, named)
        groups: dict[str, list[Value]] = {State.NEW: section.open, State.PRESENT: section.standing}
        groups.get(row.state, section.decided).append(value)
    order = list(EVERY)
    return sorted(found.values(), key=lambda s: (not s.contradicted, not s.open, order.index(s.name)))


def reveals(model: type[Page], row: Suggestion, named: Named) -> list[str]:
    """What becomes public by accepting the suggestion, beside the page itself: what it points at and nobody has
    accepted, and the value of a key figure."""
    found = named.only_proposed(references(model, row.field, row.value))
    return [*found, _("värdet i öppna data")] if row.field == "key_figures" else found


def _without_repeating(text: str, pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The sentence, unless it is the value itself."""
    return [] if plain_words("".join(part for part, _marked in pieces)) == plain_words(text) else pieces


def _entries(name: str, now: dict[str, Any]) -> list[Any]:
    """The values that the page's field has, each in the form of a suggestion's."""
    value = now[name]
    if value in (None, "", []):
        return []
    if name == "head":
        return [{"head": value, "head_role": now["head_role"]}]
    if name == "contacts":
        return in_full(value)
    return list(value) if isinstance(value, list) else [value]


def _origins(rows: list[Suggestion]) -> dict[int, list[Origin]]:
    """The articles behind each suggestion, the newest first; an article that two documents are about once."""
    found = SuggestionSource.objects.filter(suggestion__in=rows).select_related("item", "item__page")
    sources = list(found)
    dates: dict[int | None, dt.date | None] = dict(
        NewsPage.objects.filter(pk__in={s.item.page_id for s in sources if s.item.page_id}).values_list(
            "pk", "first_published_on"
        )
    )
    result: dict[int, list[Origin]] = {row.pk: [] for row in rows}
    for source in sources:
        item = source.item
        origins = result[source.suggestion_id]
        if item.page_id is None or all(origin.page_id != item.page_id for origin in origins):
            title = item.page.get_admin_display_title() if item.page else item.title or item.identifier
            origins.append(
                Origin(
                    marked(source.sentence, source.words),
                    title,
                    item.pk,
                    item.page_id,
                    dates.get(item.page_id),
                    source.confidence,
                    item.page is not None and item.page.live,
                )
            )
    for origins in result.values():
        origins.sort(key=lambda origin: origin.date or dt.date.min, reverse=True)
    return result


def waiting(page_id: int) -> int:
    """How many suggestions for the page wait for a decision."""
    return Suggestion.objects.filter(page=page_id, state=State.NEW).count()

"""One article → every value that it states for a field of a project or a unit, with the words that state it.

The writer takes the first value that an article gives a field. Here all of them are kept, also those that the page
already has from somewhere else, since what articles do not agree on is for a person to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from brygga.projects.names import fold

from ..reading.model.article import Article
from ..reading.model.findings import Contact, Fact, Found
from .contact_values import contact_value
from .funding_values import funding_entry
from .news_values import sentence_at, sure
from .page_values import Desired
from .register import Register
from .subject_facts import apply_fact
from .wanted_values import page_of

CONTACT_SURE = 0.6  # that somebody with "projekt" in their role answers for the one project the article is about
ASSUMED = 0.5  # what no word says, but the archive is taken to mean
_OF_A_PROJECT = re.compile(r"\bprojekt(?!or)", re.I)


@dataclass(frozen=True, slots=True)
class Stated:
    """One value for one field of one page. `words` are those of the sentence that are the value."""

    page_id: int
    field: str
    value: Any
    sentence: str
    words: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None
    confidence: float = 1.0


def stated(article: Article, pages: Sequence[tuple[Desired, Any]], register: Register) -> list[Stated]:
    """All that the article states of the pages, which are what it wants of each (`Desired`) and the page's key."""
    by_name = {(desired.role, desired.key): desired for desired, _ in pages}
    refs = {id(desired): ref for desired, ref in pages}
    found: list[Stated] = []
    for fact in article.facts:
        if sure(fact) and (desired := page_of(by_name, fact)):
            for name, value in _values(fact, desired, article, register):
                found.append(_stated(refs[id(desired)], name, value, fact, article, fact.sentence, _words(fact.value)))
    for desired, ref in pages:
        found += _names(desired, ref)
        found += _owner(desired, ref)
        found += _questions(desired, ref, article)
    found += _joint_funding(article, pages, register)
    found += _contacts(article, pages)
    return [_without_blocked(one, register) for one in found if isinstance(one.page_id, int)]


def _without_blocked(one: Stated, register: Register) -> Stated:
    hide = register.blocked.without
    if not register.blocked:
        return one
    return replace(one, value=hide(one.value), sentence=hide(one.sentence), words=tuple(map(hide, one.words)))


def _stated(
    ref: Any, name: str, value: Any, found: Found, article: Article, sentence: str, words: Iterable[str]
) -> Stated:
    span = found.span
    return Stated(
        ref,
        name,
        value,
        (sentence or sentence_at(article, found))[:2000],
        tuple(dict.fromkeys(words)),
        span.start if span else None,
        span.end if span else None,
        found.confidence,
    )


def _values(fact: Fact, desired: Desired, article: Article, register: Register) -> Iterator[tuple[str, Any]]:
    """What the fact alone would put on the page, field by field."""
    alone = Desired(desired.role, desired.key, desired.title, organisation=desired.organisation)
    apply_fact(fact, alone, {}, article, register)
    for name, value in alone.values.items():
        if name == "head":
            yield name, {"head": value, "head_role": alone.values.get("head_role", "")}
        elif name == "key_figures":
            shown = ("indicator", "value", "value_text", "date", "note")
            yield from ((name, {key: seen[key] for key in shown}) for seen in alone.observations)
        elif isinstance(value, list):
            yield from ((name, entry) for entry in value)
        elif name != "head_role":
            yield name, value


def _words(value: Any) -> Iterator[str]:
    """The words of a fact's value, as the sentence may have them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (
            str(value[key]) for key in ("funder", "share", "amount", "value", "name", "role") if value.get(key)
        )


def _names(desired: Desired, ref: Any) -> Iterator[Stated]:
    """The long name and the abbreviation that the article introduces."""
    source = next(iter(desired.sources.get("title", [])), None)
    if source is None:
        return
    start, end = source.get("span", (None, None))
    for name in ("full_name", "abbreviation"):
        if value := desired.values.get(name):
            yield Stated(ref, name, value, source["sentence"], (value,), start, end)


def _owner(desired: Desired, ref: Any) -> Iterator[Stated]:
    """Whose it is, where the article says that beside the name; or is taken to be, which is no more than a guess."""
    name = "organisation" if desired.role == "unit" else "owner_organisation"
    source = next(iter(desired.sources.get(name, [])), None)
    if source is None or not desired.values.get(name):
        return
    start, end = source.get("span", (None, None))
    confidence = ASSUMED if source.get("assumed") else 1.0
    yield Stated(ref, name, desired.values[name], source["sentence"], (), start, end, confidence)


def _questions(desired: Desired, ref: Any, article: Article) -> Iterator[Stated]:
    """The questions and answers that stand on the subject's page, each on its own."""
    asked = {faq.question[:300]: faq for faq in article.faq if sure(faq)}
    for block in desired.values.get("faq", []):
        if faq := asked.get(block["value"]["question"]):
            value = {"type": "faq", "value": block["value"]}
            yield _stated(ref, "faq", value, faq, article, f"{faq.question} {faq.answer}", ())


def _joint_funding(article: Article, pages: Sequence[tuple[Desired, Any]], register: Register) -> Iterator[Stated]:
    """Funding that no fact ties to a project belongs to the article's only project."""
    projects = [(desired, ref) for desired, ref in pages if desired.role == "project"]
    if len(projects) != 1 or any(fact.field == "funding" and sure(fact) for fact in article.facts):
        return
    for found in article.funding:
        if entry := funding_entry(found, register):
            words = [part for part in (found.funder, found.share, found.amount) if part]
            yield _stated(projects[0][1], "funding", entry, found, article, "", words)


def _contacts(article: Article, pages: Sequence[tuple[Desired, Any]]) -> Iterator[Stated]:
    """Press contacts whose role says that they answer for a project or a unit. Importing writes none of them."""
    projects = [desired for desired, _ in pages if desired.role == "project"]
    for contact in article.contacts:
        value = contact_value(contact)
        if not sure(contact) or not value.get("name"):
            continue
        for desired, ref in pages:
            only = len(projects) == 1 and desired is projects[0]
            if _answers_for(contact, desired) or (only and _OF_A_PROJECT.search(contact.role or "")):
                words = filter(None, value.values())
                one = _stated(ref, "contacts", value, contact, article, "", words)
                yield replace(one, confidence=min(one.confidence, CONTACT_SURE))


def _answers_for(contact: Contact, desired: Desired) -> bool:
    role = f" {fold(contact.role or '')} "
    names = {
        fold(name) for name in (desired.title, desired.abbreviation, desired.values.get("full_name") or "") if name
    }
    return any(re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", role) for name in names)

"""Take one entry out of a list of words, and see what becomes of the facts that it stood for.

A value may become uncertain or missing; it must not become another one.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from brygga.importers.reading.recognise.mentions import role_base, role_forms
from brygga.importers.reading.swedish import role_words, speech_verbs

from ..reading.recognise.build import read

MOST_WRONG = 0.01  # the share of values that may become another one


@dataclass(slots=True)
class Outcome:
    """What became of the values that were right with the whole list."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.counts.total()


@contextmanager
def without(lists: Iterable[str], entry: str) -> Iterator[None]:
    """The lists named, of `speech_verbs` or `role_words`, in every module that holds them, without one entry."""
    kept = []
    for name in lists:
        whole = getattr(speech_verbs if hasattr(speech_verbs, name) else role_words, name)
        if isinstance(whole, dict):
            less: object = {key: value for key, value in whole.items() if key != entry}
        else:
            less = type(whole)(one for one in whole if one != entry)
        for module in [m for key, m in sys.modules.items() if key.startswith("brygga.importers.reading")]:
            if getattr(module, name, None) is whole:
                kept.append((module, name, whole))
                setattr(module, name, less)
    role_base._base.cache_clear()
    role_forms.is_person_noun.cache_clear()
    try:
        yield
    finally:
        for module, name, whole in kept:
            setattr(module, name, whole)
        role_base._base.cache_clear()
        role_forms.is_person_noun.cache_clear()


def verbs() -> list[str]:
    return sorted(speech_verbs.SAYING | speech_verbs.THINKING)


def heads() -> list[str]:
    return sorted(set(role_words.ROLE_ENDINGS) - {"råd", "ansvarige"})


def said(verb: str) -> list[tuple[str, ...]]:
    """Lines of speech that the verb attributes."""
    particle = speech_verbs.PARTICLES.get(verb, "").split(" ")[-1]
    after = f" {particle}" if particle else ""
    return [
        (f"– Vi har plats för fler i vår, {verb} enhetschef Ylva Brännfors{after}.",),
        (f"– Vi har plats för fler i vår, {verb} Ylva Brännfors{after}.",),
        (f"”Vi har plats för fler i vår”, {verb} Ylva Brännfors{after}.",),
        ("Ylva Brännfors är enhetschef.", f"– Vi har plats för fler i vår, {verb} hon{after}."),
    ]


def quote_of(lines: tuple[str, ...]) -> tuple[str, str | None, float] | None:
    """The quote's words, its speaker and how sure it is; None where there is none."""
    quotes = read(*lines).quotes
    return (quotes[0].text.rstrip("., "), quotes[0].speaker, quotes[0].confidence) if quotes else None


def judge_verb(verb: str, outcome: Outcome) -> None:
    right = ("Vi har plats för fler i vår", "Ylva Brännfors")
    lines = [one for one in said(verb) if (quote_of(one) or ("", None))[:2] == right]
    with without(("SAYING", "THINKING", "VERBS", "PARTICLES"), verb):
        for one in lines:
            found = quote_of(one)
            kind = "missing" if found is None else "right" if found[:2] == right else "missing"
            if found and (verb in found[0].split() or found[1] not in (None, right[1])):
                kind = "wrong"
                outcome.wrong.append(f"{verb}: {one} → {found}")
            elif found and kind == "right":
                kind = "uncertain" if found[2] < 0.9 else "right"
            outcome.counts[kind] += 1


def named(head: str) -> list[str]:
    """Sentences that say a role that ends so, of somebody."""
    return [
        f"– Vi har plats för fler i vår, säger {head} Ylva Brännfors.",
        f"– Vi har plats för fler i vår, säger Ylva Brännfors, {head} i Solviks kommun.",
        f"Ylva Brännfors, {head}, hälsade alla välkomna.",
        f"Ylva Brännfors är {head} i Solviks kommun.",
    ]


def role_of(line: str) -> tuple[list[str], str | None]:
    """Who is named, and the role of the first of them."""
    people = read(line).people
    return [person.name for person in people], people[0].role if people else None


def judge_head(head: str, outcome: Outcome) -> None:
    lines = [(line, role_of(line)) for line in named(head)]
    lines = [(line, found) for line, found in lines if found == (["Ylva Brännfors"], head)]
    with without(("ROLE_ENDINGS", "PERSON_ENDINGS"), head):
        for line, right in lines:
            names, role = role_of(line)
            kind = (
                "missing"
                if role is None and names in ([], right[0])
                else "right"
                if (names, role) == right
                else "wrong"
            )
            if kind == "wrong":
                outcome.wrong.append(f"{head}: {line} → {names}, {role}")
            outcome.counts[kind] += 1


LISTS: dict[str, tuple[Callable[[], list[str]], Callable[[str, Outcome], None]]] = {
    "verbs of saying": (verbs, judge_verb),
    "heads of roles": (heads, judge_head),
}


def of_list(name: str, every: int = 1) -> Outcome:
    """What becomes of the values that a list stands for; `every`: only each n-th entry is taken out."""
    entries, one = LISTS[name]
    return judge(entries()[::every], one)


def judge(entries: Iterable[str], one: Callable[[str, Outcome], None]) -> Outcome:
    """What becomes of all values, one entry taken out at a time."""
    outcome = Outcome()
    for entry in entries:
        one(entry, outcome)
    return outcome

"""What title, lead and mentions say of whose page it is."""

from __future__ import annotations

import re
from collections import defaultdict

from ..model.article import Article
from .publisher_names import UNION, base_form, bodies_named, body_key
from .publisher_weights import ALONE, EMPLOYER, LEAD_FIRST, MENTION, MENTION_IN_LEAD, OPENS_LEAD, SOLE, TITLE, Weights
from .site_owner import BODY

_COUNTY_CHIEF = re.compile(r"\b(?:landshövding|länsråd|länsöverdirektör)\w*", re.IGNORECASE)
# What stands before a body that took part, paid or was visited: no sign that the page is its own.
_IN_PASSING = re.compile(
    r"\b(?:liksom|tillsammans med|samt|bland annat|representanter|företrädare|chefer(?:na)?|bidrag|stöd|medel|pengar|"
    r"besök(?:te|er)?)\b"
    r"\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r",\s+|,?\s+(?:och|samt|tillsammans med)\s+")


def weigh_top(article: Article, lead: str, known: list[str], weights: Weights) -> None:
    """The bodies of the title and the lead, most of all the one that the lead opens with."""
    for name in bodies_named(article.title.text, known):
        weights.add(name, TITLE)
    together = _opening_row(lead, [*known, *weights.one_body])
    for index, name in enumerate(bodies_named(lead, known)):
        if name in together:
            weights.add(name, 0.0)
            continue
        first = not index and not _IN_PASSING.search(lead[: lead.index(name)])
        weights.add(name, LEAD_FIRST if first else MENTION_IN_LEAD)
        if first:
            weights.first = body_key(base_form(name)), LEAD_FIRST
        if first and lead.startswith(name) and not re.match(r",|\s+(?:och|samt|får i uppdrag)\b", lead[len(name) :]):
            weights.add(name, OPENS_LEAD)
            weights.first = body_key(base_form(name)), LEAD_FIRST + OPENS_LEAD


def _opening_row(lead: str, known: list[str]) -> list[str]:
    """The bodies that open the lead side by side: "Solviks kommun och Kronomyndigheten har …". What they do together
    speaks for none of them."""
    row: list[str] = []
    at = 0
    for name in bodies_named(lead, known):
        start = lead.find(name, at)
        if not (_BETWEEN.fullmatch(lead[at:start]) if row else start == 0):
            break
        row.append(name)
        at = start + len(name)
    return row if len(row) > 1 else []


def weigh_mentions(body: str, known: list[str], weights: Weights) -> None:
    """Each time that somebody is said to work there, or the text names it, up to a few times."""
    counted: dict[str, float] = defaultdict(float)
    for weight, found, most in ((EMPLOYER, known, 3.0), (MENTION, bodies_named(body, known), 1.0)):
        counted.clear()
        for name in found:
            key = body_key(base_form(name))
            if counted[key] < most:
                counted[key] += weight
                weights.add(name, weight)


def weigh_the_only(
    article: Article, lead: str, body: list[str], known: list[str], others: list[str], weights: Weights
) -> None:
    """The only municipality or union that the text is about, and the only body that it names."""
    named = {
        body_key(base_form(name)): base_form(name)
        for name in bodies_named("\n".join((article.title.text, lead, *body)), others)
    }
    top = {body_key(base_form(name)) for name in bodies_named(lead, known)}
    towns = {key for key, name in named.items() if name.endswith(("kommun", "stad")) or name.startswith("Region ")}
    unions = {key for key, name in named.items() if UNION.search(name)}
    if len(towns) == 1 and towns & top:
        weights.add(named[towns.pop()], SOLE)
    if len(unions) == 1 and UNION.search(f"{article.title.text} {lead}"):
        weights.add(named[unions.pop()], SOLE)
    boards = {key for key, name in named.items() if name.startswith("Länsstyrelsen ")}
    if len(boards) == 1 and _COUNTY_CHIEF.search("\n".join(body)):
        weights.add(named[boards.pop()], SOLE)
    if len(named) == 1 and known:
        alone = next(iter(named.values()))
        weights.add(alone, ALONE if BODY.fullmatch(alone) else ALONE - EMPLOYER)

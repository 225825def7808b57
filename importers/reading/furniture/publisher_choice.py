"""Which body is clearly the publisher, by what speaks for each."""

from __future__ import annotations

import re

from ..model.article import Article, Problem
from .publisher_names import UNION, base_form, bodies_named, body_key, stems_of
from .publisher_weights import CLEARLY_MORE, ENOUGH, RIVAL, Weights
from .site_owner import BODY

_MINISTER = re.compile(r"\bsäger\s+[\w-]*(?:\s+och\s+)?[\w-]*\s*[\w-]*minister\b", re.IGNORECASE)
# What the government's own pages are about; a municipality tells of a minister's visit in the past tense.
_GOVERNMENT = re.compile(
    r"\b\w*minister(?:n|ns|s)?\b|\bregeringen\b|\bstatssekreterare\w*|\bambassadör\w*|\bgeneralkonsul\w*|\bstatsråd\w*|"
    r"\b(?:ny|nya) (?:generaldirektör|landshövding|rektor|riksåklagare|överdirektör)\w*",
    re.IGNORECASE,
)
_VISITED = re.compile(r"\b(?:besökte|gästade|på besök|hälsade|tog emot|träffade|mötte)\b", re.IGNORECASE)


def may_publish(key: str, known: list[str], weights: Weights) -> bool:
    """Whether a body may have published the page: by the form of its name, or since people who speak work there."""
    name = weights.names[key]
    if BODY.fullmatch(name) or name.endswith((" kommun", " stad")):
        return True
    return key in weights.keys(known)


def is_its_own(name: str, key: str, article: Article, lead: str, known: list[str], weights: Weights) -> bool:
    """Whether a text that states no sender reads as the body's own: who speaks works there and title or lead names
    it; somebody speaks and the title has the place of a municipality or region that the text writes in full; or it is
    of the one coordination body that the lead names."""
    title = article.title.text
    projects = {body_key(base_form(project.name)) for project in article.projects}
    if BODY.fullmatch(name) and key in weights.keys(known) - projects:
        return key in weights.keys(bodies_named(f"{title}\n{lead}", known))
    if UNION.search(name):
        return name in lead or name in title
    if not name.endswith((" kommun", " stad")) and not name.startswith("Region "):
        return False
    if not article.quotes:
        return False  # nobody speaks for it
    written = any(name in text for text in (title, lead, *(block.text for block in article.blocks)))
    return written and any(re.search(rf"(?<!\w){re.escape(stem)}", title, re.IGNORECASE) for stem in stems_of(name))


def tell_of_rivals(article: Article, weights: Weights) -> None:
    """Add a problem where two bodies, or more, have the same standing and enough speaks for each."""
    ranked = sorted(weights.of, key=lambda key: -weights.of[key])
    near = [
        key for key in ranked if weights.of[key] >= RIVAL and weights.of[key] * CLEARLY_MORE > weights.of[ranked[0]]
    ]
    if len(near) > 1:
        names = " och ".join(weights.names[key] for key in near[:2])
        message = f"Texten säger inte vem som är avsändare: lika mycket talar för {names}. Välj avsändare."
        article.problems.append(Problem("publisher-unclear", message))


def clearly_most(weights: dict[str, float], settled: set[str]) -> str:
    """The key that enough speaks for, and clearly more than for the next; else "". Whom the page's own furniture
    names (`settled`), it belongs to; the text only chooses between several."""
    ranked = sorted((key for key in weights if not settled or key in settled), key=lambda key: -weights[key])
    if not ranked:
        return ""
    second = weights[ranked[1]] if len(ranked) > 1 else 0.0
    return "" if weights[ranked[0]] < ENOUGH or weights[ranked[0]] < CLEARLY_MORE * second else ranked[0]


def is_government(top: str, body: str) -> bool:
    """Whether a text reads as the government's own: a minister speaks in it, or it opens with what ministers do."""
    return bool(_MINISTER.search(body) or (_GOVERNMENT.search(top) and not _VISITED.search(top)))

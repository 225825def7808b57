"""Which body owns a project or a unit, by the sentence that names both."""

from __future__ import annotations

import re
from typing import Any

from brygga.projects.models import Organisation
from brygga.projects.names import fold

from ..reading.model.article import Article
from ..reading.model.findings import Name
from ..reading.model.spans import Span
from .body_names import organisation_kind
from .news_values import sure
from .person_roles import key_of
from .register import Register
from .surroundings import overlaps, place_of, stands_in

# Boards decide and are no units; an address is none either.
BOARD = re.compile(r"nämnd(en)?$|styrelse(n)?$|utskott(et)?$|fullmäktige$|gatan$|torget$|gränd$|allén$", re.I)
_BODY = r"(?P<body>(?:[A-ZÅÄÖ][\w-]*\s+){1,3}(?:kommun|stad)|Region(?:\s+[A-ZÅÄÖ][\w-]*?){1,3})"
_OWNER_AFTER = re.compile(rf"\s+(?:i|på|hos|vid|inom)\s+{_BODY}\b")
_OWNER_BEFORE = re.compile(rf"(?<!\w){_BODY}s\s+$")
OWNERS = ("owner", "municipality")  # facts that say whose a project or a unit is


def assumed_body(article: Article, own_body: Organisation | None) -> Organisation | None:
    """The body whose own archive the article is of, unless the article speaks of another municipality or region, or
    another has published it: then nothing is taken to be anybody's."""
    if own_body is None:
        return None
    local = (Organisation.Kind.MUNICIPALITY, Organisation.Kind.REGION)
    rivals = [found.name for found in article.municipalities if sure(found)]
    rivals += [found.name for found in article.organisations if sure(found) and organisation_kind(found.name) in local]
    for name in dict.fromkeys([*rivals, *filter(None, [article.publisher])]):
        other = Organisation.objects.matching(name)
        is_own = other.pk == own_body.pk if other is not None else fold(own_body.name).startswith(fold(name))
        if not is_own:
            return None
    return own_body


def owner_beside(article: Article, name: Name) -> tuple[str, Span] | None:
    """The municipality or region that stands with the name ("enheten i Solviks kommun", "Region Norrviks enhet"), and
    where both stand."""
    for span in name.spans or ([name.span] if name.span is not None else []):
        if found := _OWNER_AFTER.match(article.source_text, span.end):
            return " ".join(found["body"].split()), Span(span.start, found.end())
        begin = max(0, span.start - 80)
        if found := _OWNER_BEFORE.search(article.source_text[begin : span.start]):
            return " ".join(found["body"].split()), Span(begin + found.start(), span.end)
    return None


def bodies_with(article: Article, name: Name, register: Register) -> frozenset[Any]:
    """Whose a unit may be though no word says so of its name: the one body in which a sentence with the name places it
    ("I Ekby kommun heter enheten …"); else the only one that the text speaks of or is published by."""
    local = (Organisation.Kind.MUNICIPALITY, Organisation.Kind.REGION)
    named = [*article.municipalities, *(o for o in article.organisations if organisation_kind(o.name) in local)]
    bodies = [body for body in named if sure(body) and body.name]
    found: set[str] = set()
    for span in name.spans or ([name.span] if name.span is not None else []):
        sentence = place_of(article, span).span
        here = {body.name: body for body in bodies if stands_in(body, sentence)}
        if len(here) == 1:
            found |= {name for name, body in here.items() if _is_place(article, body, sentence)}
    if not found:
        whole = {body.name for body in bodies} | ({article.publisher} if article.publisher else set())
        refs = {key_of(register.find_organisation(body)) or body for body in whole}
        return frozenset(refs) if len(refs) == 1 else frozenset()
    return frozenset(filter(None, (key_of(register.find_organisation(name)) for name in found)))


def _is_place(article: Article, body: Name, where: Span | None) -> bool:
    """Whether the body stands there as the place where something is, or as whose it is; not as who was met."""
    text = article.source_text
    for span in body.spans:
        if where is not None and overlaps(span, where):
            own = text[span.start : span.end + 1].rstrip().endswith(("kommuns", "stads"))
            if own or re.search(r"\b(?:i|inom|hos|på|vid)\s+$", text[max(0, span.start - 12) : span.start], re.I):
                return True
    return False

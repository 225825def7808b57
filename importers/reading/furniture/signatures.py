"""Bodies that sign a page: alone on its first line or one of its last, or named as its sender."""

from __future__ import annotations

import re

from ..model.article import Article
from .site_owner import BODY

FOOT_LINES = 4  # how many of the last lines may hold a signature
LONGEST_WORD = 30  # in the name of a body: what is longer is a row of links without blanks
_SENDER = re.compile(r"(?:avsändare|utgivare|publicerad av|ansvarig utgivare|från)\s*:\s*(?P<name>.{3,60})", re.I)
_BODY = re.sub(r"[(][?]P<\w+>", "(?:", BODY.pattern)
_TRAIL = re.compile(rf"(?P<name>{_BODY}) [/>»|] (?=\w)")  # "Ekby kommun / Nyheter"
_NOT_FIRST = frozenset("om till från mer i på för och vår en ett denna varje hela vilken".split())
_EDGE = " .*_"


def find(article: Article, known_names: frozenset[str]) -> list[str]:
    """The bodies that sign the article, as they are written. `known_names` are the register's, in lower case."""
    lines = [line.strip(_EDGE) for line in article.source_text.splitlines() if line.strip(_EDGE)]
    first = [line for line in lines[:1] if line != article.title.text.strip(_EDGE)]  # a title says what it is about
    ends = [*first, *lines[1:][-FOOT_LINES:]]
    said = [match["name"] for line in lines if (match := _SENDER.fullmatch(line)) and BODY.match(match["name"])]
    said += [match["name"] for line in lines if (match := _TRAIL.match(line))]
    return [*(line for line in ends if _is_body(line, known_names)), *said]


def _is_body(line: str, known_names: frozenset[str]) -> bool:
    if line.casefold() in known_names:
        return True
    if not BODY.fullmatch(line):
        return False
    first = line.split()[0].casefold()
    return first not in _NOT_FIRST and len(first) < LONGEST_WORD

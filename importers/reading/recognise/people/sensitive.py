"""Personal identity numbers, health and other sensitive data: flagged for a person to decide, never removed.

What counts as sensitive is article 9 of the GDPR; that somebody's crime is as well follows from article 10. A word
of health alone is no finding in a release about health care: it must stand in a sentence that is about a person.
"""

from __future__ import annotations

import re

from ...model.article import Article, Problem
from ...model.thresholds import FACT
from ...swedish.sensitive_words import HEALTH, HINTS, OTHER, SOMEBODY
from ..mentions.passages import Passage

# YYMMDD-NNNN and YYYYMMDD-NNNN, + for those over a hundred; a coordination number has 60 added to the day.
NUMBER = re.compile(
    r"(?<![\d-])(?:(?:18|19|20)\d\d|\d\d)(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[68]\d|7\d|9[01])[-+ ]?\d{4}(?![\d-])"
)


def check(article: Article, passages: list[Passage]) -> None:
    """Add a problem for each identity number and each sentence of sensitive data about somebody."""
    for passage in passages:
        string = passage.string
        if passage.numeric:
            for match in NUMBER.finditer(string):
                if is_identity_number(match[0]):
                    _flag(
                        article,
                        "identity-number",
                        "Här står ett personnummer. Ta bort det innan sidan publiceras.",
                        passage,
                        *match.span(),
                    )
        if not any(hint in passage.lower for hint in HINTS):
            continue
        for pattern, code, message in (
            (HEALTH, "health", "Här står något om en persons hälsa. Kontrollera att det får publiceras."),
            (OTHER, "sensitive", "Här står en känslig uppgift om en person. Kontrollera att den får publiceras."),
        ):
            for match in pattern.finditer(string):
                start, end = passage.sentence_at(match.start())
                named = any(start <= p.start < end and p.confidence >= FACT for p in passage.persons)
                if named or SOMEBODY.search(string, start, end):
                    _flag(article, code, message, passage, *match.span())


def is_identity_number(written: str) -> bool:
    """Whether the check digit is right (Luhn over the last ten digits, Skatteverket's SKV 704)."""
    digits = [int(char) for char in written if char.isdigit()][-10:]
    if len(digits) != 10:
        return False
    total = 0
    for place, digit in enumerate(digits):
        doubled = digit * 2 if place % 2 == 0 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _flag(article: Article, code: str, message: str, passage: Passage, start: int, end: int) -> None:
    article.problems.append(Problem(code, message, passage.span(start, end)))

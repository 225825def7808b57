"""Whom a page's own furniture names: its logo, its start page link, its foot.

Public bodies are known by the form of their names. Others (a network, a school, a foundation) are named only where
the furniture says in so many words that the page is theirs: after ©, beside "startsida" or "logotyp", first in an
address row, or on top of the page and again at its foot.
"""

from __future__ import annotations

import re

from ..model.article import Article
from . import boilerplate, footer_rows, menu_rows
from .person_lines import is_person

WORD = r"[A-ZÅÄÖÉ][\wåäöé]*(?:-[A-ZÅÄÖ]?\w+)?"
BODY = re.compile(
    rf"(?P<municipality>\b{WORD}(?:\s+{WORD})?\s+(?:kommun|stad)(?:s|ens)?\b)|"
    rf"(?P<region>\bRegion\s+{WORD}(?:\s+{WORD})?(?:\s+läns?\b)?)|"
    rf"(?P<county>\bLänsstyrelsen(?:\s+i)?\s+{WORD}(?:\s+{WORD})?(?:\s+län)?)|"
    rf"(?P<union>\b(?:Samordningsförbundet|Kommunförbundet|Kommunalförbundet|Finsam|Räddningstjänsten|Stiftelsen|"
    rf"Stift)\s+"
    rf"{WORD}(?:\s+{WORD})?|\b{WORD}s\s+(?:samordningsförbund|kommunalförbund))|"
    r"(?P<agency>\b(?!Läns|Kommun|Region|Landstings|Polis|Områdes)[A-ZÅÄÖ][a-zåäö]{3,}(?:förmedlingen|kassan|"
    r"verket|myndigheten|styrelsen|ombudsmannen|inspektionen|nätet|institutet)s?\b)",
    re.UNICODE,
)
_SITE_LINE = re.compile(
    r"(?:till\s+)?(?:startsida(?:n)?\s+för\s+)?(?P<name>.{2,60}?)\s+(?:startsida|logotyp|logga|logo)|(?:till\s+)?(?:logotyp|"
    r"startsidan?)\s+(?:för\s+)?(?P<for>.{2,60})|"
    r"(?:©|\(c\)|copyright)\s*(?:[-–]\s*)?(?:\d{4}\s*(?:[-–]\s*\d{4}\s*)?)?(?P<owner>.{2,60})",
    re.IGNORECASE,
)
# What a page's furniture puts before its owner's name, and what parts the pieces of an address line.
_LED = re.compile(
    r"(?:(?:nyheter|aktuellt|nytt|pressmeddelanden?|pressrum|press|information|välkommen|prenumerera på .{2,30}|mer|"
    r"fler (?:nyheter|artiklar|pressmeddelanden)|kontakta|följ|om|till)\s+(?:(?:från|hos|till|i)\s+)?)(?=[A-ZÅÄÖ])",
    re.IGNORECASE,
)
_TRAILED = re.compile(r"\s+(?:press|pressrum|nyheter|newsroom|aktuellt)$", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|•·,/>»›]\s*|\s+[-–—]\s+")
# A line that is a union's whole name, of which only the first word need have a capital.
_WHOLE_NAME = re.compile(
    rf"Region\s+{WORD}(?:\s+{WORD})?|"
    rf"(?:Samordningsförbundet|Kommunförbundet|Kommunalförbundet|Finsam|Länsstyrelsen(?: i)?)\s+{WORD}"
    r"(?:\s+[\wåäöÅÄÖ-]+){0,2}(?:\s+län)?|(?:[A-ZÅÄÖ][\w-]+\s+){1,2}samordningsförbund"
)
# Any name: one to five words, the first with a capital, no digits and no marks.
_ANY_NAME = re.compile(r"[A-ZÅÄÖ][\wåäöÅÄÖé&-]+(?:\s(?:[\wåäöÅÄÖé-]+|&)){0,4}")


def furniture_names(article: Article) -> list[str]:
    """The bodies that the lines left out of the article name as the page's own, best first."""
    lines = _dropped(article)
    stamped = [match[0] for text in article.dates for match in BODY.finditer(text.text) if _stamps(text.text, match)]
    senders = [article.source_text[slice(*e.span)] for e in article.ledger if e.rule == "sender-line"]
    names = [*senders, *stamped, *(name for line in lines for name in _site_names(line))]
    return _top_and_foot(lines) or names or _other_owners(lines)


def _stamps(line: str, match: re.Match[str]) -> bool:
    """Whether a date line says whose the page is: "Nyhet från Region Fjällvik", "Solviks kommun 2016-09-05"."""
    return match.start() == 0 or line[: match.start()].endswith("från ")


def _top_and_foot(lines: list[str]) -> list[str]:
    """A name that stands alone on top of the page and opens a row further down."""
    for name in lines[:3]:
        if not _has_name_form(name) or " " not in name or boilerplate.rule_for(name, "head"):
            continue
        rows = [re.split(r"\s*[|•·‧]\s*|,\s+", line) for line in lines[3:]]
        if any(len(pieces) > 1 and pieces[0].casefold() == name.casefold() for pieces in rows):
            return [_lower(name)]
    return []


def _dropped(article: Article) -> list[str]:
    source = article.source_text
    dropped = [e for e in article.ledger if e.state == "dropped" and not e.object]
    return [line.strip() for e in dropped for line in source[e.span.start : e.span.end].splitlines() if line.strip()]


def _site_names(line: str) -> list[str]:
    line = _TRAILED.sub("", _LED.sub("", line.strip(" .")))
    if _PARTS.search(line):
        return list(dict.fromkeys(name for part in _PARTS.split(line) for name in _site_names(part)))
    match = _SITE_LINE.fullmatch(line)
    text = next((value for value in match.groups() if value), "") if match else line
    if text.endswith(" läns"):  # a logo's genitive stands for the name in full
        text = re.sub(r"^Länsstyrelsen (?!i )", "Länsstyrelsen i ", text[:-1])
    if _WHOLE_NAME.fullmatch(text):
        return [text]
    found = [m for m in BODY.finditer(text) if m.start() == 0 and m.end() >= len(text) - 2]
    if found:
        return [found[0][0]]
    lowered = re.fullmatch(rf"(?P<place>{WORD}(?:\s+{WORD})?)\s+(?P<kind>Kommun|KOMMUN|Stad|STAD)", text)
    return [f"{_lower(lowered['place'])} {lowered['kind'].lower()}"] if lowered else []


def _other_owners(lines: list[str]) -> list[str]:
    """Names of no known form, where a line says that the page is theirs."""
    matches = [_SITE_LINE.fullmatch(" ".join(line.split())) for line in lines]
    said = [value for match in matches if match for value in match.groups() if value and _is_name(value)]
    rows = [pieces[0] for pieces in map(_address_row, lines) if pieces and _has_name_form(pieces[0])]
    # The name on top: set in capitals, or said again further down.
    top = [line for line in lines[:4] if _is_name(line)]
    top = [name for name in top if (name.isupper() and " " in name) or lines.count(name) > 1]
    return [_lower(name) for name in (said or rows or top)[:1]]


def _address_row(line: str) -> list[str]:
    """The pieces of a row that holds an address, a number or what only feet of pages hold."""
    pieces = [piece for piece in re.split(r"\s*[|•·‧]\s*|,\s+|\s{2,}", line) if piece.strip()]
    weights = [footer_rows.footer_weight(piece) for piece in pieces[1:]]
    return pieces if len(pieces) >= 2 and sum(weights) >= 3 and not footer_rows.footer_weight(pieces[0]) else []


def _has_name_form(text: str) -> bool:
    plain = _ANY_NAME.fullmatch(text) and not menu_rows.is_menu_row(text)
    return bool(plain) and not any(menu_rows.is_label(word) for word in text.split())


def _is_name(text: str) -> bool:
    """Whether a text could be a body's name, and is no person's."""
    return _has_name_form(text) and not is_person(text)


def _lower(name: str) -> str:
    return name.title() if name.isupper() and (" " in name or len(name) > 5) else name

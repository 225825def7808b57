"""Somebody with a name who can be reached by what a page says, and who is left out of its article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...furniture.contact_marks import EMAIL, PHONE
from ...furniture.person_lines import PERSON, is_person, is_person_with_role
from ...model.article import Article, Problem
from ...model.segments import Segment

_NEAR = 3  # segments from the name to the number, as lines of a card
_MOST_TOLD = 3
_RESPONSIBLE = re.compile(r"\w*ansvarig\b|webbmaster|webbredakt", re.IGNORECASE)
_FIRST = re.compile(r"[^\d@:;|•·<>()]{3,60}")


def tell_left_contacts(article: Article) -> None:
    """Add a problem for whoever can be reached by words that were left out, and nowhere by those of the article. Who
    recurs on other pages or answers for the page itself is not told of, nor what no browser shows."""
    kept = _signs("\n".join((article.lead.text, *(block.text for block in article.blocks), *_targets(article))))
    kept |= _signs("\n".join(one.message for one in article.problems if one.code == "contact-left-out"))
    named: set[str] = set()
    for at, segment in enumerate(article.segments):
        if segment.outcome != "dropped" or _recurs_or_unseen(segment):
            continue
        words = _words(article, segment)
        reached = _signs(words) - kept
        if not reached:
            continue
        near = [*article.segments[max(0, at - _NEAR) : at], segment]
        texts = [_words(article, one) for one in near if one.outcome == "dropped"]
        who = next((name for text in reversed(texts) if (name := _name_in(text))), None)
        if who is None or who in named or any(_RESPONSIBLE.search(text) for text in texts):
            continue
        named.add(who)
        if len(named) <= _MOST_TOLD:
            text = f"{who} kan nås enligt sidan («{words[:80]}»), men inte enligt artikeln."
            text += " Lägg till kontakten om den hör dit."
            article.problems.append(Problem("contact-left-out", text, segment.span))


def _words(article: Article, segment: Segment) -> str:
    """A segment's words; a number that a line break parts from a word is parted from it."""
    words = " ".join(article.source_text[segment.span.start : segment.span.end].split())
    return re.sub(r"(?<=[^\W\d_])(?=[+0]\d)", " ", words)


def _targets(article: Article) -> Iterator[str]:
    """Where the links of the article's text lead."""
    for block in article.walk():
        for text in block.texts():
            yield from (mark.href.partition(":")[2].partition("?")[0] for mark in text.marks if mark.href)


def _recurs_or_unseen(segment: Segment) -> bool:
    return any(one.witness == "recurs" or one.says == "unseen" for one in segment.testimonies)


def _signs(text: str) -> set[str]:
    """The numbers, by their last seven digits, and the addresses in a text."""
    numbers = {re.sub(r"\D", "", match[0])[-7:] for match in PHONE.finditer(text)}
    return numbers | {match[0].lower() for match in EMAIL.finditer(text)}


def _name_in(text: str) -> str | None:
    """The person whom a few words name, before what else they say."""
    first = _FIRST.match(text)
    if first is None:
        return None
    words = first[0].strip(" ,–-")
    name = PERSON.match(words)
    if name is None or not is_person(name[0]):
        return None
    whole = words == name[0] or words.startswith(f"{name[0]},") or is_person_with_role(words)
    return name[0] if whole else None

"""Where a text names a person: whole names, parts of them, mail addresses and telephone numbers.

Whole names are found whatever stands between their words (a line break, a space that does not break), in any case, and
with the genitive's s. A part of a name (the surname alone, an initial) is a hit of another kind: somebody has to say
whether it is the same person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

NAME, PART, MAIL, PHONE = "name", "part", "mail", "phone"
_GAP = r"[\s\u00a0\u2009\u202f]+"
_END = r"(?P<genitive>s|’s|'s)?(?![\w@])"
_CAPITAL = "[A-ZÅÄÖÉÜ]"


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a text. `genitive` is the ending that belongs to the sentence and not to the name ("s", or "")."""

    start: int
    end: int
    kind: str
    genitive: str = ""
    words: str = ""  # what is to stand there, where the hit knows it


class Finder(Protocol):
    """What finds somebody in a text."""

    def hits(self, text: str) -> list[Hit]:
        """The places, in order, none within another."""


def lines(text: str) -> tuple[str, ...]:
    """The lines of a field where one writes several, each once."""
    return tuple(dict.fromkeys(filter(None, (" ".join(line.split()) for line in text.splitlines()))))


def digits_of(phone: str) -> str:
    """The digits after the country's number or the first zero: the same however a number is written."""
    found = re.sub(r"\D", "", phone.replace("(0)", ""))
    found = re.sub(r"^(00)?46(?=\d{7})", "", found) if re.match(r"\s*(\+|00)", phone) else found
    return found.lstrip("0")


@dataclass(frozen=True)
class Named:
    """A person as somebody asks about them: names as they may be written, mail addresses, telephone numbers."""

    names: tuple[str, ...]
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    keys: tuple[int, ...] = ()  # of the register's rows

    @property
    def first(self) -> str:
        """The first name of the first name given: what a shortened name is."""
        return self.names[0].split()[0] if self.names else ""

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        whole: list[str] = []
        parts: list[str] = []
        for words in (name.split() for name in self.names):
            quoted = [re.escape(word) for word in words]
            whole.append(_GAP.join(quoted))
            if len(words) > 1:
                whole.append(rf"{quoted[-1]},{_GAP}{_GAP.join(quoted[:-1])}")
                parts += [
                    rf"{quoted[0]}{_GAP}{_CAPITAL}[\w-]*\.?{_GAP}{quoted[-1]}",
                    rf"{re.escape(words[0][0])}\.?{_GAP}{quoted[-1]}",
                ]
        found = [(NAME, rf"(?<![\w@])(?:{'|'.join(whole)}){_END}", re.IGNORECASE)] if whole else []
        if parts:
            found.append((PART, rf"(?<![\w@])(?:{'|'.join(parts)}){_END}", re.NOFLAG))
        if self.mails:
            found.append((MAIL, rf"(?<![\w.+-])(?:{'|'.join(map(re.escape, self.mails))})(?![\w-])", re.IGNORECASE))
        for number in filter(None, map(digits_of, self.phones)):
            between = r"[\s\u00a0().–-]{0,3}".join(number)
            found.append(
                (PHONE, rf"(?<![\d+])(?:(?:\+|00)46[\s().–-]{{0,4}}|0)?0?[\s().–-]{{0,3}}{between}(?!\d)", re.NOFLAG)
            )
        return [(kind, re.compile(pattern, flags)) for kind, pattern, flags in found]

    def hits(self, text: str) -> list[Hit]:
        """Where the text names the person, in order, none within another."""
        return settled(_found(self._patterns, text))

    def names_wholly(self, text: object) -> bool:
        """Whether the text is the person's name and nothing else."""
        return isinstance(text, str) and any(
            hit.kind == NAME and not text[: hit.start].strip() and not text[hit.end :].strip()
            for hit in self.hits(text)
        )

    @cached_property
    def _alone(self) -> list[tuple[str, re.Pattern[str]]]:
        found = []
        for words in (name.split() for name in self.names if " " in name):
            first, last = re.escape(words[0]), re.escape(words[-1])
            found.append((PART, re.compile(rf"(?<![\w@-]){last}{_END}(?!-)")))
            found.append((PART, re.compile(rf"(?<![\w@-]){first}{_END}(?!-|{_GAP}{_CAPITAL})")))
        return found

    def parts(self, text: str) -> list[Hit]:
        """Where the first name or the surname stands alone, as it may on a page that has the whole name.

        A surname after another first name is somebody else's."""
        hits = [hit for hit in _found(self._alone, text) if not _after_another_name(text, hit.start)]
        whole = self.hits(text)
        return settled(hit for hit in hits if not any(one.start <= hit.start < one.end for one in whole))


def _after_another_name(text: str, start: int) -> bool:
    """Whether a word with a capital stands right before: "Anna Lind" is not the Lind that is asked about."""
    return re.search(rf"(?<!\w){_CAPITAL}[\w-]+\s$", text[max(0, start - 60) : start]) is not None


def _found(patterns: Iterable[tuple[str, re.Pattern[str]]], text: str) -> Iterable[Hit]:
    for kind, pattern in patterns:
        for match in pattern.finditer(text):
            genitive = match.groupdict().get("genitive") or ""
            yield Hit(match.start(), match.end(), kind, genitive)


def settled(hits: Iterable[Hit]) -> list[Hit]:
    """The hits in order; where two share characters, the longer one."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start - one.end, one.start)):
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda one: one.start)

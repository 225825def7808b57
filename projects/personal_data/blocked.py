"""Names that imports do not bring back, known by their hashes alone.

Every run of words as long as a name on the list is hashed and looked up. A site without a list pays nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ..models import BlockedName, RightsCase
from ..models.personal_data import new_salt
from .naming import MAIL, NAME, PHONE, Hit, Named, digits_of, settled
from .walking import walk
from .wording import REPLACE, SHORTEN, Change, changed

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w+])(?:\+|0)[\d\s\u00a0().–-]{4,22}\d")
_CHANGE = Change(REPLACE)


def _hash(salt: str, text: str) -> str:
    folded = unicodedata.normalize("NFC", text).casefold()
    return hmac.new(salt.encode(), folded.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Blocked:
    """The list, ready to look up in: it finds in a text what `Named` does of whole names, addresses and numbers."""

    salt: str
    instead: Mapping[str, str]  # hash → the words that stand there
    lengths: frozenset[int]
    keys: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.instead)

    def hits(self, text: str) -> list[Hit]:
        """The places that the list knows, in order."""
        return settled(self._found(text)) if self.instead else []

    def _found(self, text: str) -> Iterator[Hit]:
        words = list(_WORD.finditer(text))
        for length in self.lengths:
            for at in range(len(words) - length + 1):
                run = words[at : at + length]
                between = (text[one.end() : other.start()] for one, other in pairwise(run))
                if all(re.fullmatch(r",?[\s\u00a0]+", gap) for gap in between):
                    yield from self._known(run)
        for kind, pattern in ((MAIL, _MAIL), (PHONE, _PHONE)):
            for match in pattern.finditer(text):
                said = match[0].rstrip(".") if kind == MAIL else digits_of(match[0])
                if said and _hash(self.salt, said) in self.instead:
                    yield Hit(match.start(), match.start() + len(match[0].rstrip(".")), kind)

    def _known(self, run: list[re.Match[str]]) -> Iterator[Hit]:
        said = " ".join(match[0] for match in run)
        bare = re.sub(r"[’']?s$", "", said, flags=re.IGNORECASE)
        for name, genitive in ((said, ""), (bare, "s")) if bare != said else ((said, ""),):
            found = self.instead.get(_hash(self.salt, name))
            if found is not None:
                yield Hit(run[0].start(), run[-1].end(), NAME, genitive, found)
                return

    def parts(self, _text: str) -> list[Hit]:
        """None: the list has whole names."""
        return []

    def names_wholly(self, text: object) -> bool:
        """Whether the text is a name on the list and nothing else."""
        return isinstance(text, str) and any(
            hit.kind == NAME and not text[: hit.start].strip() and not text[hit.end :].strip()
            for hit in self.hits(text)
        )

    def without(self, value: Any) -> Any:
        """The value (text, or data with texts in it) without those on the list; the same value where there is none."""
        if not self.instead:
            return value
        if isinstance(value, str):
            return changed(value, self, _CHANGE)
        if isinstance(value, (list, dict)):
            return walk({"value": value}, self, frozenset(), lambda _spot: _CHANGE, parts=False)["value"]
        return value


def _hashes(named: Named, salt: str) -> Iterator[tuple[str, int]]:
    for words in (name.split() for name in named.names):
        for order in {tuple(words), (words[-1], *words[:-1])}:
            yield _hash(salt, " ".join(order)), len(order)
    for said in (*named.mails, *map(digits_of, named.phones)):
        if said:
            yield _hash(salt, said), 1


def blocked_from(named: Named, action: str, words: str) -> Blocked:
    """The list that the person alone would be on."""
    salt = new_salt()
    instead = named.first if action == SHORTEN else words
    found = dict(_hashes(named, salt))
    return Blocked(salt, dict.fromkeys(found, instead), frozenset(found.values()))


def block(named: Named, action: str, words: str, case: RightsCase) -> None:
    """Put the person on the list: what imports bring from now on has `words` instead (or the first name)."""
    salt = BlockedName.objects.values_list("salt", flat=True).first() or new_salt()
    instead = named.first if action == SHORTEN else words
    for digest, length in _hashes(named, salt):
        BlockedName.objects.update_or_create(
            digest=digest, defaults={"salt": salt, "length": length, "instead": instead, "case": case}
        )


def load_blocked() -> Blocked:
    """The list as it is. One query."""
    rows = list(BlockedName.objects.values_list("digest", "salt", "length", "instead"))
    salt = rows[0][1] if rows else ""
    return Blocked(salt, {row[0]: row[3] for row in rows}, frozenset(row[2] for row in rows))

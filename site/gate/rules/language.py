"""Text in another language than the page says, where that can be told well.

A language is told by its small words: they are every third word of any text. Where the page's own language has nearly
none of them and another has many, it is another; everything between is left unsaid. Danish and Norwegian are not told
from Swedish, which they are too near. Other alphabets are told by their letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..contents import Contents
from ..problems import Problem

_LEAST = 15  # words: fewer say too little
_SMALL = {
    "sv": frozenset(
        "och att det som på är av för med till den har de inte om ett han men var jag sig från vi så kan när också "
        "under efter eller nu sin där vid ska skulle hon man här bli blir denna mycket alla".split()
    ),
    "en": frozenset(
        "the and of to in is that for it was with as on be by this are or from at which but have an they you not "
        "were their has would what will there can all if we your our been when who more".split()
    ),
    "de": frozenset(
        "der die und das von zu mit sich des auf ist im dem nicht ein eine als auch es werden aus er hat dass sie "
        "nach wird bei einer um am sind noch wie einem über einen so zum haben nur oder aber vor zur bis".split()
    ),
    "fi": frozenset(
        "ja on ei että se hän oli joka mutta ovat kun myös jos niin tai kuin sekä mukaan ole voi vain tämä ne siitä "
        "olla kanssa jo sen ovat hänen jotka nyt sitä mitä".split()
    ),
}
_NAMES = {
    "sv": gettext_lazy("svenska"),
    "en": gettext_lazy("engelska"),
    "de": gettext_lazy("tyska"),
    "fi": gettext_lazy("finska"),
}
_WORD = re.compile(r"[^\W\d_]+")


def check(contents: Contents) -> Iterator[Problem]:
    """Each text in another language than the page's own."""
    for words in contents.running:
        told = language_of(words.text)
        if told and told != contents.language:
            text = _("Texten verkar vara på %(language)s. Besökarens skärmläsare läser den som sidans språk.")
            yield Problem(text % {"language": _name(told)}, words.spot, words.text)


def language_of(text: str) -> str:
    """ "sv", "en", "de" or "fi", the name of an alphabet ("ARABIC"), or "" where it cannot be told well."""
    words = [word.casefold() for word in _WORD.findall(text)]
    letters = [char for char in text if char.isalpha()]
    if len(words) < _LEAST:
        return ""
    foreign = [char for char in letters if not unicodedata.name(char, "LATIN").startswith("LATIN")]
    if len(foreign) > len(letters) * 0.8:
        return unicodedata.name(foreign[0]).split()[0]
    shares = {name: sum(word in small for word in words) / len(words) for name, small in _SMALL.items()}
    best = max(shares, key=lambda name: shares[name])
    second = max(share for name, share in shares.items() if name != best)
    return best if shares[best] >= 0.2 and shares[best] >= 3 * second else ""


def _name(told: str) -> str:
    return str(_NAMES[told]) if told in _NAMES else str(_("ett språk med andra bokstäver"))

"""How hard the running text is, by lix: words a sentence, plus the share of words longer than six letters.

The measure and its scale are C.-H. Björnsson's (Läsbarhet, Liber 1968): under 30 very easy, 30–40 easy, 40–50 as
newspapers, 50–60 hard, as texts of authorities, over 60 very hard. It was made for Swedish. It tells nothing of
whether a text says the right thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ...presentable import plain
from ..contents import Contents, Words
from ..problems import Problem

LEAST = 100  # words: the measure leaps about in shorter texts
_WORD = re.compile(r"[^\W\d_]+(?:[-:'’][^\W\d_]+)*|\d[\d\s.,]*")
_END = re.compile(r"[.!?:]+(?=\s|$)")
_LEAF_END = re.compile(r"</(?:p|li|h[2-6]|td)>|<br\s*/?>", re.I)


def check(contents: Contents) -> Iterator[Problem]:
    """The page as a whole, where it is harder than the site says. Nothing of short texts and of other languages."""
    measured = lix(contents) if contents.language == "sv" else None
    if measured is not None and measured > contents.lix_limit:
        text = _(
            "Texten är svår: lix %(lix)d, och gränsen är %(limit)d. Korta meningar och vanliga ord gör den lättare."
        )
        yield Problem(text % {"lix": measured, "limit": contents.lix_limit}, contents.spot())


def lix(contents: Contents) -> int | None:
    """The page's lix, None where its text is too short."""
    sentences = [sentence for words in contents.running for sentence in _sentences(words)]
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if len(words) < LEAST:
        return None
    long = sum(1 for word in words if len(word) > 6)
    return round(len(words) / len(sentences) + 100 * long / len(words))


def _sentences(words: Words) -> list[str]:
    """Sentences; the end of a paragraph or of an item of a list ends one too."""
    leaves = [plain(leaf) for leaf in _LEAF_END.split(words.markup)] if words.markup else [words.text]
    return [one for leaf in leaves for one in _END.split(leaf) if _WORD.search(one)]

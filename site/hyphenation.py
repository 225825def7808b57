"""Soft hyphens in long words, from the hyphenation patterns that LibreOffice and TeX share (the package pyphen).

Many browsers know no Swedish; a title of `tillgänglighetsredogörelse` would break anywhere, without a hyphen.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.translation import get_language
from pyphen import LANGUAGES, Pyphen

SOFT_HYPHEN = "\u00ad"
LONG_WORD = 10  # letters; a shorter word finds room on any screen, in any size
LEAST_LEFT, LEAST_RIGHT = 3, 4  # letters that stand before and after a break
_WORD = re.compile(rf"[^\W\d_]{{{LONG_WORD},}}")


def with_soft_hyphens(text: str, language: str = "", letters: int = LONG_WORD) -> str:
    """`text` with a soft hyphen between the syllables of each word of so many letters (ten at least); unchanged in a
    language without patterns."""
    spoken = (language or get_language() or "sv").replace("-", "_")
    name = spoken if spoken in LANGUAGES else spoken.partition("_")[0]
    if name not in LANGUAGES:
        return text
    return _WORD.sub(lambda word: _broken(word[0], name) if len(word[0]) >= letters else word[0], text)


@lru_cache(maxsize=4096)
def _broken(word: str, language: str) -> str:
    return _patterns(language).inserted(word, SOFT_HYPHEN)


@lru_cache(maxsize=4)
def _patterns(language: str) -> Pyphen:
    return Pyphen(lang=language, left=LEAST_LEFT, right=LEAST_RIGHT)

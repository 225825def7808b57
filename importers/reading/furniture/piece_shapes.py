"""The shape of a piece of a document: sentences, a phrase, or a few words."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^\W\d_]{2,}[.!?…][”\"')\]]*(?=\s|$)")
_FEW_WORDS, _LONG = 4, 60


def shape_of(text: str) -> str:
    """What a piece's words make: "sentences", "sentence", "sentence, short", "phrase" or "words"."""
    ends = len(_SENTENCE.findall(text)) if len(text) > 12 else 0
    if ends > 1:
        return "sentences"
    words = text.count(" ") + 1
    if ends and words >= _FEW_WORDS:
        return "sentence" if len(text) >= _LONG else "sentence, short"
    return "phrase" if words > _FEW_WORDS else "words"

"""The marks of a sentence in a line: its end, and verbs of saying."""

from __future__ import annotations

import re

SAID = re.compile(
    r"\b(?:säger|sade|sa|berättar|menar|tycker|förklarar|tillägger|konstaterar|understryker|betonar|framhåller|fortsätter|"
    r"avslutar|kommenterar|undrar|skrattar|utvecklar|summerar|minns|tror)\b"
)
SENTENCE_END = re.compile(r"[.!?]\s+[A-ZÅÄÖ]")

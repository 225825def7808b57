"""The raised figures of notes in running text."""

from __future__ import annotations

import re

#: The raised figure of a note is no part of the number or word before it; that of a unit (m², km³) and of a power is.
#: (The reading core, which knows nothing of the site, has the same pattern.)
NOTE_MARK = re.compile(r"(?<![^\W\d]m)(?<!\bm)(?<!10)[¹²³⁰⁴-⁹]+(?![⁻\w])")


def without_note_marks(text: str) -> str:
    """The text without them: where letters are made plain, road 63¹ would else become road 631."""
    return NOTE_MARK.sub("", text)

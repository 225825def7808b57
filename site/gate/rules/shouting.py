"""Words copied with only capital letters: they are slow to read, and some screen readers spell them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..contents import Contents
from ..problems import Problem

_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 3  # words in a row, of which at least one is too long for an abbreviation
_LONG = 6


def check(contents: Contents) -> Iterator[Problem]:
    """A run of words in capitals, once in each place. Abbreviations one after another ("AIE och ESF") are none."""
    for words in contents.words:
        if run := shouted(words.text):
            yield Problem(_("Texten står med bara stora bokstäver. Skriv den med små."), words.spot, run)


def shouted(text: str) -> str:
    """The first run of words in capitals, "" for none."""
    run: list[re.Match[str]] = []
    for match in [*_WORD.finditer(text), None]:
        if match is not None and match[0].isupper():
            run.append(match)
            continue
        long = [each for each in run if len(each[0]) >= _LONG]
        if (len(run) >= _LEAST and long) or len(long) >= 2:
            return text[run[0].start() : run[-1].end()]
        run = []
    return ""

"""What the publish gate knows from the reader: words on somebody's health, beside who it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brygga.site.gate.contents import Contents
from brygga.site.gate.problems import Problem
from brygga.site.gate.registry import Rule, register_rule

from ..reading.swedish.sensitive_words import HEALTH, OTHER, SOMEBODY

_NAME = re.compile(r"\b[A-ZÅÄÖÉ][a-zåäöé]+(?:-[A-ZÅÄÖÉ][a-zåäöé]+)? [A-ZÅÄÖÉ][a-zåäöé]+\b")
_END = re.compile(r"(?<=[.!?])\s+")


def register() -> None:
    """Called once, when Django is ready."""
    label = gettext_lazy("Känsliga uppgifter om en person")
    told = gettext_lazy("Hälsa, tro, brott och liknande i samma mening som ett namn eller hon, han eller jag.")
    register_rule(Rule("sensitive", label, sensitive, told=told))


def sensitive(contents: Contents) -> Iterator[Problem]:
    """Each sentence that says something sensitive and is about somebody, by the words that the reader goes by."""
    for words in contents.words:
        if not (HEALTH.search(words.text) or OTHER.search(words.text)):
            continue
        for sentence in _END.split(words.text):
            if (HEALTH.search(sentence) or OTHER.search(sentence)) and (
                SOMEBODY.search(sentence) or _NAME.search(sentence)
            ):
                text = _("Här står något känsligt om en person. Kontrollera att det får publiceras.")
                yield Problem(text, words.spot, sentence)

"""The words that mean the same, as editors keep them, by their stems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models.signals import post_delete, post_save

from ..models.synonyms import Synonym, listed_words
from ..remembered import forget, recall
from .words import split, stems

Phrase = tuple[str, ...]  # the words of one way to say it


def connect() -> None:
    """Listens to changes; called once, when Django is ready."""
    for signal in (post_save, post_delete):
        signal.connect(_changed, sender=Synonym, dispatch_uid="brygga_synonyms")


def _changed(**_kwargs: Any) -> None:
    forget()


def known_synonyms() -> Mapping[Phrase, list[Phrase]]:
    """What else is looked for, by the stems of what is asked."""
    return recall({"synonyms": lambda: by_stems(Synonym.objects.all())})["synonyms"]


def by_stems(synonyms: Iterable[Synonym]) -> dict[Phrase, list[Phrase]]:
    """The same of these synonyms."""
    found: dict[Phrase, list[Phrase]] = defaultdict(list)
    for row in synonyms:
        asked, finds = listed_words(row.asked), listed_words(row.finds)
        every = [*asked, *finds]
        for word in every if row.both_ways else asked:
            for other in every if row.both_ways else finds:
                phrase = tuple(split(other))
                key = tuple(stems(word))
                if key and phrase and other != word and phrase not in found[key]:
                    found[key].append(phrase)
    return dict(found)

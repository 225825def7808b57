"""Places of a text that may name a project, by the words that lead the name in or say what it is.

Each rule is a form: a word for such work before the name ("projektet Lyktan"), a verb of naming ("som kallas Lyktan"),
what it is said to be ("Lyktan är ett projekt"). A rule proposes a place and how sure it is; how far the name goes is
told by `project_spans`.

"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..mentions.passages import Passage
from .project_among import by_count
from .project_led_in import by_as, by_lead, by_leader, by_noun_beside, by_pattern
from .project_names import Corpus
from .project_said import by_ending, by_heter, by_list, by_on, by_statement
from .project_words import Cue


def cues(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """Every place in the passage that a rule takes for a project's name."""
    for rule in RULES:
        yield from rule(passage, corpus)


RULES: tuple[Callable[[Passage, Corpus], Iterator[Cue]], ...] = (
    by_count,
    by_lead,
    by_pattern,
    by_noun_beside,
    by_as,
    by_list,
    by_leader,
    by_statement,
    by_heter,
    by_ending,
    by_on,
)

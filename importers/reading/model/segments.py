"""A piece of a document as it was judged: what each witness said of it, what that came to, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from .spans import Span

Outcome = Literal["placed", "dropped", "doubtful"]


class Testimony(NamedTuple):
    """What one witness says of a segment. `rests_on` names another witness where it only repeats what that one saw: it
    is not heard without it."""

    witness: str
    says: str
    rests_on: str = ""


@dataclass(slots=True)
class Segment:
    """A block of a page, or a line of a text.

    `chance` is how sure it is that the words are the article's, from 0 to 1, by all the witnesses together; `weights`
    what each testimony added to that, above 0 for the article. `outcome` is `doubtful` for what was kept and marked.
    """

    span: Span
    outcome: Outcome
    chance: float
    testimonies: tuple[Testimony, ...]
    weights: tuple[float, ...]

    @property
    def certainty(self) -> float:
        """How sure it is that what was done with the segment is right."""
        return 1 - self.chance if self.outcome == "dropped" else self.chance

    @property
    def heaviest_against(self) -> Testimony | None:
        """What speaks most against the words being the article's."""
        if not self.weights:
            return None
        weight, at = min((weight, at) for at, weight in enumerate(self.weights))
        return self.testimonies[at] if weight < 0 else None

"""An attribution clause as it was found."""

from __future__ import annotations

from dataclasses import dataclass

from ..mentions import role_value
from ..mentions.person_hit import PersonHit

CLOSE = '"“”»«'


@dataclass(slots=True)
class Attribution:
    """Where the clause stands in the passage, and whom it names.

    `persons` is empty for a pronoun, a role alone or nobody in particular; `one_name` is a name that stands alone.
    """

    start: int
    end: int
    verb: str
    persons: list[PersonHit]
    pronoun: str = ""
    role: role_value.Role | None = None
    one_name: str = ""
    unnamed: bool = False
    continues: bool = False  # speech goes on after it
    known: bool = True  # the verb is one of saying, and not only in its place

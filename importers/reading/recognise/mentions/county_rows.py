"""Counties in a row, whose names are those of municipalities too: "Kalmar, Jönköpings och Kronobergs län"."""

from __future__ import annotations

import re

from .passages import Passage

_NAME = r"[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?"
ROW = re.compile(rf"(?:{_NAME}, )*{_NAME} (?:och|samt) {_NAME} läns?\b")


def drop(passage: Passage) -> None:
    """Take away the municipalities that a row of counties is read as."""
    if " län" not in passage.string:
        return
    for row in ROW.finditer(passage.string):
        passage.bodies = [
            b for b in passage.bodies if b.kind != "municipality" or not row.start() <= b.start < row.end()
        ]

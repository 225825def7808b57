"""Tables whose columns do not say what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from ..contents import Contents
from ..problems import Problem

_TABLE = re.compile(r"<table\b.*?</table>", re.S | re.I)


def check(contents: Contents) -> Iterator[Problem]:
    """A table with a column without heading, and a table in rich text without heading cells."""
    for part in contents.parts:
        if isinstance(part.block, TypedTableBlock) and part.value and part.value.rows:
            missing = sum(1 for column in part.value.columns if not str(column["heading"] or "").strip())
            if missing:
                yield Problem(_("Tabellen har kolumner utan rubrik. Skriv vad varje kolumn innehåller."), part.spot)
    for words in contents.words:
        if any("<th" not in table.lower() for table in _TABLE.findall(words.markup)):
            yield Problem(_("Tabellen saknar rubriker. Gör om den till ett tabellblock."), words.spot)

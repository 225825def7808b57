"""Values for CSV files that people open in spreadsheets: whoever wrote the text runs no formula there."""

from __future__ import annotations

import re
from typing import Any

# Where a spreadsheet would take what follows for a formula: first in a cell, and after what one that is set to
# semicolons, as in Sweden, takes for the end of a cell (our quotation marks mean nothing to it there). Numbers and
# phone numbers stay as they are.
_FORMULA = re.compile(
    r"(?:^|(?<=[;\t\r\n]))"
    r"(?=[\"\s]*(?:[=@＝＠]|[+＋－-](?![\d\s.,]*(?:[;\t\r\n]|$)))|[\t\r])"
)


def safe_cell(value: Any) -> Any:
    """The value; in a text an apostrophe stands before each place where a formula would begin."""
    return _FORMULA.sub("'", value) if isinstance(value, str) else value

"""What a source had to mend, leave or guess in a document, to be said of the article it becomes.

A source notes it among what it knows of the document (`Document.known["told"]`), as (code, Swedish text), so that it
comes along through a staged folder to the import.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any

from ..reading.model.article import Article, Problem


def tell(known: MutableMapping[str, Any], problems: Iterable[Problem]) -> None:
    """Note these problems of a document, each once."""
    told = known.setdefault("told", [])
    told.extend(row for p in problems if (row := [p.code, p.message]) not in told)
    if not told:
        del known["told"]


def add_told(article: Article, known: Mapping[str, Any]) -> None:
    """Give the article the problems that its source told of."""
    said = {(problem.code, problem.message) for problem in article.problems}
    for row in known.get("told") or ():
        code, message = str(row[0]), str(row[1])
        if (code, message) not in said:
            article.problems.append(Problem(code, message))

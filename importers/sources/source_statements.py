"""What a source states of a document that is not in its own text: what a table beside the files says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reading.model.article import Article, Problem

MARKS = ("stated_title", "stated_topics", "old_paths")


def add_stated(article: Article, known: Mapping[str, Any]) -> None:
    """Give the article the title that its source states, where its text has none, and its topics. A title that says
    something else than the text's own is told: which is the better one is for a person to say."""
    title = str(known.get("stated_title") or "")
    if title and not article.title.text:
        article.stated_title = title
        article.problems = [problem for problem in article.problems if problem.code != "no-title"]
    elif title and _folded(title) != _folded(article.title.text):
        told = f"Tabellen bredvid filerna har en annan rubrik: ”{title[:200]}”. Textens egen används. Välj den rätta."
        article.problems.append(Problem("title-differs", told))
    article.topics += [topic for topic in known.get("stated_topics") or () if topic not in article.topics]


def _folded(title: str) -> str:
    return " ".join(title.casefold().split()).strip(" .")

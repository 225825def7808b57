"""Swedish search with PostgreSQL: stems in the index, all words of an object in one vector that has an index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import F, QuerySet
from modelsearch.backends.database.postgres import postgres as stock
from modelsearch.query import Phrase, PlainText

from .columns import AnyColumn
from .documents import documents, forgives, wanted_of
from .words import Term, stems

CONFIG = "simple"  # takes words as they are: they are stems already


def match_any_form(term: Term, forgiving: bool) -> str:
    """A tsquery for one word: the stem, and longer words that begin so."""
    ways = [f"'{term.stem}'"] if term.stem else []
    if term.prefix:
        ways.append(f"'{term.stem}':*")
    if forgiving and term.plain:
        ways.append(f"'{term.plain}'" + ":*" * term.prefix)
    for other in term.others:
        if other.near and len(other.words) > 1:
            ways.append("(" + " <-> ".join(f"'{word.stem}'" for word in other.words) + ")")
        else:
            ways.append(f"({' & '.join(match_any_form(word, forgiving) for word in other.words)})")
    return f"({' | '.join(ways)})"


class SwedishPostgresIndex(stock.PostgresIndex):
    """Vectors of stems."""

    WORDS = ("title_text", "body_text")  # columns that keep words as they were given

    def words_of(self, obj: Any) -> tuple[str, ...]:
        """What the columns `WORDS` are to hold of the object."""
        indexer = stock.ObjectIndexer(documents([obj], title_in_body=True)[0], self.backend)
        return tuple(getattr(indexer, name) for name in self.WORDS)

    def add_items(self, model: Any, objs: Sequence[Any]) -> None:
        super().add_items(model, documents(objs, title_in_body=True))

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Nothing: titles have a weight of their own here, and this would read the whole index for every save."""


class SwedishPostgresQueryCompiler(AnyColumn, stock.PostgresSearchQueryCompiler):
    """Questions in stems. Searching in named fields (`fields=…`) is left to Wagtail, which reads them unstemmed."""

    def build_tsquery_content(self, query: Any, config: Any = None, invert: bool = False) -> Any:
        if self.fields is None and isinstance(query, PlainText):
            wanted = wanted_of(query)
            if not wanted:
                return None
            connector = " & " if query.operator.lower() == "and" else " | "
            text = connector.join(match_any_form(term, forgives(query)) for term in wanted)
            return SearchQuery(f"!({text})" if invert else text, search_type="raw", config=CONFIG)
        if self.fields is None and isinstance(query, Phrase):
            text = " <-> ".join(f"'{stem}'" for stem in stems(query.query_string))
            return SearchQuery(f"!({text})" if invert else text, search_type="raw", config=CONFIG)
        return super().build_tsquery_content(query, config=config, invert=invert)

    def search(self, config: Any, start: int, stop: int, **options: Any) -> QuerySet:
        if isinstance(self.query, PlainText) and not wanted_of(self.query):
            return self.queryset.none()
        return super().search(config, start, stop, **options)

    def get_index_vectors(self, search_query: Any) -> list[tuple[Any, float]]:
        return [(F("index_entries__body"), 1.0)]


class SwedishPostgresAutocompleteQueryCompiler(AnyColumn, stock.PostgresAutocompleteQueryCompiler):
    """The beginnings of words as they are typed."""


class SwedishPostgresBackend(stock.PostgresSearchBackend):
    """Wagtail's backend for PostgreSQL, in Swedish."""

    index_class = SwedishPostgresIndex
    query_compiler_class = SwedishPostgresQueryCompiler
    autocomplete_query_compiler_class = SwedishPostgresAutocompleteQueryCompiler

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__({**params, "SEARCH_CONFIG": CONFIG})

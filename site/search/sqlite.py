"""Swedish search with SQLite's FTS5: stems in the index, the title first, and no page more than once scored."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet, TextField, Value
from django.db.models.functions import Cast
from modelsearch.backends.database.sqlite import sqlite as stock
from modelsearch.backends.database.sqlite.query import BM25, LexemeCombinable, MatchExpression, SearchQueryExpression
from modelsearch.query import Phrase, PlainText, SearchQuery
from modelsearch.utils import get_descendants_content_types_pks

from .columns import AnyColumn
from .documents import documents, forgives, wanted_of
from .words import Term, split, stems


class TitleFirst(BM25):
    """How well a row fits by FTS5's measure (lower is better): its title, and an eighth of the rest. One measure of
    both would let a word that comes often in the text outweigh the same word in a title."""

    def as_sql(self, compiler: Any, connection: Any, **_extra: Any) -> tuple[str, list]:
        sql, params = super().as_sql(compiler, connection)
        table = sql.removeprefix("bm25(").removesuffix(")")
        # The columns are autocomplete, body, title.
        return f"(bm25({table}, 0, 0, 1) + bm25({table}, 0, 1, 0) / 8)", params


class Expression(LexemeCombinable, Value):
    """A finished FTS5 expression of stems, which are letters and digits alone."""

    def __init__(self, text: str) -> None:
        super().__init__(text, output_field=stock.SearchQueryExpression("").output_field)

    # A list, as Django's own Value gives and Wagtail adds to; django-stubs knows of a tuple.
    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list]:  # type: ignore[override]
        return "%s", [self.value]


def match_any_form(term: Term, forgiving: bool) -> str:
    """FTS5 for one word: the stem, and longer words that begin so, which count for less since they lack the first."""
    ways = [f'"{term.stem}"'] if term.stem else []
    if term.prefix:
        ways.append(f'"{term.stem}"*')
    if forgiving and term.plain:
        ways.append(f'"{term.plain}"' + "*" * term.prefix)
    for other in term.others:
        if other.near and len(other.words) > 1:
            ways.append('"' + " ".join(word.stem for word in other.words) + '"')
        else:
            ways.append(f"({' AND '.join(match_any_form(word, forgiving) for word in other.words)})")
    return f"({' OR '.join(ways)})"


class SwedishSQLiteIndex(stock.SQLiteIndex):
    """Rows of stems."""

    WORDS = ("title", "body", "autocomplete")  # columns that keep words as they were given

    def words_of(self, obj: Any) -> tuple[str, ...]:
        """What the columns `WORDS` are to hold of the object."""
        indexer = stock.ObjectIndexer(documents([obj])[0], self.backend)
        return tuple(getattr(indexer, name) for name in self.WORDS)

    def add_items(self, model: Any, objs: Sequence[Any]) -> None:
        super().add_items(model, documents(objs))

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Nothing: titles have a weight of their own here, and this would read the whole index for every save."""


class SwedishSQLiteQueryCompiler(AnyColumn, stock.SQLiteSearchQueryCompiler):
    """Questions in stems."""

    def build_search_query_content(self, query: Any, config: Any = None) -> Any:
        if isinstance(query, PlainText):
            wanted = wanted_of(query)
            if not wanted:
                return None
            connector = " AND " if query.operator.upper() == "AND" else " OR "
            parts = [match_any_form(term, forgives(query)) for term in wanted]
            return SearchQueryExpression(Expression(connector.join(parts)))
        if isinstance(query, Phrase):
            return SearchQueryExpression(" ".join(stems(query.query_string)))
        return super().build_search_query_content(query, config=config)

    def _build_rank_expression(self, vectors: Any, config: Any) -> TitleFirst:
        return TitleFirst()

    def search(self, config: Any, start: int, stop: int, score_field: str | None = None) -> QuerySet:
        if isinstance(self.query, PlainText) and not wanted_of(self.query):
            return self.queryset.none()
        return super().search(config, start, stop, score_field=score_field)

    @property
    def is_plain(self) -> bool:
        """Whether this is what people type: words, ordered by how well pages fit."""
        return isinstance(self.query, PlainText) and self.order_by_relevance and bool(wanted_of(self.query))

    def entries(self, config: Any) -> QuerySet:
        """The rows of the index that fit, for objects of the queryset."""
        expression = self.build_search_query(self.query, config=config)
        wanted = self.queryset.order_by().annotate(_key=Cast("pk", TextField())).values("_key")
        return stock.SQLiteFTSIndexEntry.objects.filter(
            MatchExpression(self.fields or self.FTS_TABLE_FIELDS, expression),
            index_entry__content_type__in=get_descendants_content_types_pks(self.queryset.model),
            index_entry__object_id__in=wanted,
        )

    def best(self, config: Any, start: int, stop: int | None) -> list[str]:
        """The keys of the objects that fit best, from `start` to before `stop`."""
        rows = self.entries(config).annotate(_score=TitleFirst()).order_by("_score", "-index_entry__pk")
        return list(rows.values_list("index_entry__object_id", flat=True)[start:stop])


class SwedishSQLiteAutocompleteQueryCompiler(AnyColumn, stock.SQLiteAutocompleteQueryCompiler):
    """The beginnings of words as they are typed; signs that FTS5 reads as commands are left out."""

    is_plain = False
    query: SearchQuery

    def __init__(self, queryset: QuerySet, query: SearchQuery, **options: Any) -> None:
        super().__init__(queryset, query, **options)
        if isinstance(self.query, PlainText):
            self.query = PlainText(" ".join(split(self.query.query_string)), operator=self.query.operator)

    def search(self, config: Any, start: int, stop: int, score_field: str | None = None) -> QuerySet:
        if isinstance(self.query, PlainText) and not self.query.query_string:
            return self.queryset.none()
        return super().search(config, start, stop, score_field=score_field)


class SwedishSQLiteResults(stock.SQLiteSearchResults):
    """Wagtail's results ask for the score of every row in a query of its own; these have one query score them all."""

    def _do_search(self) -> list[Any]:
        compiler = self.query_compiler
        if not compiler.is_plain or self._score_field:
            return super()._do_search()
        keys = compiler.best(None, self.start or 0, self.stop)
        found = {str(obj.pk): obj for obj in compiler.queryset.filter(pk__in=keys)} if keys else {}
        return [found[key] for key in keys if key in found]

    def _do_count(self) -> int:
        if not self.query_compiler.is_plain:
            return super()._do_count()
        total = self.query_compiler.entries(None).count() - (self.start or 0)
        return max(0, total if self.stop is None else min(total, self.stop - (self.start or 0)))

    def facet(self, field_name: str) -> OrderedDict:
        compiler = self.query_compiler
        if not compiler.is_plain or compiler._get_filterable_field(field_name) is None:
            return super().facet(field_name)
        keys = compiler.entries(None).values("index_entry__object_id")
        rows = compiler.queryset.order_by().annotate(_key=Cast("pk", TextField())).filter(_key__in=keys)
        counts = rows.values(field_name).annotate(count=Count("pk")).order_by("-count", field_name)
        return OrderedDict((row[field_name], row["count"]) for row in counts)


class SwedishSQLiteBackend(stock.SQLiteSearchBackend):
    """Wagtail's backend for SQLite, in Swedish."""

    index_class = SwedishSQLiteIndex
    query_compiler_class = SwedishSQLiteQueryCompiler
    autocomplete_query_compiler_class = SwedishSQLiteAutocompleteQueryCompiler
    results_class = SwedishSQLiteResults

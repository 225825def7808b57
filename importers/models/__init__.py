"""What an import remembers: sources, runs, items, what was written to which page, and every old address."""

from .addresses import GoneAddress, OldAddress, PendingLink
from .items import ImportItem, RawDocument
from .runs import ImportMessage, ImportRun, ImportSource, PageChange, RunEntry, RunWorker
from .suggestions import Suggestion, SuggestionSource
from .written import FieldConflict, ImportedFile, MadeObject, WrittenPage

__all__ = [
    "FieldConflict",
    "GoneAddress",
    "ImportItem",
    "ImportMessage",
    "ImportRun",
    "ImportSource",
    "ImportedFile",
    "MadeObject",
    "OldAddress",
    "PageChange",
    "PendingLink",
    "RawDocument",
    "RunEntry",
    "RunWorker",
    "Suggestion",
    "SuggestionSource",
    "WrittenPage",
]

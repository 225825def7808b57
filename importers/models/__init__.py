"""What an import remembers: sources, runs, items, what was written to which page, and every old address."""

from .import_runs import ImportMessage, ImportRun, ImportSource, PageChange, RunEntry, RunWorker
from .items import ImportItem, RawDocument
from .old_addresses import GoneAddress, OldAddress, OldFile, PendingLink
from .ordered_import import ImportOrder
from .page_proposal import PageProposal, PageProposalSource
from .reviews import Review, ReviewStep
from .sealed_original import SealedOriginal
from .sites_learnt import SiteLearning
from .suggestion import Suggestion, SuggestionSource
from .waiting_notice import WaitingNotice
from .written import FieldConflict, ImportedFile, MadeObject, WrittenPage

__all__ = [
    "FieldConflict",
    "GoneAddress",
    "ImportItem",
    "ImportMessage",
    "ImportOrder",
    "ImportRun",
    "ImportSource",
    "ImportedFile",
    "MadeObject",
    "OldAddress",
    "OldFile",
    "PageChange",
    "PageProposal",
    "PageProposalSource",
    "PendingLink",
    "RawDocument",
    "Review",
    "ReviewStep",
    "RunEntry",
    "RunWorker",
    "SealedOriginal",
    "SiteLearning",
    "Suggestion",
    "SuggestionSource",
    "WaitingNotice",
    "WrittenPage",
]

"""What this app listens to and registers once all models are there."""

from __future__ import annotations

from wagtail.admin.compare import register_comparison_class
from wagtail.documents import get_document_model

from . import active_filters, announcing, checks, index_watch, origins, recording, remembered  # noqa: F401 (checks register themselves)
from .beside import DOCUMENT, show
from .comparisons import WrittenValueComparison
from .fields import PartialDateField
from .gate import rules as gate_rules
from .models import Synonym
from .page_cache import writes
from .search import file_watch, same_words
from .search.page_search import search_changes
from .security import security_checks, sign_in_log  # noqa: F401 (checks register themselves)


def connect() -> None:
    """Called once, when Django is ready."""
    writes.connect()
    remembered.connect()
    active_filters.connect()
    show(get_document_model(), DOCUMENT)
    announcing.connect()
    index_watch.connect()
    file_watch.connect()
    same_words.connect()
    Synonym.changes = staticmethod(search_changes)
    origins.connect()
    gate_rules.register()
    recording.connect()
    sign_in_log.connect()
    register_comparison_class(PartialDateField, comparison_class=WrittenValueComparison)

"""What this app listens to and registers once all models are there."""

from __future__ import annotations

from wagtail.admin.compare import register_comparison_class

from . import index_watch, origins, remembered
from .comparisons import WrittenValueComparison
from .fields import PartialDateField


def connect() -> None:
    """Called once, when Django is ready."""
    remembered.connect()
    index_watch.connect()
    origins.connect()
    register_comparison_class(PartialDateField, comparison_class=WrittenValueComparison)

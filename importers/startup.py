"""What this app listens to, and what it adds to the apps below, once all models are there."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from brygga.projects import new_facts
from brygga.projects.merging import keepers
from brygga.projects.personal_data import elsewhere
from brygga.projects.personal_data.table_places import MINUTES_APPS
from brygga.site.options import option
from brygga.site.page_cache.unseen import not_shown

from . import checks  # noqa: F401 (they register themselves)
from .addresses import redirect_signals
from .admin.contradictions import facts_of
from .admin.provenance_panel import add_panels
from .review import gate_rules
from .review.person_originals import Originals
from .sources import registry
from .suggestions.merged_records import Noted


def connect() -> None:
    """Follows what happens to pages, and adds what the import knows to the forms of the pages below this app."""
    redirect_signals.connect()
    new_facts.register(facts_of)
    add_panels()
    gate_rules.register()
    MINUTES_APPS.add("brygga_importers")
    not_shown("brygga_importers")
    elsewhere.register(Originals())
    keepers.register(Noted())
    add_sources()


def add_sources() -> None:
    """Adds the kinds of sources that the site has of its own. Raises `ImproperlyConfigured` for one that cannot be
    had."""
    try:
        registry.load(option("BRYGGA_SOURCES"))
    except registry.UnknownSourceError as error:
        raise ImproperlyConfigured(f"BRYGGA_SOURCES: {error}") from error

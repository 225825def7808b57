"""What this app listens to, and what it adds to the apps below, once all models are there."""

from __future__ import annotations

from brygga.projects import new_facts

from .addresses import following
from .admin.contradictions import facts_of
from .admin.provenance_panel import add_panels


def connect() -> None:
    """Follows what happens to pages, and adds what the import knows to the forms of the pages below this app."""
    following.connect()
    new_facts.register(facts_of)
    add_panels()

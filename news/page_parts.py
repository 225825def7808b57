"""What stands around the fields of a news page; see `brygga.site.related`."""

from __future__ import annotations

from typing import Any

from brygga.site.presentable import own_contacts
from brygga.site.related import fetch, many, pages, parts_of, rows


def news_parts(page: Any) -> dict[str, Any]:
    """Contacts, topics, and the projects and units that visitors may see, as lists by name."""
    return parts_of(page, _news_parts)


def _news_parts(page: Any) -> dict[str, Any]:
    contacts = rows(page, "contacts")
    fetch((contacts, "person"))
    fetch((contacts, "organisation"))
    return {
        "contacts": own_contacts(contacts),
        "topics": many(page, "topics"),
        "projects": pages(page, "related_projects"),
        "units": pages(page, "related_units"),
    }

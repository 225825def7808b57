"""What stands around the fields of a news page; see `brygga.site.related`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from brygga.projects.models import Organisation, Person
from brygga.site.presentable import own_contacts
from brygga.site.related import fetch, many, pages, parts_of, rows

if TYPE_CHECKING:
    from .models import NewsPage


def news_parts(page: NewsPage) -> dict[str, Any]:
    """Contacts, topics, and the projects and units that visitors may see, as lists by name."""
    return parts_of(page, _news_parts)


def _news_parts(page: NewsPage) -> dict[str, Any]:
    contacts = rows(page, "contacts")
    fetch(Person, (contacts, "person"))
    fetch(Organisation, (contacts, "organisation"))
    return {
        "contacts": own_contacts(contacts),
        "topics": many(page, "topics"),
        "projects": pages(page, "related_projects"),
        "units": pages(page, "related_units"),
    }

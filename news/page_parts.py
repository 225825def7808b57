"""What stands around the fields of a news page; see `brygga.site.related`."""

from __future__ import annotations

from typing import Any

from brygga.site.extras import RELATED, attempt
from brygga.site.presentable import own_contacts
from brygga.site.privacy import private_paths
from brygga.site.related import fetch, many, pages, parts_of, rows
from brygga.site.remembered import recall


def news_parts(page: Any) -> dict[str, Any]:
    """Contacts, topics, and the projects and units that visitors may see, as lists by name."""
    return parts_of(page, _news_parts)


def _news_parts(page: Any) -> dict[str, Any]:
    contacts = rows(page, "contacts")
    fetch((contacts, "person"))
    fetch((contacts, "organisation"))
    projects = pages(page, "related_projects")
    key = ("story", page.pk, page.listed_on, tuple(project.pk for project in projects), private_paths())
    found = attempt(RELATED, lambda: recall({key: lambda: _story(page, projects)})[key], (None, None), page)
    earlier, later = found
    return {
        "contacts": own_contacts(contacts),
        "topics": many(page, "topics"),
        "projects": projects,
        "units": pages(page, "related_units"),
        "earlier": earlier,
        "later": later,
    }


def _story(page: Any, projects: list[Any]) -> tuple[Any, Any]:
    """The public news just before and just after `page` about its first project; None where there is none."""
    if not projects or not page.listed_on or not page.pk:
        return None, None
    others = type(page).objects.live().public().filter(related_projects=projects[0]).exclude(pk=page.pk).for_links()
    earlier = others.filter(listed_on__lt=page.listed_on).order_by("-listed_on", "-pk").first()
    later = others.filter(listed_on__gt=page.listed_on).order_by("listed_on", "pk").first()
    return earlier, later

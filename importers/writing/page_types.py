"""Which page type takes which role: what an article's pages are made as, and the listings that they lie below."""

from __future__ import annotations

from wagtail.models import Page

from brygga.news.models import NewsIndexPage, NewsPage
from brygga.projects.models import ProjectIndexPage, ProjectPage, UnitIndexPage, UnitPage

PAGE_TYPES: dict[str, type[Page]] = {"news": NewsPage, "project": ProjectPage, "unit": UnitPage}
INDEX_TYPES: dict[str, tuple[type[Page], str]] = {
    "news": (NewsIndexPage, "Nyheter"),
    "project": (ProjectIndexPage, "Projekt"),
    "unit": (UnitIndexPage, "Enheter"),
}


def role_of(page: Page) -> str:
    """ "news", "project" or "unit"."""
    return next(role for role, model in PAGE_TYPES.items() if isinstance(page, model))

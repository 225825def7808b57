"""The page type of each kind of page (news, project, unit), and the listings that they lie below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _
from wagtail.models import Page

from brygga.news.models import NewsIndexPage, NewsPage
from brygga.projects.models import ProjectIndexPage, ProjectPage, UnitIndexPage, UnitPage
from brygga.site.options import option

_OURS: dict[str, type[Page]] = {"news": NewsPage, "project": ProjectPage, "unit": UnitPage}
INDEX_TYPES: dict[str, tuple[type[Page], str]] = {
    "news": (NewsIndexPage, "Nyheter"),
    "project": (ProjectIndexPage, "Projekt"),
    "unit": (UnitIndexPage, "Enheter"),
}


class PageTypes(Mapping[str, type[Page]]):
    """What each kind of page is made as: Brygga's type, or the site's subclass of it (`BRYGGA_PAGE_TYPES`)."""

    def __getitem__(self, kind: str) -> type[Page]:
        """KeyError for no such kind; `ImproperlyConfigured` for a type that is none, or no subclass of ours."""
        ours = _OURS[kind]
        named = option("BRYGGA_PAGE_TYPES").get(kind)
        if named is None:
            return ours
        try:
            model = apps.get_model(named)
        except (LookupError, ValueError) as error:
            raise ImproperlyConfigured(
                _("BRYGGA_PAGE_TYPES[”%(role)s”]: det finns ingen modell %(model)s.") % {"role": kind, "model": named}
            ) from error
        if not issubclass(model, ours):
            words = {"role": kind, "model": named, "ours": ours._meta.label}
            message = _("BRYGGA_PAGE_TYPES[”%(role)s”]: %(model)s måste vara en underklass till %(ours)s.")
            raise ImproperlyConfigured(message % words)
        return model

    def __iter__(self) -> Iterator[str]:
        return iter(_OURS)

    def __len__(self) -> int:
        return len(_OURS)


PAGE_TYPES = PageTypes()


def kind_of(page: Page) -> str:
    """ "news", "project" or "unit", "" for a page of the site's own type (`article_mapping`)."""
    return next((kind for kind, model in _OURS.items() if isinstance(page, model)), "")

"""The frame of a site: what stands around every page of it and seldom changes.

The site itself, its settings, the main menu and the pages that header and footer link to. It is remembered for each
host (and language, where the address decides it); see `remembered` for how long. Only published pages that anybody
may read stand in it, and those that have become private since are left out of what a request gets.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from django.db.models import Q
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page, Site

from .models import BasePage
from .options import option
from .page_querysets import LINK_FIELDS
from .privacy import private_paths
from .remembered import recall
from .site_settings import LINKED_PAGES, SiteSettings


class Step(NamedTuple):
    """A page to link to: its key, its place in the tree, its title and its address."""

    pk: int
    path: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Frame:
    """`menu` holds the pages right below the site's first page that are shown in menus; `linked` those that the
    settings link to, by the name of the setting; `home_url` is the address of the first page."""

    site: Site
    settings: SiteSettings
    home_url: str
    menu: tuple[Step, ...]
    linked: dict[str, Step]


# Where a request keeps its frame, and where Wagtail keeps the site of a request.
_FRAME, _WAGTAILS_SITE = "_brygga_frame", "_wagtail_site"


def frame_for(request: HttpRequest) -> Frame | None:
    """The frame of the site that `request` asks; None when there is no such site.

    Everything else that asks for the site or its settings during the request gets those of the frame.
    """
    if hasattr(request, _FRAME):
        return getattr(request, _FRAME)
    request.get_host()  # refuses hosts that are not ours: nothing is remembered of them
    language = translation.get_language() if option("WAGTAIL_I18N_ENABLED") else ""
    key = ("frame", request.get_host(), request.get_port(), language)
    frame = recall({key: partial(_build, request)})[key]
    if frame is not None:
        _hand_out(request, frame)
        private = private_paths()
        menu = tuple(step for step in frame.menu if not step.path.startswith(private))
        linked = {name: step for name, step in frame.linked.items() if not step.path.startswith(private)}
        frame = replace(frame, menu=menu, linked=linked)
    setattr(request, _FRAME, frame)
    return frame


def _hand_out(request: HttpRequest, frame: Frame) -> None:
    setattr(request, _WAGTAILS_SITE, frame.site)
    setattr(request, SiteSettings.get_cache_attr_name(), frame.settings)
    frame.settings._request = request
    root = frame.site.root_page
    if root.specific_class and issubclass(root.specific_class, BasePage):
        # The way to another page needs nothing of the first page's own fields. Asked for itself, it fetches them.
        root.specific = root.specific_deferred


def _build(request: HttpRequest) -> Frame | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    root, site_settings = site.root_page.localized, SiteSettings.for_site(site)
    wanted = {name: getattr(site_settings, f"{name}_id") for name in LINKED_PAGES}
    in_menu = Q(depth=root.depth + 1, path__startswith=root.path, show_in_menus=True)
    asked = in_menu | Q(pk__in=[pk for pk in wanted.values() if pk])
    pages = Page.objects.live().filter(asked).order_by("path").only(*LINK_FIELDS, "show_in_menus")
    private = private_paths()
    steps = {page.pk: step_to(page, request) for page in pages if not page.path.startswith(private)}
    menu = tuple(
        steps[page.pk]
        for page in pages
        if page.pk in steps and page.show_in_menus and page.depth == root.depth + 1 and page.path.startswith(root.path)
    )
    linked = {name: steps[pk] for name, pk in wanted.items() if pk in steps}
    return Frame(site, site_settings, root.get_url(request) or "/", menu, linked)


def step_to(page: Page, request: HttpRequest) -> Step:
    """The link to `page` from a page that `request` asks for."""
    return Step(page.pk, page.path, page.title, page.get_url(request) or "")

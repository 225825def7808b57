"""The way from a page to one below it, in two queries however long it is. Wagtail's own takes two for each step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from .page_querysets import LINK_FIELDS
from .short_queries import key_of, places, select

_PASSED = "_brygga_passed"  # where a request keeps the pages that were passed on the way


def route_below(start: Page, request: HttpRequest, slugs: list[str], plainly: Callable[..., Any]) -> RouteResult:
    """The page that `slugs` lead to from `start`; raises Http404 when there is none.

    `plainly` is the `route` of the types that go this way. A page whose type has a way of its own takes over from
    where it stands, as in Wagtail. The pages that were passed
    are left on the request for `trail_to`.
    """
    condition = f"WHERE slug IN ({places(slugs)}) AND path LIKE %s"
    found = select(Page, condition, *slugs, f"{start.path}%", fields=LINK_FIELDS)
    children = {(page.path[: -Page.steplen], page.slug): page for page in found}
    passed = [start]
    for number, slug in enumerate(slugs, start=1):
        page = children.get((passed[-1].path, slug))
        if page is None:
            raise Http404
        rest = slugs[number:]
        if not rest or not _goes(plainly, page.specific_class):
            setattr(request, _PASSED, passed)
            whole = whole_page(page)
            whole._cached_parent_obj = passed[-1]
            return whole.route(request, rest)
        passed.append(page)
    raise Http404


def _goes(plainly: Callable[..., Any], model: type[Page] | None) -> bool:
    return model is not None and model.route in (Page.route, plainly)


def whole_page(page: Page) -> Any:
    """`page` as what it is, with all its fields and those of the `page_relations` of its type; Http404 when it has
    been deleted meanwhile."""
    model = page.specific_class
    if model is None:
        return page
    relations = getattr(model, "page_relations", ())
    if relations:
        return get_object_or_404(model._default_manager.select_related(*relations), pk=page.pk)
    found = select(model, f"WHERE {key_of(model)} = %s", page.pk)
    if not found:
        raise Http404
    return found[0]


def trail_to(page: Page, root: Page, request: HttpRequest) -> list[Page]:
    """The published pages above `page`, from `root` down: those that were passed on the way, else from a query."""
    above = [page.path[:end] for end in range(len(root.path), len(page.path), Page.steplen)]
    passed = getattr(request, _PASSED, [])
    if [step.path for step in passed] != above:
        passed = Page.objects.filter(path__in=above).order_by("path").only(*LINK_FIELDS) if above else []
    return [step for step in passed if step.live]

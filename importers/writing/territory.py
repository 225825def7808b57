"""The part of the tree that an import keeps within: one site's. Other sites of the installation are not its business.

Organisations, people, indicators, images and documents are shared by all sites, on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from wagtail.models import Page, Site

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Territory:
    """What lies at or below the tree path `root`, but not below any of `beside` (roots of sites within the site)."""

    root: str
    beside: tuple[str, ...] = ()
    site_id: int | None = None

    def of(self, rows: QuerySet[Row, Any], page: str = "") -> QuerySet[Row, Any]:
        """Those of the rows that are pages of the site; `page` names the relation to the page, if they are not pages
        themselves."""
        path = f"{page}__path__startswith" if page else "path__startswith"
        for other in self.beside:
            rows = rows.filter(~Q(**{path: other}))
        return rows.filter(**{path: self.root})


def territory_of(under: Page | None) -> Territory:
    """The site that `under` belongs to: that with the nearest root above it, or where there is none (a tree in another
    language, or one that no site shows yet) all below the same first page. Without `under` the default site."""
    roots = list(Site.objects.order_by("-root_page__depth", "pk").values_list("pk", "root_page__path"))
    if under is None:
        default = Site.objects.filter(is_default_site=True).values_list("pk", "root_page__path").first()
        site_id, root = default or (None, Page.get_first_root_node().path)
    else:
        first = under.path[: 2 * Page.steplen] if under.depth > 1 else under.path
        site_id, root = next(((pk, path) for pk, path in roots if under.path.startswith(path)), (None, first))
    beside = tuple(path for _, path in roots if path != root and path.startswith(root))
    return Territory(root, beside, site_id)

"""Which page is the first of the site."""

from __future__ import annotations

from wagtail.models import Page, Site

from .models import HomePage


def default_site() -> Site | None:
    """The installation's default site with its root page, if there is one."""
    return Site.objects.filter(is_default_site=True).select_related("root_page").first()


def existing_home(under: Page | None = None) -> Page | None:
    """`under`, else the default site's root, or instead of Wagtail's welcome page a home page that is no other
    site's. None where there is none of them."""
    if under is not None:
        return under
    site = default_site()
    # A page that has others below it is a site's own first page, whatever its type.
    if site is not None and (site.root_page.specific_class is not Page or site.root_page.numchild):
        return site.root_page
    homes = HomePage.objects.order_by("depth", "path")
    for root in Site.objects.filter(is_default_site=False).values_list("root_page__path", flat=True):
        homes = homes.exclude(path__startswith=root)
    return homes.first()

"""What the gate says of a page: every rule that is not silent, asked of the page as it would be published."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from ..site_settings import SiteSettings
from .contents import Contents
from .problems import SILENT, STOP, WARN, Finding, Problem
from .registry import rules
from .rule_settings import GateSettings

logger = logging.getLogger(__name__)


def site_of(page: Page, parent: Page | None = None) -> Site | None:
    """The site that a page, or a new one below `parent`, belongs to; else the default one.

    By the sites as they are now: Wagtail's own answer is kept in the cache, where a site that was rolled back stays.
    """
    path = page.path or (parent.path if parent is not None else "")
    sites = list(Site.objects.select_related("root_page").order_by("-root_page__depth", "pk"))
    own = (site for site in sites if path.startswith(site.root_page.path))
    return next(own, None) or next((site for site in sites if site.is_default_site), None)


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate of one site, for those who ask of many pages."""

    site: Site | None
    settings: GateSettings
    language: str

    def findings(self, page: Page, *, only_stops: bool = False, coming: Collection[int] = ()) -> list[Finding]:
        """What is wrong with the page as it is in memory, what stops first. `coming` are the primary keys of pages
        that are written together with it: a link may lead there already.

        A rule that breaks is logged and warns: a fault in it must neither keep a municipality from publishing nor pass
        for a page in which nothing was found.
        """
        contents = Contents(page, self.site, self.settings.lix_limit, self.language, coming)
        found: list[Finding] = []
        for rule in rules():
            level = self.settings.level_of(rule)
            if level == SILENT or (only_stops and level != STOP):
                continue
            try:
                found += [Finding(rule.name, str(rule.label), level, problem) for problem in rule.check(contents)]
            except Exception:
                logger.exception("The rule %s of the gate failed on page %s", rule.name, page.pk)
                told = Problem(_("Regeln gick inte att pröva på sidan."))
                found.append(Finding(rule.name, str(rule.label), WARN, told))
        return sorted(found, key=lambda one: not one.stops)


def gate_of(page: Page, parent: Page | None = None) -> Gate:
    """The gate of a page, or of a new one below `parent`."""
    return gate_at(site_of(page, parent))


def gate_at(site: Site | None) -> Gate:
    """The gate of a site; where there is none, as it is without settings."""
    if site is None:
        return Gate(None, GateSettings(), "sv")
    # What visitors' browsers are told of the language.
    return Gate(site, GateSettings.for_site(site), SiteSettings.for_site(site).language)


def findings_of(page: Page, parent: Page | None = None) -> list[Finding]:
    """What is wrong with the page as it is in memory, what stops first. `parent` is where a new page is to lie."""
    return gate_of(page, parent).findings(page)


def stops_of(page: Page, parent: Page | None = None) -> list[Finding]:
    """What keeps the page, as it is in memory, from being published."""
    return gate_of(page, parent).findings(page, only_stops=True)

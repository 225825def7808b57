"""The page that every other page is."""

import datetime as dt
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail.url_routing import RouteResult

from ..gate.gate_form import GatedPageForm
from ..gate.gate_panel import GatePanel
from ..gate.stopping import GatedPage
from ..page_querysets import PageManager, ShownPageQuerySet
from ..privacy import asked_once, private_paths
from ..read_once import read_once
from ..routing import route_below, whole_page
from ..version_references import without_gone
from .mixins import ReviewDateMixin

# What visitors call a page that is no project, unit or news: verbose names are for editors, who choose among kinds.
PUBLIC_NAMES = (_("sida"), _("sidor"))


class BasePage(GatedPage, ReviewDateMixin, Page):
    """Search description, review date and structured data: what all pages have, whatever they are about."""

    # Named after the app, so that a site may have a HomePage or a NewsPage of its own beside these.
    page_ptr = models.OneToOneField(
        Page, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )

    base_form_class = GatedPageForm
    content_panels = [
        *Page.content_panels,
        GatePanel(heading=_("Före publicering"), classname="collapsed", icon="circle-check"),
    ]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            _("I sökmotorer och när sidan delas"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], _("I menyn")),
        MultiFieldPanel(ReviewDateMixin.review_panels, _("Granskning")),
    ]

    api_fields = [APIField("review_date"), APIField("changed_on")]
    # What `changed_on` looks at, for those who ask for many pages at once.
    changed_fields: list[str] = ["first_published_at", "last_published_at"]

    # What the page's card in lists shows: its fields (those of related things as "organisation__name") and, again,
    # the foreign keys among them. Lists fetch these; empty means everything but the body.
    card_fields: list[str] = []
    card_relations: list[str] = []
    # Whether the page is left out of lists until it has a lead (see `brygga.site.shown_in_lists`).
    needs_lead = False
    # How much a page of this kind is the thing itself that somebody looks for, 0 for what tells of other things.
    search_weight = 0.3
    # The words around what was searched for, on a page that a search found. Every card asks for them, and asking for
    # what is not there is slow in a template.
    excerpt: str = ""
    # What a list that shows pictures has put on the page (see `brygga.site.cards`), and on projects their figure.
    card_picture: Any = None
    moment: Any = None
    # Foreign keys that the page itself shows: they are fetched with it when it is asked for.
    page_relations: list[str] = ["brygga_origin"]

    objects = PageManager.from_queryset(ShownPageQuerySet)()

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Not at the root, unless the type names it: a page there belongs to no site and can never be visited."""
        at_root = parent.is_root() and "wagtailcore.Page" not in (getattr(cls, "parent_page_types", None) or ())
        return super().can_create_at(parent) and not at_root

    @classmethod
    def clean_subpage_models(cls) -> list[type[Page]]:
        """Wagtail's, and what another site has made as a subclass of one of them."""
        return _with_subclasses(super().clean_subpage_models())

    @classmethod
    def clean_parent_page_models(cls) -> list[type[Page]]:
        """Wagtail's, and what another site has made as a subclass of one of them."""
        return _with_subclasses(super().clean_parent_page_models())

    def get_template(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The type's template; a subclass that another site has made without one is shown by ours."""
        first = super().get_template(request, *args, **kwargs)
        above: list[Any] = [kind for kind in type(self).__mro__[1:] if _is_shown(kind)]
        inherited = [kind.template for kind in above if kind.template != first]
        return [first, *inherited] if inherited else first

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> "BasePage | None":
        """A stored version as a page. A version that names what is gone opens without it, whatever named it."""
        data = without_gone(cls, data) if check_fks else data
        return super().from_serializable_data(data, check_fks=check_fks, strict_fks=strict_fks)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Wagtail's, and then search reads the page once with all its parts and lists."""
        with read_once(self):
            return super().save(*args, **kwargs)

    def route(self, request: Any, path_components: list[str]) -> RouteResult:
        """Wagtail's way to a page, with fewer queries; see `brygga.site.routing`."""
        if path_components:
            return route_below(self, request, path_components, plainly=BasePage.route)
        page = whole_page(self) if self.get_deferred_fields() else self
        # Of the page that was fetched, not of this one: mypy follows super() only for what the method is called on.
        return super(BasePage, page).route(request, [])  # type: ignore[misc]

    def get_view_restrictions(self) -> models.QuerySet:
        """Wagtail's, without a query where nothing on any site is private."""
        return super().get_view_restrictions() if private_paths() else PageViewRestriction.objects.none()

    def serve(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Wagtail's answer, written out here so that the links in its rich text are fetched together."""
        # Its handlers need the models, on Wagtail 8 from the first import on.
        from ..rich_text import links_of

        with asked_once():
            response = super().serve(request, *args, **kwargs)
            if hasattr(response, "render") and not response.is_rendered:
                with links_of(self):
                    response.render()
            return response

    @property
    def changed_here_at(self) -> dt.datetime | None:
        """When what a person changed here was last published. The coming of a page from an old site is no change."""
        try:
            return self.brygga_origin.changed_at
        except ObjectDoesNotExist:
            return self.last_published_at

    @property
    def changed_on(self) -> dt.date | None:
        """The day that visitors are told the page was last changed: on the page, in structured data, feeds, sitemap
        and API. None where nobody knows of a change."""
        moment = self.changed_here_at
        return timezone.localdate(moment) if moment else None

    @property
    def description(self) -> str:
        """Plain text for search engines and sharing: the search description, else the lead, cut at 160 characters."""
        text = self.search_description or getattr(self, "lead", "") or ""
        return Truncator(" ".join(text.split())).chars(160)

    def structured_data(self, request: Any = None) -> list[dict[str, Any]]:
        """The page as JSON-LD objects; a page type that is a thing of its own (news, project) overrides this."""
        return [
            {
                "@context": "https://schema.org",
                "@type": "WebPage",
                "name": self.title,
                "url": self.get_full_url(request),
                "inLanguage": "sv",
                **({"description": self.description} if self.description else {}),
                **({"dateModified": self.changed_on.isoformat()} if self.changed_on else {}),
            }
        ]


def _with_subclasses(models: list[type[Page]]) -> list[type[Page]]:
    ours = tuple(model for model in models if issubclass(model, BasePage))
    return [*models, *(model for model in get_page_models() if issubclass(model, ours) and model not in models)]


def _is_shown(kind: Any) -> bool:
    return issubclass(kind, BasePage) and not kind._meta.abstract

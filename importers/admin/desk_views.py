"""The desk: one imported page at a time beside its original, what is to be checked in it, and one key to go on."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.utils.decorators import xframe_options_sameorigin_override

from ..models import FieldConflict, ImportItem, ImportSource, Review
from ..review import acting, edits, review_queue
from ..writing import pages
from .desk_context import desk_context
from .rights import REVIEW, require

NAME = "granska"
ASIDE, THROWN = "atsidan", "kastade"


def chosen_items(request: HttpRequest) -> QuerySet[ImportItem]:
    """The queue, or the part of it that the address asks for: `?kalla=` a source, `?ar=` a year, `?lage=atsidan`,
    and what was thrown away: `?lage=kastade`."""
    state = request.GET.get("lage")
    items = review_queue.thrown(request.user) if state == THROWN else review_queue.queue(request.user)
    source, year = request.GET.get("kalla", ""), request.GET.get("ar", "")
    if source.isdecimal():
        items = items.filter(source=int(source))
    if year.isdecimal():
        items = items.filter(page__brygga_news_newspage__first_published_on__year=int(year[:4]))
    if state == THROWN:
        return items
    if state == ASIDE:
        return items.filter(review__state=Review.State.ASIDE)
    return review_queue.waiting(items, request.user)


def item_for(request: HttpRequest, pk: int) -> tuple[ImportItem, Page]:
    """The document and its news page, for who may review and may edit the page."""
    require(request.user, REVIEW)
    item = get_object_or_404(ImportItem.objects.select_related("source", "page", "raw"), pk=pk, page__isnull=False)
    assert item.page is not None
    page = item.page.specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return item, page


class QueueView(BaseListingView):
    """What is left to review."""

    template_name = "wagtailadmin/generic/listing.html"
    results_template_name = "brygga_importers/admin/queue_results.html"
    model = ImportItem
    page_title = _("Granska importerade nyheter")
    header_icon = "glasses"
    paginate_by = 50
    is_searchable = False
    index_url_name = f"{NAME}:index"
    index_results_url_name = f"{NAME}:index_results"
    columns = [
        TitleColumn(
            "title", label=_("Nyhet"), accessor="page.title", get_url=lambda i: reverse(f"{NAME}:item", args=[i.pk])
        ),
        Column("source", label=_("Källa")),
        DateColumn("added", label=_("Importerad"), accessor="first_seen_at"),
        Column("with", label=_("Lämnad till"), accessor="review.assigned_to"),
        Column("note", label=_("Meddelande"), accessor="review.note"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require(request.user, REVIEW)
        return super().dispatch(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        return [self.results_template_name if self.results_only else self.template_name]

    def get_base_queryset(self) -> QuerySet[ImportItem]:
        return chosen_items(self.request)

    @cached_property
    def header_buttons(self) -> list[Any]:
        if self.request.GET.get("lage") == THROWN or not self.get_base_queryset().exists():
            return []
        begin = reverse(f"{NAME}:next") + self._query
        many = reverse(f"{NAME}:many") + self._query
        return [
            HeaderButton(_t("Börja granska"), url=begin, icon_name="glasses", priority=1),
            HeaderButton(_t("Många på en gång"), url=many, icon_name="list-ul", priority=2),
        ]

    @property
    def _query(self) -> str:
        query = self.request.GET.copy()
        query.pop("p", None)
        return f"?{query.urlencode()}" if query else ""

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        everything = review_queue.queue(self.request.user)
        return super().get_context_data(
            *args,
            aside=everything.filter(review__state=Review.State.ASIDE).count(),
            thrown=review_queue.thrown(self.request.user).count(),
            sources=ImportSource.objects.filter(pk__in=everything.order_by().values("source"))[:50],
            begin=reverse(f"{NAME}:next") + self._query,
            **kwargs,
        )


class ConflictsView(QueueView):
    """The documents whose page and source have both changed, on pages the user may edit: settled on the desk."""

    page_title = _("Konflikter")
    index_url_name = f"{NAME}:conflicts"
    index_results_url_name = f"{NAME}:conflicts_results"
    header_buttons: list[Any] = []

    def get_base_queryset(self) -> QuerySet[ImportItem]:
        mine = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        found = FieldConflict.objects.filter(state=FieldConflict.State.OPEN, page__in=mine.values("pk"))
        items = ImportItem.objects.filter(pk__in=found.values("item"), page__in=mine.values("pk"))
        return items.select_related("source", "page", "review", "review__assigned_to").order_by("pk")


def next_item(request: HttpRequest) -> HttpResponse:
    """To the next document that nobody else has."""
    require(request.user, REVIEW)
    return to_next(request, 0)


def to_next(request: HttpRequest, after: int) -> HttpResponse:
    """To the document after this one, or to the list when there is none."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    found = review_queue.take_next(chosen_items(request), request.user, after)
    if found is None:
        messages.success(request, _t("Det finns inget mer att granska här."))
        return redirect(f"{NAME}:index")
    return redirect(reverse(f"{NAME}:item", args=[found.pk]) + query)


class DeskView(WagtailAdminTemplateMixin, TemplateView):
    """One document."""

    template_name = "brygga_importers/admin/desk.html"
    header_icon = "glasses"
    page_title = _("Granska")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": _t("Start")},
            {"url": reverse(f"{NAME}:index"), "label": _t("Granska")},
            {"url": "", "label": self.shown[0].page.title if self.shown[0].page else ""},
        ]

    @cached_property
    def shown(self) -> tuple[ImportItem, Page]:
        return item_for(self.request, self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item, page = self.shown
        review_queue.claim(item, self.request.user)
        query = f"?{self.request.GET.urlencode()}" if self.request.GET else ""
        return super().get_context_data(query=query, **desk_context(item, page, self.request.user), **kwargs)


@method_decorator(xframe_options_sameorigin_override, name="dispatch")
class BecomingView(View):
    """The page as visitors will see it, without what stands around every page: half a window has no room for that."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        _item, page = item_for(request, kwargs["pk"])
        current: Any = pages.latest(page)
        return _alone(current.make_preview_request(request, current.default_preview_mode))


def _alone(response: HttpResponse) -> HttpResponse:
    """The page with a style sheet that shows what its main element holds, whatever templates the site has."""
    sheet = f'<link rel="stylesheet" href="{versioned_static("brygga_importers/becoming.css")}">'
    response.content = response.content.replace(b"</head>", sheet.encode() + b"</head>", 1)
    return response


def back_to_item(request: HttpRequest, pk: int) -> HttpResponse:
    """To the desk with this document."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(reverse(f"{NAME}:item", args=[pk]) + query)


@require_POST
def do(request: HttpRequest, pk: int) -> HttpResponse:
    """What the button of a check says: `key` names the check, `act` what to do, the rest what was filled in."""
    item, _page = item_for(request, pk)
    given = {name: str(value) for name, value in request.POST.items()}
    try:
        step = acting.act(item, request.user, given.get("key", ""), given.get("act", ""), given)
    except acting.CannotDoError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, step.label[:150].replace("%", "%%"))
    return back_to_item(request, pk)


@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """A quote's speaker or a heading, changed on the desk: `block` says which, `what` is "citat" or "rubrik"."""
    item, _page = item_for(request, pk)
    given = {name: str(value) for name, value in request.POST.items()}
    where = given.get("block", "")
    how, label = (
        (edits.set_heading, _t("Ändrad rubrik"))
        if given.get("what") == "rubrik"
        else (edits.set_speaker, _t("Ändrat citat"))
    )
    try:
        acting.edit(item, request.user, label, partial(_given, how, where, given))
    except acting.CannotDoError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, label)
    return back_to_item(request, pk)


def _given(how: Any, where: str, given: dict[str, str], page: Page) -> None:
    how(where, page, given)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the latest change that was made on the desk."""
    item, _page = item_for(request, pk)
    try:
        label = acting.undo(item, request.user)
    except acting.CannotDoError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, (_t("Ångrat: %s") % label[:150]).replace("%", "%%"))
    return back_to_item(request, pk)

"""The communicator's workplace for imports: runs, documents with their conflicts, addresses that are gone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from ..models import FieldConflict, GoneAddress, ImportItem, ImportRun, RunEntry
from ..runs import conflicts, launch, rollback, states, tasks
from ..runs.closed import closed_summary
from ..runs.report import counts, page_counts
from ..runs.retry import RunCannotGoOnError
from .run_details import entries_page, foreseen, item_details
from .suggestion_views import SuggestionViewSet

try:
    from wagtail.permissions import register_permission_policy
except ImportError:  # Wagtail 7.4 takes the policy from the viewset
    register_permission_policy = None


class LookingPolicy(ModelPermissionPolicy):
    """Runs and documents are looked at, not written by hand: their own buttons do what may be done."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action != "view":
            return False
        return super().user_has_permission(user, "view") or super().user_has_permission(user, "change")

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class LookingViewSet(ModelViewSet):
    """A list and a page for each row."""

    add_to_reference_index = False  # a page that was imported is not "used" by its own import record
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
    form_fields: list[str] = []

    @property
    def permission_policy(self) -> LookingPolicy:
        return LookingPolicy(self.model)

    def on_register(self) -> None:
        if register_permission_policy is not None:
            register_permission_policy(self.model, self.permission_policy, exact_class=True)
        super().on_register()

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            *self.actions(),
        ]

    def actions(self) -> list[Any]:
        """What may be done with a row."""
        return []


def inspect_url(name: str) -> Any:
    """A column's link to the row's own page."""
    return lambda row: reverse(f"{name}:inspect", args=[row.pk])


def _changer(request: HttpRequest) -> None:
    if not request.user.has_perm("brygga_importers.change_importrun"):
        raise PermissionDenied


RESUMABLE = (ImportRun.State.STOPPED, ImportRun.State.FAILED)


def may_be_undone(run: ImportRun) -> bool:
    """Whether there is something to undo: an undone run may have left something that could not go then."""
    states_of_rest = (ImportRun.State.FINISHED, ImportRun.State.ROLLED_BACK, *RESUMABLE)
    return run.mode == ImportRun.Mode.APPLY and run.state in states_of_rest and rollback.something_left(run)


class RunInspectView(generic.InspectView):
    """A run: how it goes, what it did, what failed and why."""

    template_name = "brygga_importers/admin/run.html"

    def get_fields(self) -> list[str]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.object
        totals = [(state, RunEntry.State(state).label, number) for state, number in counts(run).items()]
        pages = [(role, action, number) for (role, action), number in sorted(page_counts(run).items())]
        may = self.request.user.has_perm("brygga_importers.change_importrun")
        abandoned = states.is_abandoned(run)
        half_undone = run.state == run.State.UNDO_STOPPED or (abandoned and run.state == run.State.ROLLING_BACK)
        undone_done, undone_total = rollback.progress(run) if run.state in rollback.HALF_UNDONE else (0, 0)
        return super().get_context_data(
            run=run,
            undone_done=undone_done,
            undone_total=undone_total,
            totals=totals,
            closed=closed_summary(run),
            pages=pages,
            entries=entries_page(run, self.request),
            workers=run.workers.order_by("started_at"),
            abandoned=abandoned,
            half_undone=half_undone,
            may_stop=may and run.state == run.State.RUNNING and not abandoned,
            may_undo=may and (half_undone or may_be_undone(run)),
            may_resume=may and not half_undone and bool(run.total) and (abandoned or run.state in RESUMABLE),
            **kwargs,
        )


class RunViewSet(LookingViewSet):
    """Every run over every source, the newest first."""

    model = ImportRun
    icon = "history"
    menu_label = _("Körningar")
    name = "importkorningar"
    list_display = [
        TitleColumn("__str__", label=_("Körning"), get_url=inspect_url("importkorningar")),
        Column("get_mode_display", label=_("Sätt")),
        Column("get_state_display", label=_("Läge")),
        Column("total", label=_("Dokument")),
        Column("problems", label=_("Misslyckade")),
        Column("created_at", label=_("Startad")),
        Column("started_by", label=_("Av")),
    ]
    list_filter = ["state", "mode", "source"]
    ordering = ["-pk"]
    inspect_view_class = RunInspectView

    def actions(self) -> list[Any]:
        return [
            path("angra/<int:pk>/", undo_run, name="undo"),
            path("stoppa/<int:pk>/", stop_run, name="stop"),
            path("fortsatt/<int:pk>/", resume_run, name="resume"),
        ]


@require_http_methods(["GET", "HEAD", "POST"])
def undo_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what will go and stay and why; then roll the run back, with the reason that the form gives."""
    _changer(request)
    run = get_object_or_404(ImportRun, pk=pk)
    if request.method != "POST":
        why_not = "" if states.is_abandoned(run) else rollback.why_not(run)
        context = {"run": run, "why_not": why_not, "foreseen": None if why_not else foreseen(run)}
        return render(request, "brygga_importers/admin/undo.html", context)
    try:
        undone = rollback.rollback_run(run, request.POST.get("reason", ""), request.user)
    except (ValueError, states.IllegalTransitionError, states.RunAlreadyActiveError, RunCannotGoOnError) as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _t("Körningen är ångrad: %(removed)d sidor borttagna, %(restored)d återställda, %(kept)d behållna.")
            % {"removed": len(undone.removed), "restored": len(undone.restored), "kept": len(undone.kept)},
        )
        if undone.problems:
            messages.error(request, _t("Kontrollen efteråt hittade fel: ") + " ".join(undone.problems))
    return redirect("importkorningar:inspect", pk)


@require_POST
def stop_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the run to stop after what it is doing now."""
    _changer(request)
    try:
        states.ask_to_stop(get_object_or_404(ImportRun, pk=pk))
        messages.success(request, _t("Körningen stannar när den är klar med det den håller på med."))
    except states.IllegalTransitionError:
        messages.error(request, _t("Körningen pågår inte."))
    return redirect("importkorningar:inspect", pk)


@require_POST
def resume_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a run that was stopped, in the background."""
    _changer(request)
    run = get_object_or_404(ImportRun, pk=pk)
    try:
        tasks.enqueue(launch.resume(run))
        messages.success(request, _t("Körningen fortsätter."))
    except (states.IllegalTransitionError, states.RunAlreadyActiveError) as error:
        messages.error(request, str(error))
    return redirect("importkorningar:inspect", pk)


class ItemInspectView(generic.InspectView):
    """A document: its page, its old addresses, what was read in which words, and what waits for a decision."""

    template_name = "brygga_importers/admin/item.html"

    def get_fields(self) -> list[str]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(item=self.object, **item_details(self.object), **kwargs)


class ItemViewSet(LookingViewSet):
    """Every document of every source, with its state and the reason for it."""

    model = ImportItem
    icon = "doc-full-inverse"
    menu_label = _("Dokument")
    name = "importdokument"
    list_display = [
        TitleColumn("__str__", label=_("Dokument"), get_url=inspect_url("importdokument")),
        Column("source", label=_("Källa")),
        Column("get_state_display", label=_("Läge")),
        Column("page", label=_("Sida")),
        Column("reason", label=_("Skäl")),
    ]
    list_filter = ["state", "source"]
    search_fields = ["title", "identifier", "reason"]
    search_backend_name = None
    ordering = ["source", "identifier"]
    inspect_view_class = ItemInspectView

    def actions(self) -> list[Any]:
        return [
            path("konflikt/<int:pk>/<str:choice>/", settle_conflict, name="settle"),
            path("dubblett/<int:pk>/<str:verdict>/", answer_duplicate, name="duplicate"),
        ]


@require_POST
def settle_conflict(request: HttpRequest, pk: int, choice: str) -> HttpResponse:
    """Keep the page's text, or take the source's."""
    conflict = get_object_or_404(FieldConflict.objects.select_related("item", "page"), pk=pk)
    if not conflict.page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    try:
        (conflicts.take if choice == "kallan" else conflicts.keep)(conflict, request.user)
        messages.success(request, _t("Konflikten är avgjord."))
    except conflicts.CannotSettleError as error:
        messages.error(request, str(error))
    return redirect("importdokument:inspect", conflict.item_id)


@require_POST
def answer_duplicate(request: HttpRequest, pk: int, verdict: str) -> HttpResponse:
    """Say whether a likely duplicate is the same text as another."""
    _changer(request)
    try:
        conflicts.answer_duplicate(get_object_or_404(ImportItem, pk=pk), verdict)
        messages.success(request, _t("Beskedet är sparat. Nästa körning av källan gör som du har sagt."))
    except conflicts.CannotSettleError as error:
        messages.error(request, str(error))
    return redirect("importdokument:inspect", pk)


class GoneAddressViewSet(ModelViewSet):
    """Old addresses that are gone on purpose: the site answers 410."""

    model = GoneAddress
    icon = "cross"
    menu_label = _("Borttagna adresser")
    name = "borttagna-adresser"
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ["path", "reason", "created_at"]
    search_fields = ["path", "reason"]
    search_backend_name = None
    panels = [FieldPanel("path"), FieldPanel("reason")]


class ImportViewSetGroup(ViewSetGroup):
    """The menu's "Import"."""

    menu_label = _("Importera")
    menu_icon = "download"
    menu_order = 850
    items = (SuggestionViewSet(), RunViewSet(), ItemViewSet(), GoneAddressViewSet())

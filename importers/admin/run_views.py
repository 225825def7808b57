"""Runs in the admin: the list, one run, and to undo, stop or resume it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from ..models import ImportRun
from ..models.guarded_state import IllegalTransitionError
from ..runs import launch, rollback_rules, run_states, tasks
from ..runs.closed_documents import closed_summary
from ..runs.learnt_notes import learnt_lines
from ..runs.left_out_notes import left_lines
from ..runs.report import page_counts
from ..runs.retry import RunCannotGoOnError
from ..runs.run_names import without_folders
from .inspect_only import LookingViewSet, back_to, inspect_url
from .rights import IMPORT, ROLL_BACK, require
from .rights import may as may_do
from .run_details import entries_page, foreseen, totals

RESUMABLE = (ImportRun.State.STOPPED, ImportRun.State.FAILED)


def may_be_undone(run: ImportRun) -> bool:
    """Whether there is something to undo: an undone run may have left something that could not go then."""
    states_of_rest = (ImportRun.State.FINISHED, ImportRun.State.ROLLED_BACK, *RESUMABLE)
    return run.mode == ImportRun.Mode.APPLY and run.state in states_of_rest and rollback_rules.something_left(run)


class RunInspectView(generic.InspectView):
    """A run: how it goes, what it did, what failed and why."""

    template_name = "brygga_importers/admin/run.html"

    def get_fields(self) -> list[str]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.object
        pages = [(role, action, number) for (role, action), number in sorted(page_counts(run).items())]
        may = may_do(self.request.user, ROLL_BACK)
        importing = may_do(self.request.user, IMPORT)
        abandoned = run_states.is_abandoned(run)
        waiting = run.state == run.State.UNDO_QUEUED
        half_undone = run.state == run.State.UNDO_STOPPED or (abandoned and run.state == run.State.ROLLING_BACK)
        undone_done, undone_total = rollback_rules.progress(run) if run.state in rollback_rules.HALF_UNDONE else (0, 0)
        return super().get_context_data(
            run=run,
            undone_done=undone_done,
            undone_total=undone_total,
            undone=rollback_rules.receipt(run) if run.state == run.State.ROLLED_BACK else None,
            waiting=waiting,
            totals=totals(run),
            closed=closed_summary(run),
            left_out=left_lines(run),
            learnt=learnt_lines(run),
            note=without_folders(run.note, run.source),
            pages=pages,
            entries=entries_page(run, self.request),
            workers=run.workers.order_by("started_at"),
            abandoned=abandoned,
            half_undone=half_undone,
            may_stop=importing and run.state == run.State.RUNNING and not abandoned,
            may_undo=may and (waiting or half_undone or may_be_undone(run)),
            may_resume=importing and not half_undone and bool(run.total) and (abandoned or run.state in RESUMABLE),
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
    """Show what will go and stay and why; then let the run be undone, with the reason that the form gives."""
    require(request.user, ROLL_BACK)
    run = get_object_or_404(ImportRun, pk=pk)
    if request.method != "POST":
        why_not = "" if run_states.is_abandoned(run) else rollback_rules.why_not(run)
        context = {"run": run, "why_not": why_not, "foreseen": None if why_not else foreseen(run)}
        return render(request, "brygga_importers/admin/undo.html", context)
    try:
        tasks.enqueue_undo(run, request.POST.get("reason", ""), request.user)
    except (ValueError, IllegalTransitionError, run_states.RunAlreadyActiveError, RunCannotGoOnError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _t("Ångrandet är beställt. Här ser du hur långt det har kommit."))
    return redirect("importkorningar:inspect", pk)


@require_POST
def stop_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the run to stop after what it is doing now."""
    require(request.user, IMPORT)
    try:
        run_states.ask_to_stop(get_object_or_404(ImportRun, pk=pk))
        messages.success(request, _t("Körningen stannar när den är klar med det den håller på med."))
    except IllegalTransitionError:
        messages.error(request, _t("Körningen pågår inte."))
    return back_to(request, "importkorningar:inspect", pk)


@require_POST
def resume_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a run that was stopped, in the background."""
    require(request.user, IMPORT)
    run = get_object_or_404(ImportRun, pk=pk)
    try:
        tasks.enqueue(launch.resume(run))
        messages.success(request, _t("Körningen fortsätter."))
    except (IllegalTransitionError, run_states.RunAlreadyActiveError) as error:
        messages.error(request, str(error))
    return back_to(request, "importkorningar:inspect", pk)

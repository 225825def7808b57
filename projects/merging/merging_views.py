"""Merging in the admin: likely doubles, the two beside each other with all that names them, the doing, the undoing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from ..models import Merge, NotTheSame
from ..models.merges import Merged
from . import parting
from .likely import likely_doubles
from .merge import MODELS, CannotMergeError, merge, why_not
from .uses import uses_of

RIGHT = "brygga_projects.merge_records"
NAME = "dubbletter"
_FOLDER = "brygga_projects/admin/merging"
_PER_PAGE, _DONE = 25, 20
_FETCHED = {Merged.PERSON: ("roles__organisation", "names"), Merged.ORGANISATION: ("names",)}


def _require(request: HttpRequest) -> None:
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied


def _kind(kind: str) -> str:
    if kind not in MODELS:
        raise Http404
    return kind


def _page(request: HttpRequest, template: str, title: str, *more: str, **context: Any) -> HttpResponse:
    way = [{"url": reverse("wagtailadmin_home"), "label": _t("Start")}]
    way.append({"url": reverse(f"{NAME}:index") if more else "", "label": _t("Troliga dubbletter")})
    way += [{"url": "", "label": label} for label in more]
    shared = {"page_title": title, "header_title": title, "header_icon": "group", "breadcrumbs_items": way}
    return render(request, f"{_FOLDER}/{template}", {**shared, **context})


class TwoForm(forms.Form):
    """Two records that the list does not have."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model: Any = MODELS[kind]
        for name, label in (("first", _("Den ena")), ("second", _("Den andra"))):
            self.fields[name] = forms.ModelChoiceField(
                model._default_manager.all(), label=label, widget=AdminSnippetChooser(model)
            )


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest, kind: str = Merged.PERSON) -> HttpResponse:
    """The likely doubles of one kind, what has been merged, and a form for two others."""
    _require(request)
    form = TwoForm(request.POST or None, kind=_kind(kind))
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        return redirect(f"{NAME}:compare", kind, chosen["first"].pk, chosen["second"].pk)
    shown = Paginator(likely_doubles(kind), _PER_PAGE).get_page(request.GET.get("p"))
    model: Any = MODELS[kind]
    keys = {pk for likely in shown for pk in likely.pair}
    records = model._default_manager.filter(pk__in=keys).prefetch_related(*_FETCHED[Merged(kind)]).in_bulk()
    rows = [
        {"first": records[one], "second": records[other], "evidence": likely.evidence}
        for likely in shown
        for one, other in [likely.pair]
        if one in records and other in records
    ]
    return _page(
        request, "index.html", _t("Troliga dubbletter"), kind=kind, rows=rows, shown=shown, form=form,
        elided_page_range=shown.paginator.get_elided_page_range(shown.number),
        kinds=[{"value": one.value, "label": _t("Personer") if one == Merged.PERSON else _t("Organisationer")}
               for one in Merged],
        done=Merge.objects.filter(kind=kind).select_related("done_by")[:_DONE],
    )  # fmt: skip


@require_POST
def not_the_same(request: HttpRequest, kind: str, first: int, second: int) -> HttpResponse:
    """Somebody says that the two are two: they are not listed any more."""
    _require(request)
    model: Any = MODELS[_kind(kind)]
    if model._default_manager.filter(pk__in={first, second}).count() != 2:
        raise Http404
    NotTheSame.objects.get_or_create(
        kind=kind,
        first_id=min(first, second),
        second_id=max(first, second),
        defaults={"said_by_id": request.user.pk},
    )
    messages.success(request, _t("De visas inte i listan längre."))
    return redirect(f"{NAME}:index", kind)


@require_http_methods(["GET", "POST"])
def compare(request: HttpRequest, kind: str, kept: int, gone: int) -> HttpResponse:
    """The two beside each other; the first is the one that stays. Merges them when it is sent."""
    _require(request)
    model: Any = MODELS[_kind(kind)]
    if request.method == "POST":
        try:
            done = merge(kind, kept, gone, request.user)
        except CannotMergeError as error:
            messages.error(request, str(error))
            return redirect(f"{NAME}:index", kind)
        messages.success(request, _t("”%(gone)s” är nu en del av ”%(kept)s”.") % {
            "gone": done.gone_name, "kept": done.kept_name,
        })  # fmt: skip
        return redirect(f"{NAME}:done", done.pk)
    rows = model._default_manager.filter(pk__in={kept, gone}).prefetch_related(*_FETCHED[Merged(kind)]).in_bulk()
    if kept not in rows or gone not in rows:
        raise Http404
    return _page(
        request, "compare.html", _t("Slå samman två"), _t("Slå samman"), kind=kind, kept=rows[kept], gone=rows[gone],
        why=why_not(kind, rows[kept], rows[gone]), uses=uses_of(rows[gone]), sides=[rows[kept], rows[gone]],
    )  # fmt: skip


@require_GET
def done_view(request: HttpRequest, pk: int) -> HttpResponse:
    """What was merged, and the way back."""
    _require(request)
    done = get_object_or_404(Merge.objects.select_related("done_by", "undone_by"), pk=pk)
    return _page(request, "done.html", _t("Sammanslagning"), str(done), merged=done, why=parting.why_not(done))


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Parts them again."""
    _require(request)
    try:
        done = parting.part(get_object_or_404(Merge, pk=pk).pk, request.user)
    except CannotMergeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _t("”%(gone)s” är tillbaka.") % {"gone": done.gone_name})
    return redirect(f"{NAME}:done", pk)


class DoublesViewSet(ViewSet):
    """The addresses; the way there is among the reports."""

    name = NAME
    icon = "group"

    def get_urlpatterns(self) -> list[Any]:
        """All of them."""
        return [
            path("", index, name="index"),
            path("<str:kind>/", index, name="index"),
            path("<str:kind>/<int:kept>/<int:gone>/", compare, name="compare"),
            path("<str:kind>/<int:first>/<int:second>/inte-samma/", not_the_same, name="not_the_same"),
            path("sammanslagning/<int:pk>/", done_view, name="done"),
            path("sammanslagning/<int:pk>/angra/", undo, name="undo"),
        ]

""" "Ny import": what is dropped and written becomes a plan, and the plan pages; one follows it on the way."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from brygga.site import import_extra

from ..archive import spool
from ..models import ImportOrder, RunEntry
from ..runs import orders, tasks
from ..sources import SourceError
from .lacking_extra import lacking_page
from .order_forms import OrderForm
from .order_progress import order_details
from .rights import EVERYTHING, IMPORT, REVIEW, may, require

NAME = "ny-import"
PIECE = 4 * 2**20  # bytes that a browser sends at a time


def own_order(request: HttpRequest, **chosen: Any) -> ImportOrder:
    """An order of the user's; those who may do everything see others' too."""
    require(request.user, IMPORT)
    order = get_object_or_404(ImportOrder.objects.select_related("plan", "run"), **chosen)
    if order.created_by_id != request.user.pk:
        require(request.user, EVERYTHING)
    return order


class OrderView(WagtailAdminTemplateMixin, TemplateView):
    """The form. What was dropped stays there when the connection breaks, until it has been read in."""

    template_name = "brygga_importers/admin/order.html"
    header_icon = "download"
    page_title = _("Ny import")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require(request.user, IMPORT)
        if import_extra.missing():
            return lacking_page(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": _t("Start")},
            {"url": "", "label": self.page_title},
        ]

    @cached_property
    def order(self) -> ImportOrder:
        mine: dict[str, Any] = {"created_by": self.request.user, "state": ImportOrder.State.GATHERING}
        return ImportOrder.objects.filter(**mine).first() or ImportOrder.objects.create(**mine)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        try:
            most, files = spool.limits()
            held, trouble = spool.held(self.order.token), ""
        except SourceError as error:
            most, files, held, trouble = 0, 0, [], str(error)
        return super().get_context_data(
            form=kwargs.pop("form", None) or OrderForm(instance=self.order, user=self.request.user),
            order=self.order,
            held=held,
            trouble=trouble,
            megabytes=most // 2**20,
            files=files,
            piece=PIECE,
            accept=",".join(sorted(spool.suffixes())),
            earlier=ImportOrder.objects.exclude(state=ImportOrder.State.GATHERING).filter(
                created_by=self.request.user.pk
            )[:10],
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep what came with the form; then either stay, or begin."""
        for file in request.FILES.getlist("files"):
            self._keep(file)
        form = OrderForm(request.POST, instance=self.order, user=request.user)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        order = form.save()
        if "begin" not in request.POST:
            return redirect(f"{NAME}:index")
        try:
            tasks.enqueue_order(order)
        except orders.CannotOrderError as error:
            messages.error(request, str(error))
            return self.render_to_response(self.get_context_data(form=form))
        return redirect(f"{NAME}:order", order.pk)

    def _keep(self, file: Any) -> None:
        try:
            at = 0
            for piece in file.chunks(PIECE):
                spool.append(self.order.token, file.name, at, piece, file.size)
                at += len(piece)
            if not file.size:
                spool.append(self.order.token, file.name, 0, b"", 0)
        except (spool.RefusedFileError, SourceError) as error:
            messages.error(self.request, str(error))


@require_POST
def send_piece(request: HttpRequest, token: str) -> JsonResponse:
    """A piece of a file, from the script of the form: `name`, `at`, `total` and the piece. The answer says how much of
    the file has come, or why it is not taken. Without a piece it only says how much has come."""
    order = own_order(request, token=token, state=ImportOrder.State.GATHERING)
    name, piece = request.POST.get("name", ""), request.FILES.get("piece")
    try:
        if piece is None and request.POST.get("total") != "0":
            return JsonResponse({"received": spool.received(order.token, name)})
        if piece is not None and (piece.size or 0) > 2 * PIECE:
            raise spool.RefusedFileError(_t("Delen är för stor."))
        at, total = int(request.POST.get("at", "0")), int(request.POST.get("total", "0"))
        if not 0 <= at <= total:
            raise ValueError
        data = piece.read() if piece is not None else b""
        return JsonResponse({"received": spool.append(order.token, name, at, data, total)})
    except (spool.RefusedFileError, SourceError) as error:
        return JsonResponse({"refused": str(error)}, status=400)
    except ValueError:
        return JsonResponse({"refused": _t("Filen kom inte fram hel. Försök igen.")}, status=400)
    except OSError as error:
        return JsonResponse({"refused": _t("Filen gick inte att spara: %s.") % error.strerror}, status=507)


@require_POST
def drop_file(request: HttpRequest, token: str) -> HttpResponse:
    """Take away a file that was dropped."""
    order = own_order(request, token=token, state=ImportOrder.State.GATHERING)
    try:
        spool.remove(order.token, request.POST.get("name", ""))
    except (spool.RefusedFileError, SourceError) as error:
        messages.error(request, str(error))
    return redirect(f"{NAME}:index")


class OrderedView(WagtailAdminTemplateMixin, TemplateView):
    """An order on its way: read in, planned, waiting for a word, written."""

    template_name = "brygga_importers/admin/ordered.html"
    header_icon = "download"
    page_title = _("Import av texter")

    @cached_property
    def order(self) -> ImportOrder:
        return own_order(self.request, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.order)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": _t("Start")},
            {"url": reverse(f"{NAME}:index"), "label": _t("Ny import")},
            {"url": "", "label": str(self.order)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            order=self.order,
            may_review=may(self.request.user, REVIEW),
            **order_details(self.order, self.request.GET.get("p")),
            **kwargs,
        )


@require_POST
def begin_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what the plan says, in the background."""
    order = own_order(request, pk=pk)
    try:
        tasks.enqueue(orders.apply(order))
    except orders.CannotOrderError as error:
        messages.error(request, str(error))
    return redirect(f"{NAME}:order", pk)


@require_POST
def choose(request: HttpRequest, pk: int, entry: int, choice: str) -> HttpResponse:
    """Leave an article out of the plan (`bort`), or take it in again (`med`)."""
    order = own_order(request, pk=pk)
    row = get_object_or_404(RunEntry, pk=entry, run=order.plan_id)
    try:
        if choice == "bort":
            orders.leave_out(order, row, request.user)
        else:
            orders.take_in_again(order, row)
    except orders.CannotOrderError as error:
        messages.error(request, str(error))
    page = request.GET.get("p", "")
    return redirect(reverse(f"{NAME}:order", args=[pk]) + (f"?p={page}" if page.isdecimal() else "") + "#artiklar")


@require_POST
def begin_anew(request: HttpRequest, token: str) -> HttpResponse:
    """Throw away what an earlier attempt left in the form: its files and its addresses."""
    order = own_order(request, token=token, state=ImportOrder.State.GATHERING)
    try:
        spool.clear(order.token)
    except SourceError as error:
        messages.error(request, str(error))
    order.delete()
    return redirect(f"{NAME}:index")


@require_POST
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read in once more what could not be read in."""
    order = own_order(request, pk=pk)
    try:
        tasks.enqueue_order(order)
    except (orders.CannotOrderError, SourceError) as error:
        messages.error(request, str(error))
    return redirect(f"{NAME}:order", pk)


class ImportersMenuItem(MenuItem):
    """Shown to those who may import."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, IMPORT)


class OrderViewSet(ViewSet):
    """The menu's "Ny import" and all addresses below it."""

    name = NAME
    icon = "plus"
    menu_label = _("Ny import")
    menu_item_class = ImportersMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", OrderView.as_view(), name="index"),
            path("filer/<str:token>/", send_piece, name="piece"),
            path("filer/<str:token>/bort/", drop_file, name="drop"),
            path("<int:pk>/", OrderedView.as_view(), name="order"),
            path("<int:pk>/borja/", begin_order, name="begin"),
            path("<int:pk>/igen/", read_again, name="again"),
            path("<int:pk>/artikel/<int:entry>/bort/", choose, {"choice": "bort"}, name="leave"),
            path("<int:pk>/artikel/<int:entry>/med/", choose, {"choice": "med"}, name="take"),
            path("filer/<str:token>/borja-om/", begin_anew, name="anew"),
        ]

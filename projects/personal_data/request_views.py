"""A person's rights in the admin: find every place, choose, see what will become of it, carry it out, hand out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import log

from brygga.site.site_settings import SiteSettings

from ..models import Person, RightsCase
from .carrying_out import Orders, carry_out
from .extract import as_html, as_json, group_labels, state_labels
from .finding import find
from .holdings import Found, Holding
from .naming import Named
from .outlook import becomes
from .request_forms import CHOICE, NamedForm, OrdersForm
from .wording import KEEP, REMOVE, REPLACE, SEAL, SHORTEN

RIGHT = "brygga_projects.handle_personal_data"
HANDED_OUT = "brygga.personal_data_extract"  # what the log calls it
NAME = "personuppgifter"
_FOLDER = "brygga_projects/admin/personal_data"


def require(user: Any) -> None:
    """Raises `PermissionDenied` for who may not answer such requests."""
    if not user.has_perm(RIGHT):
        raise PermissionDenied


def action_labels() -> dict[str, str]:
    """What the actions are called at a place."""
    return {
        KEEP: _t("Behåll"),
        SHORTEN: _t("Förkorta"),
        REPLACE: _t("Ersätt"),
        REMOVE: _t("Ta bort"),
        SEAL: _t("Försegla"),
    }


def crumbs(*more: str) -> list[dict[str, str]]:
    """The way to the view."""
    way = [{"url": reverse("wagtailadmin_home"), "label": _t("Start")}]
    way.append({"url": reverse(f"{NAME}:index") if more else "", "label": _t("Personuppgifter")})
    return [*way, *({"url": "", "label": label} for label in more)]


def _page(request: HttpRequest, template: str, title: str, *more: str, **context: Any) -> HttpResponse:
    shared = {"page_title": title, "header_title": title, "header_icon": "user", "breadcrumbs_items": crumbs(*more)}
    return render(request, f"{_FOLDER}/{template}", {**shared, **context})


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Whom it is about; and what has been done before."""
    require(request.user)
    person = Person.objects.filter(pk=request.GET.get("person") or 0).first() if _is_number(request) else None
    initial = (
        {"names": person.name, "mails": person.email, "phones": person.phone, "people": [person]} if person else {}
    )
    cases = RightsCase.objects.select_related("done_by")[:50]
    return _page(request, "ask.html", _t("Personuppgifter"), form=NamedForm(initial=initial), cases=cases)


def _is_number(request: HttpRequest) -> bool:
    return request.GET.get("person", "").isdecimal() and len(request.GET["person"]) < 19


@never_cache
@sensitive_post_parameters()
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """The places, what will become of them, the doing, and the extracts: who it is about comes with each request."""
    require(request.user)
    form = NamedForm(request.POST)
    if not form.is_valid():
        cases = RightsCase.objects.select_related("done_by")[:50]
        return _page(request, "ask.html", _t("Personuppgifter"), form=form, cases=cases)
    named, step = form.named(), request.POST.get("step", "find")
    thorough = bool(form.cleaned_data["thorough"])
    if step == "do" and (orders := OrdersForm(request.POST, named=named)).is_valid():
        case = carry_out(named, orders.orders(thorough=thorough), request.user, orders.cleaned_data["reason"])
        messages.success(request, _t("Klart. Här står vad som gjordes."))
        return redirect(f"{NAME}:case", case.pk)
    found = find(named, thorough=thorough)
    if step in ("json", "html"):
        return _handed_out(request, named, found, step)
    if step == "find":
        return _places(request, form, OrdersForm(named=named), found)
    orders = OrdersForm(request.POST, named=named)
    if not orders.is_valid() or step != "preview":
        return _places(request, form, orders, found)
    return _outlook(request, form, orders, found, orders.orders(thorough=thorough))


def _handed_out(request: HttpRequest, named: Named, found: Found, form: str) -> HttpResponse:
    reason = request.POST.get("reason", "").strip()[:300]
    reason = "" if named.hits(reason) else reason
    case = RightsCase.objects.create(
        kind=RightsCase.Kind.EXTRACT, done_by_id=request.user.pk, reason=reason, counts={KEEP: len(found.holdings)}
    )
    log(case, HANDED_OUT, user=request.user, data={"places": len(found.holdings)})
    settings = SiteSettings.for_request(request)
    text = as_json(named, found) if form == "json" else as_html(named, found, settings.organisation_name)
    response = HttpResponse(text, content_type="application/json" if form == "json" else "text/html; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="utdrag-{case.pk}.{form}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _places(request: HttpRequest, form: NamedForm, orders: OrdersForm, found: Found) -> HttpResponse:
    return _page(
        request, "places.html", _t("Här finns personen"), _t("Ställen"), form=form, orders=orders,
        groups=_grouped(found.holdings, orders), number=len(found.holdings), hidden=_again(form),
    )  # fmt: skip


def _grouped(holdings: Iterable[Holding], orders: OrdersForm) -> list[dict[str, Any]]:
    labels, actions = group_labels(), action_labels()
    groups: dict[str, list[dict[str, Any]]] = {name: [] for name in labels}
    for holding in holdings:
        chosen = orders.data.get(f"{CHOICE}{holding.key}", "") if orders.is_bound else ""
        first = ("", _t("Som ovan") if holding.certain else _t("Behåll (osäkert)"))
        options = [first, *((action, actions[action]) for action in holding.actions)]
        if not holding.certain:
            options = [option for option in options if option[0] != KEEP]
        groups[holding.group].append(
            {"place": holding, "states": state_labels(holding), "options": options, "chosen": chosen}
        )
    return [{"name": name, "label": labels[name], "rows": rows} for name, rows in groups.items() if rows]


def _again(form: NamedForm) -> list[tuple[str, str]]:
    """Who it is about, for the next form: never in an address."""
    data = form.cleaned_data
    hidden = [(name, data[name]) for name in ("names", "mails", "phones")]
    hidden += [("people", str(person.pk)) for person in data["people"]]
    return [*hidden, *([("thorough", "on")] if data["thorough"] else [])]


def _outlook(
    request: HttpRequest, form: NamedForm, orders_form: OrdersForm, found: Found, orders: Orders
) -> HttpResponse:
    named, labels = form.named(), action_labels()
    changes, kept = [], []
    for holding in found.holdings:
        action = orders.action_for(holding)
        if action == KEEP:
            kept.append(holding)
        else:
            changes.append({"place": holding, "label": labels[action], **becomes(holding, named, orders, action)})
    hidden = _again(form) + [
        (name, value) for name, value in request.POST.items()
        if name in OrdersForm.base_fields or name.startswith(CHOICE)
    ]  # fmt: skip
    return _page(
        request, "outlook.html", _t("Så blir det"), _t("Så blir det"), changes=changes, kept=kept, hidden=hidden,
        orders=orders_form.cleaned_data,
    )  # fmt: skip


@require_GET
def case_view(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done, without saying of whom."""
    require(request.user)
    case = get_object_or_404(RightsCase.objects.select_related("done_by"), pk=pk)
    labels = action_labels()
    counts = [(labels.get(name, name), number) for name, number in case.counts.items()]
    kinds = {
        "address": _t("sidans eller filens adress"),
        "file": _t("filens namn eller innehåll"),
        "account": _t("konto för inloggning"),
    }
    left = [(kinds.get(kind, kind), number) for kind, number in case.left]
    return _page(request, "case.html", str(case), str(case), case=case, counts=counts, left=left)


class RequestsMenuItem(MenuItem):
    """Shown to those who may answer."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(RIGHT))


class RequestsViewSet(ViewSet):
    """The menu's "Personuppgifter"."""

    name = NAME
    icon = "user"
    menu_label = _("Personuppgifter")
    menu_order = 275
    menu_item_class = RequestsMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", index, name="index"),
            path("svara/", answer, name="answer"),
            path("arende/<int:pk>/", case_view, name="case"),
        ]

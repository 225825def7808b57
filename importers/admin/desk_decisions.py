"""What a person decides on a document at the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from ..models import ImportItem, Review
from ..review import acting, review_queue
from .desk_context import colleagues
from .desk_views import NAME, back_to_item, item_for, to_next
from .waiting import forget_menu


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, approve as a draft, put aside, throw away or pass on; then the next."""
    item, page = item_for(request, pk)
    if (other := review_queue.holder(item, request.user)) is not None:
        messages.error(request, _t("%s har sidan framför sig just nu.") % other.claimed_by)
        return back_to_item(request, pk)
    title, what, note = page.title, request.POST.get("beslut", ""), request.POST.get("note", "").strip()[:2000]
    if what == "tillbaka":
        return _taken_back(request, item)
    try:
        told = _decided(request, item, what, note)
    except acting.CannotDoError as error:
        messages.error(request, str(error))
        return back_to_item(request, pk)
    forget_menu(request.user)
    messages.success(request, (told % {"title": title}).replace("%", "%%"))
    return to_next(request, item.pk)


def _taken_back(request: HttpRequest, item: ImportItem) -> HttpResponse:
    try:
        acting.take_back(item, request.user)
    except acting.CannotDoError as error:
        messages.error(request, str(error))
    else:
        forget_menu(request.user)
        messages.success(request, _t("Sidan ligger i kön igen."))
    return redirect(reverse(f"{NAME}:item", args=[item.pk]))


def _decided(request: HttpRequest, item: ImportItem, what: str, note: str) -> str:
    user, state = request.user, Review.State
    if what == "publicera":
        acting.publish(item, user)
        return _t("”%(title)s” är publicerad.")
    if what == "utkast":
        acting.decide(item, user, state.APPROVED, note=note)
        return _t("”%(title)s” är godkänd som utkast.")
    if what == "atsidan":
        acting.decide(item, user, state.ASIDE, note=note)
        return _t("”%(title)s” är lagd åt sidan.")
    if what == "kasta":
        acting.throw_away(item, user, note)
        return _t("”%(title)s” är kastad. Den ligger bland Kastade, där du kan ta tillbaka den.")
    if what == "lamna":
        to = request.POST.get("till", "")
        found = next((one for one in colleagues(user) if str(one.pk) == to), None)
        if found is None:
            raise acting.CannotDoError(_t("Välj vem du lämnar sidan till."))
        acting.decide(item, user, state.OPEN, note=note, to=found)
        return _t("”%(title)s” är lämnad till en kollega.")
    if what == "hoppa":
        review_queue.release(item, user)
        return _t("”%(title)s” ligger kvar i kön.")
    raise acting.CannotDoError(_t("Välj vad som ska hända med sidan."))

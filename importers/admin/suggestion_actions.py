"""What the buttons of a suggestion do: accept, decline, remove, reopen."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page

from ..models import Suggestion, WrittenPage
from ..suggestions import decide
from ..suggestions.values import EVERY, references
from ..writing import pages
from . import provenance
from .inspect_only import back_to
from .suggestion_display import Named, reveals

NAME = "forslag"


@require_POST
def accept_suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the value on the page."""
    suggestion = _suggestion(pk)
    model = suggestion.page.specific_class or Page
    shown = reveals(model, suggestion, Named(references(model, suggestion.field, suggestion.value)))
    try:
        published = decide.accept(suggestion, request.user, request.POST.get("visat"))
    except decide.CannotDecideError as error:
        messages.error(request, str(error))
    else:
        done = _t("Godtaget och publicerat: %(field)s.") if published else _t("Godtaget, i sidans utkast: %(field)s.")
        also = f" {_t('Offentligt från nu: %(what)s.')}" % {"what": ", ".join(shown)} if shown else ""
        _tell(request, done + also.replace("%", "%%"), suggestion)
        for rule in decide.rules_broken(pages.latest(suggestion.page)):
            messages.warning(request, rule.text)
    return _back(request, suggestion)


@require_POST
def decline_suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the value out, now and in later imports."""
    suggestion = _suggestion(pk)
    try:
        decide.decline(suggestion, request.user)
    except decide.CannotDecideError as error:
        messages.error(request, str(error))
    else:
        _tell(request, _t("Avböjt: %(field)s."), suggestion)
    return _back(request, suggestion)


@require_POST
def remove_suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the value off the page."""
    return _remove(request, _suggestion(pk))


@require_POST
def remove_written(request: HttpRequest, pk: int, field: str, key: str) -> HttpResponse:
    """Take a value off the page that an import wrote there and of which there is no suggestion: from now on there is
    one, so that it stays away and can be taken up again."""
    written = get_object_or_404(WrittenPage.objects.select_related("page", "item"), pk=pk)
    if not written.page.specific.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    suggestion = provenance.suggestion_of(written, field, key)
    if suggestion is None:
        raise Http404
    return _remove(request, suggestion)


def _remove(request: HttpRequest, suggestion: Suggestion) -> HttpResponse:
    try:
        published = decide.remove(suggestion, request.user)
    except decide.CannotDecideError as error:
        messages.error(request, str(error))
    else:
        told = _t("Borttaget, och det är publicerat: %(field)s.") if published else _t("Borttaget: %(field)s.")
        label = capfirst(str(EVERY[suggestion.field].label))
        there = messages.button(f"#{provenance.MARK}", _t("Visa"))
        messages.success(request, told % {"field": label}, buttons=[there])
    return _to_page(suggestion)


def _to_page(suggestion: Suggestion) -> HttpResponse:
    """Back to the form that the editor had open."""
    return redirect(f"{reverse('wagtailadmin_pages:edit', args=[suggestion.page_id])}#{provenance.MARK}")


@require_POST
def reopen_suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the decision back."""
    suggestion = _suggestion(pk)
    try:
        decide.reopen(suggestion, request.user)
    except decide.CannotDecideError as error:
        messages.error(request, str(error))
    else:
        suggestion.refresh_from_db()
        back = suggestion.state == Suggestion.State.PRESENT
        _tell(
            request,
            _t("Ångrat. Uppgiften står på sidan igen: %(field)s.")
            if back
            else _t("Ångrat. Förslaget väntar igen: %(field)s."),
            suggestion,
        )
    return _to_page(suggestion) if request.GET.get("till") == "sidan" else _back(request, suggestion)


def _suggestion(pk: int) -> Suggestion:
    return get_object_or_404(Suggestion.objects.select_related("page"), pk=pk)


def _tell(request: HttpRequest, done: str, suggestion: Suggestion) -> None:
    """Say what was done, with a way to it: what waits stands first on the page, what is decided further down."""
    label = capfirst(str(EVERY[suggestion.field].label))
    there = messages.button(f"?avgjort={suggestion.field}#{suggestion.field}", _t("Visa"))
    messages.success(request, done % {"field": label}, buttons=[there])


def _back(request: HttpRequest, suggestion: Suggestion) -> HttpResponse:
    return back_to(request, f"{NAME}:page", suggestion.page_id)

"""What stands in the way of taking Brygga out, and taking its pages away."""

from __future__ import annotations

from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _
from wagtail.models import Page, Site, WorkflowState

from . import ours


def obstacles(*, keep: bool) -> list[str]:
    """What would be broken or lost without a word, each with what to do about it; [] for nothing."""
    found = [
        _("%s hör till en modell hos Brygga. Ta bort det ur koden och kör makemigrations och migrate.") % name
        for name in ours.leaning_models()
    ]
    pages = ours.pages()
    scheduled = Q(_revisions__approved_go_live_at__isnull=False) | Q(live=True, expire_at__isnull=False)
    for page in pages.filter(scheduled).distinct():
        found.append(_("”%s” är tidsinställd. Publicera den eller ta bort tiderna.") % page)
    waiting = WorkflowState.objects.active().filter(base_content_type__app_label="wagtailcore")
    numbers = {str(number) for number in pages.values_list("pk", flat=True)}
    for state in waiting:
        if state.object_id in numbers:
            found.append(_("”%s” väntar på granskning i ett arbetsflöde. Avsluta det.") % state.content_object)
    if keep:
        return found
    for site in Site.objects.filter(root_page__in=pages):
        found.append(_("Webbplatsen %s börjar med en av Bryggas sidor. Välj en annan under Inställningar.") % site)
    for page in ours.strangers_below():
        found.append(_("”%s” ligger under en av Bryggas sidor. Flytta den.") % page)
    return found


def remove_pages() -> None:
    """Takes away every page of Brygga's. What others are protected by goes after them."""
    left = [page.pk for page in ours.pages()]
    while left:
        kept = [number for number in reversed(left) if not _gone(number)]
        if len(kept) == len(left):
            raise ProtectedError(_("Sidorna hänger ihop med något som inte får tas bort."), set())
        left = kept[::-1]


def _gone(number: int) -> bool:
    page = Page.objects.filter(pk=number).first()
    if page is None:
        return True
    try:
        page.specific.delete()
    except ProtectedError:
        return False
    return True

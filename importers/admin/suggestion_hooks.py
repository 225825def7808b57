"""The suggestions where editors already are: a button in the page's header; and an editor's save is noted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from brygga.projects.models import ProjectPage, UnitPage

from ..models import Suggestion
from ..suggestions.page_state import refresh
from .suggestion_actions import NAME
from .suggestion_display import waiting

SUBJECTS = (ProjectPage, UnitPage)


@hooks.register("register_page_header_buttons")
def suggestions_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[HeaderButton]:
    """ "3 förslag", beside the page's name, where there are some and the user may edit the page."""
    if view_name != "edit" or not issubclass(page.specific_class or Page, SUBJECTS):
        return
    number = waiting(page.pk)
    if number and page.permissions_for_user(user).can_edit():
        label = ngettext("%(number)d förslag", "%(number)d förslag", number) % {"number": number}
        yield HeaderButton(label, url=reverse(f"{NAME}:page", args=[page.pk]), icon_name="clipboard-list", priority=5)


@hooks.register("before_edit_page")
def tell_contradictions(request: HttpRequest, page: Page) -> None:
    """Who opens a page that articles contradict is told so, once for each time it is opened."""
    if request.method != "GET" or not isinstance(page, SUBJECTS):
        return
    number = Suggestion.objects.filter(page=page, contradicts=True).count()
    if number:
        told = ngettext(
            "En importerad nyhet säger något annat än sidan.",
            "På %(number)d punkter säger importerade nyheter något annat än sidan.",
            number,
        ) % {"number": number}
        address = reverse(f"{NAME}:page", args=[page.pk])
        messages.warning(request, told, buttons=[messages.button(address, _("Jämför"))])


@hooks.register("after_edit_page")
def note_edit(request: HttpRequest, page: Page) -> None:
    """What an editor writes may be what was suggested, and what she takes away is not suggested again."""
    if isinstance(page, SUBJECTS):
        refresh(page, by_person=True)

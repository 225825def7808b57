"""What the history of a page tells of the desk, and of originals that are sealed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from ..review.acting import TAKEN_BACK, THROWN_AWAY
from .originals import OPENED


@hooks.register("register_log_actions")
def say_who_threw_away(actions: LogActionRegistry) -> None:
    """Lets the history say that somebody threw the page away at the desk, or took it back."""
    actions.register_action(THROWN_AWAY, _("Kasta"), _("Kastad vid granskningen"))
    actions.register_action(TAKEN_BACK, _("Ta tillbaka"), _("Tillbaka i kön"))
    actions.register_action(OPENED, _("Öppna förseglat"), _("Förseglat original öppnat"))

"""The numbers of what waits, in the menu of the admin."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

from ..review.what_waits import open_suggestions, to_review

SHORTLY = 20  # seconds that the menu's numbers are remembered
_MENU = "brygga:menu:"


def menu_number(user: Any, name: str) -> int:
    """What the menu says beside "granska" or "forslag": as it was some seconds ago, since every page of the admin
    asks. Two queries when it is asked anew, none in between."""
    key = f"{_MENU}{user.pk}"
    found = cache.get(key)
    if found is None:
        found = {"granska": to_review(user).number, "forslag": open_suggestions(user).number}
        cache.set(key, found, SHORTLY)
    return int(found.get(name, 0))


def forget_menu(user: Any) -> None:
    """The user has done something that the menu's numbers should tell at once."""
    cache.delete(f"{_MENU}{user.pk}")


class CountingMenuItem(MenuItem):
    """A menu item that says how many wait behind it. `counted` names the number."""

    counted = ""

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        number = menu_number(request.user, self.counted)
        if number:
            component.label = f"{component.label} ({number})"
        return component

"""Lists in the admin of what nobody types: one looks at it, and acts with buttons."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

try:
    from wagtail.permissions import register_permission_policy
except ImportError:  # Wagtail 7.4 takes the policy from the viewset
    register_permission_policy = None


class LookingPolicy(ModelPermissionPolicy):
    """Runs and documents are looked at, not written by hand: their own buttons do what may be done."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action != "view":
            return False
        return super().user_has_permission(user, "view") or super().user_has_permission(user, "change")

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class LookingViewSet(ModelViewSet):
    """A list and a page for each row."""

    add_to_reference_index = False  # a page that was imported is not "used" by its own import record
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
    form_fields: list[str] = []

    @property
    def permission_policy(self) -> LookingPolicy:
        return LookingPolicy(self.model)

    def on_register(self) -> None:
        if register_permission_policy is not None:
            register_permission_policy(self.model, self.permission_policy, exact_class=True)
        super().on_register()

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            *self.actions(),
        ]

    def actions(self) -> list[Any]:
        """What may be done with a row."""
        return []


def inspect_url(name: str) -> Any:
    """A column's link to the row's own page."""
    return lambda row: reverse(f"{name}:inspect", args=[row.pk])


def back_to(request: HttpRequest, view: str, *args: Any) -> HttpResponse:
    """To the page that the button was on, where it said which (`?next=`), else to the view."""
    there = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return redirect(there) if there and safe else redirect(view, *args)

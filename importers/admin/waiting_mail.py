"""The choice of a mail about what waits, among the account's settings."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from ..models import WaitingNotice


class NoticeForm(forms.ModelForm):
    """One box to tick."""

    class Meta:
        model = WaitingNotice
        fields = ["wanted"]


@hooks.register("register_account_settings_panel")
class NoticePanel(BaseSettingsPanel):
    """Beside Wagtail's own choices of mail."""

    name = "brygga_waiting"
    title = _("Det som väntar på dig")
    tab = notifications_tab
    order = 150
    form_class = NoticeForm

    def get_form(self) -> NoticeForm:
        """The form of the user's choice, which there is none of until it is made."""
        chosen = WaitingNotice.objects.filter(user=self.user).first() or WaitingNotice(user=self.user)
        return NoticeForm(
            self.request.POST if self.request.method == "POST" else None, instance=chosen, prefix=self.name
        )

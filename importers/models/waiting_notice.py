"""Who wants a mail about what waits, and when they last got one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class WaitingNotice(models.Model):
    """One user's choice. `sent_on` is the day of the last mail: there is one a day at most."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="brygga_waiting_notice")
    wanted = models.BooleanField(
        _("mejl om det som väntar på dig"),
        default=False,
        help_text=_("Högst ett om dagen, med samma siffror som på startsidan. Väntar inget skickas inget."),
    )
    sent_on = models.DateField(null=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("mejl om det som väntar")
        verbose_name_plural = _("mejl om det som väntar")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.wanted}"

"""Choices that both models and blocks use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Display(models.TextChoices):
    """How an indicator is shown on a page."""

    FIGURE = "figure", _("Stor siffra")
    LINE = "line", _("Linjediagram")
    BAR = "bar", _("Stapeldiagram")
    TABLE = "table", _("Tabell")

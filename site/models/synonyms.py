"""The words that people use for the same thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin


def listed_words(text: str) -> list[str]:
    """The words or phrases of a list with commas or lines between them."""
    return [" ".join(word.split()) for word in text.replace("\n", ",").split(",") if word.strip()]


class Synonym(PreviewableMixin, models.Model):
    """Who looks for one of the words in `asked` finds pages with those in `finds` too; `both_ways`: and the other way
    round, so that all of them mean the same."""

    asked = models.CharField(
        _("när någon söker på"), max_length=300, help_text=_("Ett eller flera ord, med komma emellan: socialbidrag.")
    )
    finds = models.CharField(
        _("hittas också"),
        max_length=300,
        help_text=_("Orden som sidorna använder: försörjningsstöd, ekonomiskt bistånd."),
    )
    both_ways = models.BooleanField(
        _("gäller åt båda hållen"),
        default=True,
        help_text=_(
            "Kryssa ur om det ena är snävare: den som söker på bidrag vill ha försörjningsstöd, men inte tvärtom."
        ),
    )
    source = models.CharField(_("källa"), max_length=300, blank=True, help_text=_("Varför orden hör ihop."))

    # What tells of the changes; set when the app starts, since models import no search.
    changes: ClassVar[Callable[[Synonym], list[dict[str, Any]]] | None] = None

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonymer")
        ordering = ["asked"]

    def __str__(self) -> str:
        return f"{self.asked} {'↔' if self.both_ways else '→'} {self.finds}"

    def clean(self) -> None:
        super().clean()
        for name in ("asked", "finds"):
            if not listed_words(getattr(self, name)):
                raise ValidationError({name: _("Skriv minst ett ord.")})

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "brygga_site/admin/synonym_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        """What a search for each word finds today, and what it finds with this."""
        changes = Synonym.changes
        return {"object": self, "changes": changes(self) if changes else []}

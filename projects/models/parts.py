"""Parts that several page types have: contacts, key figures and documents. Each type has its own table of each."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable

from brygga.site.presentable import with_at

from ..choices import Display


class Contact(Orderable):
    """Whom to turn to. It may point at a Person; what is written here goes before what is known of them."""

    name = models.CharField(_("namn"), max_length=200, blank=True, help_text=_("En person eller en funktion."))
    role = models.CharField(_("roll"), max_length=200, blank=True)
    phone = models.CharField(_("telefon"), max_length=50, blank=True)
    email = models.EmailField(_("e-post"), blank=True)
    person = models.ForeignKey(
        "brygga_projects.Person",
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    organisation = models.ForeignKey(
        "brygga_projects.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        FieldRowPanel([FieldPanel("person"), FieldPanel("organisation")]),
    ]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("kontakt")
        verbose_name_plural = _("kontakter")

    def __str__(self) -> str:
        return self.display_name or self.display_email or self.display_phone

    @property
    def display_name(self) -> str:
        """The name written here, else the person's."""
        return self.name or (self.person.name if self.person else "")

    @property
    def display_phone(self) -> str:
        """The number written here, else the person's."""
        return self.phone or (self.person.phone if self.person else "")

    @property
    def display_email(self) -> str:
        """The address written here, else the person's."""
        return with_at(self.email or (self.person.email if self.person else ""))

    def clean(self) -> None:
        super().clean()
        if not (self.name or self.person_id or self.role):
            raise ValidationError({"name": _("Skriv ett namn eller välj en person.")})


class KeyFigure(Orderable):
    """An indicator shown on a page, and how."""

    indicator = models.ForeignKey(
        "brygga_projects.Indicator", verbose_name=_("nyckeltal"), on_delete=models.CASCADE, related_name="+"
    )
    display = models.CharField(_("visas som"), max_length=10, choices=Display.choices, default=Display.FIGURE)

    panels = [FieldRowPanel([FieldPanel("indicator"), FieldPanel("display")])]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("nyckeltal")
        verbose_name_plural = _("nyckeltal")

    def __str__(self) -> str:
        return str(self.indicator)


class AttachedDocument(Orderable):
    """A file to fetch from the page."""

    document = models.ForeignKey(
        get_document_model_string(), verbose_name=_("dokument"), on_delete=models.CASCADE, related_name="+"
    )
    title = models.CharField(
        _("länktext"), max_length=250, blank=True, help_text=_("Lämna tomt för att visa dokumentets namn.")
    )

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("dokument")
        verbose_name_plural = _("dokument")

    def __str__(self) -> str:
        return self.display_title

    @property
    def display_title(self) -> str:
        """The title written here, else the document's."""
        return self.title or self.document.title

"""The press room: whom a journalist asks about what, and what may be downloaded, printed and attended."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, Panel
from wagtail.api import APIField
from wagtail.models import Site
from wagtail.search import index

from brygga.projects.models.parts import Contact
from brygga.projects.searched import CONTACTS
from brygga.site.beside import Beside
from brygga.site.blocks import body_blocks
from brygga.site.fields import StreamField
from brygga.site.listing import paged
from brygga.site.models import BasePage, LeadMixin
from brygga.site.models.base_page import PUBLIC_NAMES
from brygga.site.presentable import contact_identity
from brygga.site.related import fetch, parts_of, rows

from .press_blocks import FactSheetBlock, LogoBlock, PressPictureBlock
from .press_parts import (
    INVITATIONS_SHOWN,
    chosen_year,
    coming_invitations,
    embargoed,
    of_year,
    press_releases,
    years_of,
)

RELEASES_SHOWN = 30


class PressContact(NamedTuple):
    """A contact and all subjects that it answers questions about."""

    contact: PressRoomContact
    subjects: list[str]


class EmbargoPanel(Panel):
    """Tells editors which news is scheduled, and so under embargo; visitors are told nothing of it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "brygga_news/admin/embargo.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            site = (self.instance.get_site() if self.instance.pk else None) or Site.find_for_request(self.request)
            return {**context, "embargoed": embargoed(site.root_page if site else None)}


# Its contacts are Orderables, which have no types, so nobody can tell their manager.
class PressRoomPage(LeadMixin, BasePage):  # type: ignore[django-manager-missing]
    """Contacts by subject, pictures, logos and fact sheets to download, invitations to come, releases by year."""

    terms = models.TextField(
        _("villkor för bilder och logotyper"),
        blank=True,
        help_text=_("Till exempel ”Fria att använda i redaktionella sammanhang. Ange fotografens namn.”"),
    )
    pictures = StreamField([("picture", PressPictureBlock())], verbose_name=_("pressbilder"), blank=True)
    logos = StreamField([("logo", LogoBlock())], verbose_name=_("logotyper"), blank=True)
    fact_sheets = StreamField([("fact_sheet", FactSheetBlock())], verbose_name=_("faktablad"), blank=True)
    body = StreamField(body_blocks, verbose_name=_("mer för pressen"), blank=True)

    card_fields = ["lead"]
    subpage_types: list[str] = []
    content_panels = [
        *BasePage.content_panels,
        EmbargoPanel(heading=_("Under embargo")),
        FieldPanel("lead"),
        InlinePanel("contacts", heading=_("Presskontakter efter ämne"), label=_("Presskontakt")),
        MultiFieldPanel([FieldPanel("terms"), FieldPanel("pictures"), FieldPanel("logos")], _("Bilder och logotyper")),
        FieldPanel("fact_sheets"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        *LeadMixin.lead_search_fields,
        index.SearchField("terms"),
        index.SearchField("pictures"),
        index.SearchField("logos"),
        index.SearchField("fact_sheets"),
        index.SearchField("body"),
        Beside("contacts", [index.SearchField("subject"), *CONTACTS.fields]),
    ]
    api_fields = [
        *BasePage.api_fields,
        *(APIField(name) for name in ("lead", "terms", "pictures", "logos", "fact_sheets", "body")),
    ]
    template = "brygga_news/press_room_page.html"
    public_name, public_name_plural = PUBLIC_NAMES

    class Meta:
        verbose_name = _("pressrum")
        verbose_name_plural = _("pressrum")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `contacts`, `invitations`, the `years` of the archive, the year that is `chosen` and its `releases`."""
        site = Site.find_for_request(request)
        below = site.root_page if site else None
        all_releases = press_releases(below)
        years = years_of(all_releases)
        chosen = chosen_year(years, request.GET.get("ar", ""))
        releases = of_year(all_releases, chosen.year).for_cards() if chosen else all_releases.none()
        return {
            **super().get_context(request, *args, **kwargs),
            "contacts": self.press_contacts,
            "invitations": coming_invitations(below, INVITATIONS_SHOWN),
            "years": years,
            "chosen": chosen,
            "releases": paged(request, releases, RELEASES_SHOWN, chosen.number if chosen else 0),
        }

    @property
    def press_contacts(self) -> list[PressContact]:
        """Whom to turn to about what, in the editor's order; who answers for several subjects stands there once."""
        found: list[PressContact] = parts_of(self, _contacts)["contacts"]
        return found


def _contacts(page: Any) -> dict[str, Any]:
    contacts = rows(page, "contacts")
    fetch((contacts, "person"))
    fetch((contacts, "organisation"))
    found: dict[Any, PressContact] = {}
    for contact in contacts:
        said = {"name": contact.display_name, "role": contact.role, "phone": contact.display_phone}
        mark = contact_identity({**said, "email": contact.display_email})
        if mark is None:  # nobody to turn to
            continue
        subjects = found.setdefault(mark, PressContact(contact, [])).subjects
        if contact.subject and contact.subject not in subjects:
            subjects.append(contact.subject)
    return {"contacts": list(found.values())}


class PressRoomContact(Contact):
    """Whom a journalist asks, and about what."""

    page = ParentalKey("brygga_news.PressRoomPage", on_delete=models.CASCADE, related_name="contacts")
    subject = models.CharField(
        _("ämne"), max_length=150, blank=True, help_text=_("Vad kontakten svarar på frågor om, till exempel ”Sfi”.")
    )

    panels = [FieldPanel("subject"), *Contact.panels]

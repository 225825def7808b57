"""JSON-LD (schema.org) of unit and project pages, as Python objects; a template writes them out.

No model is imported here: the models import this.
"""

from __future__ import annotations

from html import unescape
from typing import Any

from django.utils.html import strip_tags

from brygga.site.organisation_data import postal_address
from brygga.site.presentable import rich_text

from .page_parts import project_parts, unit_parts

CONTEXT = "https://schema.org"
ORGANISATION_TYPES = {
    "municipality": "GovernmentOrganization",
    "region": "GovernmentOrganization",
    "county_board": "GovernmentOrganization",
    "agency": "GovernmentOrganization",
    "coordination_body": "GovernmentOrganization",
    "education": "EducationalOrganization",
    "company": "Corporation",
}


def plain(html: str) -> str:
    """Rich text as one line of words."""
    return " ".join(unescape(strip_tags(html.replace("</", " </").replace("<br", " <br"))).split())


def without_empty(data: dict[str, Any]) -> dict[str, Any]:
    """The same without the keys that have nothing to say."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def organisation_data(organisation: Any) -> dict[str, Any]:
    """An organisation as part of something else."""
    return without_empty(
        {
            "@type": ORGANISATION_TYPES.get(organisation.kind, "Organization"),
            "name": organisation.name,
            "alternateName": organisation.short_name if organisation.short_name != organisation.name else "",
            "url": organisation.website,
            "taxID": organisation.organisation_number,
        }
    )


def faq_data(stream: Any) -> list[dict[str, Any]]:
    """FAQPage with every faq block of the streams; [] without any."""
    questions = [
        {
            "@type": "Question",
            "name": block.value["question"],
            "acceptedAnswer": {"@type": "Answer", "text": plain(block.value["answer"].source)},
        }
        for block in stream
        if block.block_type == "faq" and block.value["question"]
    ]
    return [{"@context": CONTEXT, "@type": "FAQPage", "mainEntity": questions}] if questions else []


def contact_data(contact: Any) -> dict[str, Any]:
    """A ContactPoint."""
    return without_empty(
        {
            "@type": "ContactPoint",
            "name": contact.display_name,
            "contactType": contact.role,
            "telephone": contact.display_phone,
            "email": contact.display_email,
        }
    )


def unit_data(page: Any, request: Any = None) -> list[dict[str, Any]]:
    """GovernmentOrganization for the unit, and FAQPage where it answers questions."""
    unit = without_empty(
        {
            "@context": CONTEXT,
            "@type": "GovernmentOrganization",
            "name": page.full_name or page.title,
            "alternateName": page.abbreviation or (page.title if page.full_name else ""),
            "url": page.get_full_url(request),
            "description": page.description,
            "parentOrganization": organisation_data(page.organisation) if page.organisation else None,
            "address": postal_address(page.address),
            "contactPoint": [contact_data(contact) for contact in unit_parts(page)["contacts"]],
            "employee": (
                without_empty({"@type": "Person", "name": page.head.name, "jobTitle": page.head_role})
                if page.head
                else None
            ),
        }
    )
    return [unit, service_data(page, request), *faq_data([*unit_parts(page)["faq"], *unit_parts(page)["body"]])]


def service_data(page: Any, request: Any = None) -> dict[str, Any]:
    """GovernmentService: what the unit helps with, who answers for it, and how one gets there."""
    name, contacts = page.full_name or page.title, unit_parts(page)["contacts"]
    phone = next((contact.display_phone for contact in contacts if contact.display_phone), "")
    place = postal_address(page.address)
    channel = without_empty(
        {
            "@type": "ServiceChannel",
            "serviceUrl": page.get_full_url(request),
            "servicePhone": {"@type": "ContactPoint", "telephone": phone} if phone else None,
            "serviceLocation": {"@type": "Place", "name": name, "address": place} if place else None,
        }
    )
    organisation = page.organisation
    area = organisation if organisation and organisation.kind == "municipality" else None
    return without_empty(
        {
            "@context": CONTEXT,
            "@type": "GovernmentService",
            "name": name,
            "url": page.get_full_url(request),
            "description": plain(rich_text(page.offers) or rich_text(page.remit))[:500] or page.description,
            "provider": {"@type": "GovernmentOrganization", "name": name, "url": page.get_full_url(request)},
            "serviceOperator": organisation_data(organisation) if organisation else None,
            "areaServed": {"@type": "AdministrativeArea", "name": area.name} if area else None,
            "availableChannel": channel,
        }
    )


def project_data(page: Any, request: Any = None) -> list[dict[str, Any]]:
    """Project for the project, and FAQPage where it answers questions.

    schema.org's Project is an Organization: its time is `foundingDate` to `dissolutionDate`, its partners `member`,
    its money `funding` (a Grant for each funder) and `funder`.
    """
    parts = project_parts(page)
    rows = parts["funding"]
    project = without_empty(
        {
            "@context": CONTEXT,
            "@type": "Project",
            "name": page.full_name or page.title,
            "alternateName": page.title if page.full_name and page.full_name != page.title else "",
            "url": page.get_full_url(request),
            "description": page.description or plain(rich_text(page.purpose))[:300],
            "foundingDate": str(page.start) if page.start else "",
            "dissolutionDate": str(page.end) if page.end else "",
            "parentOrganization": _owner(page),
            "member": [organisation_data(partner.organisation) for partner in parts["partners"]],
            "areaServed": [{"@type": "AdministrativeArea", "name": place.name} for place in parts["municipalities"]],
            "funder": [organisation_data(row.funder) for row in rows if row.funder],
            "funding": [_grant(row) for row in rows],
            "contactPoint": [contact_data(contact) for contact in parts["contacts"]],
        }
    )
    return [project, *faq_data([*parts["faq"], *parts["body"]])]


def _owner(page: Any) -> dict[str, Any] | None:
    if unit := page.public_owner_unit:
        owner = {"@type": "GovernmentOrganization", "name": unit.full_name or unit.title}
        if page.owner_organisation:
            owner["parentOrganization"] = organisation_data(page.owner_organisation)
        return owner
    return organisation_data(page.owner_organisation) if page.owner_organisation else None


def _grant(row: Any) -> dict[str, Any]:
    amount = {"@type": "MonetaryAmount", "currency": "SEK", "value": str(row.amount)} if row.amount else None
    funder = organisation_data(row.funder) if row.funder else {"@type": "Organization", "name": row.funder_name}
    return without_empty({"@type": "MonetaryGrant", "name": row.programme, "funder": funder, "amount": amount})

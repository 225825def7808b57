"""What the API says of units, projects and what belongs to them.

Each `APIField` here names a model field; nested parts are written out whole, so that one request gives one page with
everything that is structured in it. No model is imported here: the models import this.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from rest_framework.fields import Field
from wagtail.api import APIField

from brygga.site.image_blocks import image_representation
from brygga.site.presentable import rich_text
from brygga.site.privacy import seen


class Represented(Field):
    """A read-only field written by a function of its value; a relation is written item by item."""

    def __init__(self, write: Callable[[Any], Any], many: bool = False, **kwargs: Any) -> None:
        self.write, self.many = write, many
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: Any) -> Any:
        if self.many:
            items = value.all() if hasattr(value, "all") else value
            return [written for item in items if (written := self.write(item)) is not None]
        return self.write(value)


def number(value: Decimal | None) -> int | float | None:
    """A decimal as a JSON number: whole ones as integers."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def text_of(value: Any) -> str | None:
    """A partial date, a share or another value object as text; None when unknown."""
    return str(value) if value else None


def organisation_representation(organisation: Any) -> dict[str, Any] | None:
    """An organisation as it is referred to from something else."""
    if organisation is None:
        return None
    return {
        "id": organisation.pk,
        "name": organisation.name,
        "short_name": organisation.short_name,
        "kind": organisation.kind,
        "municipality_code": organisation.municipality_code or None,
        "register_key": organisation.register_key,
    }


def page_representation(page: Any) -> dict[str, Any] | None:
    """A page as it is referred to from something else; None for one that not everybody may see: its very name may
    be secret."""
    if page is None or not seen([page]):
        return None
    return {"id": page.pk, "title": page.title, "url": page.url}


def person_representation(person: Any) -> dict[str, Any] | None:
    """A person as they are referred to from something else."""
    return {"id": person.pk, "name": person.name} if person else None


def topic_representation(topic: Any) -> dict[str, Any]:
    """A topic or a target group."""
    return {"id": topic.pk, "name": topic.name, "slug": topic.slug}


def observation_representation(observation: Any) -> dict[str, Any]:
    """One value of an indicator, with its source where everybody may see that."""
    source = observation.public_source
    return {
        "value": number(observation.value),
        "value_text": observation.value_text,
        "date": text_of(observation.date),
        "period_end": text_of(observation.period_end),
        "note": observation.note,
        "source_page": source.page.pk if source.page else None,
        "source_document": observation.source_document_id,
        "source_url": source.url,
        "source_text": source.text,
    }


def indicator_representation(indicator: Any) -> dict[str, Any]:
    """An indicator with its observations that visitors may see, oldest first."""
    return {
        "id": indicator.pk,
        "name": indicator.name,
        "unit": indicator.unit,
        "description": indicator.description,
        "higher_is_better": indicator.higher_is_better,
        "observations": [observation_representation(o) for o in indicator.observed],
    }


def contact_representation(contact: Any) -> dict[str, Any]:
    """A contact: what is written on the page, else what is known of the person."""
    return {
        "name": contact.display_name,
        "role": contact.role,
        "phone": contact.display_phone,
        "email": contact.display_email,
        "person": contact.person_id,
        "organisation": organisation_representation(contact.organisation),
    }


def key_figure_representation(figure: Any) -> dict[str, Any]:
    """A key figure of a page."""
    return {"display": figure.display, "indicator": indicator_representation(figure.indicator)}


def document_representation(item: Any) -> dict[str, Any]:
    """A document of a page."""
    return {"document": item.document_id, "title": item.display_title, "url": item.document.url}


def partner_representation(partner: Any) -> dict[str, Any]:
    """A partner of a project."""
    return {
        "organisation": organisation_representation(partner.organisation),
        "role": partner.role,
        "start": text_of(partner.start),
        "end": text_of(partner.end),
    }


def funding_representation(funding: Any) -> dict[str, Any]:
    """One funder's part; the share as written and as an exact fraction."""
    share = funding.share
    return {
        "funder": organisation_representation(funding.funder),
        "funder_name": funding.display_name,
        "programme": funding.programme,
        "share": text_of(share),
        "share_fraction": f"{share.fraction.numerator}/{share.fraction.denominator}" if share else None,
        "amount": number(funding.amount),
        "start": text_of(funding.start),
        "end": text_of(funding.end),
    }


def goal_representation(goal: Any) -> dict[str, Any]:
    """A goal with its result."""
    return {
        "description": goal.description,
        "measure": goal.measure,
        "target_value": number(goal.target_value),
        "unit": goal.unit,
        "lower_is_better": goal.lower_is_better,
        "deadline": text_of(goal.deadline),
        "deadline_note": goal.deadline_note,
        "result_value": number(goal.result_value),
        "result_note": goal.result_note,
        "reached": goal.reached,
    }


def milestone_representation(milestone: Any) -> dict[str, Any]:
    """A milestone."""
    return {"date": text_of(milestone.date), "title": milestone.title, "description": milestone.description}


def status_representation(status: Any) -> dict[str, Any]:
    """A project's status with the reason."""
    return {
        "code": status.code or None,
        "label": status.label,
        "reason": status.reason,
        "derived": status.derived,
    }


def eu_representation(funding: Any) -> dict[str, Any]:
    """The statement that EU money asks for."""
    return {"fund": funding.fund, "period": funding.period, "statement": funding.statement}


def one(name: str, write: Callable[[Any], Any]) -> APIField:
    """A field with one value, written by `write`."""
    return APIField(name, serializer=Represented(write))


def many(name: str, write: Callable[[Any], Any]) -> APIField:
    """A field with many values, each written by `write`."""
    return APIField(name, serializer=Represented(write, many=True))


# The relations that the fields below look at, for `api_prefetch`.
COMMON_API_PREFETCH = (
    "brygga_origin",
    "topics",
    "contacts__person",
    "contacts__organisation",
)
UNIT_API_PREFETCH = (*COMMON_API_PREFETCH, "organisation", "head", "documents__document")
PROJECT_API_PREFETCH = (
    *COMMON_API_PREFETCH,
    "target_groups",
    "owner_organisation",
    "owner_unit",
    "partners__organisation",
    "funding__funder",
    "goals",
    "milestones",
    "municipalities",
    "related_units",
    "documents__document",
)

INDEX_API_FIELDS = [APIField("lead")]
COMMON_API_FIELDS = [
    APIField("lead"),
    APIField("body"),
    many("topics", topic_representation),
    many("contacts", contact_representation),
    many("key_figures", key_figure_representation),
]
UNIT_API_FIELDS = [
    *COMMON_API_FIELDS,
    APIField("abbreviation"),
    APIField("full_name"),
    one("organisation", organisation_representation),
    one("remit", rich_text),
    one("offers", rich_text),
    one("head", person_representation),
    APIField("head_role"),
    APIField("address"),
    APIField("opening_hours"),
    APIField("faq"),
    many("parts", page_representation),
    many("documents", document_representation),
    many("projects", page_representation),
]
PROJECT_API_FIELDS = [
    *COMMON_API_FIELDS,
    APIField("full_name"),
    one("purpose", rich_text),
    one("target_group", rich_text),
    many("target_groups", topic_representation),
    APIField("status"),
    APIField("status_note"),
    one("current_status", status_representation),
    one("start", text_of),
    one("end", text_of),
    one("owner_organisation", organisation_representation),
    one("owner_unit", page_representation),
    many("partners", partner_representation),
    many("funding", funding_representation),
    many("eu_funding", eu_representation),
    many("goals", goal_representation),
    many("milestones", milestone_representation),
    many("municipalities", organisation_representation),
    many("related_units", page_representation),
    many("documents", document_representation),
    APIField("faq"),
]

__all__ = ["PROJECT_API_FIELDS", "UNIT_API_FIELDS", "image_representation", "many", "one"]

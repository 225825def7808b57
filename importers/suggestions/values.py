"""The fields that articles say things of, and what a stated value is to each: the same, another, or a contradiction.

Pure but for `put`, which sets a page's field in memory. Values are in the form of `writing.fields`; that of a list
field is one entry of it. Two forms are this module's own: a head is {"head", "head_role"}, a key figure the indicator
with the value that was read ({"indicator", "value", "value_text", "date", "note"}).
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from brygga.projects.models import Person

from ..writing import fields
from .row_fields import ContactField, FigureField, FundingField, QuestionField, RowsField
from .value_fields import DateField, Field, HeadField, ManyField, NameField, ProseField, Reference

FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        NameField("full_name", _("Hela namnet")),
        NameField("abbreviation", _("Förkortning")),
        ProseField("purpose", _("Syfte")),
        ProseField("remit", _("Uppdrag")),
        ProseField("target_group", _("Målgrupp")),
        DateField("start", _("Startar")),
        DateField("end", _("Slutar")),
        Field("owner_organisation", _("Ägare")),
        Field("organisation", _("Tillhör")),
        HeadField("head", _("Chef")),
        ManyField("municipalities", _("Kommuner")),
        RowsField("partners", _("Samverkansparter")),
        FundingField("funding", _("Finansiering")),
        RowsField("goals", _("Mål och resultat")),
        FigureField("key_figures", _("Nyckeltal")),
        ContactField("contacts", _("Kontakter")),
        QuestionField("faq", _("Frågor och svar")),
    )
}

# What an import writes besides, of which no suggestions are made: it can be taken off the page, too.
WRITTEN: dict[str, Field] = {
    field.name: field
    for field in (
        NameField("lead", _("Ingress")),
        ProseField("offers", _("Vi erbjuder")),
        NameField("address", _("Besöksadress")),
        NameField("opening_hours", _("Öppettider")),
        Field("owner_unit", _("Drivs av enheten")),
        ManyField("related_units", _("Enheter")),
        ManyField("related_projects", _("Projekt")),
        ManyField("target_groups", _("Målgrupper")),
        ManyField("topics", _("Ämnen")),
        RowsField("milestones", _("Milstolpar")),
        Field("publisher", _("Avsändare")),
        Field("first_published_on", _("Publicerad")),
        Field("updated_on", _("Uppdaterad")),
    )
}
EVERY = {**FIELDS, **WRITTEN}


def references(model: type[Page], name: str, value: Any) -> list[Reference]:
    """What the value of a field points at: (model, key)."""
    if name == "head":
        return [(Person, value["head"] if isinstance(value, dict) else value)]
    kind = fields.field_kind(model, name)
    if kind in (fields.REFERENCE, fields.MANY):
        return [(model._meta.get_field(name).related_model, value)]
    if kind is not fields.CHILDREN:
        return []
    child = next(r for r in get_all_child_relations(model) if r.get_accessor_name() == name).related_model
    found = ((f.related_model, value.get(f.name)) for f in child._meta.fields if isinstance(f, models.ForeignKey))
    return [(related, key) for related, key in found if key]

"""Writes docs/innehallsmodell.md from the models themselves, so that the reference says what is there.

Usage: python scripts/make_model_reference.py [--check]
With --check nothing is written; exit status 1 when the page is not what the models say.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.site.settings.test")

import django

django.setup()

from django.db import models
from django.utils import translation
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from written_page import write_or_check

from brygga.news.models import NewsIndexPage, NewsPage, PressRoomPage
from brygga.projects.models import (
    Indicator,
    Organisation,
    Person,
    ProjectIndexPage,
    ProjectPage,
    TargetGroup,
    UnitIndexPage,
    UnitPage,
)
from brygga.projects.shares import ShareField
from brygga.site.blocks import body_blocks
from brygga.site.fields import PartialDateField, PartialDayField
from brygga.site.models import ContentPage, HomePage, SiteSettings, Topic

PAGE = Path(__file__).resolve().parent.parent / "docs" / "innehallsmodell.md"
PAGES = (
    HomePage,
    ContentPage,
    UnitIndexPage,
    UnitPage,
    ProjectIndexPage,
    ProjectPage,
    NewsIndexPage,
    NewsPage,
    PressRoomPage,
)
SNIPPETS = (Organisation, Person, Indicator, Topic, TargetGroup, SiteSettings)
HIDDEN = {"id", "page_ptr", "sort_order", "register_values", "page", "site"}

HEAD = """\
# Innehållsmodellen

Den här sidan skrivs ur modellerna av `make reference`, och ett test ser till att den stämmer. Namnen i kod är fältets
ord på engelska; det redaktören ser är svenskt. API:t på `/api/v2/` ger sidorna med alla sina delar under namnen i kod.
Ett citat ges som `{text, speaker, role, organisation, attribution}`.

Några slags värden som förekommer ofta:

- **datum, år eller månad**: `2021`, `2021-06` eller `2021-06-30`. Det som inte är känt skrivs inte. Visas ”juni 2021”.
- **andel**: ett bråk (`2/3`) eller procent (`67 %`). Är alla andelar i en finansiering angivna ska de bli exakt ett.
- **innehåll**: en följd av block, se [Block](#block).

Rubrik (`title`), adress (`slug`) och beskrivning för sökmotorer (`search_description`) har alla sidor.
"""


def cell(text: Any) -> str:
    return " ".join(str(text or "").replace("|", "\\|").split())


def kind_of(field: Any) -> str:
    """What a field holds, in Swedish."""
    if isinstance(field, StreamField):
        return "frågor och svar" if field.name == "faq" else "citat" if field.name == "lead_quotes" else "innehåll"
    if isinstance(field, RichTextField):
        return "text med länkar och listor"
    if isinstance(field, PartialDateField):
        return "datum, år eller månad"
    if isinstance(field, ShareField):
        return "andel"
    if isinstance(field, models.ManyToManyField | ParentalManyToManyField):
        return f"flera: {field.related_model._meta.verbose_name}"
    if isinstance(field, models.ForeignKey):
        name = "sida" if field.related_model is Page else field.related_model._meta.verbose_name
        return f"en: {name}"
    if field.choices:
        return "val: " + ", ".join(str(label) for value, label in field.choices if value not in ("", None))
    names = {
        models.EmailField: "e-postadress",
        models.URLField: "webbadress",
        models.TextField: "text",
        models.CharField: "kort text",
        models.DateField: "datum",
        models.DecimalField: "tal",
        models.BooleanField: "ja eller nej",
        models.IntegerField: "heltal",
    }
    return next((name for kind, name in names.items() if isinstance(field, kind)), type(field).__name__)


def own_fields(model: type[models.Model]) -> list[Any]:
    """The fields that Brygga adds: not Wagtail's, not the inner ones."""
    inherited = {field.name for field in Page._meta.get_fields()} if issubclass(model, Page) else set()
    fields = [*model._meta.fields, *model._meta.many_to_many]
    return [
        field
        for field in fields
        if field.name not in HIDDEN | inherited
        and not isinstance(field, PartialDayField)
        and not getattr(field, "parent_link", False)
    ]


def table(model: type[models.Model], skip: str = "") -> list[str]:
    rows = [
        f"| {cell(field.verbose_name)} | `{field.name}` | {cell(kind_of(field))} | {cell(field.help_text)} |"
        for field in own_fields(model)
        if field.name != skip
    ]
    return ["| Fält | Kod | Slag | Förklaring |", "|---|---|---|---|", *rows, ""] if rows else []


def described(model: type[models.Model], level: int) -> list[str]:
    """A heading, the fields, and a part for each kind of inline child."""
    name = str(model._meta.verbose_name)
    lines = ["#" * level + f" {name[:1].upper()}{name[1:]} (`{model.__name__}`)", ""]
    if issubclass(model, Page):
        below = [page._meta.verbose_name for page in model.allowed_subpage_models() if page in PAGES]
        lines += [f"Undersidor: {', '.join(map(str, below)) or 'inga'}.", ""]
    lines += table(model)
    for relation in get_all_child_relations(model):
        child = relation.related_model
        if child.__module__.startswith("brygga."):
            plural = str(child._meta.verbose_name_plural)
            lines += [f"**{plural[:1].upper()}{plural[1:]}** (`{relation.get_accessor_name()}`)", ""]
            lines += table(child, skip=relation.field.name)
    return lines


def block_rows() -> list[str]:
    """A row for each block of a body."""
    lines = ["| Block | Kod | Innehåller | Förklaring |", "|---|---|---|---|"]
    for name, block in body_blocks():
        if isinstance(block, BaseTypedTableBlock):
            parts = "rubrik, kolumner (text eller tal), rader"
        elif isinstance(block, blocks.StructBlock):
            parts = ", ".join(f"{cell(child.label).lower()} (`{key}`)" for key, child in block.child_blocks.items())
        else:
            parts = "text med länkar och listor"
        lines.append(f"| {cell(block.label)} | `{name}` | {parts} | {cell(block.meta.description)} |")
    return [*lines, ""]


def reference() -> str:
    """The whole page."""
    with translation.override("sv"):
        lines = [HEAD, "## Sidor", ""]
        for model in PAGES:
            lines += described(model, 3)
        lines += ["## Register och inställningar", ""]
        for model in SNIPPETS:
            lines += described(model, 3)
        lines += ["## Block", "", *block_rows()]
    return "\n".join(lines).rstrip() + "\n"


def main(arguments: list[str]) -> int:
    return write_or_check(
        PAGE, reference(), arguments, "docs/innehallsmodell.md stämmer inte med modellerna. Kör make reference."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

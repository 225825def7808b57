"""What the open data of projects and key figures hold, for the OpenAPI document (see `brygga.site.openapi`)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from brygga.site.openapi import (
    MAYBE_TEXT,
    MAYBE_WHOLE,
    NUMBER,
    TEXT,
    WHOLE,
    File,
    Schema,
    describe_endpoint,
    describe_file,
    many,
    obj,
    thing,
)

CSV, JSON, CALENDAR = "text/csv", "application/json", "text/calendar"
CATALOGUE = {"rdf": "application/rdf+xml", "ttl": "text/turtle", "jsonld": "application/ld+json"}
_NAMED = obj({"id": WHOLE, "name": TEXT})
_ORGANISATION = obj(
    {"id": WHOLE, "name": TEXT, "short_name": TEXT, "kind": TEXT, "municipality_code": MAYBE_TEXT},
    register_key=MAYBE_TEXT,
)
_OBSERVATION = obj(
    {
        "value": NUMBER,
        "value_text": TEXT,
        "date": MAYBE_TEXT,
        "period_end": MAYBE_TEXT,
        "note": TEXT,
        "source_page": MAYBE_WHOLE,
        "source_document": MAYBE_WHOLE,
        "source_url": TEXT,
        "source_text": TEXT,
    }
)


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _with_licence(key: str, schema: Schema) -> Schema:
    licence = obj({"name": TEXT, "url": MAYBE_TEXT})
    return obj({"source": TEXT, "licence": licence, key: many(schema)})


def _projects() -> Schema:
    status = obj({"code": MAYBE_TEXT, "label": TEXT, "reason": TEXT, "derived": {"type": "boolean"}})
    partner = obj({"organisation": _or_null(_ORGANISATION), "role": TEXT, "start": MAYBE_TEXT, "end": MAYBE_TEXT})
    funding = obj(
        {"funder": _or_null(_ORGANISATION), "funder_name": TEXT, "programme": TEXT, "amount": NUMBER},
        share=MAYBE_TEXT,
        share_fraction=MAYBE_TEXT,
    )
    goal = obj(
        {"description": TEXT, "target_value": NUMBER, "unit": TEXT, "deadline": MAYBE_TEXT, "result_value": NUMBER}
    )
    page = obj({"id": WHOLE, "title": TEXT, "url": MAYBE_TEXT})
    project = obj(
        {
            "id": WHOLE,
            "title": TEXT,
            "full_name": TEXT,
            "url": TEXT,
            "lead": TEXT,
            "status": status,
            "start": MAYBE_TEXT,
            "end": MAYBE_TEXT,
            "owner_organisation": _or_null(_ORGANISATION),
            "owner_unit": _or_null(page),
            "municipalities": many(_ORGANISATION),
            "partners": many(partner),
            "funding": many(funding),
            "goals": many(goal),
            "milestones": many(obj({"date": MAYBE_TEXT, "title": TEXT, "description": TEXT})),
            "topics": many(_NAMED),
            "target_groups": many(_NAMED),
        }
    )
    return _with_licence("projects", project)


def _indicators() -> Schema:
    better: Schema = {"type": ["boolean", "null"]}
    fields = {"id": WHOLE, "name": TEXT, "unit": TEXT, "description": TEXT, "higher_is_better": better}
    return _with_licence("indicators", obj({**fields, "observations": many(_OBSERVATION)}))


def describe() -> None:
    """Called once, when the app is ready."""
    describe_endpoint(
        "organisations", _("Kommuner, myndigheter och andra organisationer"), lambda: thing(name=TEXT, kind=TEXT)
    )
    describe_endpoint("people", _("Personer som en offentlig sida nämner"), lambda: thing(name=TEXT))
    describe_endpoint("indicators", _("Nyckeltal med sina värden"), lambda: thing(name=TEXT, unit=TEXT))
    for file in (
        File("brygga_projects_csv", CSV, _("Alla projekt, för program")),
        File("brygga_projects_swedish_csv", CSV, _("Alla projekt, för svenska kalkylblad")),
        File("brygga_projects_json", JSON, _("Alla projekt med alla delar"), schema=_projects),
        File("brygga_indicators_csv", CSV, _("Alla nyckeltalens värden, för program")),
        File("brygga_indicators_swedish_csv", CSV, _("Alla nyckeltalens värden, för svenska kalkylblad")),
        File("brygga_indicators_json", JSON, _("Alla nyckeltal med värden"), schema=_indicators),
        File("brygga_indicator_csv", CSV, _("Ett nyckeltals värden, för program"), key=True),
        File("brygga_indicator_swedish_csv", CSV, _("Ett nyckeltals värden, för svenska kalkylblad"), key=True),
        File("brygga_indicator_json", JSON, _("Ett nyckeltal med värden"), key=True, schema=_indicators),
        File("brygga_calendar", CALENDAR, _("Milstolpar i alla projekt")),
        File("brygga_project_calendar", CALENDAR, _("Milstolpar i ett projekt"), key=True),
    ):
        describe_file(file)
    for extension, media_type in CATALOGUE.items():
        about = _("Datamängderna beskrivna enligt DCAT-AP-SE")
        describe_file(File("brygga_catalogue", media_type, about, arguments=(extension,)))

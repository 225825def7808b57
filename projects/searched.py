"""What visitors see on pages of the things that are stored beside them, for the pages' `search_fields`."""

from __future__ import annotations

from typing import Any

from modelsearch.index import SearchField

from brygga.site.beside import DOCUMENT, Beside, public_only


def public_rows(rows: Any) -> Any:
    """Of a queryset of observations, those that visitors may see."""
    return rows.public()


TEXTS = [SearchField("name")]
ORGANISATION = [SearchField("name"), SearchField("short_name"), Beside("names", TEXTS)]
PERSON = [SearchField("name")]
UNIT = [SearchField("title"), SearchField("full_name"), SearchField("abbreviation")]
PROJECT = [SearchField("title"), SearchField("full_name")]
# A number is shown with its sign and its date; the sentence it was read from is the source's.
OBSERVATIONS = Beside(
    "observations",
    [SearchField(name) for name in ("display_value", "value_text", "when", "note", "words_of_source")],
    public_rows,
)
INDICATOR = [
    SearchField("name"),
    SearchField("unit"),
    SearchField("description"),
    Beside("organisation", ORGANISATION),
    OBSERVATIONS,
]
CONTACTS = Beside(
    "contacts",
    [
        *(SearchField(name) for name in ("display_name", "role", "display_phone", "display_email")),
        Beside("person", []),
        Beside("organisation", ORGANISATION),
    ],
)
KEY_FIGURES = Beside("key_figures", [Beside("indicator", INDICATOR)])
DOCUMENTS = Beside("documents", [SearchField("title"), Beside("document", DOCUMENT)])
UNIT_SEARCH = [
    SearchField("lead_image_credit"),
    SearchField("head_role"),
    SearchField("address"),
    SearchField("opening_hours"),
    Beside("head", PERSON),
    Beside("organisation", ORGANISATION),
    CONTACTS,
    KEY_FIGURES,
    DOCUMENTS,
]
PROJECT_SEARCH = [
    SearchField("period"),
    SearchField("status_note"),
    SearchField("lead_image_credit"),
    Beside("partners", [SearchField("role"), SearchField("period"), Beside("organisation", ORGANISATION)]),
    Beside(
        "funding",
        [
            *(
                SearchField(name)
                for name in ("funder_name", "programme", "share_in_words", "display_amount", "period")
            ),
            Beside("funder", ORGANISATION),
        ],
    ),
    Beside(
        "goals",
        [
            *(SearchField(name) for name in ("description", "measure", "display_target", "display_result")),
            *(SearchField(name) for name in ("deadline_in_words", "deadline_note", "result_note")),
        ],
    ),
    Beside("milestones", [SearchField("title"), SearchField("description"), SearchField("when")]),
    KEY_FIGURES,
    CONTACTS,
    DOCUMENTS,
    Beside("target_groups", TEXTS),
    Beside("municipalities", ORGANISATION),
    Beside("owner_organisation", ORGANISATION),
    Beside("owner_unit", UNIT, public_only),
    Beside("related_units", UNIT, public_only),
]

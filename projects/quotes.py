"""Quotes outside their block."""

from typing import Any


def quote_representation(value: Any) -> dict[str, Any]:
    """A quote for the API: text, speaker, role, organisation, attribution (None where not known), and person's id."""
    person = value.get("person")
    return {
        "text": value.get("text") or "",
        "speaker": value.get("speaker_name") or None,
        "role": value.get("role") or None,
        "organisation": value.get("organisation_name") or None,
        "attribution": value.get("attribution") or None,
        "person": person.pk if person else None,
    }

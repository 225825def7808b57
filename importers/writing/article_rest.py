"""What a page type has no field for, as blocks above and below the body."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from .block_html import joined, paragraph

Raw = dict[str, Any]
_DAYS = (("first_published_on", "Publicerad"), ("updated_on", "Uppdaterad"))


def rest_of(ours: Mapping[str, Any], taken: Collection[str]) -> tuple[list[Raw], list[Raw]]:
    """Blocks of what `ours` says and no rule has `taken`: those above the body, and those below it."""
    before: list[Raw] = []
    if "lead" not in taken and (lead := paragraph(ours.get("lead") or "")):
        before.append({"type": "paragraph", "value": lead})
    if "lead_quotes" not in taken:
        before += [{"type": block["type"], "value": block["value"]} for block in ours.get("lead_quotes") or ()]
    if ours.get("lead_image"):
        before += _lead_image(ours, taken)
    after: list[Raw] = []
    if "contacts" not in taken and (contacts := ours.get("contacts")):
        after.append({"type": "heading", "value": {"text": "Kontakt", "level": "2"}})
        people = "".join(paragraph(joined(contact, "name", "role", "phone", "email")) for contact in contacts)
        after.append({"type": "paragraph", "value": people})
    said = [f"{label}: {ours[name]}" for name, label in _DAYS if name not in taken and ours.get(name)]
    if not {"publisher", "publisher_name"} & set(taken) and ours.get("publisher_name"):
        said.append(f"Utgivare: {ours['publisher_name']}")
    if said:
        after.append({"type": "paragraph", "value": "".join(paragraph(line) for line in said)})
    return before, after


def _lead_image(ours: Mapping[str, Any], taken: Collection[str]) -> list[Raw]:
    left = {name: ours.get(f"lead_image_{name}") for name in ("alt", "caption", "credit")}
    if "lead_image" not in taken:
        return [{"type": "image", "value": {"image": ours["lead_image"], **left, "decorative": False}}]
    # The alternative text stands on the image itself, as its title.
    words = {name: value for name, value in left.items() if f"lead_image_{name}" not in taken}
    text = paragraph(joined(words, "caption", "credit", between=" "))
    return [{"type": "paragraph", "value": text}] if text else []

"""Small changes of a draft, one for each thing that can be wrong with what was read. Nothing is saved here."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.models import Page

from brygga.site.rich_text import strings

from ..writing import fields
from ..writing.equality import plain


class CannotEditError(Exception):
    """The change cannot be made; the message is Swedish and says why."""


def _blocks(page: Page) -> list[dict[str, Any]]:
    return fields.read(page, "body")


def _block(blocks: list[dict[str, Any]], where: str) -> dict[str, Any]:
    for block in blocks:
        if block["id"] == where:
            return block
    raise CannotEditError(_("Det stycket finns inte längre på sidan. Läs in den på nytt."))


def _changed(where: str, page: Page, **values: Any) -> None:
    blocks = _blocks(page)
    block = _block(blocks, where)
    block["value"] = {**block["value"], **values}
    fields.write(page, "body", blocks)


def set_speaker(where: str, page: Page, given: dict[str, str]) -> None:
    """Say who said it, as which and for whom. What was uncertain is not any more."""
    names = {name: given.get(name, "").strip()[:200] for name in ("speaker_name", "role", "organisation_name")}
    if not any(names.values()):
        raise CannotEditError(_("Skriv vem som sade det, eller välj att det stämmer."))
    _changed(where, page, **names, speaker_note="", person=None)


def set_heading(where: str, page: Page, given: dict[str, str]) -> None:
    """Write a heading anew, or say which level it has; what is emptied becomes no heading."""
    blocks = _blocks(page)
    block = _block(blocks, where)
    text, level = given.get("text", "").strip()[:250], given.get("level", "")
    if given.get("as_text"):
        block["type"], block["value"] = "paragraph", f"<p>{escape(text or block['value']['text'])}</p>"
    elif not text:
        raise CannotEditError(_("Skriv en rubrik, eller gör den till vanlig text."))
    else:
        block["value"] = {"text": text, "level": level if level in ("2", "3", "4") else block["value"]["level"]}
    fields.write(page, "body", blocks)


def clear_note(where: str, page: Page, given: dict[str, str]) -> None:
    """The quote is right as it stands."""
    _changed(where, page, speaker_note="")


def quote_to_text(where: str, page: Page, given: dict[str, str]) -> None:
    """It is no quote: its words are running text."""
    blocks = _blocks(page)
    block = _block(blocks, where)
    block["type"], block["value"] = "paragraph", f"<p>{escape(block['value']['text'])}</p>"
    fields.write(page, "body", blocks)


def remove_block(where: str, page: Page, given: dict[str, str]) -> None:
    """Take a piece of the body away."""
    blocks = _blocks(page)
    gone = _block(blocks, where)
    fields.write(page, "body", [block for block in blocks if block is not gone])


def set_alt(where: str, page: Page, given: dict[str, str]) -> None:
    """Say what an image shows."""
    text = given.get("value", "").strip()[:250]
    if not text:
        raise CannotEditError(_("Skriv vad bilden visar, eller välj att den bara är dekoration."))
    _changed(where, page, alt=text)


def set_decorative(where: str, page: Page, given: dict[str, str]) -> None:
    """The image says nothing that the text does not."""
    _changed(where, page, decorative=True)


def set_field(name: str, page: Page, given: dict[str, str]) -> None:
    """Set one field of the page."""
    text = given.get("value", "").strip()
    if not text:
        raise CannotEditError(_("Fältet är tomt."))
    try:
        fields.write(page, name, text)
        fields.field_of(type(page), name).clean(getattr(page, name), page)
    except (ValidationError, ValueError) as error:
        raise CannotEditError(_("Det går inte att läsa ”%s”. Skriv datum som 2024-05-31.") % text[:100]) from error


def set_lead_decorative(page: Page, given: dict[str, str]) -> None:
    """Say that the picture first shows nothing that the text does not say."""
    fields.write(page, "lead_image_decorative", True)


def take_in(text: str, before: str, page: Page, given: dict[str, str]) -> None:
    """Take in what was left out of the original, after the piece whose words ended with `before`, else last."""
    blocks = _blocks(page)
    wanted = _squeezed(before)[-60:]
    at = next(
        (n for n, block in enumerate(blocks, 1) if wanted and wanted in _squeezed(_words(block["value"]))),
        None,
    )
    lines = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
    new = {"type": "paragraph", "value": lines, "id": str(uuid.uuid4())}
    blocks.insert(at if at is not None else len(blocks), new)
    fields.write(page, "body", blocks)


def _words(value: Any) -> str:
    return " ".join(map(plain, strings(value)))


def _squeezed(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())

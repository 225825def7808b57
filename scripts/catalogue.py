"""The product's texts and their translations: what the sources say, and what site/locale holds.

The texts in the code are Swedish; English is the one translation, in one catalogue for all four folders. Babel reads
and writes it, so that nobody needs GNU gettext.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("importers", "news", "projects", "site")
PO = ROOT / "site" / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
# What the Swedish of Wagtail itself lacks: texts that no source of ours has, written by hand.
SWEDISH = ROOT / "site" / "locale" / "sv" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, tuple | None] = {
    **dict.fromkeys(["_", "_t", "_now", "gettext", "gettext_lazy", "gettext_noop"]),
    **dict.fromkeys(["ngettext", "ngettext_lazy", "_n"], (1, 2)),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], ((1, "c"), 2)),
    **dict.fromkeys(["npgettext", "npgettext_lazy"], ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")
FIXED_DATE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
HEADER = """# The English texts of Brygga. Made by `make messages`; the translations are written here by hand.
"""


def _sources() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".svg", ".txt", ".xml"} and "migrations" not in path.parts:
                yield path


def _python_text(path: Path) -> str:
    """The file as Python for the extractor: a template is turned into calls of gettext in brackets."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    if not settings.configured:
        settings.configure(USE_I18N=True)
    from django.utils.translation.template import templatize

    return f"(\n{templatize(text, origin=str(path))}\n)"


def texts_in_sources() -> Catalog:
    """Every text that the code and the templates mark for translation, with the files that it stands in."""
    found = Catalog(locale="en", project="Brygga", charset="utf-8")
    for path in _sources():
        text = _python_text(path)
        if "gettext" not in text and "_(" not in text:
            continue
        name = path.relative_to(ROOT).as_posix()
        for _line, message, _comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            if message and message != "":
                found.add(message, locations=[(name, 0)], context=context)
    return found


def read_catalogue() -> Catalog:
    """The catalogue as it stands; empty when there is none yet."""
    if not PO.exists():
        return Catalog(locale="en", project="Brygga", charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def write_catalogue(catalogue: Catalog) -> None:
    """Writes the catalogue and compiles it."""
    PO.parent.mkdir(parents=True, exist_ok=True)
    catalogue.header_comment, catalogue.fuzzy = HEADER, False
    # No dates and no names: git knows them, and a new date at each run would hide what has changed.
    catalogue.creation_date = catalogue.revision_date = FIXED_DATE
    catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = "Brygga"
    catalogue.obsolete.clear()
    with PO.open("wb") as file:
        write_po(file, catalogue, sort_output=True, include_lineno=False, omit_header=False, width=100)
    with MO.open("wb") as file:
        write_mo(file, catalogue)


def read_swedish() -> Catalog:
    """The catalogue of what Wagtail's own Swedish lacks."""
    with SWEDISH.open("rb") as file:
        return read_po(file, locale="sv")


def compile_swedish() -> None:
    """Compiles the catalogue of what Wagtail's own Swedish lacks."""
    with SWEDISH.with_suffix(".mo").open("wb") as file:
        write_mo(file, read_swedish())


def _forms(text: str | tuple | list | None) -> list[str]:
    return [text or ""] if text is None or isinstance(text, str) else list(text)


def _key(message: Message) -> tuple:
    return (message.context, message.id if isinstance(message.id, str) else tuple(message.id))


def _placeholders(text: str) -> set[str]:
    return {match[0] for match in PLACEHOLDER.finditer(text)}


def message_problems(message: Message) -> list[str]:
    """What is wrong with one translation: missing, unsure, or with other placeholders than the text."""
    first = _forms(message.id)[0]
    if not all(_forms(message.string)) or not _forms(message.string):
        return [f"not translated: {first!r}"]
    if message.fuzzy:
        return [f"marked as unsure (fuzzy): {first!r}"]
    wanted = set().union(*(_placeholders(form) for form in _forms(message.id)))
    for form in _forms(message.string):
        if not _placeholders(form) <= wanted:
            return [f"other placeholders than the text: {first!r} → {form!r}"]
    if not any(_placeholders(form) == wanted for form in _forms(message.string)):
        return [f"a placeholder is missing: {first!r}"]
    return []


def problems() -> list[str]:
    """Everything that keeps the catalogue from being complete, one line each; [] when it is."""
    texts, catalogue = texts_in_sources(), read_catalogue()
    wanted = {_key(message): message for message in texts if message.id}
    present = {_key(message): message for message in catalogue if message.id}
    found = [
        f"not in the catalogue: {key[1]!r} ({wanted[key].locations[0][0]})" for key in wanted.keys() - present.keys()
    ]
    found += [f"in no source any more: {key[1]!r}" for key in present.keys() - wanted.keys()]
    for message in present.values():
        found += message_problems(message)
    if not MO.exists():
        return [*sorted(found), f"{MO.relative_to(ROOT)} is missing"]
    with MO.open("rb") as file:
        compiled = {_key(message): message.string for message in read_mo(file) if message.id}
    written = {key: message.string for key, message in present.items() if all(_forms(message.string))}
    if {k: tuple(_forms(v)) for k, v in compiled.items()} != {k: tuple(_forms(v)) for k, v in written.items()}:
        found.append(f"{MO.relative_to(ROOT)} does not agree with {PO.name}")
    return sorted(found)


def report(lines: list[str]) -> int:
    """Prints the problems, if any, and what to do; the exit status."""
    for line in lines:
        print(line, file=sys.stderr)
    if lines:
        print(
            f"\n{len(lines)} problem(s). Run `make messages` and translate in {PO.relative_to(ROOT)}.", file=sys.stderr
        )
    return 1 if lines else 0

"""Cases (a file of a source, and what is expected of it) through the whole import: in, in again, checked, out.

A case is NAME.EXT beside NAME.expected.json, in a folder for each kind. Of each is asked that

1. the documents become pages that say what is expected: `title`, `lead`, `published`, `words` and `notwords`, for the
   only article, or for each named in `of`; what is `not_public` is no public page. The other expectations are about
   what the reader gives beside the page, and are checked with `read_articles`;
2. a second import changes nothing;
3. `import_check` finds no old address that leads wrong;
4. undoing leaves as much of everything as there was before, and the database sound.

Usage: python scripts/import_cases.py FOLDER [--kind wordpress --kind plone …]
The database and all files are made in a temporary folder. One line for each case that does not hold, and why; the exit
status is 1 then.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

ENDING = ".expected.json"
_DASHES = re.compile("[\u2010-\u2014\u2212]")
_UNSEEN = re.compile("[\u00ad\u200b\x00-\x08\x0b\x0c\x0e-\x1f]")


def main() -> int:
    """Carry the cases through; 0 when all hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", action="append", help="only this kind (may be given again)")
    options = parser.parse_args()
    found = list(cases(options.folder, options.kind))
    if not found:
        parser.error(f"no cases in {options.folder}")
    with tempfile.TemporaryDirectory(prefix="brygga-cases-") as folder:
        os.environ["BRYGGA_VAR"] = folder
        (Path(folder) / "static").mkdir()
        os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.site.settings.demo")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        held = sum(holds(number, *case) for number, case in enumerate(found))
    print(f"{held} av {len(found)} fall höll.")
    return 0 if held == len(found) else 1


def cases(folder: Path, kinds: list[str] | None) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    """Name, file and expectation of each case."""
    for path in sorted(folder.rglob("*" + ENDING)):
        stem = path.name.removesuffix(ENDING)
        files = [p for p in sorted(path.parent.iterdir()) if p.stem == stem and p != path]
        if files and (not kinds or path.parent.name in kinds):
            said = json.loads(path.read_text(encoding="utf-8"))
            yield f"{path.parent.name}/{stem}", files[0].resolve(), said.get("expect") or {}


def holds(number: int, name: str, file: Path, expect: dict[str, Any]) -> bool:
    """Whether a case holds; prints what does not."""
    from archive_proof import difference, footprint

    from brygga.importers.runs import rollback
    from brygga.importers.runs.integrity import problems
    from brygga.importers.writing import page_types, pages

    home = pages.home_of()
    for role in page_types.INDEX_TYPES:
        pages.index_for(role, home)
    before, wrong = footprint(), []
    source = f"fall-{number}"
    run, said = imported(file, source)
    if run is None:
        print(f"{name}: {said}")
        return False
    wrong += faults(expect, run)
    again, _ = imported(file, source)
    states = set(again.entries.values_list("state", flat=True)) - {"unchanged", "failed", "waiting"}
    if states:
        wrong.append(f"andra körningen: {', '.join(sorted(states))}")
    wrong += check(source)
    for one in (again, run):
        with contextlib.suppress(Exception):  # a run that changed nothing has nothing to undo
            rollback.rollback_run(one, "Prov.")
    if left := difference(before, footprint()):
        wrong.append(f"kvar efter ångrandet: {left}")
    wrong += list(problems())
    for why in wrong:
        print(f"{name}: {why}", flush=True)
    return not wrong


def imported(file: Path, source: str) -> tuple[Any, str]:
    """The run that an import of the file makes, and what it said."""
    from django.core.management import CommandError, call_command

    from brygga.importers.models import ImportRun

    out = StringIO()
    try:
        call_command("import_articles", str(file), source=source, publish=True, no_fetch=True, stdout=out, stderr=out)
    except (CommandError, SystemExit) as error:
        out.write(str(error))
    return ImportRun.objects.filter(source__key=source).order_by("-pk").first(), out.getvalue().strip()[-300:]


def check(source: str) -> list[str]:
    from brygga.importers.addresses.dead_links import check_addresses, fetcher, not_public, old_addresses

    answers = check_addresses(old_addresses(source), fetcher(None), not_public(source))
    return [f"{answer.address}: {answer.problem}" for answer in answers if not answer.right]


def faults(expect: dict[str, Any], run: Any) -> list[str]:
    """What the run's pages do not say of what is expected."""
    items = [entry.item for entry in run.entries.order_by("position").select_related("item__page")]
    wrong = []
    for key, wanted in (expect.get("of") or {}).items():
        named = [item for item in items if fold(item.title) == fold(key) or is_named(item, key)]
        if not wanted.get("absent"):
            wrong += [f"[{key}] {why}" for why in of_page(wanted, named[0] if named else None)]
    rest = {name: value for name, value in expect.items() if name not in ("of", "articles")}
    return wrong + (of_page(rest, items[0] if items else None) if rest and not rest.get("absent") else [])


def is_named(item: Any, key: str) -> bool:
    """Whether a document's id or address ends so."""
    return any(name.rstrip("/").endswith(key) for name in (item.identifier, item.address))


def of_page(expect: dict[str, Any], item: Any) -> list[str]:
    """What one document's page does not say of what is expected."""
    page = item.page.specific if item is not None and item.page else None
    if expect.get("not_public"):
        return ["sidan är publik"] if page is not None and page.live else []
    choices = expect.get("any_of") or []
    wrong = [] if not choices or any(not of_page(choice, item) for choice in choices) else ["inget av alternativen"]
    asked = {name: expect[name] for name in ("title", "lead", "published", "words", "notwords") if name in expect}
    if not asked:
        return wrong
    if page is None:
        return [*wrong, f"ingen sida: {item.reason if item is not None else 'inget dokument'}"]
    said = page.get_latest_revision_as_object()
    text = fold(" ".join(words(said.serializable_data())))
    day = str(getattr(said, "first_published_on", "") or "")
    there = {"title": fold(said.title), "lead": fold(getattr(said, "lead", "")), "published": day}
    for name, value in there.items():
        if name in asked and not same(asked[name], value):
            wrong.append(f"{name}: {value!r}, inte {asked[name]!r}")
    wrong += [f"orden saknas: {line}" for line in asked.get("words", ()) if fold(line) not in text]
    return wrong + [f"orden är med: {line}" for line in asked.get("notwords", ()) if fold(line) in text]


def words(value: Any) -> Iterator[str]:
    """All text in a page's stored content, tags taken off. A block's id is no text, whatever digits are in it."""
    from bs4 import BeautifulSoup

    if isinstance(value, str):
        if value[:1] in "[{":
            with contextlib.suppress(ValueError):
                yield from words(json.loads(value))
                return
        yield BeautifulSoup(value, "html.parser").get_text(" ") if "<" in value else value
    elif isinstance(value, dict | list):
        for inner in [v for name, v in value.items() if name != "id"] if isinstance(value, dict) else value:
            yield from words(inner)


def same(wanted: Any, there: str) -> bool:
    """Whether the value is the one that is wanted: null is empty, a list any of them, "~…" a regular expression."""
    if isinstance(wanted, list):
        return any(same(one, there) for one in wanted)
    if wanted is None:
        return not there
    return re.search(wanted[1:], there) is not None if wanted.startswith("~") else fold(wanted) == there


def fold(text: str) -> str:
    """One blank for every run of them, one sort of dash, composed letters, nothing unseen."""
    plain = _UNSEEN.sub("", _DASHES.sub("-", unicodedata.normalize("NFC", text)))
    return re.sub(r"\s+([.,;:!?)])", r"\1", " ".join(plain.split()))


if __name__ == "__main__":
    sys.exit(main())

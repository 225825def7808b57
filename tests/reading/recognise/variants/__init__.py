"""Invented variants of each kind, read as small articles, and how many of their facts are read right.

A case is a text (or HTML) with what a careful person takes from it. `count` gives for each case what was right, what
was said that the gold does not say, and what of the gold is missing; the lines tell it to people.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from brygga.importers.reading import read, to_json

HERE = Path(__file__).parent
TEXT = "Nytt i Ekby\n\nKommunen har samlat det som hänt under hösten i ett kort utskick till alla som bor här.\n\n"
PAGE = (
    '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Nytt i Ekby</title></head><body><main>'
    "<article><h1>Nytt i Ekby</h1><p>Kommunen har samlat det som hänt under hösten i ett kort utskick till alla som "
    "bor här och gärna vill veta mer.</p><p>Arbetet har pågått i två år och är öppet för den som vill komma på "
    "besök.</p>%s</article></main></body></html>"
)


@dataclass(slots=True)
class Tally:
    """How many facts are right, how many were said wrongly or too much, how many are missing, and which."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missing)


@cache
def cases(kind: str) -> list[dict[str, Any]]:
    """The cases of `kind`: quotes, roles or contacts."""
    found: list[dict[str, Any]] = tomllib.loads((HERE / f"{kind}.toml").read_text(encoding="utf-8"))["case"]
    return found


def article_of(case: dict[str, Any]) -> dict[str, Any]:
    """The article JSON of a case."""
    if "html" in case:
        made: dict[str, Any] = to_json(read((PAGE % case["html"]).encode(), source="a.html", content_type="text/html"))
    else:
        made = to_json(read((TEXT + case["text"].strip() + "\n").encode(), source="a.txt", content_type="text/plain"))
    return made


def count(kind: str) -> Tally:
    """All cases of `kind` read and compared with their gold."""
    tally = Tally()
    for case in cases(kind):
        {"quotes": _quotes, "roles": _roles, "contacts": _contacts}[kind](case, article_of(case), tally)
    return tally


def _quotes(case: dict[str, Any], made: dict[str, Any], tally: Tally) -> None:
    wanted = [(_fold(text), speaker) for text, speaker in case["quotes"]]
    found = [(_fold(quote["text"]), quote["speaker"] or "") for quote in made["quotes"]]
    _compare(wanted, found, case, tally)
    for text in case.get("never", ()):
        if any(text.lower() in quote["text"].lower() for quote in made["quotes"]):
            tally.wrong += 1
            tally.lines.append(f"never «{text}» in {found}")
    _nobody(case, made, tally)


def _roles(case: dict[str, Any], made: dict[str, Any], tally: Tally) -> None:
    people = {person["name"]: person for person in made["people"]}
    for name, role, body in case["people"]:
        person = people.pop(name, None)
        if person is None:
            tally.missing += 1
            tally.lines.append(f"missing {name}, {role}: {made['people']}")
        elif _same(role, person["role"]) and _same(body, person["organisation"]):
            tally.right += 1
        else:
            empty = not person["role"] and role not in ("", "*")
            tally.missing += 1
            tally.wrong += not empty
            tally.lines.append(f"{'no role' if empty else 'wrong'} {name}, {role}, {body}: {person}")
    for name in people:
        tally.wrong += 1
        tally.lines.append(f"too much {people[name]}")


def _contacts(case: dict[str, Any], made: dict[str, Any], tally: Tally) -> None:
    found = [[row[key] or "" for key in ("name", "role", "phone", "email")] for row in made["contacts"]]
    for wanted in case["contacts"]:
        row = next((row for row in found if all(_same(w, f) for w, f in zip(wanted, row, strict=True))), None)
        if row is None:
            tally.missing += 1
            tally.lines.append(f"missing {wanted}: {found}")
        else:
            tally.right += 1
            found.remove(row)
    tally.wrong += len(found)
    tally.lines.extend(f"too much {row}" for row in found)
    _nobody(case, made, tally)


def _nobody(case: dict[str, Any], made: dict[str, Any], tally: Tally) -> None:
    named = {person["name"] for person in made["people"]} | {row["name"] for row in made["contacts"]}
    named |= {part for quote in made["quotes"] for part in (quote["speaker"] or "").split(" och ")}
    for name in case.get("nobody", ()):
        if name in named:
            tally.wrong += 1
            tally.lines.append(f"nobody {name}")


def _compare(wanted: list[tuple[str, str]], found: list[tuple[str, str]], case: dict[str, Any], tally: Tally) -> None:
    for row in wanted:
        if row in found:
            tally.right += 1
            found.remove(row)
        else:
            tally.missing += 1
            tally.lines.append(f"missing {row}: {found}")
    tally.wrong += len(found)
    tally.lines.extend(f"too much {row}" for row in found)


def _same(wanted: str, found: str | None) -> bool:
    if wanted == "*":
        return True
    if wanted.startswith("~"):
        return re.search(wanted[1:], found or "", re.IGNORECASE) is not None
    return wanted.lower() == (found or "").lower()


def _fold(text: str) -> str:
    return " ".join(text.split()).rstrip(".,")

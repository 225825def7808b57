"""How well a profile fits a folder of pages: on how many of them each of its rules finds anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ...model.errors import UnreadableDocument
from ..decode import decode
from . import profiled_plan
from .metadata import read_metadata
from .site_profile import Profile, recognise_profile
from .tree import parse


@dataclass(slots=True)
class ProfileReport:
    """What came out of a check. `pages` counts pages for each profile that was used ("" for none), `hits` for each
    (profile, rule) the pages where it finds something, `elements` what it finds on them all together. `without_text`
    names the pages where the profile finds no text, `unreadable` those that could not be read, with the reason."""

    pages: Counter[str] = field(default_factory=Counter)
    hits: Counter[tuple[str, str]] = field(default_factory=Counter)
    elements: Counter[tuple[str, str]] = field(default_factory=Counter)
    rules: dict[str, list[str]] = field(default_factory=dict)
    without_text: list[str] = field(default_factory=list)
    unreadable: list[tuple[str, str]] = field(default_factory=list)


def check_profile(pages: Iterable[tuple[str, bytes]], profile: Profile | None = None) -> ProfileReport:
    """Count over (name, bytes) of pages. Without a `profile` each page is asked which it fits."""
    report = ProfileReport()
    for name, data in pages:
        try:
            page = parse(decode(data).text)
        except UnreadableDocument as error:
            report.unreadable.append((name, error.message))
            continue
        fitting = profile or recognise_profile(page, read_metadata(page).generator)
        if fitting is None:
            report.pages[""] += 1
            continue
        report.pages[fitting.name] += 1
        found = fitting.hits(page)
        report.rules.setdefault(fitting.name, list(found))
        for rule, count in found.items():
            report.hits[fitting.name, rule] += count > 0
            report.elements[fitting.name, rule] += count
        if profiled_plan.plan(page, fitting) is None:
            report.without_text.append(name)
    return report

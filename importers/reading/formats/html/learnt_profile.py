"""A profile proposed for a site, from what was learnt of it: a TOML file for a migrator to look at and correct."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ...model.site_knowledge import SiteKnowledge

# What a profile calls the places that are learnt. Whether a day is that of publishing, its words say: "byline".
_NAMES = {"title": "title", "lead": "lead", "body": "body", "published": "byline", "contacts": "contacts"}


def profile_text(knowledge: SiteKnowledge, name: str, drop: Iterable[tuple[str, int]] = ()) -> str:
    """The profile as TOML, with how many pages each place was and was not found on; "" where no place for the text
    was learnt. `drop` are selectors of what recurs in the text, with the pages that they were found on."""
    if not knowledge.places.get("body"):
        return ""
    lines = [
        f"# Inlärd på {knowledge.pages} sidor. Rätta den, och prova med: read_articles SIDA --profile DEN-HÄR-FILEN",
        f"name = {_quoted(name)}",
        f"title = {_quoted(f'Inlärd profil för {name}')}",
        "",
        "[select]",
    ]
    for learnt, key in _NAMES.items():
        places = knowledge.places.get(learnt, ())
        if places:
            lines.append(f"{key} = [")
            lines += [f"  {_quoted(place.selector)},  # {place.hits} sidor, inte {place.misses}" for place in places]
            lines.append("]")
    rows = list(drop)
    if rows:
        lines += ["", "[drop]", "recurs = ["]
        lines += [f"  {_quoted(selector)},  # {hits} av de provlästa" for selector, hits in rows]
        lines.append("]")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)

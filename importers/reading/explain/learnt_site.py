"""What was learnt of a site and what it changed, in words for people."""

from __future__ import annotations

from ..formats.html.site_study import Study

_PLACES = {"body": "texten", "title": "rubriken", "lead": "ingressen", "published": "dagen", "contacts": "kontakter"}
_CHANGED = {
    "title": "annan rubrik",
    "lead": "annan ingress",
    "published": "annat datum",
    "fewer": "färre ord som inte hör till texten",
}
_MOST, _LONGEST = 5, 70


def told_of(found: Study) -> list[str]:
    """Line by line: where things stand, what is left out and kept for recurring, what changed, and which profile was
    not used."""
    known = found.knowledge
    lines = [f"Webbplatsen är inlärd på {known.pages} av källans sidor."]
    for name, places in known.places.items():
        told = "; ".join(f"{place.selector} ({place.hits} sidor, inte {place.misses})" for place in places)
        lines.append(f"Där står {_PLACES.get(name, name)}: {told}.")
    lines += _recurring("Återkommer och är inte med i artiklarna", found.left, known.pages)
    lines += _recurring("Återkommer och är ändå med, eftersom det står i texten", found.kept, known.pages)
    changes = [f"{number} fick {_CHANGED[name]}" for name, number in found.changed.items() if number]
    if found.tried:
        lines.append(
            f"Av {found.tried} provlästa sidor {_and(changes) if changes else 'lästes alla som utan lärdomen'}."
        )
    for profile, (own, general) in found.profiles.items():
        rated = f"{own:.2f} mot {general:.2f}".replace(".", ",")
        if profile in known.distrusted:
            lines.append(
                f"Profilen {profile} läser sidorna sämre än de allmänna reglerna ({rated}). Den används inte."
            )
        else:
            lines.append(f"Profilen {profile} används ({rated} för de allmänna reglerna).")
    return lines


def _recurring(heading: str, words: dict[str, int], pages: int) -> list[str]:
    if not words:
        return []
    found = sorted(words.items(), key=lambda one: (-one[1], -len(one[0]), one[0]))
    told = "; ".join(f"«{_short(text)}» ({count} av {pages})" for text, count in found[:_MOST])
    rest = f" och {len(found) - _MOST} rader till" if len(found) > _MOST else ""
    return [f"{heading}: {told}{rest}."]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _and(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} och {parts[-1]}"

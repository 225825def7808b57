"""What a name tells of the body that bears it, and which names are no body's at all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from brygga.projects.models import Organisation
from brygga.projects.names import fold
from brygga.projects.register import register_rows

from .common_names import is_common

_PLACE = r"[A-ZÅÄÖ][\w-]*"
_LOCAL = rf"(?:{_PLACE}\s+){{1,3}}?(?:[Kk]ommun|KOMMUN|[Ss]tad|STAD)|Region\s+{_PLACE}(?:\s+{_PLACE})?"
_MUNICIPALITY = re.compile(rf"(?:{_PLACE}\s+){{1,3}}(?:kommun|Kommun|KOMMUN|stad|Stad|STAD)")
_KINDS = (
    (re.compile(r"^region\b", re.I), Organisation.Kind.REGION),
    (re.compile(r"^länsstyrelse", re.I), Organisation.Kind.COUNTY_BOARD),
    (re.compile(r"samordningsförbund|^finsam\b", re.I), Organisation.Kind.COORDINATION_BODY),
    (re.compile(r"fond(en)?\b|\b(esf|amif)\b", re.I), Organisation.Kind.FUND),
    (re.compile(r"\b(ab|aktiebolag|kb|hb)\b", re.I), Organisation.Kind.COMPANY),
    (re.compile(r"universitet|högskola|folkhögskola|skola|studieförbund", re.I), Organisation.Kind.EDUCATION),
    (re.compile(r"förening|förbund|röda korset|rädda barnen|stadsmission", re.I), Organisation.Kind.ASSOCIATION),
    (re.compile(r"myndighet|verket\b|förmedlingen|kassan\b|inspektionen", re.I), Organisation.Kind.AGENCY),
)
_WITHIN = re.compile(rf"(?P<rest>.+?)\s+(?:i|på|hos|vid|inom|från)\s+(?P<body>{_LOCAL})")
_OF = re.compile(rf"(?P<body>{_LOCAL})s\s+(?P<rest>\S.*)")
# Sorts of bodies. One of these alone, however it is bent, is the name of none.
_SORT = re.compile(
    r"(?:kommun|stad|region|landsting|län|länsstyrelse|myndighet|förbund|förening|stiftelse|företag|bolag|fond|stat"
    r"|förvaltning|nämnd|styrelse|organisation|arbetsgivare|partner|part|aktör|näringsliv|civilsamhälle|universitet"
    r"|högskola|folkhögskola|skola|församling|kyrka|branschorganisation|grannkommun|huvudman)"
    r"(?P<bent>e?ns?|ets?|t|ers?|ernas?|ars?|arnas?|ors?|ornas?|na|s)?",
    re.I,
)


def organisation_kind(name: str) -> str:
    """The kind that a name tells of; "other" when it tells nothing. What only has a municipality's name in it
    ("Jobbsmedjan i Hagfors kommun") is what the rest of it tells."""
    parts = body_within(name)
    if parts is None and _MUNICIPALITY.fullmatch(name):
        return Organisation.Kind.MUNICIPALITY
    told = parts[1] if parts is not None else name
    return next((kind for pattern, kind in _KINDS if pattern.search(told)), Organisation.Kind.OTHER)


def body_within(name: str) -> tuple[str, str] | None:
    """The municipality or region whose name stands within a longer one, and the rest of that; None where none does."""
    name = " ".join(name.split())
    if found := _WITHIN.fullmatch(name) or _OF.fullmatch(name):
        return found["body"], found["rest"]
    words = name.split()
    for at in range(1, len(words) - 1):  # "Jobbsmedjan Hagfors kommun"
        if fold(" ".join(words[at:])) in _municipalities() and fold(name) not in _municipalities():
            return " ".join(words[at:]), " ".join(words[:at])
    return None


def is_nobody(name: str) -> bool:
    """Whether the words are the name of no body: a common noun ("kommunen", "Lokala föreningar"), or a part of a
    municipality that is a unit of it."""
    words = re.findall(r"[^\W_][\w&+-]*", name)
    if not any(character.isupper() for character in name):
        return True
    sort = _SORT.fullmatch(words[-1])
    own = any(character.isupper() for word in words[1:] for character in word)
    if sort and not own and (len(words) == 1 or sort["bent"]):  # "Ljusningens förening" is a name, the plural none
        return True
    return body_within(name) is not None and organisation_kind(name) == Organisation.Kind.OTHER


def whose_unit(name: str, units: Iterable[str]) -> str | None:
    """The body that a unit within it is named with ("arbetsmarknadsenheten i Ekby kommun"): where the rest is one of
    the `units` that the text names, or what any municipality has. A firm that only lies there is not the body's."""
    parts = body_within(name)
    if parts is None:
        return None
    return parts[0] if is_common(parts[1]) or fold(parts[1]) in {fold(unit) for unit in units} else None


_known: set[str] = set()


def _municipalities() -> set[str]:
    if not _known:
        _known.update(fold(row.values["name"]) for row in register_rows() if row.values["kind"] == "municipality")
    return _known

"""Given names and family names, and what a name alone tells."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

# Given names that are places too.
PLACES = frozenset("vilhelmina nora mark sala mora charlottenberg lycksele kristianstad lidingö tibro dag".split())
PARTICLES = frozenset(("af von de der van bin al el da di la le du ibn zu do dos bint ter ten den ").split())
COMPOUND = re.compile(r"[-‑][a-zåäö]")  # "AP-fonden", "Kleist-priset": a compound, no double name
PARTY = re.compile(r" ?\((?:[A-ZÅÄÖ]{1,3}|Mp|Kd|Fi|[smcvl]|fp|mp|kd|sd)\)")
AGE = re.compile(r",? (\d{1,2})(?: år)?(?=[,.]|$)")
FAMILY = re.compile(
    r"(?:sson|sen|berg|bergh|ström|gren|[qk]vist|quist|lund|lundh|dahl|stedt|holm|hjelm|hielm|löf|löv|blad|mark|man|"
    r"fors|stam|sköld|crantz|krantz|felt|feldt|ius|én|ell|ing|ling|ow|ski|skog|sjö|näs|dal|hag|rot|roth|vall|wall|"
    r"berger|bäck|beck|rud|plan|strand|sten|stén|sand|ander|klint|lind|björk|borg|hammar|hed|hult|mo|nell|ovic|ovič|"
    r"ović|ić|oglu|zadeh|zada|pour)s?$"
)


SURE_FAMILY = re.compile(
    r"(?:sson|berg|bergh|ström|gren|[qk]vist|quist|lund|lundh|dahl|stedt|holm|löf|feldt|crantz)s?$"
)


@cache
def given_names() -> dict[str, str]:
    """Given names in lower case, with f, m or u (either, or not known)."""
    text = (files("brygga.importers.reading") / "data" / "given_names.csv").read_text(encoding="utf-8")
    rows = (line.split(",") for line in text.splitlines() if line and not line.startswith("#"))
    return {name.lower(): gender for name, gender in rows if name != "name"}


@cache
def family_names() -> frozenset[str]:
    text = (files("brygga.importers.reading") / "data" / "surnames.txt").read_text(encoding="utf-8")
    return frozenset(line.lower() for line in text.splitlines() if line and not line.startswith("#"))


def gender(name: str) -> str:
    """f, m or "" (not known) by the given name."""
    first = name.split()[0].lower() if name else ""
    known = given_names()
    found = known.get(first) or known.get(first.split("-")[0], "")
    return found if found in ("f", "m") else ""


@lru_cache(maxsize=8192)
def is_given(word: str) -> bool:
    low = word.lower()
    known = given_names()
    return low in known or ("-" in low and low.split("-")[0] in known)


@lru_cache(maxsize=8192)
def is_family(word: str) -> bool:
    low = word.lower()
    return low in family_names() or bool(FAMILY.search(low)) or (low.endswith("s") and low[:-1] in family_names())


def base_name(name: str) -> str:
    """The name without a genitive s that is surely one ("Anna Ekbergs" → "Anna Ekberg")."""
    last = name.rsplit(" ", 1)[-1].lower()
    if not last.endswith("s") or last in family_names() or len(last) < 4:
        return name
    stem = last[:-1]
    sure = stem in family_names() or stem.endswith(("sson", "berg", "ström", "gren", "vist", "dahl", "stedt", "holm"))
    return name[:-1] if sure else name

"""The names of bodies in a text, as they are compared when a page's publisher is looked for."""

from __future__ import annotations

import re
import unicodedata

from .site_owner import BODY

UNION = re.compile(r"\b(?:samordnings|kommunal|kommun)förbund(?:et)?\b|\bfinsam\b", re.IGNORECASE)
_NOT_BODIES = frozenset("vår en ett denna varje ingen din er deras samma hela vilken sin i på för och".split())


def bodies_named(text: str, known: list[str]) -> list[str]:
    """The bodies a text names, in its order: by their form, or since somebody is said to work there."""
    found: dict[int, str] = {}
    for match in BODY.finditer(text):
        first = match[0].split()[0].casefold()
        if first not in _NOT_BODIES:
            found[match.start()] = match[0]
    for name in sorted(set(known), key=lambda name: (-len(name), name)):  # the whole name before a part of it
        for match in re.finditer(rf"\b{re.escape(name)}s?\b", text):
            if not any(start <= match.start() < start + len(other) for start, other in found.items()):
                found[match.start()] = name
    return [found[start] for start in sorted(found)]


def stems_of(name: str) -> set[str]:
    first = re.sub(r"\s+(?:kommun|stad)$", "", name).casefold()
    return {first, first.removesuffix("s")}


def base_form(name: str) -> str:
    """The nominative: "Filipstads kommuns" → "Filipstads kommun", "Arbetsförmedlingens" → "Arbetsförmedlingen"."""
    name = re.sub(r"\s+", " ", name.strip(" .,"))
    name = re.sub(r"\b(kommun|stad|län|förbund)s$", r"\1", name)
    return re.sub(r"(förmedlingen|kassan|verket|myndigheten|styrelsen|inspektionen)s$", r"\1", name)


def body_key(name: str) -> str:
    name = re.sub(r"^(Länsstyrelsen) (?:i )?(\w+?)s?(?: län)?$", r"\1 \2", name)
    name = re.sub(r"s (kommun|stad)$", r" \1", name.casefold())
    return re.sub(r"\W+", " ", name).strip().removesuffix("s")


def without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if c.isalnum() and ord(c) < 128)

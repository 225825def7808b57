"""The words that say what a date is of: published, updated, reviewed."""

from __future__ import annotations

import re
from typing import Literal

from .date_forms import FoundDate

Role = Literal["published", "updated", "reviewed", "author"]

# Labels, longest first. Each stands before (or, for a few, around) the date.
_SUBJECT = (
    r"(?:(?:den h[äa]r\s+|denna\s+|det h[äa]r\s+)?(?:sidan|sida|sidans innehåll|sidinnehållet|artikeln|nyheten|texten|"
    r"innehållet|informationen|inlägget|webbsidan|pressmeddelandet)\s+)?"
)
_PUBLISHED = re.compile(
    rf"{_SUBJECT}(?:är\s+|blev\s+)?"
    r"(?:först\s+|ursprungligen\s+|första gången\s+|först\s+|senast\s+)?(?:"
    r"publiceringsdatum|publiceringsdag|publiceringstid|publicerings?tidpunkt|publicerad\s+datum|"
    r"datum för publicering|"
    r"publicer(?:ad|at|ades|ing|as)|pub(?:l)?\.|publ|first published|"
    r"utgiven|skickat|skapad|skapades|skapat|upplagd|inlagd|utlagd|upplagt|inlagt|utlagt|postad|postat|posted(?:\s+on)?|"
    r"published(?:\s+on)?|datum|date|nyhetsdatum)(?:\s+den)?\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    rf"{_SUBJECT}(?:är\s+|blev\s+)?(?:senast\s+|senaste\s+|sist\s+|last\s+)?(?:"
    r"reviderad|reviderat|sparad|ändring|ändringsdatum|uppdaterad|uppdaterat|uppdaterades|uppdatering|uppdateringsdatum|uppdaterings?tid|ändrad|ändrat|ändrades|"
    r"modifierad|"
    r"modifierat|redigerad|redigerat|updated(?:\s+on)?|modified(?:\s+on)?)(?:\s+(?:senast|sist))?(?:\s+(?:datum|"
    r"den))?\b",
    re.IGNORECASE,
)
_REVIEWED = re.compile(
    rf"{_SUBJECT}(?:är\s+|blev\s+)?(?:senast\s+|sist\s+)?(?:granskad|granskat|granskades|faktagranskad|kontrollerad)"
    r"(?:\s+(?:senast|den))?\b",
    re.IGNORECASE,
)
_LABELS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("updated", _UPDATED),
    ("reviewed", _REVIEWED),
    ("published", _PUBLISHED),
)
_KINDS = {
    "press_invitation": r"press-?inbjudan|pressinbjudningar|inbjudan till press(?:en|träff|konferens)",
    "press_release": r"pressmeddelanden?|press\s?release|pressinformation",
    "news": r"nyheter|nyhet|nyhetsartikel|news|aktuellt",
    "report": r"rapporter|rapport",
    "notice": r"notiser|notis",
}
KIND = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items()), re.IGNORECASE)
_EMPTY_LABEL = re.compile(
    r"(?:publicerad|skriven|skapad|uppdaterad|ändrad|granskad)\s+av|författare|skribent|sidansvarig|text|foto|"
    r"fotograf|"
    r"bild|kategori(?:er)?|ämne(?:n|sord)?|tagg(?:ar)?|nyckelord|etiketter|område(?:n)?|typ|diarienummer|källa",
    re.IGNORECASE,
)


def says_when(text: str) -> bool:
    """Whether a text is nothing but a label of publishing or changing ("Publicerad", "Senast uppdaterad:")."""
    bare = text.strip(" :•|")
    return any(pattern.fullmatch(bare) for _, pattern in _LABELS)


def kind_of(text: str) -> str | None:
    """The kind of page a label such as "Pressmeddelande" names, when the whole text is that label."""
    match = KIND.fullmatch(text.strip(" :•|–—-"))
    return match.lastgroup if match else None


def is_empty_label(text: str) -> bool:
    """Whether a line is a label whose value is missing ("Publicerad av", "Publiceringsdatum:")."""
    bare = text.strip(" :")
    if _EMPTY_LABEL.fullmatch(bare):
        return True
    return says_when(bare)


def date_roles(text: str, dates: list[FoundDate]) -> list[tuple[int, int, Role]]:
    """The words that say what a date means ("Publicerad"), none of them in another or in a date, in order."""
    marks: list[tuple[int, int, Role]] = []
    for role, pattern in _LABELS:
        for match in pattern.finditer(text):
            free = all(match.end() <= start or match.start() >= end for start, end, _ in marks)
            if free and all(match.end() <= d.start or match.start() >= d.end for d in dates):
                marks.append((match.start(), match.end(), role))
    return sorted(marks)

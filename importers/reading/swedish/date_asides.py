"""What stands in a date line beside the date: who wrote it, and where it is filed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .date_labels import Role
from .verbs import finite_verb_at

# What a row about publishing says beside its dates: who wrote it, where it is filed, how many commented it.
_ASIDE = re.compile(
    r"\d+\s+(?:kommentar(?:er)?|comments?|visningar|läsningar|delningar)|inga kommentarer|"
    r"(?:lästid|läsningstid|reading time)\s*:?\s*(?:ca\s)?\d+\s*min\w*\.?|\d+\s*min(?:uters)?\s(?:lästid|läsning)|"
    r"(?:kategori(?:er)?|ämnen?|typ|avdelning|område|taggar|etiketter|diarienummer|dnr|id|nr)\s*:?\s+[^|•·]{2,50}|"
    r"(?:sid|text|innehålls)?ansvarig(?: utgivare)?\s*:?\s+[^|•·\d]{2,50}",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?<!\w)(?:(?:skriven|skrivet|postat|publicerat|inlagt|upplagt|utlagt|postad|publicerad|inlagd|upplagd|posted)\s+)?(?:av|by|från)\s*:?\s+"
    r"(?P<who>[^\d|•·()\n]{2,60}?(?:,\s[a-zåäö][\w-]+(?:\s[\w-]+)?)?)(?=\s{2,}|\s*[|•·()—–/]|\s*,|\s*$|\s+i\s)",
    re.IGNORECASE,
)
_FILED = re.compile(r"(?<!\w)(?:i|in|under)\s+(?:kategorin?\s+)?[A-ZÅÄÖ][\w&, åäö-]{1,50}$")
_CATEGORY = re.compile(r"[A-ZÅÄÖ#][\w&,/åäö -]{1,40}")
# Whose release it is, beside its date: "Solviks kommun   2016-09-05 13:10".
_OWNER = re.compile(
    r"(?:(?:[A-ZÅÄÖ][\w-]+\s){1,2}(?:kommun|stad)|(?:Region|Samordningsförbundet|Finsam|Länsstyrelsen(?: i)?)"
    r"(?:\s[A-ZÅÄÖ][\w-]+){1,3}(?:\slän)?|[A-ZÅÄÖ][a-zåäö]{3,}(?:verket|förmedlingen|kassan|myndigheten))"
)


@dataclass(slots=True)
class DateLine:
    """What a line about publishing says. `dates` pairs a role with an ISO date, or None for a label with no date."""

    dates: list[tuple[Role, str | None]] = field(default_factory=list)
    kind: str | None = None
    author: str | None = None
    bare: bool = False  # a date, and no word about what it means

    @property
    def empty(self) -> bool:
        """A label (or several) with nothing after it."""
        return bool(self.dates) and all(iso is None for _, iso in self.dates) and not self.author


def is_who(text: str) -> bool:
    """Whether what stands after "av" could be who wrote it: one name or office, no sentence."""
    return not re.search(r"[.!?:;]\s", text.strip()) and finite_verb_at(text) is None


def without_asides(remains: str, line: DateLine) -> str:
    """What is left of a row when authors, categories, comment counts and the like are taken away."""
    remains = _ASIDE.sub("  ", remains)
    by = _BY.search(remains)
    if by and len(by["who"].split()) <= 6 and is_who(by["who"]):
        line.author = line.author or by["who"].strip(" .,")
        remains = remains[: by.start()] + "  " + remains[by.end() :]
    remains = re.sub(r"(?<!\w)(?:i|in|under)\s*$", "", _FILED.sub("", remains.rstrip()))
    remains = re.sub(r"^\s*(?:i|in|under)(?=\s{2,}|$)", "", remains)
    # A stroke parts a row only where the date opens it: "Möte 5 juni 2020 / Folkets hus" is about a meeting.
    parted = r"[|•·‧]|\s[—–/-](?:\s|$)" if not remains.partition("/")[0].strip() else r"[|•·‧]|\s[—–-]\s"
    remains = re.sub(
        rf"^\s*{_OWNER.pattern}(?=\s{{2,}}|\s*$)|(?:^|(?<=\s))från\s+{_OWNER.pattern}\s*(?:den)?\s*$", "  ", remains
    )
    pieces = [re.sub(r"^\s*(?:i|under)(?:\s+(?=[A-ZÅÄÖ])|\s*$)", "", piece) for piece in re.split(parted, remains)]
    if len(pieces) > 1:
        # In a row of parts, a short one that begins with a capital and is no sentence says where the page is filed.
        filed = [p for p in pieces if _is_filing(p)]
        if len(filed) <= 2:
            remains = " ".join(p for p in pieces if p not in filed)
    return remains


def _is_filing(piece: str) -> bool:
    """Whether a part of a row says where a page is filed: one short name, or several with commas between."""
    names = [name.strip() for name in piece.split(",")]
    filed = all(_CATEGORY.fullmatch(name) and len(name.split()) <= 4 for name in names)
    return filed and len(names) <= 4 and finite_verb_at(piece) is None

"""Dates as Swedish pages write them: found only where they stand, never made up.

`find_dates` finds whole dates (day, month and year) anywhere in a text. `read_date_line` reads a line that says
nothing but when something was published or changed ("Senast uppdaterad: 2017-03-22", "Tue 24. Oct 17 14:48",
"Pressmeddelande • Mar 07, 2018 10:12 CET"). `from_address` finds the day that a page's own address states.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from .verbs import finite_verb_at

Role = Literal["published", "updated", "reviewed", "author"]

_MONTHS = {
    1: "januari january jan",
    2: "februari february feb febr",
    3: "mars march mar",
    4: "april apr",
    5: "maj may",
    6: "juni june jun",
    7: "juli july jul",
    8: "augusti august aug",
    9: "september sep sept",
    10: "oktober october okt oct",
    11: "november nov",
    12: "december dec",
}
MONTHS = {name: number for number, names in _MONTHS.items() for name in names.split()}
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = (
    r"(?:(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en|s)?)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|"
    r"thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?"
)
_TIME = (
    r"(?:kl(?:ockan)?\b\.?\s*)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?(?:am|pm))?"
    r"(?:\s*(?:CES?T|GMT|UTC|Z\b|[+-]\d{2}:?\d{2}))?"
)

_ISO = re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d{2})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d|[-/]\d)")
_DAY_MONTH = re.compile(
    rf"(?<![\d.,-])(?P<d>\d{{1,2}})(?:\.|:[ae]|st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_MONTH}),?\s+"
    rf"(?P<y>(?:19|20)\d{{2}}(?!\d)|[-'’]\d{{2}}(?!\d)|\d{{2}}(?=\s+\d{{1,2}}[:.]\d{{2}}))",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"\b(?P<m>{_MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d{{2}})(?!\d)", re.IGNORECASE
)
_NUMERIC = re.compile(
    r"(?<![\d.,/-])(?P<d>\d{1,2})(?P<s>[./])\s?(?P<m>\d{1,2})(?:(?P=s)\s?|\s+)(?P<y>(?:19|20)\d{2})(?!\d|[./]\d)"
)
_DAY_MONTH_SHORT = re.compile(
    r"(?<![\d.,/-])(?P<d>\d{1,2})/(?P<m>\d{1,2})\s?[-–]\s?(?P<y>(?:19|20)\d{2}|\d{2})(?!\d|[-/]\d)"
)
_DASHED = re.compile(r"(?<![\d.,/-])(?P<d>[0-3]\d)-(?P<m>[01]\d)-(?P<y>(?:19|20)\d{2})(?!\d|-\d)")
_FORMS = (_ISO, _DAY_MONTH, _MONTH_DAY, _NUMERIC, _DAY_MONTH_SHORT, _DASHED)

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
_KIND = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items()), re.IGNORECASE)
_AUTHOR = re.compile(
    r"(?:^|\s|[|•·,])(?:av|by|publicerad av|skriven av|skribent|text|författare|sidansvarig|ansvarig(?: utgivare)?)"
    r"\s*:?\s+(?P<who>[A-ZÅÄÖÉ][^\d|•·\n]{1,60})$",
)
_EMPTY_LABEL = re.compile(
    r"(?:publicerad|skriven|skapad|uppdaterad|ändrad|granskad)\s+av|författare|skribent|sidansvarig|text|foto|"
    r"fotograf|"
    r"bild|kategori(?:er)?|ämne(?:n|sord)?|tagg(?:ar)?|nyckelord|etiketter|område(?:n)?|typ|diarienummer|källa",
    re.IGNORECASE,
)
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
_DATELINE = re.compile(
    r"(?!(?:tid|när|plats|start|slut|möte|årsmöte|invigning|seminari|workshop|sista|mötet|föreläsning|premiär|öppet)\w*)"
    r"[A-ZÅÄÖ][a-zåäö]+(?:[-\s][A-ZÅÄÖ][a-zåäö]+)?(?:,\s*(?:den\s+)?|\s+den\s+|\s+)$",
    re.IGNORECASE,
)
# A page's address names its day as folders (/2019/11/08/, /2019/november/8/) or first in a name (/2019-11-08-rubrik).
# A date at the end of a name says what the page is about (/oppet-hus-2019-11-08), a shorter one no day at all.
_ADDRESS = (
    re.compile(rf"/(?P<y>(?:19|20)\d{{2}})/(?P<m>\d{{1,2}}|{_MONTH})/(?P<d>\d{{1,2}})(?=/|$)", re.IGNORECASE),
    re.compile(r"(?<=/)(?P<y>(?:19|20)\d{2})(?P<s>[-_.])(?P<m>\d{2})(?P=s)(?P<d>\d{2})(?=[-_./]|$)"),
    re.compile(r"(?<=/)(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?=[-_])"),
)
# In these parts of a site the day is when something takes place, or met.
_HAPPENS = re.compile(
    r"/(?:kalend|calendar|evenemang|events?/|aktiviteter/|handelser/|protokoll|kallels|sammantrad|moten/|dagordning)",
    re.IGNORECASE,
)
# Whose release it is, beside its date: "Solviks kommun   2016-09-05 13:10".
_OWNER = re.compile(
    r"(?:(?:[A-ZÅÄÖ][\w-]+\s){1,2}(?:kommun|stad)|(?:Region|Samordningsförbundet|Finsam|Länsstyrelsen(?: i)?)"
    r"(?:\s[A-ZÅÄÖ][\w-]+){1,3}(?:\slän)?|[A-ZÅÄÖ][a-zåäö]{3,}(?:verket|förmedlingen|kassan|myndigheten))"
)
# What two dates stand around that say how long something goes on.
_UNTIL = re.compile(r"\s*(?:[-–—]|till(?:\s+och\s+med)?|t\.?\s?o\.?\s?m\.?|fram till)\s*(?:den\s+)?", re.IGNORECASE)
_GLUE = re.compile(r"[\s|•·:;,.()\-–—/]+")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A whole date: ISO form, and where in the text that was searched it stands."""

    iso: str
    start: int
    end: int


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


def _year(text: str) -> int:
    digits = text.lstrip("-'’")
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= 70 else 2000)


def find_dates(text: str) -> list[FoundDate]:
    """Every whole date in `text`, in reading order; 31 February and the like are not dates."""
    found: list[FoundDate] = []
    for form in _FORMS:
        for match in form.finditer(text):
            month = match["m"].rstrip(".").casefold()
            try:
                day = date(_year(match["y"]), MONTHS.get(month) or int(month), int(match["d"]))
            except ValueError:
                continue
            if all(match.end() <= f.start or match.start() >= f.end for f in found):
                found.append(FoundDate(day.isoformat(), match.start(), match.end()))
    return sorted(found, key=lambda f: f.start)


def from_address(address: str) -> FoundDate | None:
    """The day that a page's own address states as when it was published; `start` and `end` count its characters.

    To be asked last, after structured data and the page's words. Only a whole date counts, only in the path, and not
    in a calendar or among minutes, where it tells another day. Two different dates tell none.
    """
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    if _HAPPENS.search(f"{path}/"):
        return None
    found = []
    for form in _ADDRESS:
        for match in form.finditer(path):
            month = match["m"].rstrip(".").casefold()
            try:
                day = date(int(match["y"]), MONTHS.get(month) or int(month), int(match["d"]))
            except ValueError:
                continue
            found.append(FoundDate(day.isoformat(), match.start(), match.end()))
    return found[0] if found and len({f.iso for f in found}) == 1 else None


def says_when(text: str) -> bool:
    """Whether a text is nothing but a label of publishing or changing ("Publicerad", "Senast uppdaterad:")."""
    bare = text.strip(" :•|")
    return any(pattern.fullmatch(bare) for _, pattern in _LABELS)


def is_period(text: str, found: list[FoundDate]) -> bool:
    """Whether the first two of the dates in a text are how long something goes on ("2019-01-15 – 2021-11-30")."""
    return len(found) > 1 and _UNTIL.fullmatch(text, found[0].end, found[1].start) is not None


def kind_of(text: str) -> str | None:
    """The kind of page a label such as "Pressmeddelande" names, when the whole text is that label."""
    match = _KIND.fullmatch(text.strip(" :•|–—-"))
    return match.lastgroup if match else None


def is_empty_label(text: str) -> bool:
    """Whether a line is a label whose value is missing ("Publicerad av", "Publiceringsdatum:")."""
    bare = text.strip(" :")
    if _EMPTY_LABEL.fullmatch(bare):
        return True
    return says_when(bare)


def _is_who(text: str) -> bool:
    """Whether what stands after "av" could be who wrote it: one name or office, no sentence."""
    return not re.search(r"[.!?:;]\s", text.strip()) and finite_verb_at(text) is None


def _without_asides(remains: str, line: DateLine) -> str:
    """What is left of a row when authors, categories, comment counts and the like are taken away."""
    remains = _ASIDE.sub("  ", remains)
    by = _BY.search(remains)
    if by and len(by["who"].split()) <= 6 and _is_who(by["who"]):
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


def _labels(text: str, dates: list[FoundDate]) -> list[tuple[int, int, Role]]:
    """The words that say what a date means ("Publicerad"), none of them in another or in a date, in order."""
    marks: list[tuple[int, int, Role]] = []
    for role, pattern in _LABELS:
        for match in pattern.finditer(text):
            free = all(match.end() <= start or match.start() >= end for start, end, _ in marks)
            if free and all(match.end() <= d.start or match.start() >= d.end for d in dates):
                marks.append((match.start(), match.end(), role))
    return sorted(marks)


def read_date_line(text: str) -> DateLine | None:
    """Read a line that is nothing but a date line; None for any other text.

    A line counts as one when nothing is left of it after its dates, times, weekdays, labels and kind words
    ("Pressmeddelande") are taken away, apart from the name after "av". A kind word alone is no date line (see
    `kind_of`), nor is a period: nothing is published from one day to another.
    """
    if len(text) > 200:
        return None
    line = DateLine()
    rest = text
    author = _AUTHOR.search(rest)
    if author and _is_who(author["who"]):
        line.author = author["who"].strip(" .,")
        rest = rest[: author.start()]
    dates = find_dates(rest)
    marks = _labels(rest, dates)
    if (not dates and not marks) or is_period(rest, dates):
        return None
    left = list(rest)

    def blank(start: int, end: int) -> None:
        left[start:end] = " " * (end - start)

    for found in dates:
        blank(found.start, found.end)
    for start, end, _ in marks:
        blank(start, end)
    remains = "".join(left)
    place = _DATELINE.match(rest[: dates[0].start]) if dates and not marks else None
    if (
        place
        and rest[place.end() - 2 : place.end()].strip() != ""
        and (rest[: place.end()].rstrip().endswith((",", "den")) or _ISO.match(rest, dates[0].start))
        and not _KIND.match(place[0])
    ):
        remains = " " * place.end() + remains[place.end() :]
    for spare in (
        r"(?<=\s)T(?=\d\d:)",
        rf"{_WEEKDAY}(?:\s+den\b)?",
        _TIME,
        r"\bden\b",
        r"\bkl(?:ockan)?\b",
        r"\b(?:och|samt)\b",
    ):
        remains = re.sub(spare, " ", remains, flags=re.IGNORECASE)
    kind = _KIND.search(remains)
    if kind:
        line.kind = kind.lastgroup
        remains = remains[: kind.start()] + " " + remains[kind.end() :]
    if _GLUE.sub("", _without_asides(remains, line)):
        return None
    for index, (_, end, role) in enumerate(marks):
        until = marks[index + 1][0] if index + 1 < len(marks) else len(rest)
        after = [d for d in dates if end <= d.start < until]
        line.dates.append((role, after[0].iso if after else None))
    labelled_from = marks[0][0] if marks else len(rest)
    before = [d for d in dates if d.start < labelled_from]
    if before:
        line.dates.insert(0, ("published", before[0].iso))
        line.bare = not marks
    return line

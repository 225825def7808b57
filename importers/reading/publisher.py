"""Whose page it is, where the page does not say so in so many words.

A text rendition seldom names its publisher, yet leaves traces: a logo's name, an address block at the foot, the
domain of the press contact, whose chief speaks, whom the lead begins with. Each trace gives a body some weight; a
publisher is named only where one body has enough of it and clearly more than the next. Else it stays unknown.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache

from .article import Article
from .structure import EMAIL

# Weights of the traces. A trace in the page's own furniture decides alone; a mention in running text never does.
FURNITURE = 5.0  # a logo, a start page link, an address block
CONTACT = 3.0  # named among the contacts, or the domain of their address
LEAD_FIRST = 3.0  # the first body that the lead names
TITLE = 2.0
MENTION_IN_LEAD = 1.0
EMPLOYER = 1.0  # somebody who speaks works there; counted at most three times
OPENS_LEAD = 1.0  # the lead begins with it: it is the one who acts
PLACE = 3.0  # the only place that title and lead name, where the text speaks of "the municipality"
MENTION = 0.25  # counted at most four times
ENOUGH = 4.0
CLEARLY_MORE = 1.3

_WORD = r"[A-ZÅÄÖÉ][\wåäöé]*(?:-[A-ZÅÄÖ]?\w+)?"
_NAME = rf"{_WORD}(?:\s+(?:och\s+)?{_WORD}){{0,2}}"
_BODY = re.compile(
    rf"(?P<municipality>\b{_WORD}(?:\s+{_WORD})?\s+(?:kommun|stad)(?:s|ens)?\b)|"
    rf"(?P<region>\bRegion\s+{_WORD}(?:\s+{_WORD})?)|"
    rf"(?P<county>\bLänsstyrelsen(?:\s+i)?\s+{_WORD}(?:\s+{_WORD})?(?:\s+län)?)|"
    rf"(?P<union>\b(?:Samordningsförbundet|Kommunförbundet|Kommunalförbundet|Finsam|Räddningstjänsten|Stiftelsen|"
    rf"Stift)\s+"
    rf"{_WORD}(?:\s+{_WORD})?|\b{_WORD}s\s+(?:samordningsförbund|kommunalförbund))|"
    r"(?P<agency>\b(?!Läns|Kommun|Region|Landstings|Polis|Områdes)[A-ZÅÄÖ][a-zåäö]{3,}(?:förmedlingen|kassan|"
    r"verket|myndigheten|styrelsen|ombudsmannen|inspektionen|nätet|institutet)s?\b)",
    re.UNICODE,
)
_EMPLOYER = re.compile(
    r"\b\w*(?:chef|ordförande|direktör|ledare|sakkunnig|samordnare|strateg|handläggare|pedagog|expert|utredare|"
    r"ansvarig|lärare|"
    r"koordinator|coach|utvecklare|sekreterare|råd|analytiker|controller|lots|vägledare|planerare|konsulent|ombud)\w*"
    rf"\s+(?:på|för|vid|hos|i|inom)\s+(?P<name>{_NAME}(?:\s+kommun|\s+län|\s+stad)?)"
)
_NOT_BODIES = frozenset("vår en ett denna varje ingen din er deras samma hela vilken sin i på för och".split())
# What stands before a body that took part, paid or was visited: no sign that the page is its own.
_IN_PASSING = re.compile(
    r"\b(?:liksom|tillsammans med|samt|bland annat|representanter|företrädare|chefer(?:na)?|bidrag|stöd|medel|pengar|"
    r"besök(?:te|er)?)\b"
    r"\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_SITE_LINE = re.compile(
    r"(?:till\s+)?(?:startsida(?:n)?\s+för\s+)?(?P<name>.{2,60}?)\s+(?:startsida|logotyp|logga|logo)|(?:logotyp|"
    r"startsida)\s+(?:för\s+)?(?P<for>.{2,60})|"
    r"©\s*(?:\d{4}\s*)?(?P<owner>.{2,60})",
    re.IGNORECASE,
)
# What a page's furniture puts before its owner's name, and what parts the pieces of an address line.
_LED = re.compile(
    r"(?:(?:nyheter|aktuellt|nytt|pressmeddelanden?|pressrum|press|information|välkommen|prenumerera på .{2,30}|mer|"
    r"fler (?:nyheter|artiklar|pressmeddelanden)|kontakta|följ|om|till)\s+(?:(?:från|hos|till|i)\s+)?)(?=[A-ZÅÄÖ])",
    re.IGNORECASE,
)
_OFFICE_IN = re.compile(
    r"\b(?:kommunstyrelsen|kommunfullmäktige|fullmäktige|kommunen|\w+nämnden|\w+förvaltningen|komvux|"
    r"vuxenutbildningen|"
    r"arbetsmarknadsenheten|socialtjänsten|kommundirektör\w*|kommunalråd\w*|socialchef\w*|skolchef\w*)\s+i\s+"
    rf"(?P<place>{_WORD})",
    re.IGNORECASE,
)
_THE_MUNICIPALITY = re.compile(
    r"\b(?:kommunen|kommunens|kommunal\w*|komvux|vuxenutbildningen|arbetsmarknadsenheten|socialtjänsten|hemtjänsten|"
    r"äldreomsorgen|kommunstyrelsens?|kommunfullmäktige)\b",
    re.I,
)
# A line that is a union's whole name, of which only the first word need have a capital.
_WHOLE_NAME = re.compile(
    rf"(?:Samordningsförbundet|Kommunförbundet|Kommunalförbundet|Finsam|Region|Länsstyrelsen(?: i)?)\s+{_WORD}"
    r"(?:\s+[\wåäöÅÄÖ-]+){0,2}(?:\s+län)?|(?:[A-ZÅÄÖ][\w-]+\s+){1,2}samordningsförbund"
)
_TRAILED = re.compile(r"\s+(?:press|pressrum|nyheter|newsroom|aktuellt)$", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|•·,/>»›]\s*|\s+[-–—]\s+")
_MINISTER = re.compile(r"\bsäger\s+[\w-]*(?:\s+och\s+)?[\w-]*\s*[\w-]*minister\b", re.IGNORECASE)


def find_publisher(article: Article) -> str | None:
    """The body that published the article, by its name in the nominative, or None where the page leaves it open."""
    weights: dict[str, float] = defaultdict(float)
    names: dict[str, str] = {}

    def add(name: str, weight: float, most: float = 99.0) -> None:
        name = _base(name)
        key = _key(name)
        if not key:
            return
        if name.startswith("Länsstyrelsen i "):
            names[key] = name  # as the text writes it, not as a logo does
        names.setdefault(key, name)
        weights[key] = max(weights[key], min(weights[key] + weight, max(most, weights[key])))

    for line in _furniture(article):
        for name in _site_names(line):
            add(name, FURNITURE)
    settled = set(weights)
    known = _employers(article)
    body = [block.text for block in article.blocks if block.type != "contact"]
    lead = article.lead.text or (body[0] if body else "")
    for name in _bodies(article.title.text, known):
        add(name, TITLE)
    for index, name in enumerate(_bodies(lead, known)):
        first = not index and not _IN_PASSING.search(lead[: lead.index(name)])
        add(name, LEAD_FIRST if first else MENTION_IN_LEAD)
        if first and lead.startswith(name) and not re.match(r",|\s+(?:och|samt)\b", lead[len(name) :]):
            add(name, OPENS_LEAD)
    counted: dict[str, float] = defaultdict(float)
    for weight, found, most in ((EMPLOYER, known, 3.0), (MENTION, _bodies("\n".join(body), known), 1.0)):
        counted.clear()
        for name in found:
            key = _key(_base(name))
            if counted[key] < most:
                counted[key] += weight
                add(name, weight)
    _weigh_contacts(article, weights, names, add)
    _weigh_title_stem(article, weights, names)
    _weigh_place(article, lead, "\n".join((lead, *body)), add)
    if not weights:
        return None
    # Whom the page's own furniture names, it belongs to; the text only chooses between several.
    ranked = sorted(settled or weights, key=lambda key: -weights[key])
    best = ranked[0]
    second = weights[ranked[1]] if len(ranked) > 1 else 0.0
    if weights[best] < ENOUGH or weights[best] < CLEARLY_MORE * second:
        return None
    if not settled and _MINISTER.search("\n".join(body)):
        return None  # a minister's words: the government's own page, which names others
    return names[best]


def _furniture(article: Article) -> list[str]:
    source = article.source_text
    dropped = [e for e in article.ledger if e.state == "dropped" and not e.object]
    return [line.strip() for e in dropped for line in source[e.span.start : e.span.end].splitlines()]


def _site_names(line: str) -> list[str]:
    line = _TRAILED.sub("", _LED.sub("", line.strip(" .")))
    if _PARTS.search(line):
        return list(dict.fromkeys(name for part in _PARTS.split(line) for name in _site_names(part)))
    match = _SITE_LINE.fullmatch(line)
    text = next((value for value in match.groups() if value), "") if match else line
    if _WHOLE_NAME.fullmatch(text):
        return [text]
    found = [m for m in _BODY.finditer(text) if m.start() == 0 and m.end() >= len(text) - 2]
    if found:
        return [found[0][0]]
    lowered = re.fullmatch(rf"(?P<place>{_WORD}(?:\s+{_WORD})?)\s+(?:Kommun|KOMMUN)", text)
    return [f"{_lower(lowered['place'])} kommun"] if lowered else []


def _lower(place: str) -> str:
    return place.title() if place.isupper() else place


def _employers(article: Article) -> list[str]:
    """The bodies that people who speak or are asked work for, one for each time it is said."""
    texts = [
        article.lead.text,
        *(t.text for t in article.captions),
        *(b.text for b in article.blocks if b.type != "contact"),
    ]
    found = []
    for text in texts:
        for match in _EMPLOYER.finditer(text):
            name = match["name"]
            preposition = match[0][: -len(name)].split()[-1]
            whole = _BODY.match(text, match.start("name"))
            if whole:
                found.append(whole[0])
            elif preposition != "i" and not name.endswith(("nämnden", "utskottet")):
                found.append(name)
    return found


def _bodies(text: str, known: list[str]) -> list[str]:
    """The bodies a text names, in its order: by their form, or since somebody is said to work there."""
    found: dict[int, str] = {}
    for match in _BODY.finditer(text):
        first = match[0].split()[0].casefold()
        if first not in _NOT_BODIES:
            found[match.start()] = match[0]
    for name in set(known):
        for match in re.finditer(rf"\b{re.escape(name)}s?\b", text):
            if not any(start <= match.start() < start + len(other) for start, other in found.items()):
                found[match.start()] = name
    return [found[start] for start in sorted(found)]


def _weigh_contacts(article: Article, weights: dict[str, float], names: dict[str, str], add) -> None:
    lines = [item.content.text for block in article.walk() if block.type == "contact" for item in block.items]
    for name in dict.fromkeys(_base(name) for line in lines for name in _bodies(line, [])):
        add(name, CONTACT)
    domains = {m[0].rpartition("@")[2].split(".")[-2] for line in lines for m in EMAIL.finditer(line) if "@" in m[0]}
    for key, name in names.items():
        if any(_ascii(word) in domains for word in _stems(name)):
            weights[key] += CONTACT


def _weigh_title_stem(article: Article, weights: dict[str, float], names: dict[str, str]) -> None:
    """ "Hässleholm" in a title speaks for Hässleholms kommun."""
    title = {word.casefold() for word in re.findall(r"\w+", article.title.text)}
    for key, name in names.items():
        if name.endswith(("kommun", "stad")) and name not in article.title.text and _stems(name) & title:
            weights[key] += TITLE


def _weigh_place(article: Article, lead: str, text: str, add) -> None:
    """A municipality by its place alone: "jobben i Solvik … kommunen räknar med", "socialnämnden i Solvik"."""
    top = f"{article.title.text}\n{lead}"
    for match in _OFFICE_IN.finditer(text):
        add(_municipality(match["place"], article), EMPLOYER, 3.0)
    places = [n.name for n in article.municipalities if re.search(rf"\b{re.escape(n.name)}s?\b", top)]
    if len(places) == 1 and _THE_MUNICIPALITY.search(text):
        add(_municipality(places[0], article), PLACE)
        if len(re.findall(rf"\b{re.escape(places[0])}s?\b", f"{top}\n{text}")) > 2:
            add(_municipality(places[0], article), TITLE)


def _municipality(place: str, article: Article) -> str:
    """A municipality's name by its place: the register's, else with the genitive that consonants take."""
    key = next((n.key for n in article.municipalities if n.name == place and n.key), None)
    if key:
        return _official_names().get(key, f"{place}s kommun")
    return f"{place} kommun" if place[-1] in "aeiouyåäösxz" else f"{place}s kommun"


@cache
def _official_names() -> dict[str, str]:
    from .recognise import Names

    return {f.known.key: f.known.name for rows in Names.register().forms.values() for f in rows if f.known.key}


def _stems(name: str) -> set[str]:
    first = re.sub(r"\s+(?:kommun|stad)$", "", name).casefold()
    return {first, first.removesuffix("s")}


def _base(name: str) -> str:
    """The nominative: "Filipstads kommuns" → "Filipstads kommun", "Arbetsförmedlingens" → "Arbetsförmedlingen"."""
    name = re.sub(r"\s+", " ", name.strip(" .,"))
    name = re.sub(r"\b(kommun|stad|län|förbund)s$", r"\1", name)
    return re.sub(r"(förmedlingen|kassan|verket|myndigheten|styrelsen|inspektionen)s$", r"\1", name)


def _key(name: str) -> str:
    name = re.sub(r"^(Länsstyrelsen) i ", r"\1 ", name)
    return re.sub(r"\W+", " ", name.casefold()).strip().removesuffix("s")


def _ascii(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if c.isalnum() and ord(c) < 128)

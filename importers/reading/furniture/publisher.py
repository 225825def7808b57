"""Whose page it is, where the page does not say so in so many words.

A text rendition seldom names its publisher, yet leaves traces: a logo's name, an address block at the foot, the
domain of the press contact, whose chief speaks, whom the lead begins with. Each trace gives a body some weight; a
publisher is named only where one body has enough of it and clearly more than the next. Else it stays unknown.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping

from ..model.article import Article, Problem
from . import signatures
from .line_kinds import EMAIL, PERSON, is_person
from .site_owner import BODY, WORD, furniture_names

# Weights of the traces. A trace in the page's own furniture decides alone; a mention in running text never does.
FURNITURE = 5.0  # a logo, a start page link, an address block
CONTACT = 4.0  # named among the contacts, or the domain of their address
LEAD_FIRST = 3.0  # the first body that the lead names
TITLE = 2.0
MENTION_IN_LEAD = 1.0
EMPLOYER = 1.0  # somebody who speaks works there; counted at most three times
OPENS_LEAD = 1.0  # the lead begins with it: it is the one who acts
SOLE = 1.0  # no other municipality is named, and the lead names this one
ABOUT = 4.0  # presented in a last paragraph of its own
ALONE = 3.0  # the text names no other body at all, and somebody who speaks works there
CHIEF = 2.0  # its chief speaks: a director of a union speaks for nobody else
PLACE = 3.0  # the only place that title and lead name, where the text speaks of "the municipality"
SIGNATURE = 4.0  # alone on the first line or at the foot, or said to be the sender
RIVAL = 3.0  # what speaks for a body that might be the sender
MENTION = 0.25  # counted at most four times
ENOUGH = 4.0
MORE_THAN_FIRST = 1.0  # what must speak for the first body of the lead besides its place
SURE = 0.6  # of a recognised organisation, to count among the bodies that the text names
CLEARLY_MORE = 1.3

_NAME = rf"{WORD}(?:\s+(?:och\s+)?{WORD}){{0,2}}"
_EMPLOYER = re.compile(
    r"\b\w*(?:chef|ordförande|direktör|ledare|sakkunnig|samordnare|strateg|handläggare|pedagog|expert|utredare|"
    r"ansvarig|lärare|"
    r"koordinator|coach|utvecklare|sekreterare|råd|analytiker|controller|lots|vägledare|planerare|konsulent|ombud)\w*"
    rf"\s+(?:på|för|vid|hos|i|inom)\s+(?P<name>{_NAME}(?:\s+kommun|\s+län|\s+stad)?)"
)
# A paragraph that presents a body, as releases end: "Region Fjällvik ansvarar för …", and the heading over one.
_A_BODY = re.sub(r"\(\?P<\w+>", "(?:", BODY.pattern)
_ABOUT = re.compile(rf"(?:Om\s+(?P<heading>{_A_BODY})$|(?P<name>{_A_BODY})\s+(?:är|har|ansvarar för|arbetar)\b)")
_UNION = re.compile(r"\b(?:samordnings|kommunal|kommun)förbund(?:et)?\b|\bfinsam\b", re.IGNORECASE)
_CHIEF = re.compile(
    r"\b(?:förbunds|kommun|stads|region)(?:chef|direktör)\w*|\bgeneraldirektör\w*|\blandshövding\w*", re.IGNORECASE
)
_COUNTY_CHIEF = re.compile(r"\b(?:landshövding|länsråd|länsöverdirektör)\w*", re.IGNORECASE)
# A name that the match cuts off ("Sveriges| ambassad"), and what is no body although people work for it.
_CUT_OFF = re.compile(r"(?:s|ska|liga)$")
_NO_EMPLOYER = frozenset(
    "europa usa eu fn sverige norden enheten avdelningen kansliet projektet huset skolan ud utrikesdepartementet "
    "regeringskansliet statsrådsberedningen".split()
)
# "…, säger Vera Stål, Länsstyrelsen i Solviks län"
_SPEAKS_FOR = re.compile(
    rf"\bsäger\s+{PERSON.pattern},\s+(?P<name>Länsstyrelsen(?:\s+i)?\s+{WORD}(?:\s+län)?|{WORD}\s+kommun)"
)
_NOT_BODIES = frozenset("vår en ett denna varje ingen din er deras samma hela vilken sin i på för och".split())
# What stands before a body that took part, paid or was visited: no sign that the page is its own.
_IN_PASSING = re.compile(
    r"\b(?:liksom|tillsammans med|samt|bland annat|representanter|företrädare|chefer(?:na)?|bidrag|stöd|medel|pengar|"
    r"besök(?:te|er)?)\b"
    r"\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_UNIT_OF = re.compile(rf".*\si\s(?={WORD}(?:\s{WORD})?\s(?:kommun|stad)$)")  # "Hemvården i |Solviks kommun"
_BETWEEN = re.compile(r",\s+|,?\s+(?:och|samt|tillsammans med)\s+")
_OFFICE_IN = re.compile(
    r"\b(?:kommunstyrelsen|kommunfullmäktige|fullmäktige|kommunen|\w+nämnden|\w+förvaltningen|komvux|"
    r"vuxenutbildningen|"
    r"arbetsmarknadsenheten|socialtjänsten|kommundirektör\w*|kommunalråd\w*|socialchef\w*|skolchef\w*)\s+i\s+"
    rf"(?P<place>{WORD})",
    re.IGNORECASE,
)
_THE_MUNICIPALITY = re.compile(
    r"\b(?:kommunen|kommunens|kommunal\w*|komvux|vuxenutbildningen|arbetsmarknadsenheten|socialtjänsten|hemtjänsten|"
    r"äldreomsorgen|kommunstyrelsens?|kommunfullmäktige)\b",
    re.I,
)
_MINISTER = re.compile(r"\bsäger\s+[\w-]*(?:\s+och\s+)?[\w-]*\s*[\w-]*minister\b", re.IGNORECASE)
# What the government's own pages are about; a municipality tells of a minister's visit in the past tense.
_GOVERNMENT = re.compile(
    r"\b\w*minister(?:n|ns|s)?\b|\bregeringen\b|\bstatssekreterare\w*|\bambassadör\w*|\bgeneralkonsul\w*|\bstatsråd\w*|"
    r"\b(?:ny|nya) (?:generaldirektör|landshövding|rektor|riksåklagare|överdirektör)\w*",
    re.IGNORECASE,
)
_VISITED = re.compile(r"\b(?:besökte|gästade|på besök|hälsade|tog emot|träffade|mötte)\b", re.IGNORECASE)


class _Weights:
    """What speaks for each name, by its key, and the name as it is best written."""

    def __init__(self, one_body: Mapping[str, str] | None = None) -> None:
        self.one_body = one_body or {}  # abbreviations and other forms of the text → the full name
        self.of: dict[str, float] = defaultdict(float)
        self.names: dict[str, str] = {}
        self.signed: set[str] = set()  # keys of the bodies that stand alone on the first line or at the foot
        self.first = "", 0.0  # the body that the lead names first, and what that weighs

    def add(self, name: str, weight: float, most: float = 99.0) -> None:
        """Let `weight` more speak for a name, up to the `most` that may speak for it so."""
        name = _base(name)
        name = self.one_body.get(name, name)
        key = _key(name)
        if not key:
            return
        short = name.startswith("Länsstyrelsen i ") and not self.names.get(key, "").endswith("län")
        short = short or bool(re.search(r"s (?:kommun|stad)$", name))
        if short or self.names.get(key) == f"{name}s":
            self.names[key] = name  # in full, as the text writes it, not as a logo does, and not in the genitive
        self.names.setdefault(key, name)
        self.of[key] = max(self.of[key], min(self.of[key] + weight, max(most, self.of[key])))


def find_publisher(
    article: Article, official: Mapping[str, str], known_names: frozenset[str] = frozenset()
) -> str | None:
    """The body that published the article, by its name in the nominative, or None where the page leaves it open.

    `official` has the full name of each body in the register by its key, `known_names` all full names in lower case.
    Where several have the same standing the article gets a problem that names them.
    """
    weights = _Weights(_as_written(article))
    for name in furniture_names(article):
        weights.add(name, FURNITURE)
    settled = set(weights.of)
    known = _employers(article)
    named = [*known, *(name.name for name in article.organisations if name.confidence >= SURE)]
    body = [block.text for block in article.blocks if block.type != "contact"]
    lead = article.lead.text or (body[0] if body else "")
    _weigh_top(article, lead, named, weights)
    _weigh_mentions("\n".join(body), known, weights)
    _weigh_the_only(article, lead, body, known, named, weights)
    for match in (m for text in body for m in _EMPLOYER.finditer(text) if _CHIEF.match(m[0])):
        weights.add(match["name"], CHIEF, CHIEF + EMPLOYER)
    _weigh_about(article, weights)
    for name in dict.fromkeys(_base(name) for name in signatures.find(article, known_names)):
        weights.add(name, SIGNATURE)
        weights.signed.add(_key(weights.one_body.get(name, name)))
    _weigh_contacts(article, weights)
    _weigh_title_stem(article, weights)
    _weigh_place(article, lead, "\n".join((lead, *body)), official, weights)
    best = _clearly_most(weights.of, settled)
    if best and not settled and best == weights.first[0] and weights.of[best] - weights.first[1] < MORE_THAN_FIRST:
        return None  # to be named first says whom a text is about, not whose it is
    if best and best not in settled | weights.signed and not _may_publish(best, known, weights):
        return None  # only one of those that the text names
    if best and not settled and _is_government(f"{article.title.text}\n{lead}", "\n".join(body)):
        return None  # the government's own page, which names others
    if not best:
        _tell_of_rivals(article, weights)
    return weights.names[best] if best else None


def _may_publish(key: str, known: list[str], weights: _Weights) -> bool:
    """Whether a body may have published the page: by the form of its name, or since people who speak work there."""
    name = weights.names[key]
    if BODY.fullmatch(name) or name.endswith((" kommun", " stad")):
        return True
    bases = map(_base, known)
    return key in {_key(weights.one_body.get(base, base)) for base in bases}


def _tell_of_rivals(article: Article, weights: _Weights) -> None:
    """Add a problem where two bodies, or more, have the same standing and enough speaks for each."""
    ranked = sorted(weights.of, key=lambda key: -weights.of[key])
    near = [
        key for key in ranked if weights.of[key] >= RIVAL and weights.of[key] * CLEARLY_MORE > weights.of[ranked[0]]
    ]
    if len(near) > 1:
        names = " och ".join(weights.names[key] for key in near[:2])
        message = f"Texten säger inte vem som är avsändare: lika mycket talar för {names}. Välj avsändare."
        article.problems.append(Problem("publisher-unclear", message))


def _clearly_most(weights: dict[str, float], settled: set[str]) -> str:
    """The key that enough speaks for, and clearly more than for the next; else "". Whom the page's own furniture
    names (`settled`), it belongs to; the text only chooses between several."""
    ranked = sorted((key for key in weights if not settled or key in settled), key=lambda key: -weights[key])
    if not ranked:
        return ""
    second = weights[ranked[1]] if len(ranked) > 1 else 0.0
    return "" if weights[ranked[0]] < ENOUGH or weights[ranked[0]] < CLEARLY_MORE * second else ranked[0]


def _as_written(article: Article) -> dict[str, str]:
    """The full name of each recognised organisation by the forms in which the text writes it."""
    source = article.source_text
    sure = [name for name in article.organisations if name.confidence >= SURE]
    return {_base(source[span.start : span.end]): name.name for name in sure for span in name.spans}


def _weigh_top(article: Article, lead: str, known: list[str], weights: _Weights) -> None:
    """The bodies of the title and the lead, most of all the one that the lead opens with."""
    for name in _bodies(article.title.text, known):
        weights.add(name, TITLE)
    together = _opening_row(lead, [*known, *weights.one_body])
    for index, name in enumerate(_bodies(lead, known)):
        if name in together:
            weights.add(name, 0.0)
            continue
        first = not index and not _IN_PASSING.search(lead[: lead.index(name)])
        weights.add(name, LEAD_FIRST if first else MENTION_IN_LEAD)
        if first:
            weights.first = _key(_base(name)), LEAD_FIRST
        if first and lead.startswith(name) and not re.match(r",|\s+(?:och|samt|får i uppdrag)\b", lead[len(name) :]):
            weights.add(name, OPENS_LEAD)
            weights.first = _key(_base(name)), LEAD_FIRST + OPENS_LEAD


def _opening_row(lead: str, known: list[str]) -> list[str]:
    """The bodies that open the lead side by side: "Solviks kommun och Kronomyndigheten har …". What they do together
    speaks for none of them."""
    row: list[str] = []
    at = 0
    for name in _bodies(lead, known):
        start = lead.find(name, at)
        if not (_BETWEEN.fullmatch(lead[at:start]) if row else start == 0):
            break
        row.append(name)
        at = start + len(name)
    return row if len(row) > 1 else []


def _weigh_mentions(body: str, known: list[str], weights: _Weights) -> None:
    """Each time that somebody is said to work there, or the text names it, up to a few times."""
    counted: dict[str, float] = defaultdict(float)
    for weight, found, most in ((EMPLOYER, known, 3.0), (MENTION, _bodies(body, known), 1.0)):
        counted.clear()
        for name in found:
            key = _key(_base(name))
            if counted[key] < most:
                counted[key] += weight
                weights.add(name, weight)


def _weigh_the_only(
    article: Article, lead: str, body: list[str], known: list[str], others: list[str], weights: _Weights
) -> None:
    """The only municipality or union that the text is about, and the only body that it names."""
    named = {_key(_base(name)): _base(name) for name in _bodies("\n".join((article.title.text, lead, *body)), others)}
    top = {_key(_base(name)) for name in _bodies(lead, known)}
    towns = {key for key, name in named.items() if name.endswith(("kommun", "stad")) or name.startswith("Region ")}
    unions = {key for key, name in named.items() if _UNION.search(name)}
    if len(towns) == 1 and towns & top:
        weights.add(named[towns.pop()], SOLE)
    if len(unions) == 1 and _UNION.search(f"{article.title.text} {lead}"):
        weights.add(named[unions.pop()], SOLE)
    boards = {key for key, name in named.items() if name.startswith("Länsstyrelsen ")}
    if len(boards) == 1 and _COUNTY_CHIEF.search("\n".join(body)):
        weights.add(named[boards.pop()], SOLE)
    if len(named) == 1 and known:
        alone = next(iter(named.values()))
        weights.add(alone, ALONE if BODY.fullmatch(alone) else ALONE - EMPLOYER)


def _weigh_about(article: Article, weights: _Weights) -> None:
    """A paragraph at the end, or a heading, that says what body this is: "Om Solviks kommun"."""
    last = [block for block in article.blocks if block.type == "paragraph"][-2:]
    for block in article.blocks:
        about = _ABOUT.match(block.text) if block.type == "heading" or any(block is x for x in last) else None
        if about:
            weights.add(about["heading"] or about["name"], ABOUT)


def _is_government(top: str, body: str) -> bool:
    """Whether a text reads as the government's own: a minister speaks in it, or it opens with what ministers do."""
    return bool(_MINISTER.search(body) or (_GOVERNMENT.search(top) and not _VISITED.search(top)))


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
            whole = BODY.match(text, match.start("name"))
            if whole:
                found.append(whole[0])
            elif preposition != "i" and not name.endswith(("nämnden", "utskottet", "departementet", "departementets")):
                cut = _CUT_OFF.search(name) and re.match(r"\s[a-zåäö]", text[match.end("name") :])
                if not cut and _base(name).casefold() not in _NO_EMPLOYER:
                    found.append(name)
        found.extend(match["name"] for match in _SPEAKS_FOR.finditer(text))
    told = {_key(_base(name)) for name in found}
    worked_for = [_UNIT_OF.sub("", person.organisation) for person in article.people if person.organisation]
    found.extend(name for name in worked_for if _is_body(name) and _key(_base(name)) not in told)
    units = [f"{_key(_base(unit.name))} " for unit in article.units]
    return [name for name in found if not any(f"{_key(_base(name))} ".startswith(unit) for unit in units)]


def _is_body(name: str) -> bool:
    """Whether somebody's organisation, as recognised, is a name of several words that can own a page."""
    return " " in name and not is_person(name) and not re.search(r"\d", name)


def _bodies(text: str, known: list[str]) -> list[str]:
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


def _weigh_contacts(article: Article, weights: _Weights) -> None:
    lines = [item.content.text for block in article.walk() if block.type == "contact" for item in block.items]
    for name in dict.fromkeys(_base(name) for line in lines for name in _bodies(line, [])):
        weights.add(name, CONTACT)
    domains = {m[0].rpartition("@")[2].split(".")[-2] for line in lines for m in EMAIL.finditer(line) if "@" in m[0]}
    for key, name in weights.names.items():
        if any(_ascii(word) in domains for word in _stems(name)):
            weights.of[key] += CONTACT


def _weigh_title_stem(article: Article, weights: _Weights) -> None:
    """ "Hässleholm" in a title speaks for Hässleholms kommun."""
    title = {word.casefold() for word in re.findall(r"\w+", article.title.text)}
    for key, name in weights.names.items():
        if name.endswith(("kommun", "stad")) and name not in article.title.text and _stems(name) & title:
            weights.of[key] += TITLE


def _weigh_place(article: Article, lead: str, text: str, official: Mapping[str, str], weights: _Weights) -> None:
    """A municipality by its place alone: "jobben i Solvik … kommunen räknar med", "socialnämnden i Solvik"."""
    top = f"{article.title.text}\n{lead}"
    for match in _OFFICE_IN.finditer(text):
        weights.add(_municipality(match["place"], article, official), EMPLOYER, 3.0)
    places = [n.name for n in article.municipalities if re.search(rf"\b{re.escape(n.name)}s?\b", top)]
    if len(places) == 1 and _THE_MUNICIPALITY.search(text):
        weights.add(_municipality(places[0], article, official), PLACE)
        if len(re.findall(rf"\b{re.escape(places[0])}s?\b", f"{top}\n{text}")) > 2:
            weights.add(_municipality(places[0], article, official), TITLE)


def _municipality(place: str, article: Article, official: Mapping[str, str]) -> str:
    """A municipality's name by its place: the register's, else with the genitive that consonants take."""
    key = next((n.key for n in article.municipalities if n.name == place and n.key), None)
    if key:
        return official.get(key, f"{place}s kommun")
    return f"{place} kommun" if place[-1] in "aeiouyåäösxz" else f"{place}s kommun"


def _stems(name: str) -> set[str]:
    first = re.sub(r"\s+(?:kommun|stad)$", "", name).casefold()
    return {first, first.removesuffix("s")}


def _base(name: str) -> str:
    """The nominative: "Filipstads kommuns" → "Filipstads kommun", "Arbetsförmedlingens" → "Arbetsförmedlingen"."""
    name = re.sub(r"\s+", " ", name.strip(" .,"))
    name = re.sub(r"\b(kommun|stad|län|förbund)s$", r"\1", name)
    return re.sub(r"(förmedlingen|kassan|verket|myndigheten|styrelsen|inspektionen)s$", r"\1", name)


def _key(name: str) -> str:
    name = re.sub(r"^(Länsstyrelsen) (?:i )?(\w+?)s?(?: län)?$", r"\1 \2", name)
    name = re.sub(r"s (kommun|stad)$", r" \1", name.casefold())
    return re.sub(r"\W+", " ", name).strip().removesuffix("s")


def _ascii(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if c.isalnum() and ord(c) < 128)

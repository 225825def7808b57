"""Projects by name and cue: "projektet Rebus", "satsningen ”X”", "X är ett projekt", "insatsen som kallas X"."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from ..article import Name
from . import project_cues
from .bodies import BodyHit
from .passages import Passage

_NOUN = (
    r"(?:[\w-]*projekt(?:et)?|[\w-]*satsning(?:en)?|[\w-]*insats(?:en)?|[\w-]*modell(?:en)?|metod(?:en)?|[\w-]*initiativ(?:et)?|"
    r"[\w-]*program(?:met)?|kampanj(?:en)?|förstudie(?:n)?|pilot(?:en)?|koncept(?:et)?|mötesplats(?:en)?|arbetssätt(?:et)?)"
)
_DEFINITE = (
    r"(?:[\w-]*projektet|[\w-]*satsningen|[\w-]*insatsen|[\w-]*modellen|[\w-]*metoden|[\w-]*initiativet|"
    r"[\w-]*kampanjen|mötesplatsen|förstudien|piloten|konceptet|arbetssättet|"
    r"programmet|(?:utbildnings|mentors?|introduktions|trainee|utvecklings)programmet|projekten|satsningarna|insatserna)"
)
CUE = re.compile(rf"(?<![\w-])(?i:{_DEFINITE}) (?=[\"”“»A-ZÅÄÖ])")
CALLED = re.compile(
    rf"(?<![\w-])(?i:{_NOUN})(?: \w+){{0,3}}?,? (?:som |och )?(?:kallas|heter|benämns|fått namnet|med namnet|"
    r"under namnet|vid namn|döpts till|kallad|kallat|med arbetsnamnet|arbetsnamnet)(?: för)? (?=[\"”“»A-ZÅÄÖ\d])"
)
AS = re.compile(
    r"(?<![\w-])(?:[\w-]*projekt|insats(?:er)?|satsning(?:ar)?) som (?=[A-ZÅÄÖ])|(?<!\w)Bakom (?=[A-ZÅÄÖ]\w+ står)"
)
LISTED = re.compile(rf"(?<![\w-])(?i:{_NOUN})(?: \w+){{0,3}}?[;:] ?(?=[A-ZÅÄÖ\"”“])")
IS = re.compile(rf" (?:är|var|blir) (?:ett|en|vårt|kommunens)(?: [\w-]+){{0,3}} ?{_NOUN}(?!\w)")
ON = re.compile(r"(?<![\w-])(?:[Ss]atsningen|[Pp]rojektet) (?:på|med) (?P<name>[a-zåäö]\w+)")
ENDING = re.compile(r"(?<!\w)[A-ZÅÄÖ]\w{2,40}(?:lyftet|banan|projektet)(?=s?(?!\w))")
HINTS = (
    "bakom projekt satsning insats modell metod initiativ program kampanj mötesplats arbetssätt lyftet banan "
    "förstudie pilot koncept spåret språnget steget löftet klivet"
).split()
# Pattern, rule, how sure, and what a passage must hold for the pattern to be worth looking for.
PATTERNS = (
    (
        CUE,
        "project-cue",
        0.9,
        (
            *(
                "projektet",
                "satsningen",
                "insatsen",
                "modellen",
                "metoden",
                "initiativet",
                "kampanjen",
                "mötesplatsen",
            ),
            *("förstudien", "piloten", "konceptet", "arbetssättet", "programmet", *project_cues.PLURALS),
        ),
    ),
    (CALLED, "project-called", 0.9, ("kallas", "heter", "benämns", "namn", "döpts", "kallad", "kallat")),
    (project_cues.INDEFINITE, "project-indefinite", 0.7, ("projekt ",)),
    (project_cues.PLURAL, "project-cue", 0.8, project_cues.PLURALS),
)
MOST = 40  # names looked for everywhere; no release has more projects
GENERIC = frozenset(
    "sammanbindningsbanan autobanan rulltrappebanan löparbanan hela projektet pilotprojektet delprojektet "
    "projektet".split()
)
PARTICLES = frozenset("ut in upp ner vidare igång framåt hem åter tillbaka ihop loss".split())
STOP = frozenset(
    "i på av för med som och eller är var har hade ska kan får vid under inom där när att finns omfattar pågår "
    "startade startar vänder riktar syftar har drivs leds ger gör handlar erbjuder samlar bygger visar innebär "
    "blev går".split()
)
FINITE = frozenset(  # a verb that a name of two words stands before: "projektet Sikta högt får"
    "får har är kan ska hade blir blev var avslutas startar startade drivs pågår riktar vänder ger "
    "hjälper syftar leds fick finansieras fortsätter".split()
)
LEADING = frozenset(  # adjectives and the like that a name goes on after
    "ny nytt rätt nya gröna öppna första hela raka rätta trygga unga lilla stora goda bästa andra nästa starka "
    "friska fria egna digitala sociala hållbara röda gula vita kloka smarta aktiva levande "
    "min mitt mina din ditt vår vårt våra ett alla bostad".split()
)
NOT_TAILS = frozenset(
    "nu också här där igen ändå dessutom sedan redan även inte bara då idag ännu därför alltså både samt "
    "men från hos till av om så bland mot utan efter före innan genom mellan ut lokalt".split()
)
NAMED = re.compile(
    r"[\"”“]?(#?[A-ZÅÄÖ][\w-]*(?: [A-ZÅÄÖ\d][\w-]*){0,3}(?: (?:ut|in|upp|vidare|igång))?)[\"”“]?(?= (?:är|var|blir) )"
)
# "Steg för steg är ett projekt": a phrase that the article has elsewhere too
PHRASE = re.compile(r"[\"”“]?([A-ZÅÄÖ][\w-]*(?: [a-zåäö]+){1,3})[\"”“]?(?= (?:är|var|blir) )")
NOT_LISTED = frozenset(
    "i nu här där enligt det den de en ett att vi regeringen kommunen han hon alla när om så hur vad".split()
)
NOT_SUBJECTS = frozenset(
    "det detta den de målet syftet tanken projektet resultatet här där vi det satsningen insatsen han hon jag".split()
)
ROUTE = re.compile(r"–[A-ZÅÄÖ][\w-]*")
QUOTED = re.compile(r"[\"”“»«]([^\"”“»«]{2,70})[\"”“»«]")
NOT_PROJECTS = frozenset("en ett den det sverige europa eu kommunen projektet från till mot för".split())
BODIES_OF_OTHERS = re.compile(r"s (?:rapport|vd|styrelse|generaldirektör|ordförande)\b")


def find(passages: list[Passage]) -> None:
    """Add the projects that each passage names to its bodies, first by cue, then every other place of the names."""
    if not any(hint in passage.lower for passage in passages for hint in HINTS):
        return
    corpus = Corpus(passages)
    names: dict[str, tuple[str, float, str]] = {}
    for passage in passages:
        if passage.kind in ("contact",):
            continue
        for start, end, rule, sure in _cues(passage, corpus):
            if any(b.kind == "project" and b.rule == "register" and b.start <= start < b.end for b in passage.bodies):
                continue  # a known name, which may begin with an everyday word, begins or goes on here
            name = " ".join(passage.string[start:end].split())
            if not _good(name):
                continue
            low = name.lower()
            if low not in names or names[low][1] < sure:
                names[low] = (name[0].upper() + name[1:], sure, rule)
            _put(passage, start, end, names[low][0], rule, sure)
    _spread(passages, names)
    others: dict[str, tuple[str, float, str]] = {}
    _others(passages, others)
    _spread(passages, {low: found for low, found in others.items() if low not in names})


def _spread(passages: list[Passage], names: dict[str, tuple[str, float, str]]) -> None:
    """Mark every other place of the names."""
    if not names:
        return
    for passage in passages:
        low_string = passage.string.lower()
        for low, (name, sure, rule) in list(names.items())[:MOST]:
            at = low_string.find(low)
            while at >= 0:
                end = at + len(low)
                if _edges(passage.string, at, end):
                    _put(passage, at, end, name, rule, sure)
                at = low_string.find(low, end)


def _others(passages: list[Passage], names: dict[str, tuple[str, float, str]]) -> None:
    """Headings that name a project, then the names that stand in a row with those found."""
    added = [(p, start, end, "project-heading", 0.7) for p, start, end in project_cues.headed(passages)]
    if added or any(b.kind == "project" and b.rule != "register" for p in passages for b in p.bodies):
        headings = {p.lower.strip(' "”“') for p in passages if p.kind == "heading"}
        for passage in passages:
            named = [b for b in passage.bodies if b.kind == "project" and b.rule != "register"]
            openings = {match.end() for match in project_cues.PLURAL.finditer(passage.string)} if named else set()
            for hit in named:
                plural = any(at <= hit.start <= at + 1 for at in openings)
                added.extend(
                    (passage, start, end, "project-in-a-row", 0.65)
                    for start, end in project_cues.rows(passage, hit.start, hit.end, headings, plural)
                )
    for passage, start, end, rule, sure in added:
        name = " ".join(passage.string[start:end].split())
        if _good(name):
            names.setdefault(name.lower(), (name, sure, rule))
            _put(passage, start, end, names[name.lower()][0], rule, sure)


def _edges(string: str, start: int, end: int) -> bool:
    before = string[start - 1 : start]
    after = string[end : end + 1]
    genitive = after == "s" and not string[end + 1 : end + 2].isalnum()
    return not (before.isalnum() or before == "-") and (not after.isalnum() or genitive) and after != "-"


def _put(passage: Passage, start: int, end: int, name: str, rule: str, sure: float) -> None:
    for body in passage.bodies:
        if body.start < end and start < body.end:
            if body.kind == "project":
                return
            # "Vägen ut" is longer than a word of it that looks like something else
            if body.rule == "register" and body.kind != "municipality":
                return
    passage.bodies = [b for b in passage.bodies if not (b.start < end and start < b.end and b.end <= end)]
    passage.bodies.append(BodyHit(start, end, name, "project", None, rule, sure))
    passage.bodies.sort(key=lambda b: b.start)


def _good(name: str) -> bool:
    low = name.lower()
    return (
        len(name) > 1
        and name[-1] != "-"
        and low not in NOT_PROJECTS
        and low not in GENERIC
        and any(c.isalpha() for c in name)
    )


class Corpus:
    """What the whole article says of where names begin and end, gathered once, when first asked for."""

    def __init__(self, passages: list[Passage]) -> None:
        self.passages = passages
        self.asked = 0
        self.title = passages[0].lower.strip() if passages else ""

    def count(self, phrase: str) -> int:
        """How often the phrase stands in the article; 0 after `MOST` questions, which keeps the work linear."""
        self.asked += 1
        if self.asked > MOST:
            return 0
        return sum(passage.string.count(phrase) for passage in self.passages)

    @cached_property
    def quoted(self) -> set[str]:
        return {match[1] for passage in self.passages for match in QUOTED.finditer(passage.string)}

    @cached_property
    def words(self) -> Counter[str]:
        return Counter(word.low for passage in self.passages for word in passage.words)

    @cached_property
    def inner(self) -> set[str]:
        """Words with a capital inside a sentence."""
        return {
            word.text
            for passage in self.passages
            for at, word in enumerate(passage.words)
            if at and word.capital and _inside(passage, at)
        }

    @cached_property
    def endings(self) -> Counter[str]:
        """The one to five words before the end of each clause, heading or quotation."""
        found: Counter[str] = Counter()
        for passage in self.passages:
            words = passage.words
            for at, word in enumerate(words):
                after = passage.string[word.end : word.end + 2].strip()
                if not after or after[0] in '.,!?:;)"”“»':
                    for size in range(1, min(6, at + 2)):
                        found[passage.string[words[at - size + 1].start : word.end]] += 1
        return found


def _inside(passage: Passage, at: int) -> bool:
    before = passage.string[passage.words[at - 1].end : passage.words[at].start]
    return before in (" ", ", ")


def _cues(passage: Passage, corpus: Corpus):
    string = passage.string
    if not any(hint in passage.lower for hint in HINTS):
        return
    low = passage.lower
    for pattern, rule, sure, parts in PATTERNS:
        if not any(part in low for part in parts):
            continue
        for match in pattern.finditer(string):
            span = _name_at(passage, match.end(), corpus)
            if span:
                yield (*span, rule, sure)
    yield from project_cues.apart(passage, corpus)
    for match in AS.finditer(string):
        taken = any(b.start == match.end() and b.kind != "project" for b in passage.bodies)
        span = (
            None
            if taken or any(p.start == match.end() for p in passage.persons)
            else _name_at(passage, match.end(), corpus)
        )
        if span:
            yield (*span, "project-as", 0.7)
    for match in LISTED.finditer(string) if ":" in string or ";" in string else ():
        end = re.search(r"[,.!?;]|$", string[match.end() :]).start() + match.end()
        name = string[match.end() : end].strip('"”“ ')
        if name.split()[:1] and name.split()[0].lower() in NOT_LISTED:
            continue
        if 1 <= len(name.split()) <= 7 and not any(
            p.start < end and match.end() < p.end for p in passage.persons if p.full
        ):
            start = string.index(name, match.end())
            yield start, start + len(name), "project-listed", 0.7
    for start, end in passage.sentences if IS.search(passage.lower) else ():
        first = NAMED.match(string, start, end)
        if first and IS.match(passage.lower, first.end()) and _names_project(passage, first, corpus):
            yield first.start(1), first.end(1), "project-is", 0.8
        longer = None if first else PHRASE.match(string, start, end)
        if longer and IS.match(passage.lower, longer.end()) and corpus.count(longer[1]) > 1:
            yield longer.start(1), longer.end(1), "project-is", 0.75
    for match in ENDING.finditer(string):
        if match[0].endswith("banan") and passage.kind == "item":
            continue
        if match[0].lower() in GENERIC or BODIES_OF_OTHERS.match(string, match.end()):
            continue
        yield match.start(), match.end(), "project-ending", 0.7
    for match in ON.finditer(string):
        word = match["name"]
        if len(word) > 6 and corpus.title.startswith(word.lower()) and _stem_count(corpus, word.lower()) > 2:
            yield match.start("name"), match.end("name"), "project-on", 0.7


def _names_project(passage: Passage, match: re.Match[str], corpus: Corpus) -> bool:
    """Whether the words before "är ett projekt" are a name, not a pronoun, a person or a body."""
    name, start = match[1], match.start(1)
    if name.lower() in NOT_SUBJECTS or any(p.full and p.start <= start < p.end for p in passage.persons):
        return False
    taken = any(b.start == start and b.kind != "project" and b.confidence > 0.7 for b in passage.bodies)
    noun = " " not in name and re.search(r"(?:en|et|an|na|or|ar|er)$", name)
    if noun and name not in corpus.inner:
        return False  # "Bakgrunden är ett projekt": a noun that begins the sentence
    return not taken and (" " not in name or name.istitle() or name.split()[-1] in PARTICLES)


def _name_at(passage: Passage, at: int, corpus: Corpus) -> tuple[int, int] | None:
    """The name that begins at `at`: in quotation marks, or capitalised words with what belongs to them."""
    string = passage.string
    quoted = QUOTED.match(string, at)
    if quoted:
        return quoted.start(1), quoted.end(1)
    words = passage.words
    first = passage.word_index(at)
    if first >= len(words) or words[first].start != at:
        return None
    if words[first].low in STOP or any(
        p.full and p.start <= at < p.end and p.confidence > 0.9 for p in passage.persons
    ):
        return None
    last = first + 1
    while last < len(words) and last - first < 6 and string[words[last - 1].end : words[last].start] == " ":
        if not (words[last].capital or words[last].text[0].isdigit()):
            break
        last += 1
    end = words[last - 1].end
    route = ROUTE.match(string, end)
    if route:
        return at, route.end()  # "projektet Solvik–Ålund"
    longest = end
    for extra in range(1, 5):
        at_word = last + extra - 1
        if at_word >= len(words) or string[words[at_word - 1].end : words[at_word].start] != " ":
            break
        if words[at_word].low in STOP and extra == 1 and words[at_word].low not in ("på", "i", "för", "till", "och"):
            break
        candidate = string[at : words[at_word].end]
        if _ends_elsewhere(candidate, string[words[at_word].end : words[at_word].end + 2], corpus):
            longest = words[at_word].end
    if (
        longest == end
        and not corpus.endings[string[at:end]]
        and last < len(words)
        and words[last].low in PARTICLES
        and string[end : words[last].start] == " "
    ):
        longest = words[last].end
    if longest == end:
        longest = _tail(passage, first, last)
    name = string[at:longest]
    if longest == end and name.endswith("s") and not name.isupper() and corpus.words[name[:-1].lower()]:
        longest -= 1
    return at, longest


def _tail(passage: Passage, first: int, last: int) -> int:
    """The end of the name with a word in lower case: "Gröna rum" after an adjective, "Sikta rakt" before a stop."""
    words, string = passage.words, passage.string
    end = words[last - 1].end
    if last >= len(words) or last - first != 1 or string[end : words[last].start] != " ":
        return end
    low = words[last].low
    for_all = low == "för" and string[words[last].end :].startswith(" alla")
    if for_all:
        return words[last].end + len(" alla")  # "Kultur för alla"
    if low in STOP or low in NOT_TAILS or words[last].capital or not low.isalpha():
        return end
    if words[first].low in LEADING or words[first].low.endswith(("nad", "rad", "ande")):
        return words[last].end
    after = string[words[last].end : words[last].end + 1]
    if low.endswith(("ar", "er", "as", "es", "ts", "ade", "de", "te", "it", "at", "s")):
        return end  # the name's own verb
    runs = after == " " and last + 1 < len(words) and words[last + 1].low in FINITE
    return words[last].end if after in (".", "") or runs else end


def _stem_count(corpus: Corpus, low: str) -> int:
    return sum(number for word, number in corpus.words.items() if word.startswith(low))


def _ends_elsewhere(candidate: str, after: str, corpus: Corpus) -> bool:
    """Whether the words stand elsewhere in quotation marks, or alone up to the end of a heading or a clause.

    `after` is what follows them here: the place itself proves nothing.
    """
    if candidate in corpus.quoted:
        return True
    here = not after.strip() or after.strip()[0] in '.,!?:;)"”“»'
    return corpus.endings[candidate] - here >= (1 if len(candidate.split()) <= 3 else 2)


def collect(passages: list[Passage]) -> list[Name]:
    """One `Name` for each project, in reading order."""
    found: dict[str, Name] = {}
    for passage in passages:
        for hit in passage.bodies:
            if hit.kind != "project":
                continue
            name = found.get(hit.name.lower())
            if name is None:
                name = found[hit.name.lower()] = Name(
                    span=passage.span(hit.start, hit.end),
                    rule=hit.rule,
                    confidence=hit.confidence,
                    name=hit.name,
                    key=hit.key,
                )
            name.confidence = max(name.confidence, hit.confidence)
            name.spans.append(passage.span(hit.start, hit.end))
    return list(found.values())

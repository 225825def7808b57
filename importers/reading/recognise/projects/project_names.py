"""Where a project's name begins and ends, and whether the words before "är ett projekt" are one at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from ...model.thresholds import SURE
from ..mentions.passages import Passage

MOST = 40  # names looked for everywhere; no release has more projects
PARTICLES = frozenset("ut in upp ner vidare igång framåt hem åter tillbaka ihop loss".split())
STOP = frozenset(
    "i på av för med som och eller är var har hade ska kan får vid under inom där när att finns omfattar "
    "pågår startade startar vänder riktar syftar har drivs leds ger gör handlar erbjuder samlar bygger "
    "visar innebär blev går".split()
)
FINITE = frozenset(  # a verb that a name of several words stands before: "projektet Sikta högt får"
    "får har är kan ska hade blir blev var avslutas startar startade drivs pågår riktar vänder ger "
    "hjälper syftar leds fick finansieras fortsätter beviljas beviljades omfattar används erbjuder kommer "
    "skulle ingår deltar står stod gör samlar bygger visar innebär handlar finns pågick drevs".split()
)
LEADING = frozenset(  # adjectives and the like that a name goes on after
    "ny nytt rätt nya gröna öppna första hela raka rätta trygga unga lilla stora goda bästa andra nästa starka "
    "friska fria egna digitala sociala hållbara röda gula vita kloka smarta aktiva levande grönt grön öppet "
    "aktiv trygg ung stark smart hållbar social digital fri hel god egen fler "
    "min mitt mina din ditt vår vårt våra ett alla bostad mer våga se sikta hitta gör bygg ta kom gå tänk "
    "lyft satsa välj jobba lär testa prova skapa starta fånga tänd följ".split()
)
NOT_TAILS = frozenset(
    "nu också här där igen ändå dessutom sedan redan även inte bara då idag ännu därför alltså både samt "
    "men från hos till av om så bland mot utan efter före innan genom mellan ut lokalt".split()
)
TOWARDS = frozenset("från till mot in på i för for to of".split())
TIMES = re.compile(r"(?:vår|somma?r|höst|vint|jul|påsk|årsskift|månad|veck|dag|mars|april|maj|juni|juli|sist)")
ROUTE = re.compile(r"–[A-ZÅÄÖ][\w-]*")
VERSION = re.compile(r"\.\d(?!\d)|:[\w-]")
LED_IN = frozenset("från till på mot med i över under inom vid för".split())
QUOTED = re.compile(r"[\"”“»«]([^\"”“»«]{2,70})[\"”“»«]")
NOT_SUBJECTS = frozenset(
    "det detta den de målet syftet tanken projektet resultatet här där vi det satsningen insatsen han hon jag".split()
)
# Nouns that begin such sentences and name nothing: "Bakgrunden är ett projekt", "Sjukvården är ett projekt".
EVERYDAY = re.compile(
    r"(?:(?:bakgrund|grund|tank|idé|målsättning|utgångspunkt|kommun|region|regering|parti|by|stad|park|väg|bro|bygg|"
    r"grupp|familj|vardag|år|framtid|historia|nästa|samma|ett|en|resultat|svar|lösning|exempel|start|slut|början|"
    r"demokrati|kultur|natur|miljö|klimat|land|europa|sverige|eu)(?:en|et|n|an)?|"
    r"\w*(?:ning|ningen|het|heten|ion|ionen|skap|skapet|ism|ismen|ande|andet|ende|endet|vård|vården|omsorg|omsorgen|"
    r"arbete|arbetet|politik|politiken|system|systemet|lag|lagen|stöd|stödet|fråga|frågan|plan|planen|mål|målet|"
    r"marknad|marknaden|verkan|nämnden|enheten|avdelningen|styrelsen|förvaltningen|gruppen|delen|veckan|dagen|månaden))$"
)
# Nouns of their own kind, which only a name wears with an ending: "Lyktan", "Språkvännerna".
DEFINITE = re.compile(r"(?:en|et|an|na|n)$")
KINDS_OF_ANY = ("modell", "metod", "arbetssätt", "koncept", "program", "mötesplats")


class Corpus:
    """What the whole article says of where names begin and end, gathered once, when first asked for."""

    def __init__(self, passages: list[Passage]) -> None:
        self.passages = passages
        self.asked = 0
        self.found: dict[str, list[tuple[Passage, int]]] = {}
        self.title = passages[0].lower.strip() if passages else ""

    def count(self, phrase: str) -> int:
        """How often the phrase stands in the article; 0 after `MOST` questions, which keeps the work linear."""
        self.asked += 1
        if self.asked > MOST:
            return 0
        return sum(passage.string.count(phrase) for passage in self.passages)

    def stems(self, low: str) -> int:
        """How many words of the article begin so."""
        return sum(number for word, number in self.words.items() if word.startswith(low))

    @cached_property
    def words(self) -> Counter[str]:
        return Counter(word.low for passage in self.passages for word in passage.words)

    @cached_property
    def written_low(self) -> set[str]:
        """Words that the article has without a capital."""
        return {word.text for passage in self.passages for word in passage.words if not word.capital}

    @cached_property
    def inner(self) -> set[str]:
        """Words with a capital inside a sentence."""
        return {
            word.text
            for passage in self.passages
            for at, word in enumerate(passage.words)
            if at and word.capital and _inside(passage, at)
        }

    def places(self, phrase: str) -> list[tuple[Passage, int]]:
        """Where the phrase stands as whole words, as passage and end; nothing after `MOST` questions."""
        if phrase not in self.found:
            self.asked += 1
            self.found[phrase] = list(islice(self._places(phrase), MOST)) if self.asked <= MOST else []
        return self.found[phrase]

    def _places(self, phrase: str) -> Iterator[tuple[Passage, int]]:
        for passage in self.passages:
            at = passage.string.find(phrase)
            while at >= 0:
                end = at + len(phrase)
                before, after = passage.string[at - 1 : at], passage.string[end : end + 1]
                if not (before.isalnum() or before == "-" or after.isalnum() or after == "-"):
                    yield passage, end
                at = passage.string.find(phrase, end)


def _inside(passage: Passage, at: int) -> bool:
    before = passage.string[passage.words[at - 1].end : passage.words[at].start]
    return before in (" ", ", ")


def names_project(passage: Passage, match: re.Match[str], kind: str, corpus: Corpus) -> bool:
    """Whether the words before "är ett projekt" are a name, not a pronoun, a person or a body.

    `kind` is what they are said to be. A single word at the head of a sentence has a capital in any case: it is a
    name where another place of the article writes it so, or where it is no everyday noun and nothing writes it
    without.
    """
    name, start = match[1], match.start(1)
    low = name.lower()
    if low in NOT_SUBJECTS or any(p.full and p.start <= start < p.end for p in passage.persons):
        return False
    if any(b.start == start and b.kind != "project" and b.confidence > SURE for b in passage.bodies):
        own = all(b.rule == "organisation-ending" for b in passage.bodies if b.start == start)
        return own and kind == "samarbete" and corpus.count(name) > 1
    if " " in name:
        return name.istitle() or name.split()[-1] in PARTICLES or name.split()[-1][0].isdigit()
    if name.isupper() and kind.startswith(KINDS_OF_ANY):
        return False  # "BIM är en modell"
    if name in corpus.inner:
        return True
    if EVERYDAY.match(low) or low in corpus.written_low:
        return False
    if "projekt" in kind or kind.startswith("pilot") or any(char.isupper() for char in name[1:]):
        return True
    return DEFINITE.search(low) is not None or corpus.words[low] > 1

"""Where a project's name begins and ends, and whether the words before "är ett projekt" are one at all."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

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
STOPS = re.compile(r"[.,!?:;)\"”“»]")
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

    @cached_property
    def endings(self) -> Counter[str]:
        """The one to five words before the end of each clause, heading or quotation, from a capital on."""
        found: Counter[str] = Counter()
        for passage in self.passages:
            words, last = passage.words, -1
            for stop in [*(match.start() for match in STOPS.finditer(passage.string)), len(passage.string)]:
                at = passage.word_index(stop) - 1
                if at <= last or (stop - words[at].end > 1 and stop < len(passage.string)):
                    continue
                last = at
                for first in words[max(0, at - 4) : at + 1]:
                    if first.capital or first.text[0] == "#":
                        found[passage.string[first.start : words[at].end]] += 1
        return found


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
    if any(b.start == start and b.kind != "project" and b.confidence > 0.7 for b in passage.bodies):
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


def name_at(passage: Passage, at: int, corpus: Corpus) -> tuple[int, int] | None:  # noqa: C901 - to be split when rebuilt
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
    if words[last - 1].text.isdigit() and VERSION.match(string, end) and last < len(words):
        return at, words[last].end  # "Ung kraft 2.0"
    if last - first == 1 and _owns(passage, last, string[at:end], corpus):
        return at, end - 1  # "projektet Lyktans deltagare"
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
    if longest == end:
        longest = _towards(passage, last)
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
    if longest == end and _owns(passage, last, name, corpus):
        longest -= 1
    return at, longest


def called(passage: Passage, at: int, corpus: Corpus) -> tuple[int, int] | None:
    """The name after "heter" or "kallas": a preposition goes on to its noun, whatever the form of it is."""
    span = name_at(passage, at, corpus)
    words, string = passage.words, passage.string
    if span is None or string[at] in '"”“»':
        return span
    last = passage.word_index(span[1] - 1) + 1
    led = string[at : span[1]].lower() in LED_IN
    going = last + 1 < len(words) and words[last].low in TOWARDS and string[span[1] : words[last].start] == " "
    going = going and words[last].low != "i" and not TIMES.match(words[last + 1].low)
    if not led and not going:
        return span
    for index in range(last, min(last + (5 if led else 2), len(words))):
        if string[words[index - 1].end : words[index].start] != " " or words[index].low in FINITE | {"och", "som"}:
            break
        span = at, words[index].end
    after = string[span[1] : span[1] + 1]
    following = words[passage.word_index(span[1])].low if after == " " else ""
    over = after in ("", ".", ",", "!", "?", ")") or following in FINITE | {"och", "som"}
    return span if over else (None if led else name_at(passage, at, corpus))


def _owns(passage: Passage, last: int, name: str, corpus: Corpus) -> bool:
    """Whether the s that ends the name is the genitive's: "projektet Lyktans deltagare"."""
    if not name.endswith("s") or name.isupper():
        return False
    if corpus.words[name[:-1].lower()]:
        return True
    words = passage.words
    if last >= len(words) or passage.string[words[last - 1].end : words[last].start] != " ":
        return False
    following = words[last]
    owned = not following.capital and following.low not in STOP | FINITE | NOT_TAILS
    return owned and name.endswith(("ans", "ens", "ets", "nas"))


def _towards(passage: Passage, last: int) -> int:
    """The end of a name that goes on with a preposition: "Steg |för steg", "Vägen |till jobb", "Kvinna |in i Sverige".

    The noun after it has no article, and the sentence's verb or its end follows, so that "projektet Lyktan på
    biblioteket" keeps its name.
    """
    words, string = passage.words, passage.string
    end = words[last - 1].end

    def next_to(at: int) -> bool:
        return at < len(words) and string[words[at - 1].end : words[at].start] == " "

    at = last
    moved = next_to(at) and words[at].low in PARTICLES
    at += moved
    if not next_to(at) or words[at].low not in TOWARDS or not next_to(at + 1):
        return end
    noun = words[at + 1]
    if noun.low == words[last - 1].low:
        return noun.end
    if words[at].low == "från":  # "Svenska från dag ett"
        return (
            words[at + 2].end if noun.low == "dag" and next_to(at + 2) and words[at + 2].low in ("ett", "1") else end
        )
    over = at + 2 >= len(words) or not next_to(at + 2)
    if not over and words[at + 2].low not in FINITE and words[at + 2].low != "som":
        return end
    if noun.capital:
        return noun.end if moved else end
    if words[at].low in ("för", "in") or noun.low in STOP or TIMES.search(noun.low):
        return end
    if re.search(r"(?:en|et|(?<!pl)an|na|nya|a)$", noun.low) or noun.text[0].isdigit():
        return end
    return noun.end


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
    runs = after == " " and last + 1 < len(words) and words[last + 1].low in FINITE
    if runs and not low.endswith(("ar", "er", "as", "es", "ade")):
        return words[last].end
    if low.endswith(("ar", "er", "as", "es", "ts", "ade", "de", "te", "it", "at", "s")):
        return end  # the name's own verb
    return words[last].end if after in (".", "") or runs else end


def _ends_elsewhere(candidate: str, after: str, corpus: Corpus) -> bool:
    """Whether the words stand elsewhere in quotation marks, or alone up to the end of a heading or a clause.

    `after` is what follows them here: the place itself proves nothing.
    """
    if candidate in corpus.quoted:
        return True
    here = not after.strip() or after.strip()[0] in '.,!?:;)"”“»'
    return corpus.endings[candidate] - here >= (1 if len(candidate.split()) <= 3 else 2)

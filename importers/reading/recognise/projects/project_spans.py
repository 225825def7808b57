"""How far a project's name goes from where it begins.

Three things decide, the first that says something: quotation marks; agreement with the other places where the
article names it, of which the longest that they share is the name; and the grammar of the clause. A Swedish clause
has one finite verb, and before it one part: so a verb belongs to the name where the clause has another ("Under våren
ska Tallriken talar spridas"), and ends it where it has none. What the grammar leaves open is kept with less certainty.
"""

from __future__ import annotations

import re

from ...model.thresholds import FACT
from ..mentions.passages import Passage, Word
from .project_clause import (
    AGREED,
    GLOSS,
    JOINTS,
    LONGEST,
    OPEN,
    PREPOSITIONS,
    Clause,
    Named,
    finite,
    verb_before,
)
from .project_names import (
    FINITE,
    LEADING,
    LED_IN,
    NOT_TAILS,
    PARTICLES,
    QUOTED,
    ROUTE,
    STOP,
    TIMES,
    TOWARDS,
    VERSION,
    Corpus,
)

# "Ramstöd| - Lokalt företagande", "Dialog| och Samverkan för alla"
DASHED = re.compile(r" [-–] [A-ZÅÄÖ]| och [A-ZÅÄÖ][\w-]* för [a-zåäö]")
ITEM = 0.75  # a name that goes to the end of its item: sure enough for what is said of it, not for a page
VERSION_AT_END = re.compile(r"(?<=\d)\.\d(?!\d)")


def name_at(passage: Passage, at: int, corpus: Corpus) -> Named | None:
    """The name that begins at `at`, None where no name does; with the version that ends it ("Ung kraft 2.0")."""
    found = _name_at(passage, at, corpus)
    version = VERSION_AT_END.match(passage.string, found.end) if found else None
    return found._replace(end=version.end()) if found and version else found


def _name_at(passage: Passage, at: int, corpus: Corpus) -> Named | None:
    string, words = passage.string, passage.words
    quoted = QUOTED.match(string, at)
    if quoted:
        return Named(quoted.start(1), quoted.end(1), AGREED)
    first = passage.word_index(at)
    if first >= len(words) or words[first].start != at or not _may_begin(passage, words[first]):
        return None
    last = _capitals(passage, first)
    end = words[last - 1].end
    route = ROUTE.match(string, end)
    if route:
        return Named(at, route.end())  # "projektet Solvik–Ålund"
    if words[last - 1].text.isdigit() and VERSION.match(string, end) and last < len(words):
        return Named(at, words[last].end)  # "Ung kraft 2.0"
    if last - first == 1 and owns(passage, last, string[at:end], corpus):
        return Named(at, end - 1)  # "projektet Lyktans deltagare"
    tail = _tail(passage, last)
    agreed = _agreed(passage, first, last, tail, corpus) if tail else None
    if agreed is not None:
        return Named(at, tail[agreed - 1].end if agreed else end, AGREED)
    found = Clause(passage, first, last, tail).end()
    if passage.kind == "item" and (whole := _rest_of_item(passage, at, found.end)):
        return Named(at, whole, ITEM)
    if DASHED.match(string, found.end):
        return found._replace(
            sure=min(found.sure, OPEN)
        )  # "Ramstöd - Lokalt företagande", "Dialog och Samverkan för alla"
    return (
        found._replace(end=found.end - 1)
        if found.end == end and owns(passage, last, string[at:end], corpus)
        else found
    )


def _rest_of_item(passage: Passage, at: int, end: int) -> int:
    """Where an item ends that is all name from here: "Ekby kommun får 2 miljoner till projektet |Ny väg – vägen ut".
    0 where its clause has no verb before the name, or what follows the found name is no part of one."""
    rest = passage.string[end:].rstrip(" .")
    if not rest or len(rest.split()) > 9 or re.search(r"[.,;!?()\d]", rest) or not verb_before(passage, at):
        return 0
    lows = rest.lower().split()
    joined = re.match(r" [–-] |: ", rest) is not None
    nouns = not any(low in STOP | PREPOSITIONS | FINITE for low in lows)
    return end + len(rest) if joined or nouns else 0


def called(passage: Passage, at: int, corpus: Corpus) -> Named | None:
    """The name after "heter" or "kallas", which goes on up to the end of its clause where it began as a phrase."""
    span = name_at(passage, at, corpus)
    if span is None or passage.string[at] in '"”“»' or span.sure == AGREED:
        return span
    words, string = passage.words, passage.string
    last = passage.word_index(span.end - 1) + 1
    led = string[at : span.end].split()[0].lower() in LED_IN
    going = last + 1 < len(words) and words[last].low in TOWARDS and string[span.end : words[last].start] == " "
    going = going and words[last].low != "i" and not TIMES.match(words[last + 1].low)
    if not led and not going:
        return span
    end = span.end
    for index in range(last, min(last + (5 if led else 2), len(words))):
        if string[words[index - 1].end : words[index].start] != " " or words[index].low in FINITE | {"och", "som"}:
            break
        end = words[index].end
    following = words[passage.word_index(end)].low if string[end : end + 1] == " " else ""
    over = string[end : end + 1] in ("", ".", ",", "!", "?", ")") or following in FINITE | {"och", "som"}
    return Named(at, end) if over else (None if led else span)


def owns(passage: Passage, last: int, name: str, corpus: Corpus) -> bool:
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


def _may_begin(passage: Passage, word: Word) -> bool:
    if word.low in STOP and word.low not in PREPOSITIONS:
        return False
    if any(p.full and p.start <= word.start < p.end and p.confidence > 0.9 for p in passage.persons):
        return False
    return not _other_body(passage, word.start)


def _other_body(passage: Passage, at: int) -> bool:
    """Whether a body begins here that does something of its own: "projektet Ekby kommun driver"."""
    for body in passage.bodies:
        if body.start == at and body.kind in ("municipality", "organisation") and body.confidence >= FACT:
            following = passage.word_index(body.end)
            words = passage.words
            if body.kind == "municipality" and passage.string[body.start : body.end].lower().endswith("kommun"):
                return True
            if following < len(words) and passage.string[body.end : words[following].start] == " ":
                return finite(words[following]) and words[following].low not in ("är", "får", "ska", "har")
    return False


def _capitals(passage: Passage, first: int) -> int:
    """The index after the capitalised words and numbers that stand together."""
    words, last = passage.words, first + 1
    while last < len(words) and last - first < 6 and passage.string[words[last - 1].end : words[last].start] == " ":
        if not (words[last].capital or words[last].text[0].isdigit()):
            break
        if words[last].text[0].isdigit() and _counts(passage, last):
            break
        last += 1
    return last


def _counts(passage: Passage, index: int) -> bool:
    """Whether the number counts what follows: "till projektet Lyktan 300 000 kronor"."""
    after = passage.string[passage.words[index].end :]
    return re.match(r" (?:\d{3}|kr|kronor|procent|miljon|personer|deltagare)|,\d| ?%", after) is not None


def _tail(passage: Passage, last: int) -> list[Word]:
    """The words that follow in the same clause."""
    words, found = passage.words, []
    for index in range(last, min(last + LONGEST, len(words))):
        if passage.string[words[index - 1].end : words[index].start] != " ":
            break
        found.append(words[index])
    return found


def _agreed(passage: Passage, first: int, last: int, tail: list[Word], corpus: Corpus) -> int | None:
    """How many words of the tail the other places share; None where there are none, or they prove nothing."""
    words = passage.words
    base = passage.string[words[first].start : words[last - 1].end]
    spelled = [word.low for word in tail]
    here = (passage, words[last - 1].end)
    shared = [_common(other, end, spelled) for other, end in corpus.places(base) if (other, end) != here]
    longest = max(shared, default=0)
    support = sum(count > 0 for count in shared)
    alone = len(shared) - support
    everyday = base.lower() in corpus.written_low or words[first].low in LEADING or words[first].low in PREPOSITIONS
    if not shared or (longest == 0 and everyday):
        return None
    if alone > support and not everyday:
        return 0
    count = longest
    while count and not _may_end(passage, last, count, tail, corpus):
        count -= 1
    return count if count or not everyday else None


def _common(other: Passage, end: int, spelled: list[str]) -> int:
    """How many words go on alike after `end`."""
    words, index, count = other.words, other.word_index(end), 0
    while (
        count < len(spelled)
        and index < len(words)
        and words[index].low == spelled[count]
        and other.string[words[index - 1].end : words[index].start] == " "
    ):
        index, count = index + 1, count + 1
    return count


def _may_end(passage: Passage, last: int, count: int, tail: list[Word], corpus: Corpus) -> bool:
    """Whether a name can end with this word: no preposition, and a verb only where the clause has its own."""
    word = tail[count - 1]
    if word.low in (STOP | PREPOSITIONS | JOINTS) - PARTICLES:
        return False
    if not finite(word):
        return True
    base = passage.string[passage.words[last - 1].start : word.end]
    return word.low not in FINITE and any(
        _verb_outside(other, end - len(base), end) for other, end in corpus.places(base)
    )


def _verb_outside(passage: Passage, start: int, end: int) -> bool:
    """Whether the clause has its finite verb before the words, directly after them or behind a bracket."""
    after = passage.word_index(end)
    words = passage.words
    gloss = GLOSS.match(passage.string, end)
    if after < len(words) and passage.string[end : words[after].start] == " " and words[after].low in FINITE:
        return True
    return gloss is not None or verb_before(passage, start)

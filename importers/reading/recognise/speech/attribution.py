"""Attribution clauses: "säger verksamhetschef NAMN", "berättar NAMN, rektor på X,", "tycker hon".

A clause is a finite verb with a person as its subject after it, set off from the words before it. What stands before
the verb in the same piece of speech is the quote; what follows the subject up to the end of the sentence belongs to
the clause, unless it is speech again. The list of verbs of saying makes a clause surer: without it, where the form
alone speaks (mentions/saying.py), what follows the subject must be what follows a speaker.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from ...swedish.function_words import FIRST_PERSON, PRONOUNS
from ...swedish.speech_verbs import BETWEEN, PARTICLES, SAYING, VERBS
from ..mentions import roles, saying
from ..mentions.name_lists import is_given
from ..mentions.passages import Passage
from ..mentions.person_hit import PersonHit
from ..mentions.role_after_name import AFTER_NAME

OPEN_END = frozenset(',.!?…:;"“”’»«–—-')
CLOSE = '"“”»«'
CONTINUES = frozenset(["men", "så", "utan", "för", "att", "eller", "inte", "det", "den", "detta", "dessa", "därför"])
FINITE = frozenset("var är har blir kan ska får fick kom gick hade måste skulle blev finns behövs".split())
TAILS = frozenset(("som medan när efter under med apropå angående om i på vid inför samtidigt då till och ").split())
UNNAMED = frozenset(["en", "ett", "två", "tre", "flera", "många", "någon", "några", "andra"])
VERB_PARTICLES = frozenset("fast till in i fram ut upp med av på emot under igen om".split())
# What follows a speaker's name where the clause goes on: where, when, to whom and how it was said.
AFTER_SPEAKER = frozenset(
    (
        "som och när då till på i från efter under vid med om inför apropå angående medan inför över kring bakom in "
        "ut upp fram fast under emot med igen stolt glatt nöjt leende skrattande vidare också samtidigt själv"
    ).split()
)


@dataclass(slots=True)
class Attribution:
    """Where the clause stands in the passage, and whom it names.

    `persons` is empty for a pronoun, a role alone or nobody in particular; `one_name` is a name that stands alone.
    """

    start: int
    end: int
    verb: str
    persons: list[PersonHit]
    pronoun: str = ""
    role: roles.Role | None = None
    one_name: str = ""
    unnamed: bool = False
    continues: bool = False  # speech goes on after it
    known: bool = True  # the verb is one of saying, and not only in its place


def find(passage: Passage, start: int, end: int, *, marked: bool) -> list[Attribution]:
    """The clauses within [start, end). `marked`: a dash or quotation marks say already that this is speech."""
    found: list[Attribution] = []
    words = passage.words
    index = passage.word_index(start)
    while index < len(words) and words[index].start < end:
        low = words[index].low
        if low in VERBS or (marked and (low == "enligt" or _set_off(passage, index, start))):
            clause = parse(passage, index, start, end, marked=marked)
            if clause:
                found.append(clause)
                index = passage.word_index(clause.end)
                continue
        index += 1
    return _sensible(passage, found, end)


def _set_off(passage: Passage, index: int, start: int) -> bool:
    """Whether a word that no list knows stands after words said and their comma, as a verb of saying does."""
    word = passage.words[index]
    if word.capital or word.start - start < 4 or passage.string[word.start - 2] not in saying.BEFORE_VERB:
        return False
    return saying.could_say(word.low)


def _sensible(passage: Passage, found: list[Attribution], end: int) -> list[Attribution]:
    """Of several clauses the weak ones inside speech go: "det som mamma säger" said by somebody else."""
    if len(found) < 2:
        return found
    strong = [c for c in found if c.persons or c.one_name or (c.pronoun and c.end >= c.start)]
    return strong or found[-1:]


def parse(passage: Passage, index: int, start: int, limit: int, *, marked: bool) -> Attribution | None:
    """The clause whose verb is word `index`, or None where it is no clause."""
    words, string = passage.words, passage.string
    verb = words[index]
    left = string[max(start, verb.start - 4) : verb.start].rstrip()
    separated = not left or left[-1] in OPEN_END
    if not marked and verb.start - start < 4:
        return None
    at = index + 1
    while at < len(words) and at - index < 5 and words[at].low in BETWEEN and _gap(passage, at) == " ":
        at += 1
    if at >= len(words) or words[at].start >= limit or _gap(passage, at) not in (" ", "  "):
        return None
    clause = _subject(passage, index, at, separated)
    if clause is None:
        return None
    if verb.low == "enligt" and not (clause.persons and separated):
        return None
    clause.known = verb.low == "enligt" or (verb.low in VERBS and _has_particle(passage, index, at, clause))
    if not clause.known and verb.low in PARTICLES and not (clause.persons and separated):
        return None
    if not _speaks(passage, index, clause, limit):
        return None
    if not separated and not (clause.persons and clause.known and verb.low in SAYING and marked):
        return None
    if verb.low not in SAYING and not marked:
        return None
    _close(passage, clause, limit)
    return clause


def _speaks(passage: Passage, index: int, clause: Attribution, limit: int) -> bool:
    """Whether what follows the subject is what follows a speaker, where the verb alone does not say so."""
    inverted = saying.after_subordinate(passage, index)
    if clause.known and not inverted:
        return True
    words, string = passage.words, passage.string
    rest = string[clause.end : limit].lstrip()
    ended = not rest or rest[0] in ".!?…:" + CLOSE
    following = passage.word_index(clause.end)
    after = words[following] if following < len(words) else None
    particle = ended or after is None or string[after.end : after.end + 1] in ("", ".")
    tail = string[clause.persons[-1].tail :].lstrip() if clause.persons else rest
    goes_on = ended or tail[:1] in tuple(",(–—-") or (after is not None and after.low in AFTER_SPEAKER)
    if inverted:
        return goes_on if clause.known else ended and saying.is_finite(words[index].low)
    if clause.pronoun:
        return ended or (after is not None and after.low in VERB_PARTICLES and particle)
    if clause.role and not clause.persons:
        return saying.is_finite(words[index].low) and ended
    if clause.one_name:
        return (is_given(clause.one_name) or saying.is_finite(words[index].low)) and ended
    if not clause.persons:
        return False
    return goes_on or particle


def _has_particle(passage: Passage, index: int, at: int, clause: Attribution) -> bool:
    """Whether a verb that means speech only with its particle has it: "slår NAMN fast"."""
    words = passage.words
    particle = PARTICLES.get(words[index].low)
    if not particle:
        return True
    after = passage.word_index(clause.end)
    near = {w.low for w in words[index + 1 : at]} | {w.low for w in words[after : after + 2]}
    return bool(near & set(particle.split()))


def _subject(passage: Passage, index: int, at: int, separated: bool) -> Attribution | None:
    words = passage.words
    verb = words[index]
    subject = words[at]
    begin = verb.start
    if subject.low in PRONOUNS:
        following = passage.string[subject.end : subject.end + 1]
        next_word = words[at + 1].low if at + 1 < len(words) else ""
        if following == " " and next_word.endswith("t") and passage.string[words[at + 1].end :][:1] in ("", "."):
            following = "."  # "säger hon nöjt."
        if following in ("", ",", ".", ":", "!", "?", *CLOSE) or next_word in (
            ("och som med om i till när då fast vidare också men på efter under apropå själv in medan för ").split()
        ):
            return Attribution(begin, subject.end, verb.low, [], pronoun=subject.low)
        return None
    person = _person_from(passage, at)
    if person:
        persons = [person, *_joined(passage, person)]
        return Attribution(begin, _after_person(passage, persons[-1]), verb.low, persons, role=person.role)
    role = roles.after(passage, at)
    if role and separated:
        end = words[role.last - 1].end
        one = words[role.last] if role.last < len(words) and words[role.last].capital else None
        name = one.text if one and passage.string[end : one.start] == " " else ""
        return Attribution(begin, one.end if name and one else end, verb.low, [], role=role, one_name=name)
    if separated and verb.low in VERBS and _group(passage, at):
        return Attribution(begin, subject.end, verb.low, [], unnamed=True)
    if subject.low in UNNAMED and separated:
        return Attribution(begin, subject.end, verb.low, [], unnamed=True)
    beside = words[at + 1] if at + 1 < len(words) else None
    if beside and _gap(passage, at + 1) == " " and (beside.capital or beside.low not in AFTER_NAME):
        return None
    if (
        subject.capital
        and at == index + 1
        and separated
        and subject.low not in ("att", "om")
        and not subject.text.isupper()
    ):
        return Attribution(begin, subject.end, verb.low, [], one_name=subject.text)
    return None


def _group(passage: Passage, at: int) -> bool:
    """ "hälsar eleverna på skolan.": those who speak are named as a group, in the last words of the line."""
    words = passage.words
    word = words[at]
    rest = passage.string[word.end :]
    if word.capital or not word.low.endswith(("erna", "arna", "orna", "anden", "barnen")):
        return False
    return (
        len(words) - at < 6 and "," not in rest and rest.rstrip(CLOSE + " ").endswith((".", "!"))
    ) or not rest.strip()


def _person_from(passage: Passage, at: int) -> PersonHit | None:
    """The person whose name, or whose role before the name, begins at word `at`."""
    for person in passage.persons[bisect_right(passage.persons, at, key=lambda p: p.last) :]:
        if not (person.full or person.confidence >= 0.5):
            continue
        first = person.role.first if person.role and person.role.first <= person.first else person.first
        if first <= at < person.last or (person.first > at and _only_description(passage, at, person.first)):
            return person
        if person.first > at + 14:
            break
    return None


def _only_description(passage: Passage, at: int, until: int) -> bool:
    """Lower-case words in one clause between verb and name: "säger kommunens nya, unga chef NAMN"."""
    if until - at > 14:
        return False
    words = passage.words
    described = False
    for index in range(at, until):
        word = words[index]
        gap = _gap(passage, index)
        if gap not in (" ", "  ", " (", ") ", ", ", " & ", "/", " - ", "- ") or (gap == ", " and index == at):
            return False
        if saying.stands_as_verb(passage, index):
            return False  # ", handel och sjöfart, lovordar NAMN": the verb is the one before the name
        if word.low in PRONOUNS or word.low in VERBS or word.low in ("som", "att", "men", "jag", "vi"):
            return False
        described = described or roles.base(word.low) is not None
    # a role that no list knows, or one with a slip of the pen, before a full name that ends the clause
    if not described and until - at <= 4 and not any(words[i].capital for i in range(at, until)):
        described = passage.string[words[until].start :].count(" ") < 30
    return described and _gap(passage, until) in (" ", ", ", "  ")


def _joined(passage: Passage, person: PersonHit) -> list[PersonHit]:
    """ "säger NAMN och NAMN"."""
    joined: list[PersonHit] = []
    last = person
    for other in passage.persons:
        if other.start <= last.end or not other.full:
            continue
        begins = other.role.first if other.role else other.first
        if last.after and begins < last.after.last:
            continue  # the body of the role before it
        between = passage.string[_after_person(passage, last) : passage.words[begins].start]
        if between.strip() in ("och", "samt", "&") or (between.strip() == "," and len(joined) < 3 and other.role):
            joined.append(other)
            last = other
        else:
            break
    return joined


def _after_person(passage: Passage, person: PersonHit) -> int:
    if person.after:
        return max(person.tail, passage.words[person.after.last - 1].end)
    return person.tail


def _close(passage: Passage, clause: Attribution, limit: int) -> None:
    """Find where the clause ends, and whether speech goes on after it."""
    string = passage.string
    position = clause.end
    sentence_end = min(limit, max(passage.sentence_at(max(position - 1, clause.start))[1], position))
    rest = string[position:sentence_end]
    quote_mark = next((i for i, char in enumerate(rest) if char in '“”"„»«' or rest[i : i + 2] in (": ",)), -1)
    if quote_mark >= 0 and rest[quote_mark] in '“”"„»«':
        clause.end = position + quote_mark
        while clause.end > position and string[clause.end - 1] in " ,.":
            clause.end -= 1
        clause.continues = True
        return
    comma = rest.find(",")
    if comma >= 0 and rest[:comma].strip() in ("", ")"):
        speech = rest[comma + 1 :]
        lows = {w.low for w in passage.words[passage.word_index(position) :] if w.start < sentence_end}
        first = speech.split(None, 1)[0].lower() if speech.strip() else ""
        again = [word.strip(",") for word in speech.lower().split()[:4]]
        if first in ("och", "samt") and any(word in FINITE for word in again[2:]):
            clause.end = position + comma  # ", och alla får hjälp": a clause with a subject of its own
            clause.continues = True
            return
        if first in CONTINUES or first in FINITE or (lows & FIRST_PERSON and first not in TAILS - {"och"}):
            clause.end = position + comma
            clause.continues = True
            return
    clause.end = sentence_end
    clause.continues = bool(string[sentence_end:limit].strip(' "“”»«'))


def _gap(passage: Passage, index: int) -> str:
    return passage.string[passage.words[index - 1].end : passage.words[index].start]

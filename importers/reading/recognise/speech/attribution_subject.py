"""The subject of an attribution clause: a person, a group, a pronoun, or nobody."""

from __future__ import annotations

from bisect import bisect_right

from ...model.thresholds import FACT
from ...swedish.function_words import PRONOUNS
from ...swedish.speech_verbs import VERBS
from ..mentions import role_base, role_following, verb_of_saying
from ..mentions.passages import Passage
from ..mentions.person_hit import PersonHit
from ..mentions.role_after_name import AFTER_NAME
from .attribution_value import CLOSE, Attribution

UNNAMED = frozenset(["en", "ett", "två", "tre", "flera", "många", "någon", "några", "andra"])


def subject_at(passage: Passage, index: int, at: int, separated: bool) -> Attribution | None:
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
    role = role_following.after(passage, at)
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
    if beside and gap_before(passage, at + 1) == " " and (beside.capital or beside.low not in AFTER_NAME):
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
        if not (person.full or person.confidence >= FACT):
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
        gap = gap_before(passage, index)
        if gap not in (" ", "  ", " (", ") ", ", ", " & ", "/", " - ", "- ") or (gap == ", " and index == at):
            return False
        if verb_of_saying.stands_as_verb(passage, index):
            return False  # ", handel och sjöfart, lovordar NAMN": the verb is the one before the name
        if word.low in PRONOUNS or word.low in VERBS or word.low in ("som", "att", "men", "jag", "vi"):
            return False
        described = described or role_base.base(word.low) is not None
    # a role that no list knows, or one with a slip of the pen, before a full name that ends the clause
    if not described and until - at <= 4 and not any(words[i].capital for i in range(at, until)):
        described = passage.string[words[until].start :].count(" ") < 30
    return described and gap_before(passage, until) in (" ", ", ", "  ")


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


def gap_before(passage: Passage, index: int) -> str:
    return passage.string[passage.words[index - 1].end : passage.words[index].start]

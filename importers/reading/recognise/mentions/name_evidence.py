"""What speaks for and against that two words are somebody's name."""

from __future__ import annotations

import re

from ...model.thresholds import CERTAIN
from ...swedish import role_words
from ...swedish.months import MONTHS
from ...swedish.name_stops import NOT_NAMES, ORGANISATION_WORDS
from ...swedish.role_words import TITLES
from ...swedish.speech_verbs import VERBS
from . import role_base
from .name_lists import AGE, COMPOUND, PLACES, SURE_FAMILY, base_name, is_family, is_given
from .passages import Passage
from .person_hit import PersonHit
from .role_after_name import AFTER_NAME, role_after
from .role_forms import person_noun

# What people do and bodies do not, after a name that no list has.
DOES = frozenset(
    "skrattar skrattade ler log nickar minns skakar suckar bor bodde flyttade studerar pluggar "
    "praktiserar växte drömmer längtar gråter reser föddes sitter satt står stod visar bär hoppas vinkar "
    "pekar lärde".split()
)
# The same after "NAMN, som": who leads, works, came.
WHO = DOES | frozenset("leder ledde arbetar arbetade jobbar jobbade kom kommer går gick läser deltar deltog".split())


def does_something(passage: Passage, first: int, last: int) -> bool:
    """ "NAMN skrattar", "NAMN, som arbetar", "NAMN kom till Sverige", "NAMN, 34 år," of a name that no list knows."""
    words = passage.words
    if not _plain_name(passage, first, last):
        return False
    if words[first].low.endswith("s") and not _moved(passage, last):
        return False  # "Ålunds Verkstad, som …"
    if _moved(passage, last):
        return True
    age = AGE.match(passage.string, words[last - 1].end)
    if age:
        return True
    if last >= len(words):
        return False
    gap = passage.string[words[last - 1].end : words[last].start]
    following = words[last + 1].low if last + 1 < len(words) else ""
    return (gap == " " and words[last].low in DOES) or (gap == ", " and words[last].low == "som" and following in WHO)


def _moved(passage: Passage, at: int) -> bool:
    """ "kom till Sverige", "flydde från Ålund" at word `at`."""
    words = passage.words
    return (
        at + 2 < len(words)
        and words[at].low in ("kom", "flydde", "flyttade")
        and words[at + 1].low in ("till", "från")
        and words[at + 2].capital
        and passage.string[words[at - 1].end : words[at].start] == " "
    )


def beside_a_person(passage: Passage, first: int, last: int, found: list[PersonHit]) -> bool:
    """ "Anna Ek och NAMN": beside a person stands another."""
    string, words = passage.string, passage.words
    if not _plain_name(passage, first, last):
        return False
    for hit in found:
        if not hit.full or hit.confidence < CERTAIN:
            continue
        before = string[hit.tail or hit.end : words[first].start] if hit.end < words[first].start else ""
        after = string[words[last - 1].end : hit.start] if words[last - 1].end < hit.start else ""
        if " och " in (before, after):
            return True
    return False


def _plain_name(passage: Passage, first: int, last: int) -> bool:
    """Whether both words can be a person's name: letters only, no place, no word that names of bodies have."""
    words = passage.words[first:last]
    if any(body.start < words[-1].end and words[0].start < body.end for body in passage.bodies):
        return False
    if first and _leads_in_a_thing(passage, first):
        return False
    if any(
        w.low in NOT_NAMES or w.low in ORGANISATION_WORDS or w.low in PLACES or role_base.base(w.low) for w in words
    ):
        return False
    return all(w.text.isalpha() and not w.text.isupper() and len(w.text) > 2 for w in words) and not words[
        0
    ].low.endswith(("ska", "en", "et", "erna", "arna", "orna"))


def _leads_in_a_thing(passage: Passage, first: int) -> bool:
    """ "nätverket |Integration Solvik": a noun in the definite form that is no role, and the two words its name."""
    before = passage.words[first - 1]
    if before.capital or not before.low.endswith(("et", "an", "en")) or len(before.low) < 6:
        return False
    beside = passage.string[before.end : passage.words[first].start] == " "
    return beside and not (role_base.base(before.low) or person_noun(before.low) or before.low in VERBS)


def on_no_list(passage: Passage, first: int, last: int) -> PersonHit:
    start, end = passage.words[first].start, passage.words[last - 1].end
    name = " ".join(passage.string[start:end].split())
    hit = PersonHit(start, end, first, last, base_name(name), 0.7, "person-unlisted")
    hit.after, hit.tail = role_after(passage, last, end), end
    return hit


#: A family name that its article is tied to: "al-Khatib", "d’Arc". Not "e-Tjänst", with one letter before a hyphen.
WITH_ARTICLE = re.compile(r"(?:[a-zà]{2,3}[-‑]|[a-z]['’])[A-ZÀ-Þ][a-zà-þ]")


def name_word(passage: Passage, index: int, taken: set[int]) -> bool:
    word = passage.words[index]
    text = word.text
    if not (text[0].isupper() or (index and WITH_ARTICLE.match(text))) or text.endswith("-") or ":" in text:
        return False
    initials = len(text) == 3 and text[1] in "-‑"  # "K-G Bergström"
    if len(text) > 1 and text.isupper() and len(text) < 5 and not initials and not is_given(text):
        return False
    if (not text.isalpha() and any(char.isdigit() for char in text)) or COMPOUND.search(text):
        return False
    return index not in taken


def is_introduced(passage: Passage, at: int) -> bool:
    """ "En av dem är Anna.", "Hon heter Anna, 34 år": a given name alone at the end of the clause."""
    words = passage.words
    end = words[at].end
    if at == 0 or words[at - 1].low not in ("är", "heter") or not is_given(words[at].text):
        return False
    return passage.string[end : end + 1] in (".", "") or AGE.match(passage.string, end) is not None


def aged(passage: Passage, at: int) -> bool:
    """ "Amina, 34 år, kom hit": a given name with an age beside it."""
    word = passage.words[at]
    end = word.end
    return passage.string[end : end + 1] == "," and is_given(word.text) and AGE.match(passage.string, end) is not None


def place_first(passage: Passage, first: int, last: int) -> bool:
    """ "Vilhelmina Fotoarkiv": the first word is a place as well, and the last is no family name."""
    start = passage.words[first].start
    place = any(body.kind == "municipality" and body.start == start for body in passage.bodies)
    return (place or passage.words[first].low in PLACES) and not is_family(passage.words[last - 1].text)


def ends_clause(passage: Passage, last: int) -> bool:
    words = passage.words
    adjacent = last < len(words) and passage.string[words[last - 1].end : words[last].start] == " "
    return not adjacent or words[last].low in AFTER_NAME


def led_by_place(passage: Passage, first: int, last: int) -> bool:
    """ "ordförande i Pensionsgruppen |Anna Ek": the first capital belongs to the preposition before it."""
    words = passage.words
    return (
        last - first > 2
        and first > 0
        and words[first - 1].low in role_words.ROLE_PREPOSITIONS
        and not is_given(words[first].text)
        and is_given(words[first + 1].text)
    )


def family_alone(passage: Passage, first: int, last: int) -> bool:
    """A family name that is surely one, after a word that no list knows: "Xhevahire Lindström"."""
    words = passage.words
    low = words[last - 1].low
    place = any(b.kind == "municipality" and b.end == words[last - 1].end for b in passage.bodies)
    if place or low.endswith(("stockholm", "gholm")) or low in ("lund", "holm", "dahl") or not SURE_FAMILY.search(low):
        return False
    return not _odd(passage, first) and last - first <= 3 and not words[first].low.endswith(("en", "et", "region"))


def _odd(passage: Passage, first: int) -> bool:
    """The first word of a sentence has a capital in any case: alone it proves no name."""
    word = passage.words[first]
    return passage.sentence_at(word.start)[0] == word.start


def month_as_name(passage: Passage, at: int, last: int) -> bool:
    """ "Maj Ek", "April Sundman", "Anna Maj Frisk": a month with a capital before another name is a given name.

    Swedish writes months small; at the start of a sentence a number or a year follows one, and no name.
    """
    words = passage.words
    if words[at].low not in MONTHS or at + 1 >= last or words[at + 1].low in MONTHS:
        return False
    return words[at + 1].capital and words[at + 1].low not in NOT_NAMES and words[at + 1].text.isalpha()


def given_first(passage: Passage, first: int, last: int) -> bool:
    """Whether a given name begins the words; in capitals beside words that are not ("ADA Framåt") it is letters."""
    one, *others = passage.words[first:last]
    letters = len(one.text) > 1 and one.text.isupper() and any(not other.text.isupper() for other in others)
    return is_given(one.text) and not letters


def word_as_name(passage: Passage, at: int, last: int) -> bool:
    """ "skådespelerskan Inga Tid": within a sentence a word with a capital before another is a name, if it is one."""
    words = passage.words
    if month_as_name(passage, at, last):
        return True
    inside = at + 1 < last and words[at + 1].capital and words[at + 1].low not in NOT_NAMES and not _odd(passage, at)
    return inside and is_given(words[at].text)


def no_name(passage: Passage, at: int, last: int) -> bool:
    word = passage.words[at]
    if word_as_name(passage, at, last):
        return False
    if word.low in NOT_NAMES or word.low in TITLES or word.low in VERBS:
        return True
    if is_given(word.text):
        return False
    led = (
        at + 1 < last
        and is_given(passage.words[at + 1].text)
        and (word.low.endswith(("n", "na")) or _odd(passage, at))
    )
    return role_base.base(word.low) is not None or (led and person_noun(word.low) is not None)

"""Who spoke: the speaker of each quote, where the article leaves no doubt.

The attribution may name the speaker in full, by family name, by role or with a pronoun; the sentence before the
quote may, or nothing does. Where it is not certain the speaker stays empty, the note says why, and
`inferred_speaker` may hold an offer.
"""

from __future__ import annotations

from itertools import pairwise

from ...model.article import Quote
from ...swedish.function_words import PRONOUNS
from ...swedish.speech_verbs import VERBS
from ..mentions import roles
from ..mentions.passages import Passage, Word
from ..mentions.roster import Roster, Somebody
from ..mentions.speech_dash import DASH
from .attribution import Attribution
from .quotation_marks import MARKS
from .said import Introduction, Said
from .speech_lines import spoke_above

JUDGING = frozenset(
    "nöjd nöjda glad glada stolt stolta övertygad överens tacksam tacksamma mån oroad imponerad".split()
)


def resolve(found: list[Said], passages: list[Passage], roster: Roster) -> list[Quote]:
    """Make the quotes, with the speaker where the article leaves no doubt."""
    for said in found:
        said.quote = _quote(said)
    for index, said in enumerate(found):
        if said.clause is not None:
            _settle(said, said.clause, found, index, passages, roster)
        elif said.introduced and _colon(said, said.introduced):
            _from_introduction(said, said.introduced, found, index, passages, roster)
    _interview(found, passages, roster)
    _continuations(found)
    for index, said in enumerate(found):
        if said.clause is None and said.introduced and not said.quote.speaker:
            _from_introduction(said, said.introduced, found, index, passages, roster)
    _continuations(found)
    _said_after(found, passages, roster)
    _only_speaker(found, roster)
    for said in found:
        _describe(said.quote, said, roster)
    return [said.quote for said in found]


def _colon(said: Said, introduced: Introduction) -> bool:
    passage, start, end = introduced
    return (
        said.rule == "quote-signed" or said.rule == "quote-colon" or passage.string[start:end].rstrip().endswith(":")
    )


def _quote(said: Said) -> Quote:
    passage = said.passage
    spoken = [passage.text[a:b].fold().text for a, b in said.parts]
    text = ""
    for part in spoken:
        text = part if not text else text + (" " if text[-1:] in ".!?…" else ". ") + part
    quote = Quote(text=text, rule=said.rule, confidence=said.confidence)
    quote.parts = [passage.span(a, b) for a, b in said.parts]
    quote.span = passage.span(said.start, said.end)
    quote.where = "lead" if passage.kind == "lead" else "title" if passage.kind == "title" else "body"
    clauses = said.clauses or ([said.clause] if said.clause else [])
    if clauses:
        quote.attribution = " … ".join(passage.text[c.start : c.end].fold().text.rstrip(' ,.:"”“»') for c in clauses)
    elif said.introduced and said.rule == "quote-colon":
        where, start, end = said.introduced
        quote.attribution = where.text[start:end].fold().text.rstrip(" :")
    return quote


def _settle(
    said: Said, clause: Attribution, found: list[Said], index: int, passages: list[Passage], roster: Roster
) -> None:
    quote = said.quote
    if clause.persons:
        named = [roster.of(p) for p in clause.persons]
        names = [
            somebody.name if somebody else person.name for somebody, person in zip(named, clause.persons, strict=True)
        ]
        quote.speaker = " och ".join(names)
        return
    if clause.one_name:
        somebody = roster.part(clause.one_name)
        quote.speaker = somebody.name if somebody else clause.one_name
        if somebody is None:
            quote.note = "Bara ett namn står i texten."
            quote.confidence = min(quote.confidence, 0.8)
        return
    if clause.pronoun:
        somebody, note = _heard(said, found, index, passages, roster, clause.pronoun)
        quote.speaker = somebody.name if somebody else None
        quote.note = note
        return
    if clause.role:
        somebody = roster.with_role(clause.role.role)
        quote.role = clause.role.role
        quote.organisation = clause.role.organisation
        if somebody:
            quote.speaker = somebody.name
        else:
            quote.note = "Texten nämner bara rollen, inte vem det är."
        return
    quote.note = "Texten säger inte vem som talar."


def _heard(  # noqa: C901 - to be split when rebuilt
    said: Said, found: list[Said], index: int, passages: list[Passage], roster: Roster, pronoun: str
) -> tuple[Somebody | None, str]:
    """Whom "hon" or "han" stands for: the person named or heard last, if their given name allows it."""
    wanted = PRONOUNS[pronoun]
    if pronoun in ("de", "dom"):
        return None, "”De” kan vara flera: skriv in vilka som talar."
    order, start = said.passage.order, said.parts[0][0]
    candidates: list[Somebody] = []
    for back in range(order, max(order - 6, -1), -1):
        passage = passages[back]
        if passage.kind == "caption":
            continue
        named: list[tuple[int, Somebody]] = []
        for person in passage.persons:
            if back == order and person.start >= start:
                continue
            if passage.is_quoted(person.start):
                continue
            somebody = roster.of(person)
            if somebody and not any(role[0] in ("fotograf", "skribent") for role in somebody.roles):
                named.append((person.start, somebody))
        for other in found[max(0, index - 8) : index]:
            if other.passage is passage and other.quote.speaker and (back < order or other.parts[0][0] < start):
                somebody = roster.by_name.get(other.quote.speaker.lower())
                if somebody:
                    named.append((len(passage.string) + 1, somebody))
        named.sort(key=lambda pair: -pair[0])
        for _, somebody in named:
            if somebody.gender and somebody.gender != wanted and wanted:
                continue
            if somebody not in candidates:
                candidates.append(somebody)
        if candidates:
            break
    if not candidates:
        return None, f"Det går inte att säga vem ”{pronoun}” är."
    if len(candidates) > 1 and _side_by_side(passages[back], candidates[:2], roster):
        return None, f"Det går inte att säga vem av flera ”{pronoun}” är."
    if len(candidates) > 1 and not _same_sentence_subject(said, candidates):
        sure = [c for c in candidates if c.gender == wanted and wanted]
        if len(sure) == 1 or (sure and sure[0] is candidates[0]):
            return sure[0], ""
    return candidates[0], ""


def _side_by_side(passage: Passage, two: list[Somebody], roster: Roster) -> bool:
    """ "NAMN och NAMN leder arbetet": a pronoun may stand for either, where both given names allow it."""
    if two[0].gender != two[1].gender:
        return False
    full = [p for p in passage.persons if p.full]
    for one, other in pairwise(full):
        between = passage.string[
            one.tail or one.end : passage.words[other.role.first].start if other.role else other.start
        ]
        if between.strip() in ("och", "samt") and {roster.of(one), roster.of(other)} == set(two):
            return True
    return False


def _same_sentence_subject(said: Said, candidates: list[Somebody]) -> bool:
    return len({c.name for c in candidates}) == 1


def _from_introduction(
    said: Said, introduced: Introduction, found: list[Said], index: int, passages: list[Passage], roster: Roster
) -> None:
    """The sentence before: "NAMN fyllde i:", "Det är NAMN nöjd med.", "…, menar hon."."""
    passage, start, end = introduced
    quote = said.quote
    colon = _colon(said, introduced)
    words = [w for w in passage.words if start <= w.start < end]
    named: list[Somebody] = []
    for person in passage.persons:
        if start <= person.start < end:
            somebody = roster.of(person)
            if somebody and somebody not in named:
                named.append(somebody)
    if not colon and any(w.low in ("du", "ni") for w in words) and passage.string[:end].endswith("?"):
        return  # what somebody is asked about another
    role = _role_subject(words, roster)
    speaks = any(w.low in VERBS or w.low in JUDGING for w in words) or (words and words[0].low == "enligt")
    if role and not named:
        named.append(role)
    if named and (colon or (len(named) == 1 and (speaks or _is_subject(passage, start, end)))):
        quote.speaker = named[0].name
        quote.rule = "quote-colon" if colon else "quote-after-naming"
        quote.confidence = 0.9 if colon else 0.7
        return
    pronoun = next((w.low for w in words if w.low in ("hon", "han")), "")
    if not pronoun and len(words) > 1 and words[0].low in ("för", "till", "åt", "hos"):
        pronoun = {"henne": "hon", "honom": "han"}.get(words[1].low, "")  # "För henne blev det en väg in."
        speaks = bool(pronoun) or speaks
    if pronoun and (colon or speaks or words[0].low == pronoun):
        before = Said(passage, start, end, [(start, end)])
        somebody, note = _heard(before, found, index, passages, roster, pronoun)
        if somebody:
            quote.speaker = somebody.name
            quote.rule = "quote-after-pronoun"
            quote.confidence = 0.75
        else:
            quote.note = note


def _is_subject(passage: Passage, start: int, end: int) -> bool:
    """Whether the sentence begins with the person: "NAMN arbetar i köket sedan i maj."."""
    for person in passage.persons:
        if start <= person.start < end:
            begin = passage.words[person.role.first].start if person.role else person.start
            return not passage.string[start:begin].strip()
    return False


def _role_subject(words: list[Word], roster: Roster) -> Somebody | None:
    """ "…, tycker statsministern är rätt väg.": the role in its definite form stands for the person."""
    for word in words:
        found = roles.base(word.low)
        if found and found != word.low and not roles.is_plural(word.low):
            somebody = roster.with_role(found)
            if somebody:
                return somebody
    return None


def _continuations(found: list[Said]) -> None:
    """A dash line without attribution beside one that has it, with nothing between, is the same speaker's."""
    for direction in (1, -1):
        sequence = list(range(len(found))) if direction == -1 else list(range(len(found) - 1, -1, -1))
        for at in sequence:
            said = found[at]
            other = found[at + direction] if 0 <= at + direction < len(found) else None
            if said.quote.speaker or said.clause or other is None or not other.quote.speaker:
                continue
            if said.quote.note or not said.rule.startswith(("quote-dash", "quote-marks-open")):
                continue
            begins = _begins_speech(other.passage.string) or other.rule == "quote-marks-open"
            if abs(other.passage.order - said.passage.order) != 1 or not begins:
                continue
            said.quote.speaker = other.quote.speaker
            said.quote.rule = "quote-dash-continued"
            said.quote.confidence = 0.8


def _begins_speech(string: str) -> bool:
    return DASH.match(string) is not None or string.lstrip()[:1] in MARKS


def _said_after(found: list[Said], passages: list[Passage], roster: Roster) -> None:
    """ "Det sa ordföranden NAMN när …", "Så beskriver NAMN …" right under a quote says whose it was."""
    for said in found:
        below = said.passage.order + 1
        if said.clause or said.quote.speaker or below >= len(passages) or said.quote.attribution:
            continue
        first = spoke_above(passages[below])
        if first:
            somebody = roster.of(first)
            said.quote.speaker = somebody.name if somebody else first.name
            said.quote.rule, said.quote.confidence = "quote-before-naming", 0.8


def _interview(found: list[Said], passages: list[Passage], roster: Roster) -> None:
    """Dash lines that answer questions are said by the person whom the title, else the article before them, names."""
    answers = [
        (said, passages[said.passage.order - 1]) for said in found if said.clause is None and said.passage.order
    ]
    answers = [
        (said, asked)
        for said, asked in answers
        if said.rule.startswith("quote-dash") and asked.string.rstrip().endswith("?") and not DASH.match(asked.string)
    ]
    if len(answers) < 2 and not (answers and _named(passages[:1], roster)):
        return
    first = answers[0][0].passage.order
    told = _named(passages[:1], roster) or _named([p for p in passages[:first] if p.kind != "caption"], roster)
    if len(told) != 1:
        return
    for said, asked in answers:
        others = [s for s in _named([asked], roster) if s is not told[0]]
        if said.quote.speaker is None and not others:
            said.quote.speaker = told[0].name
            said.quote.rule, said.quote.confidence = "quote-interview", 0.75


def _named(passages: list[Passage], roster: Roster) -> list[Somebody]:
    """Everybody whom the passages name in full, photographers left out."""
    found = [roster.of(p) for passage in passages for p in passage.persons if p.full]
    real = [s for s in found if s and not any(r[0] in ("fotograf", "skribent") for r in s.roles)]
    return list(dict.fromkeys(real))


def _only_speaker(found: list[Said], roster: Roster) -> None:
    """Where one person alone is heard in the article, a line without attribution is theirs; else it is an offer."""
    speakers = list(dict.fromkeys(s.quote.speaker for s in found if s.quote.speaker))
    last = ""
    for said in found:
        quote = said.quote
        if quote.speaker:
            last = quote.speaker
            continue
        if said.clause is not None:
            continue
        if len(speakers) == 1 and " och " not in speakers[0] and not _another(said, speakers[0], roster):
            quote.speaker = speakers[0]
            quote.rule = "quote-only-speaker"
            quote.confidence = 0.7
        else:
            quote.inferred_speaker = last or (speakers[0] if speakers else None)
            quote.note = quote.note or "Texten säger inte vem som talar här."


def _another(said: Said, speaker: str, roster: Roster) -> bool:
    """Whether the sentence before the line names somebody else."""
    if not said.introduced:
        return False
    passage, start, end = said.introduced
    named = [roster.of(p) for p in passage.persons if start <= p.start < end and p.full]
    return any(s and s.name != speaker for s in named)


def _describe(quote: Quote, said: Said, roster: Roster) -> None:
    """Role and body as the article states them of the speaker, the words of the attribution first."""
    somebody = roster.by_name.get((quote.speaker or "").lower())
    if somebody is None:
        return
    role, body = somebody.role()
    person = said.clause.persons[0] if said.clause and said.clause.persons else None
    own = person and (person.after or person.role)
    quote.role = own.role if own else quote.role or role
    quote.organisation = (own.organisation if own else None) or body or quote.organisation

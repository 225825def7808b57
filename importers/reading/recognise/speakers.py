"""Who spoke: the speaker of each quote, where the article leaves no doubt.

The attribution may name the speaker in full, by family name, by role or with a pronoun; the sentence before the
quote may, or nothing does. Where it is not certain the speaker stays empty, the note says why, and
`inferred_speaker` may hold an offer.
"""

from __future__ import annotations

from ..article import Quote
from . import roles
from .lexicon import PRONOUNS, VERBS
from .passages import Passage
from .quotes import DASH, MARKS, Said
from .roster import Roster, Somebody

JUDGING = frozenset(
    "nöjd nöjda glad glada stolt stolta övertygad överens tacksam tacksamma mån oroad imponerad".split()
)


def resolve(found: list[Said], passages: list[Passage], roster: Roster) -> list[Quote]:
    """Make the quotes, with the speaker where the article leaves no doubt."""
    for said in found:
        said.quote = _quote(said)
    for index, said in enumerate(found):
        if said.clause is not None:
            _settle(said, found, index, passages, roster)
        elif said.introduced and _colon(said):
            _from_introduction(said, found, index, passages, roster)
    _continuations(found)
    for index, said in enumerate(found):
        if said.clause is None and said.introduced and not said.quote.speaker:
            _from_introduction(said, found, index, passages, roster)
    _continuations(found)
    _only_speaker(found)
    for said in found:
        _describe(said.quote, said, roster)
    return [said.quote for said in found]


def _colon(said: Said) -> bool:
    passage, start, end = said.introduced
    return said.rule == "quote-colon" or passage.string[start:end].rstrip().endswith(":")


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


def _settle(said: Said, found: list[Said], index: int, passages: list[Passage], roster: Roster) -> None:
    clause, quote = said.clause, said.quote
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


def _heard(
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
        named: list[tuple[int, Somebody]] = []
        for person in passage.persons:
            if back == order and person.start >= start:
                continue
            if passage.is_quoted(person.start):
                continue
            somebody = roster.of(person)
            if somebody:
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
    if len(candidates) > 1 and not _same_sentence_subject(said, candidates):
        sure = [c for c in candidates if c.gender == wanted and wanted]
        if len(sure) == 1 or (sure and sure[0] is candidates[0]):
            return sure[0], ""
    return candidates[0], ""


def _same_sentence_subject(said: Said, candidates: list[Somebody]) -> bool:
    return len({c.name for c in candidates}) == 1


def _from_introduction(said: Said, found: list[Said], index: int, passages: list[Passage], roster: Roster) -> None:
    """The sentence before: "NAMN fyllde i:", "Det är NAMN nöjd med.", "…, menar hon."."""
    passage, start, end = said.introduced
    quote = said.quote
    colon = _colon(said)
    words = [w for w in passage.words if start <= w.start < end]
    named: list[Somebody] = []
    for person in passage.persons:
        if start <= person.start < end:
            somebody = roster.of(person)
            if somebody and somebody not in named:
                named.append(somebody)
    role = _role_subject(words, roster)
    speaks = any(w.low in VERBS or w.low in JUDGING for w in words)
    if role and not named:
        named.append(role)
    if named and (colon or (len(named) == 1 and (speaks or _is_subject(passage, start, end)))):
        quote.speaker = named[0].name
        quote.rule = "quote-colon" if colon else "quote-after-naming"
        quote.confidence = 0.9 if colon else 0.7
        return
    pronoun = next((w.low for w in words if w.low in ("hon", "han")), "")
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


def _role_subject(words: list, roster: Roster) -> Somebody | None:
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
            if abs(other.passage.order - said.passage.order) != 1 or not _begins_speech(other.passage.string):
                continue
            said.quote.speaker = other.quote.speaker
            said.quote.rule = "quote-dash-continued"
            said.quote.confidence = 0.8


def _begins_speech(string: str) -> bool:
    return DASH.match(string) is not None or string.lstrip()[:1] in MARKS


def _only_speaker(found: list[Said]) -> None:
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
        if len(speakers) == 1 and " och " not in speakers[0]:
            quote.speaker = speakers[0]
            quote.rule = "quote-only-speaker"
            quote.confidence = 0.7
        else:
            quote.inferred_speaker = last or (speakers[0] if speakers else None)
            quote.note = quote.note or "Texten säger inte vem som talar här."


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

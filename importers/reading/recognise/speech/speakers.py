"""Who spoke: the speaker of each quote, where the article leaves no doubt.

The attribution may name the speaker in full, by family name, by role or with a pronoun; the sentence before the
quote may, or nothing does. Where it is not certain the speaker stays empty and the note says why. For words without
any attribution `speaker_of_all` puts who spoke last into `inferred_speaker`, an offer that a person may accept. What
the page itself marks as a quote (`<blockquote>`) gets its speaker in `blockquotes`, from the source that it names.
"""

from __future__ import annotations

from ...model.findings import Quote
from ..mentions.passages import Passage
from ..mentions.roster import Roster
from .attribution_value import Attribution
from .found_quote import Said
from .speaker_continued import settle_continuations, settle_said_after
from .speaker_heard import heard_beside
from .speaker_introduced import ends_in_colon, settle_introduced
from .speaker_of_all import settle_interview, settle_only_speaker


def resolve(found: list[Said], passages: list[Passage], roster: Roster) -> list[Quote]:
    """Make the quotes, with the speaker where the article leaves no doubt."""
    for said in found:
        said.quote = _quote(said)
    for index, said in enumerate(found):
        if said.clause is not None:
            _settle(said, said.clause, found, index, passages, roster)
        elif said.introduced and ends_in_colon(said, said.introduced):
            settle_introduced(said, said.introduced, found, index, passages, roster)
    settle_interview(found, passages, roster)
    settle_continuations(found)
    for index, said in enumerate(found):
        if said.clause is None and said.introduced and not said.quote.speaker:
            settle_introduced(said, said.introduced, found, index, passages, roster)
    settle_continuations(found)
    settle_said_after(found, passages, roster)
    settle_only_speaker(found, passages, roster)
    for said in found:
        _describe(said.quote, said, roster)
    return [said.quote for said in found]


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
        somebody, note = heard_beside(said, found, index, passages, roster, clause.pronoun)
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

"""The people of the article, each with the role and the body that the text states, and every place that names them."""

from __future__ import annotations

import re
from itertools import pairwise

from ...model.findings import Mention
from ...model.thresholds import FACT
from ...swedish.speech_verbs import NOT_SAYING, VERBS
from ..mentions import role_base, role_following, role_forms, role_value
from ..mentions.passages import Passage
from ..mentions.person_hit import PersonHit
from ..mentions.role_forms import person_noun
from ..mentions.roster import Roster, Somebody

LATER = frozenset("som till blir är blev bli var".split())
LISTED = re.compile(r"[A-ZÅÄÖÉÜ][\w'’-]+(?: (?:[A-ZÅÄÖÉÜ][\w'’-]+|af|von|de)){1,3}\Z")


def add_listed(passages: list[Passage]) -> None:
    """In a list where most lines are names, the lines that look alike are names too."""
    items = [p for p in passages if p.kind == "item" and len(p.words) <= 5]
    named = [p for p in items if any(h.full for h in p.persons)]
    if len(named) < 2 or len(named) * 2 < len(items):
        return
    for passage in items:
        string = passage.string.strip()
        if any(h.full for h in passage.persons) or not LISTED.match(string):
            continue
        start = passage.string.index(string)
        hit = PersonHit(start, start + len(string), 0, len(passage.words), string, 0.7, "person-listed")
        hit.tail = hit.end
        passage.persons = [hit]


def state_roles(passages: list[Passage], roster: Roster) -> None:
    """Roles said elsewhere in the sentence: "NAMN blir ny generaldirektör för X", "tacka NAMN för … som …"."""
    for passage in passages:
        full = [p for p in passage.persons if p.full]
        for number, person in enumerate(full):
            somebody = roster.of(person)
            if somebody is None or person.role or person.after:
                continue
            limit = full[number + 1].start if number + 1 < len(full) else len(passage.string)
            limit = min(limit, passage.sentence_at(person.start)[1])
            found = _role_later(passage, person.last, limit)
            if found:
                somebody.roles.append((found.role, found.organisation, passage.order, 0.6))
        _plural(passage, full, roster)
        _told_of(passage, full, roster)
    under_names(passages, roster)


TOLD = re.compile(
    r"\b(?:är|blev|arbetar|jobbar) (?P<one>hon|han) (?:nu |numera |i dag )?(?:som )?|"
    r"\b(?P<two>[Hh]on|[Hh]an) (?:är|arbetar som|jobbar som) (?:nu |numera |i dag )?(?:en )?"
)


def _told_of(passage: Passage, full: list, roster: Roster) -> None:
    """ "NAMN läste i Homs. I dag är hon lagledare.": the role is that of the one person named before."""
    for match in TOLD.finditer(passage.string) if full else ():
        before = {id(s): s for p in full if p.end <= match.start() and (s := roster.of(p))}
        if len(before) != 1 or passage.is_quoted(match.start()):
            continue
        (somebody,) = before.values()
        wanted = "f" if (match["one"] or match["two"]).lower() == "hon" else "m"
        found = role_following.after(passage, passage.word_index(match.end()))
        if found and somebody.gender in ("", wanted) and passage.words[found.first].start == match.end():
            somebody.roles.append((found.role, found.organisation, passage.order, 0.5))


def _role_later(passage: Passage, at: int, limit: int) -> role_value.Role | None:
    words = passage.words
    for index in range(at, min(at + 12, len(words))):
        if words[index].start >= limit:
            return None
        if index > at and words[index].low in ("säger", "menar", "berättar"):
            return None
        if words[index].low in LATER and index + 1 < len(words):
            begin = index + 1
            while begin < len(words) and words[begin].low in ("ny", "nya", "en", "ett", "vår", "den"):
                begin += 1
            found = role_following.after(passage, begin)
            if found and words[found.first].start < limit:
                return found
    return None


def _plural(passage: Passage, full: list, roster: Roster) -> None:
    """ "Kommunalråden NAMN och NAMN", "smederna NAMN och NAMN": the role before several names is each one's."""
    if len(full) < 2:
        return
    words = passage.words
    for index, word in enumerate(words):
        found = _in_plural(word.low)
        if not found:
            continue
        start, end = passage.sentence_at(word.start)
        after = [p for p in full if word.end < p.start < end and not p.after and (not p.role or p.role.first == index)]
        before = [p for p in full if start <= p.start < word.start]
        if not after or after[0].first - index > 8 or (before and after[0].first != index + 1):
            continue
        if any(w.low in NOT_SAYING or w.low in VERBS for w in words[index + 1 : after[0].first]):
            continue  # "Deltagarna har fått hjälp av NAMN och NAMN"
        if after[0].first == index + 1 or not role_base.base(word.low):
            after = _together(passage, after)
        for person in after if len(after) > 1 else ():
            somebody = roster.of(person)
            if somebody and not (person.role and person.role.first == index):
                somebody.roles.append((found, None, passage.order, 0.8))


def _in_plural(low: str) -> str | None:
    """The role that a word names of several people ("lärarna" → "lärare"), else None."""
    known = role_base.base(low)
    if known:
        return known if role_forms.is_plural(low) and low != known else None
    if low.endswith(("er", "ar")) and role_base.base(low[:-2]) == low[:-2]:
        return low[:-2]  # "coacher", "tekniker" is none
    return person_noun(low) if low.endswith(("arna", "erna", "orna")) else None


def _together(passage: Passage, people: list) -> list:
    """The people from the first on who stand side by side: "NAMN, NAMN och NAMN"."""
    side = people[:1]
    for one, other in pairwise(people):
        if passage.string[one.tail or one.end : other.start].strip() not in ("och", "samt", ",", "&"):
            break
        side.append(other)
    return side


def under_names(passages: list[Passage], roster: Roster) -> None:
    """A name on a line of its own, and on the line under it the role: "NAMN / Jobbmatchare"."""
    for passage, below in pairwise(passages):
        if passage.kind != below.kind or len(below.words) > 6 or below.persons or not below.words:
            continue
        name = next((p for p in passage.persons if p.full), None)
        if name is None or name.role or name.after or name.first or name.last != len(passage.words):
            continue
        somebody, string = roster.of(name), below.string.strip()
        found = role_following.after(below, 0, capitals=True)
        whole = found and found.first == 0 and found.last == len(below.words)
        if somebody and string[-1] not in ".!?:" and (whole or person_noun(below.words[-1].low)):
            role = found.role if found and whole else string
            lower = role if role[:2].isupper() else role[0].lower() + role[1:]
            somebody.roles.append((lower, found.organisation if found and whole else None, below.order, 0.8))


def mentions(roster: Roster, passages: list[Passage]) -> list[Mention]:
    """The people in the order in which they are named first."""
    found: list[Mention] = []
    parts: dict[int, list] = {}
    for passage in passages:
        for hit in passage.persons:
            if not hit.full:
                somebody = roster.part(hit.name)
                if somebody:
                    parts.setdefault(id(somebody), []).append(passage.span(hit.start, hit.end))
    for somebody in roster.people:
        if somebody.confidence < FACT or _credited(somebody):
            continue
        role, organisation = somebody.role()
        passage, first = somebody.hits[0]
        mention = Mention(
            span=passage.span(first.start, first.end),
            rule=max(somebody.hits, key=lambda pair: pair[1].confidence)[1].rule,
            confidence=somebody.confidence,
            name=somebody.name,
            role=role,
            organisation=organisation,
        )
        mention.spans = sorted(
            [p.span(h.start, h.end) for p, h in somebody.hits] + parts.get(id(somebody), []), key=lambda s: s.start
        )
        if somebody.confidence < 0.75:
            mention.note = "Namnet känns igen på ordens form; kontrollera."
        found.append(mention)
    return found


def _credited(somebody: Somebody) -> bool:
    """Whether the article names somebody only under a picture, "Foto: NAMN": a credit, and nobody of the article."""
    return all(hit.role is not None and _credit(passage, hit.role.first) for passage, hit in somebody.hits)


def _credit(passage: Passage, at: int) -> bool:
    """ "Foto NAMN", "Fotograf: NAMN". Without the colon a photographer may be anybody of the article."""
    word = passage.words[at]
    return word.low in ("foto", "bild") or (word.low == "fotograf" and passage.string[word.end : word.end + 1] == ":")


def from_cards(cards: list, roster: Roster) -> None:
    """The role on a contact card is the person's too."""
    for card in cards:
        contact = card.contact
        somebody = roster.by_name.get((contact.name or "").lower())
        if somebody and contact.role and not somebody.roles:
            somebody.roles.append((contact.role, None, card.passages[0][0].order if card.passages else 0, 0.5))

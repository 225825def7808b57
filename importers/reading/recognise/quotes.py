"""Quotes: lines of speech, words in quotation marks, and words that only an attribution marks.

Three passes. `cut` gives a line of speech that is glued to the text before it a block of its own. `find` finds
the quotes of every passage with what is certain from the passage alone. `resolve` settles who spoke where the
passage says it with a pronoun, a role, a family name or not at all; where that is not certain the speaker stays
empty, the note says why, and `inferred_speaker` may hold an offer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..article import Article, Block, Quote
from . import attribution
from .attribution import Attribution
from .lexicon import FIRST_PERSON, PRONOUNS, SAYING, VERBS
from .passages import WORD, Passage
from .roster import Roster, Somebody

DASH = re.compile(r"\s*(?:[-‐‑–—−―‒]{1,2}(?=[^\W\d]|[\"“”„’'»«(…])|[-‐‑–—−―‒]{1,2}\s+(?=\S))")
GLUED = re.compile(r"[.!?:…\"”“»](\s*)([–—−―]|-(?=[A-ZÅÄÖÉ])|-(?= [A-ZÅÄÖÉ]))\s?(?=[A-ZÅÄÖÉ\"“”])")
MARKS = '"“”„»«‟″'
TRIM = ' \t\n\r\u00a0\u202f,"“”„»«‟″'
NARRATES = re.compile(r"(?:Hon|Han|Hen|De)\b|[A-ZÅÄÖÉ][\w-]+ [A-ZÅÄÖÉ][\w-]+ ")
JUDGING = frozenset(
    "nöjd nöjda glad glada stolt stolta övertygad överens tacksam tacksamma mån oroad imponerad".split()
)


@dataclass(slots=True)
class Said:
    """A quote as it was found, before its speaker is settled."""

    passage: Passage
    start: int  # the whole of it in the passage: mark, words and attribution
    end: int
    parts: list[tuple[int, int]]
    clause: Attribution | None = None
    rule: str = ""
    confidence: float = 0.95
    introduced: tuple[Passage, int, int] | None = None  # the sentence before it that says who speaks
    quote: Quote | None = field(default=None)
    clauses: list[Attribution] = field(default_factory=list)


def cut(article: Article) -> None:
    """Give a line of speech that is glued to what stands before it a block of its own."""
    for blocks in _sequences(article):
        for index in range(len(blocks) - 1, -1, -1):
            block = blocks[index]
            if block.type != "paragraph" or len(block.content) < 12:
                continue
            string = block.content.text
            places = [m.start(2) for m in GLUED.finditer(string) if _speech_follows(string, m)]
            for place in reversed(places):
                rest = block.content[place:]
                block.content = block.content[:place].strip()
                blocks.insert(index + 1, Block("paragraph", rest))


def _speech_follows(string: str, match: re.Match[str]) -> bool:
    """A dash after a full stop begins speech where a verb of saying follows, or where it is glued to the stop."""
    if match.start() == 0 and not string[:1].strip():
        return False
    glued = not match[1]
    following = string[match.end() : match.end() + 1500]
    if glued and match[2] != "-":
        return True
    return any(word in SAYING for word in WORD.findall(following.lower()))


def _sequences(article: Article) -> list[list[Block]]:
    """Every list of blocks in which speech can stand."""
    found = [article.blocks]
    for block in article.walk():
        if block.type in ("factbox", "faq") and block.children:
            found.append(block.children)
    return found


def find(passages: list[Passage]) -> list[Said]:
    """Quotes in reading order, each with the clause or the sentence before it that says who speaks."""
    found: list[Said] = []
    speech = _speech_lines(passages)
    for index, passage in enumerate(passages):
        if passage.kind not in ("paragraph", "lead", "item", "question"):
            continue
        before = _before(passages, index)
        if passage.order in speech:
            found.extend(_dash(passage, before))
        elif passage.kind in ("paragraph", "lead"):
            marked = _marked(passage, before)
            found.extend(marked or _unmarked(passage))
    for said in found:
        said.passage.quoted.extend(said.parts)
    return found


def _before(passages: list[Passage], index: int) -> Passage | None:
    """The passage right before this one, captions left out."""
    while index > 0:
        index -= 1
        if passages[index].kind not in ("caption", "link"):
            return passages[index]
    return None


def _speech_lines(passages: list[Passage]) -> set[int]:
    """The order numbers of the dash lines that are speech. A list made with dashes is none."""
    lines = [p for p in passages if p.kind in ("paragraph", "lead") and DASH.match(p.string)]
    speech: set[int] = set()
    runs: list[list[Passage]] = []
    for passage in lines:
        if runs and runs[-1][-1].order + 1 == passage.order:
            runs[-1].append(passage)
        else:
            runs.append([passage])
    for run in runs:
        attributed = {p.order for p in run if attribution.find(p, 0, len(p.string), marked=True)}
        first = run[0].order
        intro = passages[first - 1].string.rstrip() if first > 0 else ""
        listed = _is_list(run, attributed, intro, passages[first - 1] if first else None)
        speech.update(p.order for p in run if p.order in attributed or not listed)
    return speech


def _is_list(run: list[Passage], attributed: set[int], intro: str, before: Passage | None) -> bool:
    if attributed:
        return False
    bodies = [DASH.sub("", p.string, count=1).strip() for p in run]
    if any(body[:1].islower() for body in bodies):
        return True
    finished = sum(body.endswith((".", "!", "?", "”", '"', "…")) for body in bodies)
    personal = any(w.low in FIRST_PERSON for p in run for w in p.words)
    if intro.endswith(":") and before is not None and not _introduces(before):
        return not personal or finished < len(run)
    if finished < len(run):
        return not (personal and finished * 2 >= len(run))
    return all(len(body.split()) < 4 for body in bodies) and len(run) > 1


def _introduces(passage: Passage) -> bool:
    """Whether the last sentence ("NAMN fyllde i:") says that somebody speaks."""
    start, end = passage.sentences[-1]
    words = [w for w in passage.words if start <= w.start < end]
    someone = any(p.start >= start for p in passage.persons if p.full or p.confidence >= 0.5)
    someone = someone or any(w.low in PRONOUNS for w in words)
    return any(w.low in VERBS for w in words) or someone


# Lines of speech


def _dash(passage: Passage, before: Passage | None) -> list[Said]:
    start = DASH.match(passage.string).end()
    end = len(passage.string.rstrip())
    clauses = attribution.find(passage, start, end, marked=True)
    parts, stop = _cut_out(passage, start, end, clauses)
    if not parts:
        return []
    rule = "quote-dash" if clauses else "quote-dash-alone"
    said = Said(passage, 0, stop, parts, clauses[0] if clauses else None, rule, 0.98 if clauses else 0.8)
    said.clauses = clauses
    if not clauses:
        said.introduced = _introduction(before)
    return [said]


def _cut_out(passage: Passage, start: int, end: int, clauses: list[Attribution]) -> tuple[list[tuple[int, int]], int]:
    """The words of the quote: all of [start, end) but the clauses and the narration after the last of them."""
    parts: list[tuple[int, int]] = []
    position = start
    for clause in clauses:
        _add(passage, parts, position, clause.start)
        position = clause.end
    if not clauses:
        _add(passage, parts, position, end)
        return parts, end
    stop = position
    for begin, finish in passage.sentences:
        if finish <= position or begin >= end:
            continue
        begin = max(begin, position)
        if _narrates(passage, begin, finish):
            break
        stop = finish
    _add(passage, parts, position, stop)
    return parts, stop


def _narrates(passage: Passage, start: int, end: int) -> bool:
    """A sentence after the attribution that tells about the speaker and is not speech."""
    string = passage.string[start:end].lstrip(" .,")
    lows = {w.low for w in passage.words[passage.word_index(start) : passage.word_index(end - 1) + 1]}
    return bool(NARRATES.match(string)) and not lows & FIRST_PERSON


def _add(passage: Passage, parts: list[tuple[int, int]], start: int, end: int) -> None:
    string = passage.string
    while start < end and (string[start] in TRIM or string[start] in ".,;" or string[start] in "–—−-"):
        start += 1
    while end > start and string[end - 1] in TRIM:
        end -= 1
    if any(char.isalnum() for char in string[start:end]):
        parts.append((start, end))


# Quotation marks


def _pairs(string: str) -> list[tuple[int, int]]:
    """(opening mark, closing mark) of each quotation, of whatever kinds the marks are."""
    places = [i for i, char in enumerate(string) if char in MARKS]
    if len(places) % 2:
        return []
    return list(zip(places[::2], places[1::2], strict=True))


def _marked(passage: Passage, before: Passage | None) -> list[Said]:
    string = passage.string
    if not any(mark in string for mark in MARKS):
        return []
    found: list[Said] = []
    whole = string.strip()
    pairs = _pairs(string)
    if not pairs and whole[0] in MARKS and whole.count(whole[0]) == 1:
        return []
    for index, (opening, closing) in enumerate(pairs):
        if closing - opening < 4 or len(string[opening:closing].split()) < 2:
            continue
        limit = pairs[index + 1][0] if index + 1 < len(pairs) else len(string)
        last = found[-1] if found else None
        if last is not None and last.end == opening:
            # the clause before it ends in this mark: speech goes on
            _add(passage, last.parts, opening + 1, closing)
            last.end = closing + 1
            continue
        clause = _clause_after(passage, closing, limit)
        if clause is None and last is not None and last.clause and not string[last.end : opening].strip(" .,"):
            # ”A”, säger NAMN. ”B”: the same person goes on
            _add(passage, last.parts, opening + 1, closing)
            last.end = closing + 1
            continue
        if clause is None:
            inner = attribution.find(passage, opening + 1, closing, marked=True)
            if inner and inner[0].persons:
                parts, _ = _cut_out(passage, opening + 1, closing, inner)
                found.append(Said(passage, opening, closing + 1, parts, inner[0], "quote-marks-inside", 0.85))
                continue
        if clause is not None:
            parts: list[tuple[int, int]] = []
            _add(passage, parts, opening + 1, closing)
            end = (
                limit
                if clause.continues and limit < len(string) and not string[clause.end : limit].strip(" .,:")
                else clause.end
            )
            if parts:
                found.append(Said(passage, opening, end, parts, clause, "quote-marks", 0.95, clauses=[clause]))
            continue
        intro = _colon_before(passage, opening)
        parts = []
        _add(passage, parts, opening + 1, closing)
        if intro and parts:
            found.append(
                Said(passage, opening, closing + 1, parts, None, "quote-colon", 0.9, introduced=(passage, *intro))
            )
        elif (
            parts
            and opening == len(string) - len(string.lstrip())
            and closing >= len(whole) - 2
            and len(whole.split()) > (12 if passage.kind == "lead" else 4)
        ):
            said = Said(passage, opening, len(string), parts, None, "quote-marks-alone", 0.7)
            said.introduced = _introduction(before)
            found.append(said)
    return found


def _clause_after(passage: Passage, closing: int, limit: int) -> Attribution | None:
    between_end = closing + 1
    index = passage.word_index(between_end)
    words = passage.words
    if index >= len(words) or words[index].start >= limit or words[index].low not in VERBS:
        return None
    if passage.string[between_end : words[index].start].strip(" ,.") != "":
        return None
    return attribution.parse(
        passage, index, between_end, limit if limit < len(passage.string) else len(passage.string), marked=True
    )


def _colon_before(passage: Passage, opening: int) -> tuple[int, int] | None:
    """The sentence "NAMN säger:" that the mark stands after."""
    left = passage.string[:opening].rstrip()
    if not left.endswith((":", ",")) and not left.endswith(("säger", "sade", "skriver", "sa", "skrev")):
        return None
    start, _ = passage.sentence_at(max(len(left) - 1, 0))
    if start >= opening:
        return None
    words = [w for w in passage.words if start <= w.start < len(left)]
    if not any(w.low in VERBS for w in words[-8:]):
        return None
    if not left.endswith(":") and words[-1].low not in VERBS:
        return None
    if not any(start <= p.start < opening for p in passage.persons) and not any(w.low in PRONOUNS for w in words):
        return None
    return start, len(left)


# No mark at all


def _unmarked(passage: Passage) -> list[Said]:
    """A sentence that ends in ", säger NAMN" is speech without marks."""
    clauses = attribution.find(passage, 0, len(passage.string), marked=False)
    for clause in clauses:
        if not (clause.persons or clause.pronoun):
            continue
        start, _ = passage.sentence_at(clause.start)
        if start >= clause.start or not passage.string[start : clause.start].rstrip().endswith(","):
            continue
        lows = {w.low for w in passage.words if start <= w.start < clause.start}
        if clause.pronoun and not lows & FIRST_PERSON:
            continue
        if passage.string[start : start + 4].lower() in ("att ", "som ", "det ä") and clause.pronoun:
            continue
        parts: list[tuple[int, int]] = []
        _add(passage, parts, _personal_start(passage, start), clause.start)
        if parts:
            return [Said(passage, parts[0][0], clause.end, parts, clause, "quote-no-mark", 0.75, clauses=[clause])]
    return []


def _personal_start(passage: Passage, start: int) -> int:
    """Sentences before it that say I or we are speech too."""
    for begin, end in reversed(passage.sentences):
        if end > start:
            continue
        lows = {w.low for w in passage.words if begin <= w.start < end}
        if not lows & FIRST_PERSON or lows & VERBS:
            break
        start = begin
    return start


# Who spoke


def _introduction(before: Passage | None) -> tuple[Passage, int, int] | None:
    """The last sentence of the passage before, where it may say who speaks."""
    if before is None or before.kind not in ("paragraph", "lead", "question") or not before.sentences:
        return None
    if DASH.match(before.string):
        return None
    return before, *before.sentences[-1]


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
    from . import roles

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
            if said.quote.note or not said.rule.startswith("quote-dash"):
                continue
            if abs(other.passage.order - said.passage.order) != 1 or not DASH.match(other.passage.string):
                continue
            said.quote.speaker = other.quote.speaker
            said.quote.rule = "quote-dash-continued"
            said.quote.confidence = 0.8


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


# Blocks


def rebuild(article: Article, found: list[Said]) -> None:
    """Turn the paragraphs that are speech into quote blocks; narration after it becomes a paragraph again."""
    by_block: dict[int, list[Said]] = {}
    for said in found:
        block = said.passage.block
        if block is not None and said.passage.kind == "paragraph" and len(block.content) == len(said.passage.text):
            by_block.setdefault(id(said.passage.block), []).append(said)
    for blocks in _sequences(article):
        for index in range(len(blocks) - 1, -1, -1):
            block = blocks[index]
            here = by_block.get(id(block))
            if not here or block.type != "paragraph":
                continue
            string = here[0].passage.string
            if string[: here[0].start].strip() or not _covers(here, string):
                continue
            stop = here[-1].end
            while stop < len(string) and string[stop] in ' .,"”“»':
                stop += 1
            block.type = "quote"
            block.quotes = [said.quote for said in here]
            if string[stop:].strip():
                rest = block.content[stop:]
                block.content = block.content[:stop].strip()
                blocks.insert(index + 1, Block("paragraph", rest))


def _covers(here: list[Said], string: str) -> bool:
    """Whether the quotes with their attributions are all there is up to the end of the last of them."""
    position = 0
    for said in here:
        if string[position : said.start].strip(" .,"):
            return False
        position = said.end
    rest = string[position:].strip(' .,"”“»')
    return not rest or here[-1].rule.startswith("quote-dash")

"""Quotes: lines of speech, words in quotation marks, and words that only an attribution marks.

`cut` gives a line of speech that is glued to the text before it a block of its own, `find` finds the quotes of every
passage with what is certain from the passage alone, and `rebuild` turns paragraphs that are speech into quote
blocks. Who spoke is settled in speakers.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...model.article import Article, Block, Quote
from ...swedish.words import FIRST_PERSON, PRONOUNS, SAYING, VERBS
from ..mentions.passages import WORD, Passage
from ..mentions.speech_dash import DASH
from . import attribution
from .attribution import Attribution

GLUED = re.compile(r"[.!?:…\"”“»](\s*)([–—−―]|-(?=[A-ZÅÄÖÉ])|-(?= [A-ZÅÄÖÉ]))\s?(?=[A-ZÅÄÖÉ\"“”])")
I_OR_WE = frozenset("jag vi mig oss min mitt mina vår vårt våra".split())
MARKS = '"“”„»«‟″'
ANY_MARK = re.compile(f"[{MARKS}]")
TRIM = ' \t\n\r\u00a0\u202f,"“”„»«‟″'
NARRATES = re.compile(r"(?:Hon|Han|Hen|De)\b|[A-ZÅÄÖÉ][\w-]+ [A-ZÅÄÖÉ][\w-]+ ")


# The sentence before a quote that may say who speaks: its passage, where it starts and where it ends.
Introduction = tuple[Passage, int, int]


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
    introduced: Introduction | None = None
    quote: Quote = field(init=False, repr=False, compare=False)  # made by speakers.resolve, for all at once
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
    open_until = -1
    for index, passage in enumerate(passages):
        if passage.kind not in ("paragraph", "lead", "item", "question") or index <= open_until:
            continue
        before = _before(passages, index)
        if passage.order in speech:
            found.extend(_dash(passage, before))
        elif passage.kind in ("paragraph", "lead"):
            marked = _marked(passage, before)
            if not marked or marked[0].rule == "quote-marks-alone":
                marked = _signed(passages, index) or marked
            found.extend(marked or _unmarked(passage))
            if len(marked) == 1 and marked[0].rule == "quote-marks-open":
                further = _until_closed(passages, index)
                found.extend(further)
                open_until = index + len(further)
    for said in found:
        said.passage.quoted.extend(said.parts)
    return found


AGE = re.compile(r"\A, \d{1,2}(?: år)?")
SIGNATURE = re.compile(r"\s*(?:[–—−-]\s*)?(?=[A-ZÅÄÖÉ])")


def _signed(passages: list[Passage], index: int) -> list[Said]:
    """Words in quotation marks with the speaker's name after a dash, or alone on the next line."""
    passage = passages[index]
    pairs = _pairs(passage.string)
    if len(pairs) != 1 or passage.string[: pairs[0][0]].strip():
        return []
    opening, closing = pairs[0]
    parts: list[tuple[int, int]] = []
    _add(passage, parts, opening + 1, closing)
    rest = passage.string[closing + 1 :].strip(" .,")
    below = passages[index + 1] if index + 1 < len(passages) else None
    where, at = (passage, closing + 1) if rest else (below, 0)
    if not parts or where is None or where.kind not in ("paragraph", "lead") or (rest and rest[0] not in "–—−-"):
        return []
    name = SIGNATURE.match(where.string, at)
    person = next((p for p in where.persons if name and p.full and p.start == name.end()), None)
    if person is None or len(where.string[at:].split()) > 14:
        return []
    end = len(where.string.rstrip())
    told = AGE.sub("", where.string[person.tail or person.end : end], count=1).strip(" .")
    if told and not (person.after and told.startswith(",")):
        return []
    said = Said(passage, opening, len(passage.string) if rest else closing + 1, parts, None, "quote-signed", 0.85)
    said.introduced = (where, person.start, end)
    return [said]


def _until_closed(passages: list[Passage], index: int) -> list[Said]:
    """The paragraphs after one that opened the marks, up to the one that closes them; none where none does."""
    found: list[Said] = []
    for passage in passages[index + 1 : index + 6]:
        string = passage.string
        count = sum(string.count(mark) for mark in MARKS)
        if passage.kind != "paragraph" or count > 1 or string.lstrip()[:1] in MARKS or DASH.match(string):
            return []
        parts: list[tuple[int, int]] = []
        closing = next((at for at, char in enumerate(string) if char in MARKS), len(string.rstrip()))
        _add(passage, parts, 0, closing)
        said = Said(passage, 0, closing + count, parts, None, "quote-marks-open", 0.6)
        clause = _clause_after(passage, closing, len(string)) if count else None
        if clause:
            said.clause, said.clauses, said.end = clause, [clause], clause.end
        if parts:
            found.append(said)
        if count:
            return found if clause or not string[closing + 1 :].strip(" .,") else []
    return []


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
        speech.update(p.order for p in run if p.order in attributed or not (listed or p.answer))
    return speech


def _is_list(run: list[Passage], attributed: set[int], intro: str, before: Passage | None) -> bool:
    if attributed:
        return False
    bodies = [DASH.sub("", p.string, count=1).strip() for p in run]
    if any(body[:1].islower() for body in bodies):
        return True
    finished = sum(body.endswith((".", "!", "?", "”", '"', "…")) for body in bodies)
    personal = any(w.low in I_OR_WE for p in run for w in p.words)
    if len(run) > 1 and not personal and all(len(body.split()) < 7 for body in bodies):
        return True
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
    dash = DASH.match(passage.string)
    start = dash.end() if dash else 0
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
    places = [match.start() for match in ANY_MARK.finditer(string)]
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
    if not pairs and whole[0] in MARKS and sum(whole.count(mark) for mark in MARKS) == 1 and len(whole.split()) > 3:
        # a paragraph of a longer quotation: opened, and closed in a later one
        parts: list[tuple[int, int]] = []
        _add(passage, parts, string.index(whole[0]) + 1, len(string.rstrip()))
        said = Said(passage, 0, len(string), parts, None, "quote-marks-open", 0.6)
        said.introduced = _introduction(before)
        return [said] if parts else []
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
            parts = []
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
            if said.introduced or string[closing - 1] in ".!?…" or string[closing + 1 :].strip():
                found.append(said)  # else a line over a section
    return found


def _clause_after(passage: Passage, closing: int, limit: int) -> Attribution | None:
    between_end = closing + 1
    index = passage.word_index(between_end)
    words = passage.words
    if index >= len(words) or words[index].start >= limit or words[index].low not in VERBS | {"enligt"}:
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


def _introduction(before: Passage | None) -> Introduction | None:
    """The last sentence of the passage before, where it may say who speaks."""
    if before is None or before.kind not in ("paragraph", "lead", "question") or not before.sentences:
        return None
    if DASH.match(before.string):
        return None
    return before, *before.sentences[-1]


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

"""Lines that begin with a dash: which are speech, and what of them was said."""

from __future__ import annotations

from ...model.thresholds import FACT
from ...swedish.function_words import PRONOUNS
from ...swedish.speech_verbs import SAYING, VERBS
from ..mentions.passages import Passage
from ..mentions.person_hit import PersonHit
from ..mentions.speech_dash import DASH
from . import attribution
from .found_quote import Said
from .quote_words import cut_out, introduction

I_OR_WE = frozenset("jag vi mig oss min mitt mina vår vårt våra".split())


def speech_lines(passages: list[Passage]) -> set[int]:
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
        below = passages[run[-1].order + 1] if run[-1].order + 1 < len(passages) else None
        if len(run) == 1 and below is not None and spoke_above(below):
            attributed = {run[0].order}
        listed = _is_list(run, attributed, intro, passages[first - 1] if first else None)
        rows = _rows(run, attributed) if attributed else set()
        speech.update(p.order for p in run if p.order in attributed or not (listed or p.answer or p.order in rows))
    return speech


ANSWERS = ("svaret kommer från ", "orden kommer från ", "svaret ges av ", "rösten tillhör den ")


def spoke_above(passage: Passage) -> PersonHit | None:
    """Who said what stands on the line above: "Det sa ordföranden NAMN när …", "Så beskriver NAMN …"."""
    words = passage.words
    if passage.lower.startswith(ANSWERS):
        answered = next((p for p in passage.persons if p.full), None)
        return (
            answered if answered and min(answered.first, answered.role.first if answered.role else 99) == 3 else None
        )
    if len(words) < 3 or words[0].low not in ("det", "så", "detta", "orden") or words[1].low not in SAYING:
        return None
    first = next((p for p in passage.persons if p.full), None)
    begins = first and min(first.first, first.role.first if first.role else first.first)
    return first if begins == 2 else None


def _rows(run: list[Passage], attributed: set[int]) -> set[int]:
    """Two or more lines side by side that are no sentences and nobody's: rows of a list next to a line of speech."""
    rows: set[int] = set()
    side: list[Passage] = []
    for passage in [*run, None]:
        if passage is not None and passage.order not in attributed and not _sentence(passage):
            side.append(passage)
            continue
        if len(side) > 1:
            rows.update(row.order for row in side)
        side = []
    return rows


def _sentence(passage: Passage) -> bool:
    ended = passage.string.rstrip().endswith((".", "!", "?", "”", '"', "…", ","))
    return ended or any(word.low in I_OR_WE for word in passage.words)


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
    if before is not None and not personal and (before.kind == "heading" or _is_label(before)):
        return True
    if intro.endswith(":") and before is not None and not _introduces(before):
        return not personal or finished < len(run)
    if finished < len(run):
        return not (personal and finished * 2 >= len(run))
    return all(len(body.split()) < 4 for body in bodies) and len(run) > 1


def _is_label(passage: Passage) -> bool:
    """A short line over a row: "Språkombud", and no sentence."""
    string = passage.string.strip()
    return (
        passage.kind == "paragraph" and len(passage.words) <= 6 and string[-1:] not in '.!?…:”"' and "," not in string
    )


def _introduces(passage: Passage) -> bool:
    """Whether the last sentence ("NAMN fyllde i:") says that somebody speaks."""
    start, end = passage.sentences[-1]
    words = [w for w in passage.words if start <= w.start < end]
    someone = any(p.start >= start for p in passage.persons if p.full or p.confidence >= FACT)
    someone = someone or any(w.low in PRONOUNS for w in words)
    return any(w.low in VERBS for w in words) or someone


# Lines of speech


def speech_of_line(passage: Passage, before: Passage | None) -> list[Said]:
    dash = DASH.match(passage.string)
    start = dash.end() if dash else 0
    end = len(passage.string.rstrip())
    clauses = attribution.find(passage, start, end, marked=True)
    parts, stop = cut_out(passage, start, end, clauses)
    if not parts:
        return []
    rule = "quote-dash" if clauses else "quote-dash-alone"
    sure = 0.98 if clauses and all(clause.known for clause in clauses) else 0.85 if clauses else 0.8
    said = Said(passage, 0, stop, parts, clauses[0] if clauses else None, rule, sure)
    said.clauses = clauses
    if not clauses:
        said.introduced = introduction(before)
    return [said]

"""What the witnesses come to on a text without mark-up: which lines are kept in doubt.

No line is left out here. What all the witnesses together take for the page's furniture is kept, and told of, the lines
that stand together in one.
"""

from __future__ import annotations

from ...furniture.weighing import LINES, judged
from ...furniture.witness_words import ground_of
from ...model.article import Article, Problem
from ...model.segments import Segment
from ...model.spans import Span
from ...model.thresholds import FACT
from .text_lines import Line
from .text_witnesses import LineWitnesses

_MOST_TOLD, _LONGEST_TOLD = 8, 80


def judge_lines(article: Article, lines: list[Line], first: int) -> None:
    """Write down how each line was judged, and say which are kept in doubt."""
    ledger = [entry for entry in article.ledger if not entry.object]
    runs: list[list[Segment]] = []
    last = -1
    for at, (line, entry, said) in enumerate(LineWitnesses(lines, ledger, first).hear()):
        segment = judged(line.text.span(), said, LINES)
        if entry.state == "dropped":
            segment.outcome = "dropped"
        elif segment.outcome == "dropped":
            segment.outcome = "doubtful"
        article.segments.append(segment)
        if segment.outcome == "doubtful" and segment.chance < FACT:
            if last == at - 1 and runs:
                runs[-1].append(segment)
            else:
                runs.append([segment])
            last = at
    _tell(article, runs)


def _tell(article: Article, runs: list[list[Segment]]) -> None:
    for run in runs[:_MOST_TOLD]:
        span = Span(run[0].span.start, run[-1].span.end)
        words = " ".join(article.source_text[span.start : span.end].split())
        shown = words if len(words) <= _LONGEST_TOLD else f"{words[: _LONGEST_TOLD - 3].rstrip()}…"
        surest = min(run, key=lambda one: one.chance)
        text = f"«{shown}» är med, fast det {ground_of(surest)}. Ta bort det om det inte hör dit."
        article.problems.append(Problem("doubtful-kept", text, span))
    if len(runs) > _MOST_TOLD:
        text = f"{len(runs) - _MOST_TOLD} stycken till är med fast de kanske inte hör till texten."
        article.problems.append(Problem("doubtful-kept", f"{text} Jämför med originalet."))

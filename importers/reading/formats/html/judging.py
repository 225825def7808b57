"""What the witnesses come to on one page: which of what rules left out is kept after all, and what is kept in doubt.

A rule that leaves something out for its name or its place is one witness among several. Where all of them together say
that it is the article's, it is kept where it stands, and told of as doubtful; so is what no rule left out, where they
speak against it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable

from ...furniture.contact_marks import has_contact
from ...furniture.weighing import KEPT, is_unproven, judged
from ...furniture.witness_words import ground_of
from ...model.article import Article, Block, LedgerEntry, Problem
from ...model.spans import Span
from ...model.thresholds import FACT, SURE
from .page_plan import Plan
from .page_runs import Run, find_runs
from .tree import Page
from .witnesses import Witnesses

_SHORTEST, _LONGEST_TOLD, _MOST_TOLD = 25, 80, 5
_SENTENCE = re.compile(r"\w[.!?…][”\"')\]]*(?:\s|$)")
_FIELDS = frozenset(("title", "dates"))  # what is read as these is judged by those who read it


class Judgement:
    """The segments of a page, each with the run of words that it is of, and the rule that left it out."""

    def __init__(self, article: Article, page: Page, plan: Plan, witnesses: Witnesses) -> None:
        body = page.root.find("body")
        roots = set(plan.roots)
        found = find_runs(page, page.root if body is None else body, roots)
        states = States(article.ledger)
        runs: list[Run] = []
        self.rules: list[str] = []
        for run in found:
            entry = states.of(run)
            if entry is not None and entry.where not in _FIELDS and entry.state != "used":
                runs.append(run)
                self.rules.append(entry.rule if entry.state == "dropped" else "")
        self.runs = runs
        said = witnesses.hear(runs, self.rules)
        self.segments = [judged(Span(run.start, run.end), one) for run, one in zip(runs, said, strict=True)]

    def left_in_doubt(self, page: Page, article: Article) -> list[Run]:
        """What rules left out for its name or its place alone, though all the witnesses together say that it is the
        article's, and that stands nowhere in the article; nothing that a browser does not show."""
        pairs = zip(self.runs, self.segments, self.rules, strict=True)
        left = [run for run, one, rule in pairs if rule and one.chance >= SURE and is_unproven(one.testimonies)]
        left = [run for run in left if run.around.structure != "unseen" and is_telling(page.text[run.start : run.end])]
        if not left:
            return []
        kept = _folded([article.title.text, article.lead.text, *(block.text for block in article.blocks)])
        return [run for run in left if _folded([page.text[run.start : run.end]]) not in kept]

    def recurring(self) -> list[Run]:
        """What no rule left out, and all the witnesses together do: it stands on other pages too."""
        pairs = zip(self.runs, self.segments, self.rules, strict=True)
        return [run for run, one, rule in pairs if not rule and one.outcome == "dropped"]

    def settle(self, kept: list[Run], gone: list[Run]) -> None:
        """Write in each segment what became of it: what was left out and is kept after all is doubtful, and so is what
        recurs and could not be left out."""
        again, out = {id(run) for run in kept}, {id(run) for run in gone}
        for run, segment, rule in zip(self.runs, self.segments, self.rules, strict=True):
            if id(run) in again or (not rule and segment.outcome == "dropped" and id(run) not in out):
                segment.outcome = "doubtful"
            elif rule:
                segment.outcome = "dropped"


def without(blocks: list[Block], runs: list[Run], drop: Callable[[Span, str], None]) -> tuple[list[Block], list[Run]]:
    """The blocks without those that have nothing but words of these runs, and the runs that are gone with them."""
    if not runs:
        return blocks, []
    out: list[Block] = []
    gone: dict[int, Run] = {}
    for block in blocks:
        texts = [text for text in block.texts() if text]
        holders = [next((run for run in runs if _lies_in(text.span(), run)), None) for text in texts]
        found = [run for run in holders if run is not None]
        if block.image is not None or not texts or len(found) < len(texts):
            out.append(block)
            continue
        for text in texts:
            drop(text.span(), "recurs")
        gone.update((id(run), run) for run in found)
    return out, list(gone.values())


def _lies_in(span: Span, run: Run) -> bool:
    return run.start <= span.start and span.end <= run.end


def tell_doubts(article: Article, told: set[Span]) -> None:
    """Say which segments are more likely furniture, and kept all the same, or were left out by a rule, and what speaks
    most against each; not again what was `told` already."""
    doubtful = [one for one in article.segments if one.outcome == "doubtful" and not _overlaps(one.span, told)]
    doubtful = [one for one in doubtful if one.chance < FACT or KEPT not in one.testimonies]
    for segment in doubtful[:_MOST_TOLD]:
        words = " ".join(article.source_text[segment.span.start : segment.span.end].split())
        shown = words if len(words) <= _LONGEST_TOLD else f"{words[: _LONGEST_TOLD - 3].rstrip()}…"
        text = f"«{shown}» är med, fast det {ground_of(segment)}. Ta bort det om det inte hör dit."
        article.problems.append(Problem("doubtful-kept", text, segment.span))
    if len(doubtful) > _MOST_TOLD:
        text = f"{len(doubtful) - _MOST_TOLD} stycken till är med fast de kanske inte hör till texten."
        article.problems.append(Problem("doubtful-kept", f"{text} Jämför med originalet."))


def _overlaps(span: Span, others: set[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def is_telling(text: str) -> bool:
    """Whether words that were left out are worth a doubt: a sentence, or how to reach somebody."""
    return len(text) >= _SHORTEST and (_SENTENCE.search(text) is not None or has_contact(text))


def insert(blocks: list[Block], found: list[Block]) -> None:
    """Set blocks among others where their words stand on the page."""
    if not found:
        return
    starts = [block.span.start if block.span else -1 for block in blocks]
    for new in found:
        start = new.span.start if new.span else 0
        at = next((at for at, other in enumerate(starts) if other > start), len(blocks))
        blocks.insert(at, new)
        starts.insert(at, start)


class States:
    """Looks up what a ledger says of most of a run's words."""

    def __init__(self, entries: Iterable[LedgerEntry]) -> None:
        self.entries = [entry for entry in entries if not entry.object]
        self.starts = [entry.span.start for entry in self.entries]

    def of(self, run: Run) -> LedgerEntry | None:
        """The entry that most of the run lies in; None where it lies in none."""
        at = max(0, bisect_right(self.starts, run.start) - 1)
        best: LedgerEntry | None = None
        most = 0
        while at < len(self.entries) and self.starts[at] < run.end:
            entry = self.entries[at]
            size = min(run.end, entry.span.end) - max(run.start, entry.span.start)
            if size > most:
                best, most = entry, size
            at += 1
        return best


def _folded(texts: Iterable[str]) -> str:
    return " ".join(re.findall(r"\w+", " ".join(texts).casefold()))

"""The ledger of a page, from what the article holds, what was used as a field and what was dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model.article import Article, Block, LedgerEntry, State
from ...model.ledger import is_blank
from ...model.spans import Span, Text

Claim = tuple[int, int, State, str, str]


def claims_of(text: Text, source: str, state: State, rule: str, where: str) -> Iterator[Claim]:
    """The runs of the source that a text is made of; blanks between its characters do not part a run."""
    offsets = text.offsets
    if not offsets:
        return
    start = last = offsets[0]
    if offsets[-1] - start + 1 == len(offsets):
        yield start, offsets[-1] + 1, state, rule, where
        return
    for offset in offsets:
        if offset - last > 1 or offset < last:
            between = source[last + 1 : offset]
            if offset < last or (between and not between.isspace()):
                yield start, last + 1, state, rule, where
                start = offset
        last = offset
    yield start, last + 1, state, rule, where


def placed(article: Article, *, title_rule: str, lead_rule: str) -> list[Claim]:
    """What stands in the article: title, lead, blocks."""
    source = article.source_text
    claims: list[Claim] = []
    claims.extend(claims_of(article.title, source, "placed", title_rule, "title"))
    claims.extend(claims_of(article.lead, source, "placed", lead_rule, "lead"))
    for block in article.blocks:
        claims.extend(_of_block(block, source, ""))
    return claims


def _of_block(block: Block, source: str, within: str) -> Iterator[Claim]:
    rule = str(block.data.get("rule") or block.type)
    state: State = "unknown" if rule == "unknown" else "placed"
    where = f"{within}/{block.type}" if within else block.type
    own = [block.caption, block.content, *block.header, *(cell for row in block.rows for cell in row)]
    for text in own:
        if text:
            yield from claims_of(text, source, state, rule, where)
    for item in block.items:
        if item.data.get("rule") is None and state == "placed":
            item.data["rule"] = rule
        yield from _of_block(item, source, where)
    for child in block.children:
        yield from _of_block(child, source, where)


def close(source: str, layers: Iterable[Iterable[Claim]]) -> list[LedgerEntry]:
    """The entries in source order. A later layer goes over an earlier one; what no claim covers is left out."""
    claims = [claim for layer in layers for claim in layer if claim[0] < claim[1]]
    edges = sorted({edge for claim in claims for edge in claim[:2]})
    at = {edge: number for number, edge in enumerate(edges)}
    owner: list[Claim | None] = [None] * len(edges)
    for claim in claims:
        first, last = at[claim[0]], at[claim[1]]
        owner[first:last] = [claim] * (last - first)
    entries: list[LedgerEntry] = []
    for number, owned in enumerate(owner[:-1]):
        if owned is None:
            continue
        start, end = _trim(source, edges[number], edges[number + 1])
        if start >= end:
            continue
        _, _, state, rule, where = owned
        previous = entries[-1] if entries else None
        if (
            previous
            and (previous.state, previous.rule, previous.where) == (state, rule, where)
            and not source[previous.span.end : start].strip()
        ):
            previous.span = Span(previous.span.start, end)
            continue
        entries.append(LedgerEntry(Span(start, end), state, rule, where))
    return entries


def unclaimed(source: str, entries: list[LedgerEntry]) -> list[Span]:
    """The runs of text that stand in no entry."""
    gaps: list[Span] = []
    at = 0
    for entry in (*entries, LedgerEntry(Span(len(source), len(source)), "unknown")):
        if at < entry.span.start and source[at : entry.span.start].strip():
            start, end = _trim(source, at, entry.span.start)
            if start < end:
                gaps.append(Span(start, end))
        at = max(at, entry.span.end)
    return gaps


def _trim(source: str, start: int, end: int) -> tuple[int, int]:
    piece = source[start:end]
    if not piece or piece.isspace():
        return start, start
    while start < end and is_blank(source[start]):
        start += 1
    while end > start and is_blank(source[end - 1]):
        end -= 1
    return start, end

"""An article as tables in a terminal, for a person who wants to see what the reader made of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Rich

from ..model.article import Article, Block
from ..model.findings import Quote
from ..model.ledger import is_blank

STATES = {"placed": "placerat", "used": "använt", "dropped": "bortvalt", "unknown": "okänt"}
_COLOURS = {"placed": "green", "used": "cyan", "dropped": "yellow", "unknown": "red"}
_BLOCKS = {
    "heading": "rubrik",
    "paragraph": "stycke",
    "list": "lista",
    "table": "tabell",
    "quote": "citat",
    "faq": "fråga och svar",
    "image": "bild",
    "links": "länkar",
    "file": "fil",
    "embed": "inbäddat",
    "contact": "kontakt",
    "factbox": "faktaruta",
}


def render(article: Article) -> RenderableType:
    """What the reader found: head, body, the recognised values, and the ledger's sums."""
    parts: list[RenderableType] = [_head(article), _body(article)]
    parts.extend(
        table for table in (_quotes(article), _people(article), _contacts(article), _figures(article)) if table
    )
    parts.append(_names(article))
    parts.append(_ledger_sums(article))
    parts.extend(Rich(f"⚠ {problem.message}", style="yellow") for problem in article.problems)
    return Panel(Group(*parts), title=escape(article.source), title_align="left")


def explain(article: Article) -> RenderableType:
    """The whole ledger: each piece of the source, what became of it, by which rule, and where it stands now."""
    how = f" · läst med profilen {article.profile}" if article.profile else ""
    table = Table(title=escape(article.source + how), title_justify="left", expand=True)
    for name, options in (
        ("plats", {"justify": "right", "no_wrap": True}),
        ("vad som hände", {"no_wrap": True}),
        ("regel", {"no_wrap": True}),
        ("hamnade i", {"no_wrap": True}),
        ("text", {"ratio": 1}),
    ):
        table.add_column(name, **options)
    for entry in article.ledger:
        text = entry.object or _short(article.source_text[entry.span.start : entry.span.end], 160)
        state = Rich(STATES[entry.state], style=_COLOURS[entry.state])
        table.add_row(f"{entry.span.start}–{entry.span.end}", state, entry.rule, entry.where, escape(text))
    return table


def _short(text: str, length: int = 100) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= length else folded[: length - 1].rstrip() + "…"


def _grid(*rows: tuple[str, str | None]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(ratio=1)
    for label, value in rows:
        grid.add_row(label, escape(value) if value else Rich("saknas", style="dim"))
    return grid


def _head(article: Article) -> RenderableType:
    return _grid(
        ("Rubrik", article.title.text),
        ("Publicerad", article.published),
        ("Uppdaterad", article.updated),
        ("Utgivare", article.publisher),
        ("Ingress", article.lead.text),
    )


def _body(article: Article) -> RenderableType:
    table = Table(expand=True, show_edge=False, pad_edge=False)
    table.add_column("block", style="cyan", no_wrap=True)
    table.add_column("innehåll", ratio=1)
    for block in article.blocks:
        name = _BLOCKS.get(block.type, block.type)
        table.add_row(f"{name} {block.level}" if block.type == "heading" else name, escape(_block_text(block)))
    return Group(Rule("Brödtext", align="left"), table) if article.blocks else Rule("Ingen brödtext", align="left")


def _block_text(block: Block) -> str:
    if block.type == "faq":
        answer = " ".join(child.text for child in block.children)
        return f"{block.content.text}\n→ {_short(answer)}"
    if block.type in ("list", "links", "contact"):
        lines = [*([block.content.text] if block.content else []), *(f"• {_short(i.text)}" for i in block.items)]
        return "\n".join(lines)
    return _short(block.text, 160)


def _table(title: str, columns: tuple[str, ...], rows: Sequence[tuple[str | None, ...]]) -> RenderableType | None:
    if not rows:
        return None
    table = Table(expand=True, show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column)
    for row in rows:
        table.add_row(*(escape(cell or "–") for cell in row))
    return Group(Rule(title, align="left"), table)


def _speaker(quote: Quote) -> str | None:
    if quote.speaker:
        return quote.speaker
    return f"{quote.inferred_speaker} (gissning)" if quote.inferred_speaker else None


def _quotes(article: Article) -> RenderableType | None:
    rows = [(_speaker(q), q.role, q.organisation, _short(q.text)) for q in article.quotes]
    return _table("Citat", ("vem", "roll", "organisation", "vad"), rows)


def _people(article: Article) -> RenderableType | None:
    rows = [(p.name, p.role, p.organisation) for p in article.people]
    return _table("Personer", ("namn", "roll", "organisation"), rows)


def _contacts(article: Article) -> RenderableType | None:
    rows = [(c.name, c.role, c.phone, c.email) for c in article.contacts]
    return _table("Kontakter", ("namn", "roll", "telefon", "e-post"), rows)


def _figures(article: Article) -> RenderableType | None:
    rows = [(" ".join(filter(None, (k.value, k.unit))), k.about, k.as_of) for k in article.key_figures]
    return _table("Nyckeltal", ("värde", "vad", "när"), rows)


def _names(article: Article) -> RenderableType:
    rows = [
        (label, ", ".join(name.name for name in names))
        for label, names in (
            ("Organisationer", article.organisations),
            ("Kommuner", article.municipalities),
            ("Enheter", article.units),
            ("Projekt", article.projects),
        )
        if names
    ]
    if article.funding:
        rows.append(
            ("Finansiering", ", ".join(f"{f.funder} {f.share or f.amount or ''}".strip() for f in article.funding))
        )
    return _grid(*rows)


def _ledger_sums(article: Article) -> RenderableType:
    sums: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    for entry in article.ledger:
        size = sum(1 for char in article.source_text[entry.span.start : entry.span.end] if not is_blank(char))
        sums[entry.state] += size
        if entry.state == "dropped":
            rules[entry.rule] += 1
    line = " · ".join(f"{sums[state]} tecken {name}" for state, name in STATES.items() if sums[state])
    dropped = ", ".join(f"{rule} ×{count}" if count > 1 else rule for rule, count in rules.most_common())
    return Group(
        Rule("Liggaren", align="left"), Rich(line), Rich(f"Bortvalt: {dropped}" if dropped else "", style="dim")
    )

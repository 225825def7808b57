"""Show a text with everything that was recognised in it marked: in colour in a terminal, or as an HTML page.

Where findings lie inside one another ("Solviks kommun" in a quote's attribution), the innermost gives the colour and
all are named. Offers (below 0.5) are marked with a question mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise
from typing import NamedTuple

from rich.text import Text as RichText

from ..model.article import Article
from ..model.findings import Found
from ..model.spans import Span
from ..model.thresholds import FACT
from . import segments_shown
from .grounds import Grounds

KINDS = {  # kind: (Swedish name, terminal colour, background on the page)
    "quote": ("citat", "green", "#d8f0d8"),
    "person": ("person", "cyan", "#cfeaf5"),
    "contact": ("kontakt", "bright_cyan", "#dff5f2"),
    "faq": ("fråga och svar", "bright_blue", "#e3e6fb"),
    "figure": ("nyckeltal", "yellow", "#fbf0c4"),
    "organisation": ("organisation", "magenta", "#f3dcf3"),
    "municipality": ("kommun", "bright_magenta", "#fbdcec"),
    "unit": ("enhet", "blue", "#dce4f7"),
    "project": ("projekt", "red", "#fbdcd6"),
    "funding": ("finansiering", "bright_yellow", "#f7e6cf"),
    "fact": ("faktum", "white", "#eeeeee"),
    "problem": ("att kontrollera", "bright_red", "#ffc9c9"),
}
STYLE = """
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; }
.text { white-space: pre-wrap; } mark { color: inherit; padding: .1em 0; border-bottom: 2px solid #555; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem;
border-bottom: 1px solid #ccc; } li { display: inline-block; margin: 0 .6rem .4rem 0; } ul { padding: 0; }
"""


class Marked(NamedTuple):
    """One finding in the text: where, of what kind, and what to say of it in Swedish."""

    span: Span
    kind: str
    label: str


def findings(article: Article) -> list[Marked]:
    """Everything that was recognised, in the order of the text."""
    return sorted(_all(article), key=lambda marked: (marked.span.start, -marked.span.end))


def _all(article: Article) -> Iterator[Marked]:
    yield from _speech(article)
    yield from _named(article)
    yield from _told(article)
    for problem in article.problems:
        if problem.span:
            yield Marked(problem.span, "problem", f"Att kontrollera: {problem.message}")


def _said(found: Found, words: str, seen: str = "") -> str:
    """`seen` is what the finding rests on in the text."""
    sure = "" if found.confidence >= FACT else " (erbjudande)"
    said = " ".join(filter(None, (seen, found.note)))
    return f"{words}{sure}; regel {found.rule}, säkerhet {found.confidence:.2f}. {said}".rstrip()


def _speech(article: Article) -> Iterator[Marked]:
    for quote in article.quotes:
        speaker = quote.speaker or (f"kanske {quote.inferred_speaker}" if quote.inferred_speaker else "okänd talare")
        role = ", ".join(part for part in (quote.role, quote.organisation) if part)
        for part in quote.parts:
            yield Marked(part, "quote", _said(quote, f"Citat: {speaker}{', ' + role if role else ''}"))


def _named(article: Article) -> Iterator[Marked]:
    """People, bodies and projects: every place that names them."""
    grounds = Grounds(article)
    for person in article.people:
        role = ", ".join(part for part in (person.role, person.organisation) if part)
        label = _said(person, f"Person: {person.name}{', ' + role if role else ''}", grounds.of(person))
        yield from (Marked(span, "person", label) for span in person.spans)
    for kind, name, rows in (
        ("organisation", "Organisation", article.organisations),
        ("municipality", "Kommun", article.municipalities),
        ("unit", "Enhet", article.units),
        ("project", "Projekt", article.projects),
    ):
        for row in rows:
            key = f" [{row.key}]" if row.key else ""
            listed = bool(row.key) if kind == "organisation" else None
            label = _said(row, f"{name}: {row.name}{key}", grounds.of(row, listed=listed))
            yield from (Marked(span, kind, label) for span in row.spans)


def _told(article: Article) -> Iterator[Marked]:
    """What stands in one place: contacts, questions, figures, funding and facts."""
    rows: list[tuple[Found, str, str]] = []
    for contact in article.contacts:
        who = ", ".join(part for part in (contact.name, contact.role, contact.phone, contact.email) if part)
        rows.append((contact, "contact", f"Kontakt: {who}"))
    rows += [(pair, "faq", f"Fråga: {pair.question}") for pair in article.faq]
    for figure in article.key_figures:
        words = " ".join(part for part in (figure.value, figure.unit) if part)
        when = f", {figure.as_of}" if figure.as_of else ""
        rows.append((figure, "figure", f"Nyckeltal: {words}{when} ({figure.about or 'okänt'})"))
    for funding in article.funding:
        words = " ".join(part for part in (funding.funder, funding.share, funding.amount) if part)
        rows.append((funding, "funding", f"Finansiering: {words}"))
    rows += [(f, "fact", f"Faktum om {f.subject}: {f.field} = {_value(f.value)}") for f in article.facts]
    for found, kind, words in rows:
        if found.span:
            yield Marked(found.span, kind, _said(found, words))


def _value(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part not in (None, ""))
    return str(value)


def _pieces(article: Article) -> Iterator[tuple[int, int, list[Marked]]]:
    """The source text in pieces, each with the findings over it, the innermost first."""
    marked = findings(article)
    size = len(article.source_text)
    cuts = sorted({0, size, *(edge for m in marked for edge in m.span if 0 <= edge <= size)})
    opening: dict[int, list[Marked]] = {}
    for one in marked:
        opening.setdefault(one.span.start, []).append(one)
    active: list[Marked] = []
    for start, end in pairwise(cuts):
        active = [m for m in active if m.span.end > start] + opening.get(start, [])
        yield start, end, sorted(active, key=lambda m: m.span.end - m.span.start)


def terminal(article: Article) -> RichText:
    """The text in colours, with a list of the findings under it."""
    result = RichText()
    for start, end, active in _pieces(article):
        words = article.source_text[start:end]
        strong = [m for m in active if m.kind != "fact"]
        result.append(words, style=KINDS[strong[0].kind][1] if strong else "")
    result.append("\n\n")
    for kind, (name, colour, _) in KINDS.items():
        rows = list(dict.fromkeys(m.label for m in findings(article) if m.kind == kind))
        if rows:
            result.append(f"{name} ({len(rows)})\n", style=f"bold {colour}")
            result.append("".join(f"  {row}\n" for row in rows))
    return result


def page(article: Article) -> str:
    """A page of HTML that needs nothing else: the text with its marks, and a table of the findings."""
    title = escape(article.title.text or article.source or "Text")
    body = []
    for start, end, active in _pieces(article):
        words = escape(article.source_text[start:end])
        strong = [m for m in active if m.kind != "fact"] or active
        if strong:
            labels = escape("\n".join(dict.fromkeys(m.label for m in active)))
            words = f'<mark class="{strong[0].kind}" title="{labels}">{words}</mark>'
        body.append(words)
    rules = "".join(
        f"mark.{kind}, .key.{kind} {{ background: {colour}; }}\n" for kind, (_, _, colour) in KINDS.items()
    )
    style = f"{STYLE}{segments_shown.STYLE}{rules}"
    used = {m.kind for m in findings(article)}
    keys = "".join(f'<li class="key {kind}">{name}</li>' for kind, (name, _, _) in KINDS.items() if kind in used)
    rows = "".join(
        f"<tr><td>{KINDS[m.kind][0]}</td><td>{escape(article.source_text[m.span.start : m.span.end][:120])}</td>"
        f"<td>{escape(m.label)}</td></tr>\n"
        for m in findings(article)
    )
    return (
        f'<!doctype html>\n<html lang="sv"><head><meta charset="utf-8"><title>{title}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{style}</style></head>\n'
        f'<body><h1>{title}</h1>\n<ul>{keys}</ul>\n<div class="text">{"".join(body)}</div>\n'
        f"<h2>Det som känts igen</h2>\n<table><thead><tr><th>Slag</th><th>Ord i texten</th><th>Vad</th></tr></thead>\n"
        f"<tbody>\n{rows}</tbody></table>\n{segments_shown.section(article)}</body></html>\n"
    )

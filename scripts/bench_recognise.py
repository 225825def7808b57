#!/usr/bin/env python3
"""Run the recognisers over a folder of texts, and count what they found and what looks missed.

    python scripts/bench_recognise.py [FOLDER] [--show KIND] [--limit N] [--sample N]

FOLDER is searched for .txt and .md files. KIND is one of the counted kinds (unattributed, no-speaker,
suspicious-missed, suspicious-speaker, suspicious-long, suspicious-person, one-name, inferred …): its cases are printed
with the name of the file. Nothing is written. Without a folder the time for 400, 4,000 and 40,000 words is measured.
"""

from __future__ import annotations

import argparse
import collections
import pathlib
import random
import re
import statistics
import sys
import time
from collections.abc import Iterator

from brygga.importers.reading.formats.text.text_reader import read_text
from brygga.importers.reading.model.article import Article, Block
from brygga.importers.reading.model.findings import Quote
from brygga.importers.reading.model.spans import Text
from brygga.importers.reading.recognise import recognise
from brygga.importers.reading.swedish.speech_verbs import SAYING

DASH = re.compile(r"^\s*[-–—−‒―]\s*\S", re.MULTILINE)
SAID = re.compile(r", (?:" + "|".join(sorted(SAYING)) + r") [^,.]{0,80}[A-ZÅÄÖ]\w+")


def plain(markdown: str) -> str:
    """Markdown's marks that a text rendition does not have: heading signs, emphasis, link targets."""
    text = re.sub(r"^#+ ", "", markdown, flags=re.MULTILINE)
    text = re.sub(r"\[([^\]\n]*)\]\([^)\n]*\)", r"\1", text)
    return re.sub(r"\*\*|__", "", text)


def cases(article: Article) -> Iterator[tuple[str, str]]:
    """(kind, what) of everything counted in one article."""
    for quote in article.quotes:
        yield from quote_cases(quote)
    yield from missed_cases(article)
    for person in article.people:
        yield "people", person.name
        yield (
            ("people-role" if person.role else "people-no-role"),
            f"{person.name}: {person.role} | {person.organisation}",
        )
        if person.confidence < 0.75:
            yield "suspicious-person", f"{person.name} ({person.rule})"
    for kind in (
        "contacts",
        "faq",
        "key_figures",
        "organisations",
        "municipalities",
        "projects",
        "units",
        "funding",
        "facts",
    ):
        for found in getattr(article, kind):
            if found.confidence >= 0.5:
                yield kind, show(kind, found)
    for problem in article.problems:
        yield "problem " + problem.code, article.source_text[slice(*problem.span)] if problem.span else ""


def quote_cases(quote: Quote) -> Iterator[tuple[str, str]]:
    """What is counted of a quote."""
    yield "quotes", quote.text
    yield "rule " + quote.rule, quote.text
    if quote.attribution:
        yield "attributed", quote.attribution
    else:
        yield "unattributed", f"{quote.text[:150]} → {quote.speaker} ({quote.rule})"
    if quote.speaker:
        yield "speaker", quote.speaker
        if len(quote.speaker.split()) == 1:
            yield "one-name", f"{quote.speaker}: {quote.attribution}"
        if len(quote.speaker.split()) > 4 and " och " not in quote.speaker:
            yield "suspicious-speaker", f"{quote.speaker}: {quote.attribution}"
    else:
        yield "no-speaker", f"{quote.text[:120]} | {quote.attribution} | {quote.note}"
    if quote.role:
        yield "role", f"{quote.speaker}: {quote.role} | {quote.organisation} | {quote.attribution}"
    elif quote.attribution and quote.speaker:
        yield "no-role", f"{quote.speaker}: {quote.attribution}"
    if quote.inferred_speaker:
        yield "inferred", f"{quote.text[:100]} → {quote.inferred_speaker}"
    if quote.attribution and len(quote.attribution) > 160:
        yield "suspicious-long", quote.attribution
    if SAID.search(quote.text):
        yield "suspicious-inside", quote.text[:300]


def missed_cases(article: Article) -> Iterator[tuple[str, str]]:
    """Paragraphs that may be speech and were not taken for it."""
    quoted = " ".join(q.text for q in article.quotes)
    for block in article.walk():
        if block.type == "paragraph":
            words = block.content.text.strip()
            if (
                SAID.search(words)
                and words[:60] not in quoted
                and not any(
                    q.span and block.span and block.span.start <= q.span.start < block.span.end for q in article.quotes
                )
            ):
                yield "suspicious-missed", words[:300]
            elif DASH.match(words) and len(words) > 60:
                yield "suspicious-dash", words[:200]


def show(kind: str, found) -> str:
    match kind:
        case "contacts":
            return f"{found.name} | {found.role} | {found.phone} | {found.email}"
        case "faq":
            return f"{found.question} → {found.answer[:80]}"
        case "key_figures":
            return f"{found.value} | {found.unit} | {found.about} | {found.as_of} | {found.kind}"
        case "funding":
            return f"{found.funder} | {found.share} | {found.amount}"
        case "facts":
            return f"{found.subject} | {found.field} | {found.value} | {found.sentence}"
        case _:
            return f"{found.name} ({found.rule})"


PARAGRAPHS = (
    "Solviks kommun öppnar i dag ett nytt hus för arbete och lärande. Enheten för arbete och lärande (EAL) flyttar in "
    "i maj, tillsammans med Arbetsförmedlingen och Försäkringskassan. Huset ligger vid torget i Hagfors.",
    "– Vi har väntat länge på det här. Nu får alla en väg in, och det märks redan i korridorerna, säger enhetschef "
    "Ylva Brännfors.",
    "Projektet Brygghuset finansieras till 60 procent av Europeiska socialfonden och till 40 procent av kommunerna. "
    "Målet är att 55 procent av deltagarna ska ha arbete eller studera när projektet avslutas 2027. I dag "
    "är 84 personer "
    "inskrivna, och två av tre av dem har fått en anställning.",
    "”Det är roligt att gå hit på morgonen”, säger Sten Malmgård, som deltog i höstas. Han arbetar nu på Glimmer AB.",
    "Under 2025 hade 294 hushåll ekonomiskt bistånd, vilket är 14 färre än året innan. Syftet med satsningen är att "
    "fler ska kunna försörja sig. Region Värmland och länsstyrelsen i Dalarna är med och stöttar.",
    "- Det gäller att börja i rätt ände, menar hon.",
)


def invented(words: int) -> Article:
    """An article of so many words, made of the paragraphs above."""
    source, lines, count = [], 0, 0
    while count < words:
        source.append(PARAGRAPHS[lines % len(PARAGRAPHS)])
        count += len(source[-1].split())
        lines += 1
    text = "\n".join(source)
    article = Article(source_text=text)
    at = 0
    for line in source:
        article.blocks.append(Block("paragraph", Text.of(text, at, at + len(line))))
        at += len(line) + 1
    return article


def speed() -> int:
    """Print the median time of each length, and the time for each word, which should stay the same."""
    recognise(invented(100))
    print(f"{'ord':>8}{'median ms':>12}{'µs per ord':>12}")
    for words, times in ((400, 41), (4000, 9), (40000, 3)):
        taken = []
        for _ in range(times):
            article = invented(words)
            started = time.process_time()
            recognise(article)
            taken.append(time.process_time() - started)
        median = statistics.median(taken)
        print(f"{words:8}{median * 1000:12.1f}{median / words * 1e6:12.1f}")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, nargs="?")
    parser.add_argument("--show", default="", help="print the cases of this kind")
    parser.add_argument("--limit", type=int, default=40, help="how many cases to print")
    parser.add_argument("--sample", type=int, default=0, help="read only so many files, drawn by chance")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if args.folder is None:
        return speed()
    paths = sorted(p for p in args.folder.rglob("*") if p.suffix in (".txt", ".md"))
    if not paths:
        print(f"Inga .txt- eller .md-filer i {args.folder}.", file=sys.stderr)
        return 2
    chance = random.Random(args.seed)
    if args.sample:
        paths = sorted(chance.sample(paths, min(args.sample, len(paths))))
    counts: collections.Counter[str] = collections.Counter()
    shown: list[str] = []
    times: list[float] = []
    for path in paths:
        text = plain(path.read_text(encoding="utf-8", errors="replace"))
        article = read_text(text, source=path.name)
        started = time.process_time()
        recognise(article)
        times.append(time.process_time() - started)
        for kind, what in cases(article):
            counts[kind] += 1
            if kind == args.show:
                shown.append(f"{path.name}: {' '.join(what.split())}")
    print(f"{len(paths)} texter, median {statistics.median(times) * 1000:.1f} ms, längst {max(times) * 1000:.0f} ms")
    for kind, number in sorted(counts.items()):
        print(f"{kind:28}{number:8}")
    chance.shuffle(shown)
    for line in shown[: args.limit]:
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())

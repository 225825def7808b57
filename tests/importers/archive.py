"""A small archive of invented press releases, as files, and short ways to import and look."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from wagtail.models import Page, PageLogEntry, Revision

from brygga.importers.models import ImportRun
from brygga.news.models import NewsPage

KITCHEN = """Solviks kommun

Nytt kök ger fler en väg till jobb

I går öppnade Solviks kommun ett utbildningskök i den gamla järnvägsstationen. Där lär sig tolv deltagare ett yrke.

– Vi har väntat länge på den här dagen, säger Maja Lindgren, köksmästare i Solviks kommun.

Så går det till

Deltagarna lagar lunch till kommunens äldreboenden tre dagar i veckan. De andra dagarna läser de svenska.

- Maten tar slut varje dag, berättar Maja Lindgren.

Kontakt
Maja Lindgren, köksmästare, 0555-123 45, maja.lindgren@solvik.example

Publicerad: 2023-05-11
"""

LIBRARY = """Solviks kommun

Språkcaféet flyttar till biblioteket

Från och med tisdag träffas språkcaféet på biblioteket i Solvik. Alla som vill öva svenska är välkomna.

– Vi får plats med fler, säger Ola Berg, bibliotekschef i Solviks kommun.

Publicerad: 2023-06-02
"""

HTML = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{title} - Solviks kommun</title>
<link rel="canonical" href="{address}"></head>
<body><nav><a href="/">Start</a></nav><main><article><h1>{title}</h1>
<p class="ingress">{lead}</p>{body}</article></main><footer>Solviks kommun</footer></body></html>"""

FUNDED = """Solviks kommun

Projektet Stegen får mer pengar

Projektet Stegen finansieras av Lyktfonden. Satsningen har nio deltagare.

Publicerad: 2024-02-01
"""


def page(title: str, address: str, body: str, lead: str = "En kort ingress om det som har hänt i kommunen.") -> str:
    """A web page of the old site."""
    return HTML.format(title=title, address=address, lead=lead, body=body)


def write(folder: Path, **texts: str | bytes) -> Path:
    """Files in the folder: `name__html="…"` becomes name.html, `name="…"` name.txt."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        stem, _, suffix = name.partition("__")
        data = text.encode() if isinstance(text, str) else text
        (folder / f"{stem}.{suffix or 'txt'}").write_bytes(data)
    return folder


def run_import(*paths: Path, **options: Any) -> ImportRun:
    """Import and give the run; a run with failures does not raise here."""
    import contextlib

    with contextlib.suppress(SystemExit):
        call_command("import_articles", *[str(p) for p in paths], **options)
    return ImportRun.objects.order_by("-pk").first()


def states(run: ImportRun) -> dict[str, str]:
    """File name → how it went."""
    return {Path(e.item.location).name: e.state for e in run.entries.select_related("item")}


def news(title: str) -> NewsPage:
    return NewsPage.objects.get(title=title)


def footprint() -> tuple[int, ...]:
    """Numbers that change when anything is written to pages."""
    return Page.objects.count(), Revision.objects.count(), PageLogEntry.objects.count()


def linked_to(page: Page) -> NewsPage:
    """An editor's own page, which links to the page."""
    other = page.get_parent().specific.add_child(instance=NewsPage(title="Egen nyhet", slug="egen"))
    other.body = [("paragraph", f'<a linktype="page" id="{page.pk}">Läs om köket</a>')]
    other.save_revision().publish()
    return other

"""Texts of `tests/quality/texts` with the furniture of invented sites around them, as somebody gets who copies a page.

Each text keeps its own lines; above it, below it and sometimes in the middle stands what a site has on every page. So
it is known of each line whether it is the text's.
"""

# ruff: noqa: E501  (lines are as long as they are)

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_TOP = (
    ("Hoppa till innehåll", "Solviks kommun"),
    ("Vi använder kakor för att webbplatsen ska fungera. Läs om kakor", "Jag förstår"),
    ("Start", "Barn och skola", "Bygga och bo", "Omsorg och stöd", "Kultur och fritid", "Jobb"),
    ("Start / Jobb / Nyheter",),
    ("Meny", "Sök", "Lyssna"),
    ("Störningar i telefonin", "Just nu går det inte att nå växeln. Vi arbetar med felet och hoppas vara igång i eftermiddag."),
    ("Arbete och näringsliv",),
    ("Tillsammans skapar vi framtiden",),
    ("Logotyp för Solviks kommun",),
    ("Besök oss", "Hamngatan 4", "Öppet måndag till fredag 8.00–16.30", "0555-123 00", "kommun@solvik.example"),
    ("Personligt ombud", "Språkstöd i hamnen"),
)  # fmt: skip
_MIDDLE = (
    ("Annons",),
    ("Läs också", "Ny bro över ån öppnar i maj"),
    ("Dela på Facebook", "Dela på Twitter", "Skriv ut"),
    ("Prenumerera på vårt nyhetsbrev och få nyheterna varje vecka.", "Prenumerera"),
    ("Kontaktcenter", "Öppettider", "Måndag–fredag 8.00–16.30", "Vad kan kontaktcenter hjälpa till med?"),
)
_BELOW = (
    ("Dela", "Facebook", "Twitter", "LinkedIn"),
    ("Hjälpte den här informationen dig?", "Ja", "Nej"),
    ("Fler nyheter", "Ny bro över ån öppnar i maj", "Biblioteket får nya tider", "Så blir sommarens badplatser"),
    ("Ny bro över ån öppnar i maj", "Fullmäktige har bestämt var den nya bron ska ligga. Bygget börjar i höst, och vägen stängs av.",
     "Inbrott i båthuset", "Polisen söker vittnen till ett inbrott i båthuset vid norra kajen natten till söndagen."),
    ("Självservice", "Felanmälan", "Betala räkning", "Ansök om förskola"),
    ("Kontaktvägar", "Genvägar"),
    ("Solvik ligger där ån möter havet. Här finns långa stränder, ett rikt föreningsliv och nära till allt.",),
    ("Om oss", "Solviks kommun är bygdens största arbetsgivare. Våra medarbetare ser till att vardagen fungerar för alla."),
    ("Actions", "Loading..."),
    ("Skola", "Trygghet"),
    ("Senast ändrad av", "Redaktionen"),
    ("Kommande händelser", "3 december – Föreläsning om Solviks fiskare", "9 december – Luciatåg på torget"),
    ("Så arbetar vi", "Tidningen Solvik ska vara saklig. Det vi publicerar ska vara sant, och vi rättar våra fel."),
    ("Solviks kommun, Box 12, 555 55 Solvik", "Växel: 0555-123 00", "© Solviks kommun"),
    ("Följ Solviks kommun",),
)  # fmt: skip
_EACH = 4  # pages of each text


class Framed(NamedTuple):
    """A text in its frame. `furniture` has the lines of the frame."""

    name: str
    text: str
    furniture: frozenset[str]


def framed(folder: Path) -> Iterator[Framed]:
    """Each text of the folder several times, in frames that are drawn by chance, the same ones each time."""
    for path in sorted(folder.glob("*.txt")):
        groups = [group for group in path.read_text(encoding="utf-8").split("\n\n") if group.strip()]
        own = {line.strip() for group in groups for line in group.splitlines()}
        for number in range(_EACH):
            by = random.Random(f"{path.stem} {number}")
            close = by.random() < 0.5
            above = by.sample(_TOP, by.randint(0, 3))
            below = by.sample(_BELOW, by.randint(1, 4))
            middle = by.sample(_MIDDLE, 1) if by.random() < 0.3 and len(groups) > 4 else []
            half = max(2, len(groups) // 2)
            parts = [
                *(_group(one, close) for one in above),
                *groups[:half],
                *(_group(one, close) for one in middle),
                *groups[half:],
                *(_group(one, close) for one in below),
            ]
            lines = {line for one in (*above, *middle, *below) for line in one}
            yield Framed(path.stem, "\n\n".join(parts) + "\n", frozenset(lines - own))


def _group(lines: tuple[str, ...], close: bool) -> str:
    return ("\n" if close else "\n\n").join(lines)

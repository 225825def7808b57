"""The counties of Sweden and where each stands on a schematic map: a square for each, about where it lies.

The codes and names are those of Statistics Sweden. A schematic needs no borders, and shows Gotland as large as
Norrbotten.
"""

from __future__ import annotations

from typing import NamedTuple


class County(NamedTuple):
    """A county: its code, its name, and its column and row on the map."""

    code: str
    name: str
    column: int
    row: int

    @property
    def short_name(self) -> str:
        """The name without "län": "Värmland", "Västra Götaland"."""
        return SHORT.get(self.code) or self.name.removesuffix(" län").removesuffix("s")

    @property
    def lines(self) -> tuple[str, ...]:
        """The short name in as many lines as a square needs: "Väster-", "norrland"."""
        return LINES.get(self.code, (self.short_name,))


# Names whose s belongs to the name, or whose county has another form than the name with an s.
SHORT = {"03": "Uppsala", "08": "Kalmar", "10": "Blekinge", "12": "Skåne", "18": "Örebro", "20": "Dalarna"}
LINES = {
    "04": ("Söder-", "manland"),
    "05": ("Öster-", "götland"),
    "14": ("Västra", "Götaland"),
    "19": ("Väst-", "manland"),
    "22": ("Väster-", "norrland"),
    "24": ("Väster-", "botten"),
}
COUNTIES = (
    County("25", "Norrbottens län", 3, 0),
    County("24", "Västerbottens län", 2, 1),
    County("23", "Jämtlands län", 1, 2),
    County("22", "Västernorrlands län", 2, 2),
    County("20", "Dalarnas län", 1, 3),
    County("21", "Gävleborgs län", 2, 3),
    County("17", "Värmlands län", 0, 4),
    County("18", "Örebro län", 1, 4),
    County("19", "Västmanlands län", 2, 4),
    County("03", "Uppsala län", 3, 4),
    County("14", "Västra Götalands län", 0, 5),
    County("04", "Södermanlands län", 2, 5),
    County("01", "Stockholms län", 3, 5),
    County("13", "Hallands län", 0, 6),
    County("06", "Jönköpings län", 1, 6),
    County("05", "Östergötlands län", 2, 6),
    County("09", "Gotlands län", 3, 6),
    County("12", "Skåne län", 0, 7),
    County("07", "Kronobergs län", 1, 7),
    County("08", "Kalmar län", 2, 7),
    County("10", "Blekinge län", 1, 8),
)
COLUMNS, ROWS = 4, 9

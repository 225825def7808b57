"""Writes docs/installningar.md from the table of settings, so that the page says what the code reads.

Usage: python scripts/make_settings_reference.py [--check]
With --check nothing is written; exit status 1 when the page is not what the table says.
"""

from __future__ import annotations

import sys
from pathlib import Path

from written_page import write_or_check

from brygga.site.option_table import FILES, IMPORT, OPTIONS, REQUIRED, SECURITY, VARIABLES, WEB, Option

PAGE = Path(__file__).resolve().parent.parent / "docs" / "installningar.md"
KINDS = {
    bool: "ja eller nej",
    int: "heltal",
    float: "tal",
    str: "text",
    Path: "sökväg",
    dict: "`dict`",
    list: "lista",
    tuple: "tupel",
}
HEAD = """\
# Inställningar

Den här sidan skrivs ur koden (`site/option_table.py`) av `make reference`, och ett test ser till att den stämmer.
Ingen inställning måste anges, utom `BRYGGA_RAW_ROOT` för den som importerar. `python manage.py check` säger till om
ett namn som inte finns (`brygga.W009`) och om ett värde av fel slag (`brygga.E009`).

Inställningar skrivs i webbplatsens inställningar för Django, se [installera.md](installera.md).
"""
QUEUES = """\
## Köer

`add_brygga` ger `TASKS` två köer, om webbplatsen inte har dem: `default`, som utför allt genast, och `imports`, för
importer i bakgrunden. Finns en kö `mail` går breven till prenumeranter genom den, så att ingen besökare väntar på
e-postservern.
"""
ENVIRONMENT = """\
## Miljövariabler

Den körbara webbplatsen (`make demo`, `brygga.site.settings.production`) tar det här ur miljön. Ett tillägg i en annan
webbplats läser ingen av dem.

| Variabel | Utan den | Betyder |
|---|---|---|
"""


def without(option: Option) -> str:
    """What holds where the setting is not there."""
    return "ingenting" if option.default is None else f"`{option.default!r}`".replace("'", '"')


def kinds(option: Option) -> str:
    """What the setting may be, in Swedish."""
    names = [KINDS[kind] for kind in option.kinds if not (kind is int and float in option.kinds)]
    return " eller ".join(names)


def reference() -> str:
    """The whole page."""
    parts = [HEAD]
    for part in (WEB, SECURITY, FILES, IMPORT):
        rows = [
            f"| `{name}` | {kinds(option)} | {without(option)} | {option.meaning} |"
            for name, option in OPTIONS.items()
            if option.part == part
        ]
        table = ["| Inställning | Slag | Utan den | Betyder |", "|---|---|---|---|", *rows]
        parts.append(f"## {part}\n\n" + "\n".join(table) + "\n")
    rows = [
        f"| `{name}` | {'produktion startar inte' if name in REQUIRED else each.without} | {each.meaning} |"
        for name, each in VARIABLES.items()
    ]
    return "\n".join([*parts, QUEUES, ENVIRONMENT + "\n".join(rows)]) + "\n"


def main(arguments: list[str]) -> int:
    return write_or_check(
        PAGE,
        reference(),
        arguments,
        "docs/installningar.md stämmer inte med site/option_table.py. Kör make reference.",
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The months by name and by what they are shortened to."""

from __future__ import annotations

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "januari jan",
            "februari feb",
            "mars mar",
            "april apr",
            "maj",
            "juni jun",
            "juli jul",
            "augusti aug",
            "september sep sept",
            "oktober okt oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}

"""What of a page cannot stand on a page here, though its words can: told, so that somebody can see to it."""

from __future__ import annotations

from ...model.article import Problem

_MOST = 5
_TELL = {
    "link": (
        "link-left-out",
        "Länkar som kör skript eller leder till ett internt nät är nu vanlig text: {what}. Länka till något som "
        "besökarna når, om det behövs.",
    ),
    "form": ("form-left-out", "Formulär på sidan är inte med: {what}. Länka till en e-tjänst om det behövs."),
    "embed-inside": (
        "embed-left-out",
        "Inbäddat innehåll från ett internt nät är inte med: {what}. Lägg in det på annat sätt om det behövs.",
    ),
    "embed-script": (
        "embed-left-out",
        "Inbäddat innehåll som ett skript visar är inte med: {what}. Lägg in det på annat sätt om det behövs.",
    ),
}


def problems_of(lost: list[tuple[str, str]]) -> list[Problem]:
    """A problem for each kind of thing that was taken away, with what the page calls each of them."""
    found: list[Problem] = []
    for kind, (code, text) in _TELL.items():
        named = [what for one, what in lost if one == kind]
        if named:
            what = ", ".join(f"«{word[:80]}»" if word else "utan namn" for word in named[:_MOST])
            more = f" och {len(named) - _MOST} till" if len(named) > _MOST else ""
            found.append(Problem(code, text.format(what=what + more)))
    return found

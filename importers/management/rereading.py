"""What `import_articles --reread` is asked to read again."""

from __future__ import annotations

from typing import Any

from ..models import ImportSource
from ..runs.reread import outdated, sources_to_read

# What says where documents come from, which are stored already.
_NOT_WITH = {
    "places": "en källa att läsa in",
    "plan": "--plan",
    "redo": "--redo",
    "resume": "--resume",
    "limit": "--limit",
    "base_url": "--base-url",
    "source": "--source",
}


class CannotRereadError(Exception):
    """What is asked for cannot be done; the message is Swedish and says what to do instead."""


def sources_of(options: dict[str, Any]) -> list[ImportSource]:
    """The sources that have documents to read again; none where all is read. Raises `CannotRereadError`."""
    if others := [name for option, name in _NOT_WITH.items() if options.get(option)]:
        raise CannotRereadError(
            f"--reread läser om det som redan är importerat och går inte ihop med {', '.join(others)}."
        )
    if options["reread"]:
        source = ImportSource.objects.filter(key=options["reread"]).first()
        if source is None:
            known = ", ".join(ImportSource.objects.order_by("key").values_list("key", flat=True)) or "ingen"
            raise CannotRereadError(f"Det finns ingen källa som heter {options['reread']}. De som finns: {known}.")
        found = [source] if outdated(source).exists() else []
    else:
        found = sources_to_read()
    if len(found) > 1 and (options["json"] or options["html"]):
        raise CannotRereadError(
            "Flera källor ska läsas om, och rapporten gäller en. Ange vilken: --reread "
            + " eller --reread ".join(source.key for source in found)
        )
    return found

"""Small articles for the recognisers' tests, built as a reader builds them: every text is cut from the source."""

from __future__ import annotations

from brygga.importers.reading.model.article import Article, Block
from brygga.importers.reading.model.spans import Text
from brygga.importers.reading.recognise import recognise


def article(*parts: str, title: str = "", lead: str = "") -> Article:
    """An article of lines: "# " begins a heading, "* " an item of a list, anything else a paragraph."""
    lines = [line for line in (title, lead) if line] + list(parts)
    source = "\n".join(lines)
    built = Article(source="prov.txt", source_text=source, format="text")
    at = 0
    texts = []
    for line in lines:
        texts.append(Text.of(source, at, at + len(line)))
        at += len(line) + 1
    if title:
        built.title = texts.pop(0)
    if lead:
        built.lead = texts.pop(0)
    for text in texts:
        if text.text.startswith("# "):
            built.blocks.append(Block("heading", text[2:], level=2))
        elif text.text.startswith("* "):
            if not built.blocks or built.blocks[-1].type != "list":
                built.blocks.append(Block("list"))
            built.blocks[-1].items.append(Block("paragraph", text[2:]))
        else:
            built.blocks.append(Block("paragraph", text))
    return built


def read(*parts: str, names=None, **more: str) -> Article:
    """The article of the lines, recognised."""
    built = article(*parts, **more)
    recognise(built, names)
    return built

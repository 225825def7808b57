"""Inline Markdown in texts that are written in it: links, bold and italics become marks, the signs go."""

from __future__ import annotations

import re

from ...model.spans import Mark, Text

_LINK = (
    r"\[(?P<text>[^\[\]]{1,500})\]"
    r"\((?P<href>tel:[\d\s()+-]{3,40}|[^()\s]{1,1000}(?:\([^()\s]*\)[^()\s]*)?)(?:\s+\"[^\"]{0,200}\")?\)"
)
_INLINE = re.compile(
    rf"{_LINK}|(?P<two>\*\*|__)(?P<bold>\S(?:.{{0,300}}?\S)?)(?P=two)|"
    r"(?<![\w*])(?P<one>[*_])(?P<italic>[^\s*_](?:[^*_]{0,300}?[^\s*_])?)(?P=one)(?![\w*])|"
    r"\\(?P<escaped>[\\`*_{}\[\]()#+.!|>~-])|<(?P<auto>https?://[^<>\s]{1,1000})>"
)
IMAGE = re.compile(r"!\[(?P<alt>[^\[\]]{0,500})\]\((?P<src>[^()\s]{1,1000})(?:\s+\"[^\"]{0,200}\")?\)")
_BOLD_LINE = re.compile(r"\*\*[^*]{2,120}\*\*:?")
_KINDS = {"text": "a", "bold": "b", "italic": "i"}
_LONGEST = 20_000


def is_markdown(source: str) -> bool:
    """Whether a text is written in Markdown: it opens with a marked heading, or has several links in its form."""
    first = source.lstrip("\ufeff \r\n\t").partition("\n")[0]
    if re.match(r"#\s+\S", first):
        return True
    links = re.finditer(_LINK, source[:100_000])
    return sum(1 for _, found in zip(range(2), links, strict=False) if "/" in found["href"]) == 2


def is_bold_line(string: str) -> bool:
    """Whether a whole line is set in bold."""
    return bool(_BOLD_LINE.fullmatch(string))


def plain(text: Text) -> tuple[Text, list[Text]]:
    """The text as it is to be read, with marks, and the signs that were taken out of it."""
    if len(text) > _LONGEST:
        return text, []
    result, taken, at = Text(), [], 0
    for match in _INLINE.finditer(text.text):
        group = match.lastgroup if match.lastgroup in ("escaped", "auto") else _group(match)
        start, end = match.span(group)
        inner, more = plain(text[start:end]) if group in _KINDS else (text[start:end], [])
        if group in _KINDS or group == "auto":
            href = (match["href"] if group == "text" else match[group]) if group in ("text", "auto") else ""
            mark = Mark(0, len(inner), _KINDS.get(group, "a"), href)
            inner = Text(inner.text, inner.offsets, [*inner.marks, mark])
        result = result + text[at : match.start()] + inner
        taken += [text[match.start() : start], *more, text[end : match.end()]]
        at = match.end()
    return (result + text[at:], taken) if taken else (text, [])


def _group(match: re.Match[str]) -> str:
    return next(name for name in _KINDS if match[name] is not None)

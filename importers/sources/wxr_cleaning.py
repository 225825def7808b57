"""An item of a WordPress export made into XML that can be read."""

from __future__ import annotations

import re
from html import escape, unescape

CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_BREAKS = re.compile("[\x0b\x0c]")
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(#\d{1,8};?|#[xX][0-9a-fA-F]{1,7};?|[a-zA-Z]\w{1,30};)?")
_NO_TAG = re.compile(r"<(?![A-Za-z/!?])")
_OPEN_TEXT = re.compile(r"<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?>\s*<!\[CDATA\[")


def clean(text: str, whole: bool) -> tuple[str, int]:
    """The item as XML can hold it, and how many characters and references that took away."""
    removed = len(_ILLEGAL.findall(text))
    text = _BREAKS.sub("\n", _ILLEGAL.sub("", text))
    if not whole:
        open_at = text.rfind("<![CDATA[")
        if open_at >= 0 and "]]>" not in text[open_at:]:
            ending = re.search(r"(?:</[\w:]+>\s*)*$", text[open_at:])
            close = open_at + (ending.start() if ending else len(text) - open_at)
            text = f"{text[:close]}]]>{text[close:]}"
    pieces = CDATA.split(text)
    for index in range(0, len(pieces), 2):  # what stands in CDATA is HTML, and has its own rules
        pieces[index], gone = _outside_text(pieces[index])
        removed += gone
    return "".join(pieces), removed


def closed_texts(text: str) -> str:
    """The item with every text closed before the end of its own field."""
    pieces: list[str] = []
    at = 0
    while opened := _OPEN_TEXT.search(text, at):
        close, field_end = text.find("]]>", opened.end()), text.find(f"</{opened[1]}>", opened.end())
        end = close + 3
        if 0 <= field_end < close or close < 0 <= field_end:
            pieces += (text[at:field_end], "]]>")
            end = at = field_end
        if end < 3:
            break
        pieces.append(text[at:end])
        at = end
    return "".join((*pieces, text[at:]))


def _outside_text(text: str) -> tuple[str, int]:
    """Mark-up with its references as the characters that they mean in HTML, and what opens no tag written out."""
    gone = 0

    def meant(match: re.Match[str]) -> str:
        nonlocal gone
        if not match[1]:
            return "&amp;"
        found = unescape(match[0])
        if found == match[0]:
            return "&amp;" + match[0][1:]
        legal = _BREAKS.sub("\n", _ILLEGAL.sub("", found.replace("\ufffd", "")))
        gone += not legal
        return escape(legal, quote=False)

    return _NO_TAG.sub("&lt;", _REFERENCE.sub(meant, text)), gone

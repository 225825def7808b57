"""Blank lines as paragraphs, as WordPress makes them."""

from __future__ import annotations

import re
from html import escape, unescape

_BLOCK_TAG = (
    r"(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|"
    r"blockquote|address|"
    r"style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|"
    r"details|menu|summary)"
)
_LONE_ADDRESS = re.compile(r"^[ \t]*(https?://[^\s<>\"\[\]]+)[ \t]*$", re.MULTILINE)
_KEPT_WHOLE = re.compile(r"<(pre|script|style|textarea|svg)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)


def link_to(address: str) -> str:
    address = escape(unescape(address))
    return f'<a href="{address}">{address}</a>'


# Classic text


def paragraphs(text: str) -> str:
    """Classic text's blank lines as paragraphs and its line ends as breaks, where no block element stands already."""
    whole: list[str] = []

    def keep(match: re.Match[str]) -> str:
        whole.append(match[0])
        return f"\n\n\0{len(whole) - 1}\0\n\n"

    text = re.sub(r"\r\n?", "\n", text.replace("\0", "")).strip()
    text = _KEPT_WHOLE.sub(keep, text)
    text = _LONE_ADDRESS.sub(lambda m: f"\n\n<p>{link_to(m[1])}</p>\n\n", text)
    text = re.sub(rf"(<{_BLOCK_TAG}\b[^>]*>)", r"\n\n\1", text)
    text = re.sub(rf"(</{_BLOCK_TAG}>)", r"\1\n\n", text)
    pieces = []
    for piece in re.split(r"\n\s*\n", text):
        piece = piece.strip(" \t\n")
        if not piece:
            continue
        if re.match(rf"</?{_BLOCK_TAG}\b|\0", piece) or piece.startswith("<!--"):
            pieces.append(piece)
        elif re.search(rf"</{_BLOCK_TAG}>$", piece):
            pieces.append(piece.replace("\n", "<br>\n"))
        else:
            inner = piece.replace("\n", "<br>\n")
            pieces.append(f"<p>{inner}</p>")
    return re.sub("\0(\\d+)\0", lambda m: whole[int(m[1])], "\n".join(pieces))

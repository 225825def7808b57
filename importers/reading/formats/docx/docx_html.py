"""A Word document's text as a small HTML tree, so that the rules for pages read it: styles become elements."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn
from lxml import etree
from lxml.html import HtmlElement, builder

from ..text.text_tables import names_columns
from .docx_inline import GONE, MAX_DEPTH, W_R, W_T, WRAPPERS, InlineConverter
from .docx_parts import Parts, Style, is_on, named_style, number_of

W_P, W_TBL = qn("w:p"), qn("w:tbl")
_INNER_LIST = re.compile(r"\b(?:list|lista|punktlista|numrerad lista)\b.*\s([2-5])$")
_BULLETS = ("bullet", "none", "")


class Converter(InlineConverter):
    """Makes the HTML of one document."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._lists: list[tuple[HtmlElement, int]] = []

    def convert(self) -> HtmlElement:
        """An html element with the body's text in an article, and the page header and footer beside it."""
        article = builder.ARTICLE()
        self._flow(self.parts.document.element.body, article, 0)
        if self.used_notes:
            notes = builder.OL()
            for key in self.used_notes:
                item = builder.LI()
                self._flow(self.parts.notes[key], item, 0)
                notes.append(item)
            section = builder.SECTION(notes)
            section.set("class", "footnotes")
            article.append(section)
        body = builder.BODY()
        for header in self._frames("header"):
            body.append(header)
        body.append(article)
        for footer in self._frames("footer"):
            body.append(footer)
        return builder.HTML(body)

    def _frames(self, kind: str) -> list[HtmlElement]:
        """The page headers or footers, each text once."""
        found: list[HtmlElement] = []
        seen: set[str] = set()
        for section in self.parts.document.sections:
            for name in (kind, f"first_page_{kind}", f"even_page_{kind}"):
                try:
                    part = getattr(section, name)
                    if part.is_linked_to_previous:
                        continue
                    element = etree.SubElement(builder.BODY(), kind)
                    self._flow(part._element, element, 0)
                except (KeyError, ValueError, AttributeError):
                    continue
                words = " ".join("".join(element.itertext()).split())
                if words and words not in seen:
                    seen.add(words)
                    found.append(element)
        return found

    # Blocks

    def _flow(self, parent: Any, out: HtmlElement, depth: int) -> None:
        outer, self._lists = self._lists, []
        self._blocks(parent, out, depth)
        self._lists = outer

    def _blocks(self, parent: Any, out: HtmlElement, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        for child in parent:
            if child.tag == W_P:
                self._paragraph(child, out, depth)
            elif child.tag == W_TBL:
                self._lists = []
                self._table(child, out, depth)
            elif child.tag in WRAPPERS:
                if child.tag == qn("w:ins"):
                    self.inserted += 1
                self._blocks(child, out, depth + 1)
            elif child.tag in GONE:
                self.delete(child)

    def _paragraph(self, element: Any, out: HtmlElement, depth: int) -> None:
        style = self._style(element)
        target = builder.P()
        boxes: list[Any] = []
        self.inline(element, target, boxes, style, depth)
        number = self._number(element, style)
        has_text = bool("".join(target.itertext()).strip())
        if not has_text and target.find(".//img") is None:
            if not boxes:
                self._lists = self._lists if number else []
        elif style.level and has_text and len("".join(target.itertext())) < 300:
            self._lists = []
            target.tag = f"h{min(style.level, 6)}"
            out.append(target)
        elif number:
            self._item(target, number, out)
        else:
            self._lists = []
            if style.name in ("title", "titel"):
                target.tag = "h1"
            elif style.name in ("subtitle", "underrubrik", "ingress", "preamble", "lead"):
                target.set("class", "ingress")
            elif style.name in ("quote", "intense quote", "citat", "starkt citat") and has_text:
                target = builder.BLOCKQUOTE(target)
            elif style.name in ("caption", "beskrivning", "bildtext"):
                target.set("class", "caption")
            elif has_text and self._is_large(element, style):
                target.set("class", "large")
            out.append(target)
        for box in boxes:
            aside = builder.DIV()
            aside.set("class", "faktaruta")
            self._flow(box, aside, depth + 1)
            if "".join(aside.itertext()).strip():
                out.append(aside)

    def _style(self, element: Any) -> Style:
        mark = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        key = mark.get(qn("w:val")) if mark is not None else ""
        style = self.parts.styles.get(key) or named_style(key) or self.parts.styles.get("") or Style()
        outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None and not style.level and (outline.get(qn("w:val")) or "9").isdigit():
            level = int(outline.get(qn("w:val"), "9"))
            if level < 6:
                return Style(style.name, level + 1, style.number, style.size, style.bold)
        return style

    def _number(self, element: Any, style: Style) -> tuple[str, int] | None:
        own = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        number = number_of(own) if own is not None else style.number
        # "List Bullet 2" is a list of its own in the file, and an inner one in its author's mind.
        inner = _INNER_LIST.search(style.name)
        return (number[0], int(inner[1]) - 1) if number and inner and not number[1] else number

    def _is_large(self, element: Any, style: Style) -> bool:
        """Whether all of a short paragraph is set clearly larger than running text."""
        words = "".join(t.text or "" for t in element.iter(W_T)).strip()
        if not words or len(words) > 200:
            return False
        sizes = []
        for run in element.iter(W_R):
            if not any((t.text or "").strip() for t in run.iter(W_T)):
                continue
            size = run.find(f"{qn('w:rPr')}/{qn('w:sz')}")
            value = size.get(qn("w:val"), "") if size is not None else ""
            sizes.append(int(value) if value.isdigit() else style.size or self.parts.default_size)
        return bool(sizes) and min(sizes) >= self.parts.default_size * 1.2

    def _item(self, target: HtmlElement, number: tuple[str, int], out: HtmlElement) -> None:
        """A list item, in the list that is open at its level."""
        level = number[1]
        formats = self.parts.formats
        ordered = formats.get(number, formats.get((number[0], 0), "bullet")) not in _BULLETS
        while self._lists and self._lists[-1][1] > level:
            self._lists.pop()
        same = self._lists and self._lists[-1][1] == level
        if same and (self._lists[-1][0].tag == "ol") != ordered:
            self._lists.pop()
            same = False
        if not same:
            fresh = builder.OL() if ordered else builder.UL()
            if self._lists and len(self._lists[-1][0]):
                self._lists[-1][0][-1].append(fresh)
            else:
                out.append(fresh)
            self._lists.append((fresh, level))
        target.tag = "li"
        self._lists[-1][0].append(target)

    def _table(self, element: Any, out: HtmlElement, depth: int) -> None:
        table = builder.TABLE()
        above: dict[int, HtmlElement] = {}
        for row in element.iter(qn("w:tr")):
            if next(row.iterancestors(W_TBL), None) is not element:
                continue
            is_header = any(is_on(mark) for mark in row.findall(f"{qn('w:trPr')}/{qn('w:tblHeader')}"))
            line = builder.TR()
            column = 0
            for cell in row.iter(qn("w:tc")):
                if next(cell.iterancestors(qn("w:tr")), None) is not row:
                    continue
                span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
                width = max(1, min(int(span.get(qn("w:val"), "1")), 100)) if span is not None else 1
                merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                if merge is not None and merge.get(qn("w:val")) != "restart" and column in above:
                    owner = above[column]
                    owner.set("rowspan", str(int(owner.get("rowspan", "1")) + 1))
                    column += width
                    continue
                target = builder.TH() if is_header else builder.TD()
                if width > 1:
                    target.set("colspan", str(width))
                self._flow(cell, target, depth + 1)
                above[column] = target
                line.append(target)
                column += width
            table.append(line)
        rows = table.findall("tr")
        if rows and not any(cell.tag == "th" for cell in rows[0]) and self._looks_like_header(element, rows):
            for cell in rows[0]:
                cell.tag = "th"
        out.append(table)

    def _looks_like_header(self, element: Any, rows: list[HtmlElement]) -> bool:
        """The first row is a header where the table style says so, where it alone is bold, or has no figures."""
        if len(rows) < 2 or len(rows[0]) < 2:
            return False
        look = element.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
        style = element.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
        if look is not None and style is not None:
            first = look.get(qn("w:firstRow"))
            value = look.get(qn("w:val"), "0")
            if first == "1" or (
                first is None and int(value, 16) & 0x20 if re.fullmatch(r"[0-9A-Fa-f]+", value) else 0
            ):
                return all("".join(cell.itertext()).strip() for cell in list(rows[0])[1:])

        def bold(row: HtmlElement) -> bool:
            words = "".join(row.itertext()).strip()
            marked = "".join("".join(b.itertext()) for b in row.iter("b")).strip()
            return bool(marked) and len(marked) >= len(words) - 3

        words = [["".join(cell.itertext()).strip() for cell in row] for row in rows]
        return (bold(rows[0]) and not bold(rows[1])) or names_columns(words[0], words[1:])

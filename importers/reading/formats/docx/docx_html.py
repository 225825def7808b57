"""A Word document's text as a small HTML tree, so that the rules for pages read it: styles become elements."""

from __future__ import annotations

import base64
import re
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from lxml import etree
from lxml.html import HtmlElement, builder

from ..text.text_tables import names_columns
from .docx_parts import Parts, Style, is_on, number_of

W_P, W_TBL, W_R, W_T = qn("w:p"), qn("w:tbl"), qn("w:r"), qn("w:t")
_WRAPPERS = frozenset(
    qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "fldSimple")
)
_GONE = frozenset(qn(f"w:{name}") for name in ("del", "moveFrom"))
_TEXTBOX = qn("w:txbxContent")
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HYPERLINK = re.compile(r'HYPERLINK\s+(?:\\l\s+"(?P<anchor>[^"]*)"|"(?P<url>[^"]*)")', re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MAX_IMAGE = 20 * 1024 * 1024
_MAX_DEPTH = 40
_INNER_LIST = re.compile(r"\b(?:list|lista|punktlista|numrerad lista)\b.*\s([2-5])$")
_BULLETS = ("bullet", "none", "")


class Converter:
    """Makes the HTML of one document. `inserted` and `deleted` count tracked changes; `oversized` lists pictures that
    were too large to take along."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.inserted = 0
        self.deleted: list[str] = []
        self.oversized: list[str] = []
        self.used_notes: list[str] = []
        self._field: list[str] = []  # complex fields that are open: their instruction
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
        if depth > _MAX_DEPTH:
            return
        for child in parent:
            if child.tag == W_P:
                self._paragraph(child, out, depth)
            elif child.tag == W_TBL:
                self._lists = []
                self._table(child, out, depth)
            elif child.tag in _WRAPPERS:
                if child.tag == qn("w:ins"):
                    self.inserted += 1
                self._blocks(child, out, depth + 1)
            elif child.tag in _GONE:
                self._delete(child)

    def _paragraph(self, element: Any, out: HtmlElement, depth: int) -> None:
        style = self._style(element)
        target = builder.P()
        boxes: list[Any] = []
        self._inline(element, target, boxes, style, depth)
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
        style = self.parts.styles.get(key) or self.parts.styles.get("") or Style()
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

    # Inline

    def _inline(self, parent: Any, out: HtmlElement, boxes: list[Any], style: Style, depth: int) -> None:
        if depth > _MAX_DEPTH:
            return
        for child in parent:
            if child.tag == W_R:
                self._run(child, out, boxes, style)
            elif child.tag == qn("w:hyperlink"):
                link = self._link(self._address(child))
                self._inline(child, link, boxes, style, depth + 1)
                out.append(link)
            elif child.tag in _WRAPPERS:
                if child.tag in (qn("w:ins"), qn("w:moveTo")):
                    self.inserted += 1
                target = out
                if child.tag == qn("w:fldSimple"):
                    match = _HYPERLINK.search(child.get(qn("w:instr")) or "")
                    if match:
                        target = self._link(match["url"] or f"#{match['anchor']}")
                        out.append(target)
                self._inline(child, target, boxes, style, depth + 1)
            elif child.tag in _GONE:
                self._delete(child)

    def _address(self, element: Any) -> str:
        anchor = element.get(qn("w:anchor"))
        relation = self.parts.document.part.rels.get(element.get(qn("r:id")) or "")
        if relation is not None and relation.is_external:
            return (
                f"{relation.target_ref}#{anchor}" if anchor and "#" not in relation.target_ref else relation.target_ref
            )
        return f"#{anchor}" if anchor else ""

    @staticmethod
    def _link(address: str) -> HtmlElement:
        link = builder.A() if address else builder.SPAN()
        if address:
            link.set("href", _CONTROL.sub("", address))
        return link

    def _delete(self, element: Any) -> None:
        words = "".join(t.text or "" for t in element.iter(qn("w:delText"), W_T))
        self.deleted.append(words.strip())

    def _run(self, run: Any, out: HtmlElement, boxes: list[Any], style: Style) -> None:
        properties = run.find(qn("w:rPr"))
        if properties is not None and any(is_on(v) for v in properties.findall(qn("w:vanish"))):
            return
        target = self._marked(properties, out, style)
        for child in run:
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if child.tag == W_T:
                if not any(f.startswith("-") for f in self._field):
                    _append(self._in_field(target), child.text or "")
            elif name in ("tab", "ptab"):
                _append(target, " ")
            elif name == "noBreakHyphen":
                _append(target, "-")
            elif name in ("br", "cr"):
                target.append(builder.BR())
            elif name == "sym":
                _append(target, "•")
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                self._drawing(child, target, boxes)
            elif name in ("footnoteReference", "endnoteReference"):
                self._note(f"{name.removesuffix('Reference')}-{child.get(qn('w:id'))}", target)
            elif name == "fldChar":
                self._switch_field(child.get(qn("w:fldCharType")) or "")
            elif name == "instrText" and self._field:
                self._field[-1] += child.text or ""

    def _switch_field(self, kind: str) -> None:
        """Complex fields: an instruction stands before "separate", the text that is shown after it."""
        if kind == "begin":
            self._field.append("-")
        elif kind == "separate" and self._field:
            self._field[-1] = self._field[-1].removeprefix("-")
        elif kind == "end" and self._field:
            self._field.pop()

    def _in_field(self, target: HtmlElement) -> HtmlElement:
        match = _HYPERLINK.search(self._field[-1]) if self._field else None
        if not match or any(parent.tag == "a" for parent in (target, *target.iterancestors())):
            return target
        address = match["url"] or f"#{match['anchor']}"
        last = target[-1] if len(target) else None
        if last is not None and last.tag == "a" and last.get("href") == address and not last.tail:
            return last
        link = self._link(address)
        target.append(link)
        return link

    @staticmethod
    def _marked(properties: Any, out: HtmlElement, style: Style) -> HtmlElement:
        tags: list[str] = []
        if properties is not None:
            bold = properties.find(qn("w:b"))
            if bold is not None and is_on(bold) and not style.level:
                tags.append("b")
            italic = properties.find(qn("w:i"))
            if italic is not None and is_on(italic):
                tags.append("i")
            align = properties.find(qn("w:vertAlign"))
            if align is not None and align.get(qn("w:val")) in ("superscript", "subscript"):
                tags.append(align.get(qn("w:val"))[:3])
        for tag in tags:
            last = out[-1] if len(out) else None
            if last is not None and last.tag == tag and not last.tail:
                out = last
                continue
            fresh = getattr(builder, tag.upper())()
            out.append(fresh)
            out = fresh
        return out

    def _note(self, key: str, target: HtmlElement) -> None:
        if key not in self.parts.notes:
            return
        if key not in self.used_notes:
            self.used_notes.append(key)
        target.append(builder.SUP(str(self.used_notes.index(key) + 1)))

    def _drawing(self, element: Any, target: HtmlElement, boxes: list[Any]) -> None:
        skip = (
            {part for fallback in element.iter(_FALLBACK) for part in fallback.iter()}
            if element.find(f".//{_CHOICE}") is not None or element.find(_CHOICE) is not None
            else set()
        )
        boxes.extend(box for box in element.iter(_TEXTBOX) if box not in skip)
        inside = {part for box in element.iter(_TEXTBOX) for part in box.iter()}
        described = next((e for e in element.iter(qn("wp:docPr")) if e not in skip), None)
        for blip in (*element.iter(qn("a:blip")), *element.iter("{urn:schemas-microsoft-com:vml}imagedata")):
            if blip in skip or blip in inside:
                continue
            key = blip.get(qn("r:embed")) or blip.get(qn("r:link")) or blip.get(qn("r:id"))
            image = builder.IMG(src=self._image(key))
            alt = (described.get("descr") or "") if described is not None else (blip.getparent().get("alt") or "")
            image.set("alt", _CONTROL.sub("", alt))
            if image.get("src"):
                target.append(image)

    def _image(self, key: str | None) -> str:
        """The picture as a data address: it has no other, and travels with the article so."""
        relation = self.parts.document.part.rels.get(key or "")
        if relation is None or (relation.reltype != RT.IMAGE and not relation.is_external):
            return ""
        if relation.is_external:
            return relation.target_ref
        part = relation.target_part
        if len(part.blob) > _MAX_IMAGE:
            self.oversized.append(str(part.partname))
            return f"stor-bild:{part.partname}"
        return f"data:{part.content_type};base64,{base64.b64encode(part.blob).decode('ascii')}"


def _append(element: HtmlElement, text: str) -> None:
    text = _CONTROL.sub("", text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text

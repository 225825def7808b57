"""The running text of a Word document: runs, links, fields, notes and pictures, as inline HTML."""

from __future__ import annotations

import base64
import re
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from lxml import etree
from lxml.html import HtmlElement, builder

from .docx_parts import Parts, Style, is_on

W_R, W_T = qn("w:r"), qn("w:t")
WRAPPERS = frozenset(
    qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "fldSimple")
)
GONE = frozenset(qn(f"w:{name}") for name in ("del", "moveFrom"))
_TEXTBOX = qn("w:txbxContent")
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HYPERLINK = re.compile(r'HYPERLINK\s+(?:\\l\s+"(?P<anchor>[^"]*)"|"(?P<url>[^"]*)")', re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MAX_IMAGE = 20 * 1024 * 1024
MAX_DEPTH = 40


class InlineConverter:
    """Makes inline HTML of a document's running text. `inserted` and `deleted` count tracked changes; `oversized`
    lists pictures that were too large to take along."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.inserted = 0
        self.deleted: list[str] = []
        self.oversized: list[str] = []
        self.used_notes: list[str] = []
        self._field: list[str] = []  # complex fields that are open: their instruction

    def inline(self, parent: Any, out: HtmlElement, boxes: list[Any], style: Style, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        for child in parent:
            if child.tag == W_R:
                self._run(child, out, boxes, style)
            elif child.tag == qn("w:hyperlink"):
                link = self._link(self._address(child))
                self.inline(child, link, boxes, style, depth + 1)
                out.append(link)
            elif child.tag in WRAPPERS:
                if child.tag in (qn("w:ins"), qn("w:moveTo")):
                    self.inserted += 1
                target = out
                if child.tag == qn("w:fldSimple"):
                    match = _HYPERLINK.search(child.get(qn("w:instr")) or "")
                    if match:
                        target = self._link(match["url"] or f"#{match['anchor']}")
                        out.append(target)
                self.inline(child, target, boxes, style, depth + 1)
            elif child.tag in GONE:
                self.delete(child)

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

    def delete(self, element: Any) -> None:
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

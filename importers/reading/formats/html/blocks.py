"""From a subtree of a page to blocks, in reading order.

Here is said which element is read as what: by its tag (`_HANDLERS` at the end), its names, or the site's profile.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ...model.article import Block
from ...model.spans import Text
from . import cards, disclosure, evidence, forms, lists, media, noise, pictures, tables
from .element import Element
from .hrefs import is_link, leads_inside
from .inline import MARKS, join_lines
from .sentences import INLINE, in_sentence
from .walker import Walker

# Beyond this many levels, elements are read as running text only.
MAX_DEPTH = 220
_CONTAINERS = frozenset("div section article main body html center td form span header footer aside fieldset".split())
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_LONGEST_HEADING = 300
_FACT = re.compile(
    r"(?:^|[\s_-])(?:fakta-?(?:ruta)?|fact-?(?:box|s|ruta)?|info-?(?:box|ruta)|callout|notice-?box|well|admonition|"
    r"(?:env-)?panel-?(?:info|default)|sv-?fakta|faktabox|highlight-?box|portlet-?fakta|bordered|boxed)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:^|[\s_-])(?:kontakt(?:\w*)?|contacts?|contact-?(?:card|person|info|box|block)s?|vcard|h-card|person-?card|"
    r"press-?contacts?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FOOTNOTES = re.compile(
    r"(?:^|[\s_-])(?:footnotes?|fotnoter?|endnotes?|references|reflist)(?:$|[\s_-])", re.IGNORECASE
)
_BACKLINK = re.compile(r"[\s^↩↑⤴︎️]*(?:↩|↑|\^|⤴)[\s︎️]*")
_BORDER = re.compile(r"border(?:-\w+)?\s*:\s*(?!0|none)[^;]*\b(?:solid|dashed|double|groove|ridge)", re.IGNORECASE)
_CONTACT_LIMIT = 700
_CARDS = frozenset(("div", "section", "article", "address"))
_LIGATURE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_ICON_FONT = re.compile(r"(?:^|\s)(?:material-(?:icons|symbols)(?:-\w+)*|mat-icon|notranslate)(?:\s|$)")


class BlockWalker(Walker):
    """Reads each element by its tag, its names and what the site's profile says of it."""

    def read(self, roots: list[Element]) -> list[Block]:
        """The blocks of these elements, one after the other."""
        for root in roots:
            if root in self.taken:
                continue
            if root.tag in _CONTAINERS and root not in self.marked:
                self.children(root, 0)
            else:
                self.element(root, 0)
            self.flush()
        blocks, self.out = self.out, []
        return blocks

    def element(self, element: Element, depth: int) -> None:
        """Read one element, without what follows it."""
        tag = element.tag
        if not isinstance(tag, str) or element in self.consumed:
            return
        rule = self.rule_for(element)
        if rule:
            if tag not in INLINE:
                self.flush()
            elif self.run:
                self.run.gap()
            if rule != "taken":
                self.drop(element, rule)
            return
        if depth > MAX_DEPTH:
            self._flat(element)
            return
        # A profile may call a link in the middle of a sentence a fact box; its words stay where they stand.
        within = (element in self.marked or element in self.captions) and in_sentence(self.page, element)
        if not within and element in self.marked and self._as_marked(element, depth):
            return
        if not within and element in self.captions and self._as_caption(element, depth):
            return
        if tag in INLINE:
            self._inline(element, depth)
            return
        handler = _HANDLERS.get(tag)
        if handler:
            handler(self, element, depth)
        else:
            self._container(element, depth)

    def _flat(self, element: Element) -> None:
        """Words only, for mark-up nested deeper than any person writes."""
        page = self.page
        for part in element.iter():
            if part.text:
                self.run.add(part.text, page.start[part])
            if part is not element and part.tail:
                self.run.add(part.tail, page.end[part])
            self.run.gap()

    # Inline

    def _inline(self, element: Element, depth: int) -> None:
        tag = element.tag
        if _is_icon(element):
            self.run.gap()
            self.drop(element, "icon")
            return
        if self.panels and disclosure.opens(self, element, depth):
            return
        kind, href = MARKS.get(tag), ""
        if tag == "a" and is_link(element.get("href")) and not self._leads_inside(element):
            kind, href = "a", self.href(element.get("href", ""))
            if pictures.is_wrapper_of_picture(self.page, element, href):
                kind = None
            elif href.startswith("#") and _BACKLINK.fullmatch(self.page.words(element)):
                self.drop(element, "footnote-backlink")
                return
        elif tag == "a" and (element.get("href") or "").strip():
            self.lost.append(("link", self.page.folded(element)))
        elif not kind and tag in ("span", "font"):
            kind = _styled(element)
        if kind == "a" and any(k == "a" for k, _ in self.active):
            kind = None
        before = element.getprevious()
        if self.in_contact and before is not None and before.tag in INLINE and not before.tail:
            self.run.line_break()  # parts of a card that only a style sheet sets apart
        if kind == "a" and before is not None and before.tag == "a" and not before.tail:
            self.run.gap()  # two links are never one word
        if not kind:
            self.children(element, depth)
            if tag == "q":
                pass
            return
        self.active.append((kind, href))
        self.run.open(kind, href)
        self.children(element, depth)
        self.active.pop()
        self.run.close()

    def _leads_inside(self, element: Element) -> bool:
        return leads_inside(element.get("href") or "", self.base or self.address)

    def _break(self, element: Element, depth: int) -> None:
        self.run.line_break()

    def _rule(self, element: Element, depth: int) -> None:
        self.flush()

    # Blocks

    def _container(self, element: Element, depth: int) -> None:
        names = noise.names_of(element)
        if names and self._special(element, names, depth):
            return
        set_as_card = element.tag in _CARDS and not self.in_contact and evidence.is_set_as_card(self.page, element)
        if set_as_card and cards.read_contact(self, element, depth):
            return
        if self.panels and (disclosure.opens(self, element, depth) or disclosure.is_item(self, element, depth)):
            return
        if element.get("role") == "heading":
            self._heading(element, depth)
            return
        self._container_of(element, depth)

    def _container_of(self, element: Element, depth: int) -> None:
        self.flush()
        self.children(element, depth)
        self.flush("p" if element.tag == "p" else element.tag)

    def _special(self, element: Element, names: str, depth: int) -> bool:
        """Read an element by what its names say it is: figure, fact box, contact card, footnotes."""
        if media.WRAPPER.search(names) and pictures.as_figure(self, element, depth):
            return True
        length = self.page.end[element] - self.page.start[element]
        if 0 < length <= media.CAPTION_LIMIT and media.CAPTION.search(names) and self._as_caption(element, depth):
            return True
        if _FOOTNOTES.search(names) and element.tag in ("div", "section", "aside"):
            for block in self.inside(element, depth):
                block.data["footnotes"] = True
                self.add(block)
            return True
        if length <= _CONTACT_LIMIT and _CONTACT.search(names) and cards.read_contact(self, element, depth):
            return True
        boxed = _FACT.search(names) or _BORDER.search(element.get("style") or "")
        if boxed and element.tag in ("div", "section", "aside") and element not in self.kept:
            self._factbox(element, depth)
            return True
        return False

    def _as_marked(self, element: Element, depth: int) -> bool:
        """Read an element as what the site's profile says it is."""
        kind = self.marked.pop(element)
        if kind == "contacts":
            return cards.read_contact(self, element, depth)
        if kind == "factbox":
            self._factbox(element, depth)
            return True
        for block in self.inside(element, depth):
            block.data["related"] = True
            self.add(block)
        return True

    def _as_caption(self, element: Element, depth: int) -> bool:
        """Read an element as the caption of the picture that stands right before it, where there is one without."""
        self.flush()
        image = self.out[-1] if self.out else None
        if image is None or image.type != "image" or image.content:
            return False
        text = join_lines([t for block in self.inside(element, depth) for t in block.texts()])
        if text:
            media.set_caption(image, text)
        return True

    def _factbox(self, element: Element, depth: int) -> None:
        if any(part in self.marked for part in element.iterdescendants()):  # a column of several things, not a box
            self._container_of(element, depth)
            return
        blocks = self.inside(element, depth)
        if not blocks:
            return
        if len(blocks) == 1 and blocks[0].type != "paragraph":
            self.add(blocks[0])
            return
        block = Block("factbox", data={"rule": f"{element.tag}-factbox"})
        if blocks[0].type == "heading":
            block.content = blocks[0].content
            block.level = blocks[0].level
            blocks = blocks[1:]
        block.children = blocks
        self.add(block)

    def _aside(self, element: Element, depth: int) -> None:
        if media.WRAPPER.search(noise.names_of(element)) and pictures.as_figure(self, element, depth):
            return
        self._factbox(element, depth)

    def _heading(self, element: Element, depth: int) -> None:
        if self.panels and disclosure.opens(self, element, depth):
            return
        level = _HEADINGS.get(element.tag) or _aria_level(element)
        blocks = self.inside(element, depth)
        for block in blocks:
            if block.type == "paragraph" and len(block.content) <= _LONGEST_HEADING:
                block = Block("heading", content=block.content, level=max(2, level), data={"rule": element.tag})
            self.out.append(block)
        # One heading whose words stand on several lines is still one.
        heads = [block for block in self.out[-len(blocks) :] if block.type == "heading"] if blocks else []
        if len(heads) > 1 and len(heads) == len(blocks):
            del self.out[-len(heads) :]
            text = join_lines([head.content for head in heads])
            self.out.append(Block("heading", content=text, level=max(2, level), data={"rule": element.tag}))

    def _table(self, element: Element, depth: int) -> None:
        self.flush()
        if tables.is_layout(self, element):
            self.children(element, depth)
            self.flush("layout-table")
            return
        outer, self.beside = self.beside, []
        block = tables.read_table(self, element, depth)
        beside, self.beside = self.beside, outer
        if block:
            self.add(block)
        for part in beside:
            if part.content and part.type == "image":
                part.content = Text()  # its words stand in the cell
            self.add(part)

    def _quote(self, element: Element, depth: int) -> None:
        blocks = self.inside(element, depth)
        if blocks and all(b.type in ("paragraph", "quote") for b in blocks):
            text = join_lines([t for b in blocks for t in b.texts()])
            self.add(Block("quote", content=text, data={"rule": "blockquote"} | _cited(element, text)))
        else:
            for block in blocks:
                self.add(block)

    def _pre(self, element: Element, depth: int) -> None:
        self.flush()
        for part in element.iter():
            for text, offset in ((part.text, self.page.start[part]), (part.tail, self.page.end[part])):
                if not text or (text is part.tail and part is element):
                    continue
                at = 0
                for line in re.split(r"(\r\n|\r|\n)", text):
                    if line and not line.strip("\r\n"):
                        self.run.line_break()
                    else:
                        self.run.add(line, offset + at)
                    at += len(line)
        self.flush("pre")

    def _form(self, element: Element, depth: int) -> None:
        """Of a form its running text is read, and its fields are left out; one that is wrapped around the page
        (ASP.NET) is read as if it were not there."""
        length = len(self.page.words(element).split())
        if next(element.iter("article", "main", "h1"), None) is not None or length > 200 or element in self.kept:
            self._container(element, depth)
        elif forms.is_tool(self.page, element):
            self.flush()
            self.drop(element, "form")
        else:
            self.lost.append(("form", forms.leave_fields(self.page, element, self.cut)))
            self._container_of(element, depth)

    def _button(self, element: Element, depth: int) -> None:
        if self.panels and disclosure.opens(self, element, depth):
            return
        if self.opening or (element.find(".//img") is not None and not self.page.words(element).strip()):
            self.children(element, depth)
            return
        if in_sentence(self.page, element):
            self.children(element, depth)
            return
        self.run.gap()
        self.drop(element, "button")

    def _noscript(self, element: Element, depth: int) -> None:
        self.drop(element, "noscript")


def _aria_level(element: Element) -> int:
    value = (element.get("aria-level") or "2").strip()
    return min(max(int(value), 2), 6) if value.isdigit() else 2


def _is_icon(element: Element) -> bool:
    """Whether an element's word is the name of a sign in an icon font, which a browser shows in its place. No word of
    a text has low lines; a name without them is one where it is hidden from screen readers, or the font is known."""
    names = element.get("class") or ""
    hidden = element.get("aria-hidden") == "true"
    if element.tag not in ("i", "span") or len(element) or not (names or hidden):
        return False
    name = (element.text or "").strip()
    if not _LIGATURE.fullmatch(name):
        return False
    return "_" in name or (hidden and element.tag == "i") or bool(_ICON_FONT.search(names))


def _styled(element: Element) -> str | None:
    """The mark that an inline style stands for: Word and old editors write bold so."""
    style = element.get("style")
    if not style:
        return None
    if re.search(r"font-weight\s*:\s*(?:bold|[6-9]00)", style, re.IGNORECASE):
        return "b"
    if re.search(r"font-style\s*:\s*italic", style, re.IGNORECASE):
        return "i"
    return None


_HANDLERS: dict[str, Callable[[BlockWalker, Element, int], None]] = {
    "br": BlockWalker._break,
    "hr": BlockWalker._rule,
    **dict.fromkeys(_HEADINGS, BlockWalker._heading),
    "ul": lists.read_list,
    "ol": lists.read_list,
    "dir": lists.read_list,
    "dl": lists.read_definitions,
    "table": BlockWalker._table,
    "blockquote": BlockWalker._quote,
    "pre": BlockWalker._pre,
    "form": BlockWalker._form,
    "button": BlockWalker._button,
    "img": pictures.read_picture,
    "figure": pictures.read_figure,
    "aside": BlockWalker._aside,
    "details": disclosure.read_details,
    **dict.fromkeys(("iframe", "video", "audio", "object", "embed"), pictures.read_embed),
}


def _cited(element: Element, text: Text) -> dict[str, int]:
    """Where in a blockquote's text its source begins, where `<cite>` or `<footer>` names it at the end."""
    for source in element.iter("cite", "footer"):
        words = " ".join("".join(source.itertext()).split())
        if words and len(words) < len(text) and text.text.rstrip().endswith(words):
            return {"cite": len(text.text.rstrip()) - len(words)}
    return {}

"""From a subtree of a page to blocks, in reading order.

The walk keeps one promise: each text node it meets goes into exactly one Text of the blocks, or is dropped with the
name of the rule that did it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..article import Block
from ..spans import Span, Text
from ..structure import EMAIL, PHONE, is_person
from . import disclosure, media, noise, tables
from .inline import MARKS, Run, lines_of
from .links import is_image_address, is_link
from .tree import Element, Page

# Beyond this many levels, elements are read as running text only.
MAX_DEPTH = 220
INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q rp rt ruby s "
        "samp small span strike strong sub sup time tt u var wbr basefont blink o:p st1:place st1:city "
        "st1:country-region st1:personname"
    ).split()
)
_BLOCKS = (
    "p",
    "div",
    "ul",
    "ol",
    "dl",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "figure",
    "blockquote",
    "details",
)
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


class Walker:
    """Reads subtrees of one page. `drops` collects what was left out: (span, rule)."""

    def __init__(self, page: Page, address: str | None, *, base: str | None = None) -> None:
        self.page = page
        self.address = address
        self.base = base
        self.drops: list[tuple[Span, str]] = []
        self.objects: list[tuple[Span, str, str]] = []  # (where, object, rule) of dropped pictures and the like
        self.beside: list[Block] = []  # pictures found in table cells: they follow the table
        self.consumed: set[Element] = set()  # already read elsewhere (panels of accordions)
        self.marked: dict[Element, str] = {}  # what a profile says an element is: contacts, related, factbox
        self.captions: set[Element] = set()  # what a profile says is a caption
        self.taken: dict[Element, str] = {}  # read as something else (the title, the lead, a date): rule
        self.kept: set[Element] = set()  # never noise, whatever they are called: they hold the article
        self.cut: dict[Element, str] = {}  # noise found by whoever located the article: rule
        self.soft: Callable[[Element], str | None] = noise.soft_rule
        self.panels = disclosure.Panels()
        self.out: list[Block] = []
        self.run = Run()
        self._active: list[tuple[str, str]] = []
        self._pending: list[Block] = []
        self._in_contact = False
        self.opening = 0  # how many triggers we are reading the words of: buttons in them are text

    # What others call

    def read(self, roots: list[Element]) -> list[Block]:
        """The blocks of these elements, one after the other."""
        for root in roots:
            if root in self.taken:
                continue
            if root.tag in _CONTAINERS and root not in self.marked:
                self._children(root, 0)
            else:
                self.element(root, 0)
            self.flush()
        blocks, self.out = self.out, []
        return blocks

    def inside(self, element: Element, depth: int, *, itself: bool = False) -> list[Block]:
        """The blocks of an element's content, apart from what is being read around it."""
        self.flush()
        outer, self.out = self.out, []
        if itself:
            self.element(element, depth + 1)
        else:
            self._children(element, depth + 1)
        self.flush()
        blocks, self.out = self.out, outer
        return blocks

    def inline(self, element: Element, depth: int) -> Text:
        """All words in an element as one Text; pictures in it become blocks after it."""
        blocks = self.inside(element, depth)
        self._pending.extend(block for block in blocks if block.type in ("image", "embed", "file"))
        return tables.join_lines([t for block in blocks if block.type != "embed" for t in _own_texts(block)])

    def drop(self, element: Element, rule: str) -> None:
        """Leave an element out, with its words and pictures, by a named rule."""
        span = self.page.span(element)
        if self.page.text[span.start : span.end].strip():
            self.drops.append((span, rule))
        elif element.tag == "img":
            self.objects.append((span, f"img {element.get('src') or ''}"[:200], rule))

    def flush(self, rule: str = "text") -> None:
        """End the running text: what was collected becomes paragraphs."""
        if self.run:
            for text in self.run.paragraphs():
                self.out.append(Block("paragraph", content=text, data={"rule": rule}))
            self.run = Run(self._active)
        elif self._active or self.run._breaks:
            self.run = Run(self._active)
        if self._pending:
            pending, self._pending = self._pending, []
            self.out.extend(pending)

    def add(self, block: Block) -> None:
        """A block of its own, after what was collected so far."""
        self.flush()
        self.out.append(block)
        if self._pending:
            pending, self._pending = self._pending, []
            self.out.extend(pending)

    # The walk

    def _children(self, element: Element, depth: int) -> None:
        page = self.page
        if element.text:
            self.run.add(element.text, page.start[element])
        for child in element:
            self.element(child, depth + 1)
            if child.tail:
                self.run.add(child.tail, page.end[child])

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
        if element in self.marked and self._as_marked(element, depth):
            return
        if tag in INLINE:
            self._inline(element, depth)
            return
        handler = _HANDLERS.get(tag)
        if handler:
            handler(self, element, depth)
        else:
            self._container(element, depth)

    def rule_for(self, element: Element) -> str | None:
        """The name of the rule that leaves this element out, "taken" for what was read as a field, or None."""
        if element in self.taken:
            return "taken"
        if element in self.cut:
            return self.cut[element]
        if element in self.kept:
            return None
        rule = noise.hard_rule(element)
        if rule:
            if rule == "hidden" and (element in self.panels.by_panel or self.panels.is_panel(element)):
                return None
            return None if rule == "graphic" and element.tag == "map" else rule
        if element.tag in ("a", "li", "p", "h1", "h2", "h3", "h4", "img", "td", "tr", "br") and not element.get(
            "class"
        ):
            return None
        return self.soft(element)

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
        if self.panels and disclosure.opens(self, element, depth):
            return
        kind, href = MARKS.get(tag), ""
        if tag == "a" and is_link(element.get("href")):
            kind, href = "a", self.href(element.get("href", ""))
            if _is_wrapper_of_picture(self.page, element, href):
                kind = None
            elif href.startswith("#") and _BACKLINK.fullmatch(self.page.words(element)):
                self.drop(element, "footnote-backlink")
                return
        elif not kind and tag in ("span", "font"):
            kind = _styled(element)
        if kind == "a" and any(k == "a" for k, _ in self._active):
            kind = None
        if not kind:
            self._children(element, depth)
            if tag == "q":
                pass
            return
        self._active.append((kind, href))
        self.run.open(kind, href)
        self._children(element, depth)
        self._active.pop()
        self.run.close()

    def href(self, written: str) -> str:
        """An address as written, or made absolute where the page sets another base than its own address."""
        written = written.strip()
        if self.base and not written.startswith("#"):
            from .links import resolve

            return resolve(written, self.base)
        return written

    def _break(self, element: Element, depth: int) -> None:
        self.run.line_break()

    def _rule(self, element: Element, depth: int) -> None:
        self.flush()

    # Blocks

    def _container(self, element: Element, depth: int) -> None:
        names = noise.names_of(element)
        if names and self._special(element, names, depth):
            return
        if self.panels and (disclosure.opens(self, element, depth) or disclosure.is_item(self, element, depth)):
            return
        if element.get("role") == "heading":
            self._heading(element, depth)
            return
        self.flush()
        self._children(element, depth)
        self.flush("p" if element.tag == "p" else element.tag)

    def _special(self, element: Element, names: str, depth: int) -> bool:
        """Read an element by what its names say it is: figure, fact box, contact card, footnotes."""
        if media.WRAPPER.search(names) and self._as_figure(element, depth):
            return True
        length = self.page.end[element] - self.page.start[element]
        if _FOOTNOTES.search(names) and element.tag in ("div", "section", "aside"):
            for block in self.inside(element, depth):
                block.data["footnotes"] = True
                self.add(block)
            return True
        if length <= _CONTACT_LIMIT and _CONTACT.search(names) and self._contact(element, depth):
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
            return self._contact(element, depth)
        if kind == "factbox":
            self._factbox(element, depth)
            return True
        for block in self.inside(element, depth):
            block.data["related"] = True
            self.add(block)
        return True

    def _factbox(self, element: Element, depth: int) -> None:
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
        if media.WRAPPER.search(noise.names_of(element)) and self._as_figure(element, depth):
            return
        self._factbox(element, depth)

    def _contact(self, element: Element, depth: int) -> bool:
        """A contact card: each of its lines an item. A box with several cards is read card by card."""
        if self._in_contact or not _has_contact(self.page, element) or self._holds_kept(element):
            return False
        cards = _cards(self.page, element)
        if len(cards) > 1:
            self._in_contact = True
            blocks = self.inside(element, depth)
            self._in_contact = False
            for block in blocks:
                self._add_contact(block)
            return True
        self._in_contact = True
        blocks = self.inside(element, depth)
        self._in_contact = False
        group = Block("contact", data={"rule": "contact-card"})
        for block in blocks:
            if block.type == "heading" and not group.items and not is_person(block.content.text):
                block.data["label"] = "contact"
                self.add(block)
            elif block.type in ("paragraph", "heading", "list", "quote"):
                group.items.extend(
                    Block("paragraph", content=line) for text in block.texts() for line in lines_of(text)
                )
            else:
                self.add(block)
        if group.items:
            self.add(group)
        return True

    def _add_contact(self, block: Block) -> None:
        """A block of a box with several cards: the items of its lists are cards."""
        if block.type == "list":
            for item in block.items:
                lines = [line for text in item.texts() for line in lines_of(text)]
                items = [Block("paragraph", content=line) for line in lines]
                self.add(Block("contact", items=items, data={"rule": "contact-card"}))
            return
        if block.type == "heading" and not is_person(block.content.text):
            block.data["label"] = "contact"
        self.add(block)

    def _holds_kept(self, element: Element) -> bool:
        return bool(self.kept) and any(part in self.kept for part in element.iterdescendants())

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
            text = tables.join_lines([head.content for head in heads])
            self.out.append(Block("heading", content=text, level=max(2, level), data={"rule": element.tag}))

    def _list(self, element: Element, depth: int) -> None:
        block = Block("list", ordered=element.tag == "ol", data={"rule": element.tag})
        if block.ordered and (element.get("start") or "").strip().isdigit():
            block.data["start"] = int(element.get("start", "1"))
        laid_out: list[Block] = []
        for item in self._items(element, depth):
            if item and item[0].type == "paragraph" and all(b.type in ("paragraph", "list") for b in item[1:]):
                block.items.append(Block("paragraph", content=item[0].content, children=item[1:]))
            elif len(item) == 1 and item[0].type == "list":
                self._nest(block, item[0])
            elif item:
                # A list whose items hold headings or pictures only lays out sections.
                if block.items:
                    laid_out.append(block)
                    block = Block("list", ordered=block.ordered, data=dict(block.data))
                laid_out.extend(item)
        if block.items:
            laid_out.append(block)
        self.flush()
        for part in laid_out:
            self.add(part)

    def _items(self, element: Element, depth: int) -> list[list[Block]]:
        self.flush()
        items: list[list[Block]] = []
        loose = Run()
        if element.text and element.text.strip():
            loose.add(element.text, self.page.start[element])
        for child in element:
            if child.tag == "li":
                rule = self.rule_for(child)
                if rule:
                    if rule != "taken":
                        self.drop(child, rule)
                else:
                    items.append(self.inside(child, depth))
            else:
                items.append(self.inside(child, depth, itself=True))
            if child.tail and child.tail.strip():
                loose.add(child.tail, self.page.end[child])
        if loose:
            items.append([Block("paragraph", content=loose.text(), data={"rule": "text-in-list"})])
        return items

    @staticmethod
    def _nest(block: Block, nested: Block) -> None:
        """A list that stands directly in a list belongs to the item before it."""
        if block.items:
            block.items[-1].children.append(nested)
        else:
            block.items.extend(nested.items)

    def _definitions(self, element: Element, depth: int) -> None:
        if self._as_figure(element, depth):
            return
        self.flush()
        block = Block("list", data={"rule": "dl", "definitions": True})
        after: list[Block] = []
        for child in _definition_parts(element):
            rule = self.rule_for(child)
            if rule:
                if rule != "taken":
                    self.drop(child, rule)
                continue
            blocks = self.inside(child, depth) if child.tag in ("dt", "dd") else self.inside(child, depth, itself=True)
            texts = [b for b in blocks if b.type in ("paragraph", "heading")]
            if child.tag == "dt" and texts and len(texts) == len(blocks):
                block.items.append(Block("paragraph", content=tables.join_lines([b.content for b in texts])))
            elif child.tag == "dd" and block.items and texts and len(texts) == len(blocks):
                owner = block.items[-1]
                if not owner.children:
                    owner.children.append(Block("list", data={"rule": "dd", "definitions": True}))
                owner.children[0].items.append(
                    Block("paragraph", content=tables.join_lines([b.content for b in texts]))
                )
            else:
                if block.items:
                    after.append(block)
                    block = Block("list", data=dict(block.data))
                after.extend(blocks)
        if block.items:
            after.append(block)
        for part in after:
            self.add(part)

    def _table(self, element: Element, depth: int) -> None:
        self.flush()
        if tables.is_layout(self, element):
            self._children(element, depth)
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
            text = tables.join_lines([t for b in blocks for t in b.texts()])
            self.add(Block("quote", content=text, data={"rule": "blockquote"}))
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
        """A form is dropped, unless it is wrapped around the page (ASP.NET) and holds running text."""
        length = len(self.page.words(element).split())
        if next(element.iter("article", "main", "h1"), None) is not None or length > 200 or element in self.kept:
            self._container(element, depth)
        else:
            self.flush()
            self.drop(element, "form")

    def _button(self, element: Element, depth: int) -> None:
        if self.panels and disclosure.opens(self, element, depth):
            return
        if self.opening or (element.find(".//img") is not None and not self.page.words(element).strip()):
            self._children(element, depth)
            return
        self.run.gap()
        self.drop(element, "button")

    def _noscript(self, element: Element, depth: int) -> None:
        self.drop(element, "noscript")

    # Pictures

    def _picture(self, element: Element, depth: int) -> None:
        src = media.source_of(element)
        rule = media.ornament_rule(element, src)
        if rule:
            self.objects.append((self.page.span(element), f"img {src[:200]}", rule))
            self.run.gap()
            return
        block = media.image_block(element, self.base or self.address)
        if self.run:
            self.run.gap()
            self._pending.append(block)
        else:
            self.out.append(block)

    def _figure(self, element: Element, depth: int) -> None:
        if not self._as_figure(element, depth):
            self.flush()
            self._children(element, depth)
            self.flush("figcaption")

    def _as_figure(self, element: Element, depth: int) -> bool:
        """Read an element as one picture with a caption, where it is one."""
        pictures = [
            image for image in media.picture_parts(element) if not media.ornament_rule(image, media.source_of(image))
        ]
        if (
            len(pictures) != 1
            or next(element.iter("h1", "h2", "table", "iframe", "video", "blockquote", "li"), None) is not None
        ):
            return False
        length = len(self.page.folded(element))
        caption = element.find(".//figcaption")
        if length > media._CAPTION_LIMIT and caption is None:
            return False
        if element.tag not in ("figure",) and length and not self._has_caption(element):
            return False
        outer, self._active = self._active, [pair for pair in self._active if pair[0] != "a"]
        blocks = self.inside(element, depth)
        self._active = outer
        texts = [b for b in blocks if b.type != "image"]
        image = next((b for b in blocks if b.type == "image"), None)
        if image is None:
            image = media.image_block(pictures[0], self.base or self.address)
        if any(b.type not in ("paragraph", "heading") for b in texts) or sum(b.type == "image" for b in blocks) > 1:
            for block in blocks:
                self.add(block)
            return True
        caption_text = tables.join_lines([t for b in blocks if b is not image for t in b.texts()] + [image.content])
        if caption_text:
            media.set_caption(image, caption_text)
        image.data["rule"] = element.tag
        self.add(image)
        return True

    def _has_caption(self, element: Element) -> bool:
        return any(
            part in self.captions or media.CAPTION.search(noise.names_of(part))
            for part in element.iterdescendants()
            if isinstance(part.tag, str)
        )

    def _embed(self, element: Element, depth: int) -> None:
        block = media.embed_block(element, self.base or self.address)
        if block is None:
            self.drop(element, "embed-without-content")
            self.objects.append(
                (self.page.span(element), f"{element.tag} {element.get('src') or ''}"[:200], "tracker")
            )
            return
        self.flush()
        if self.page.words(element).strip():
            self.drop(element, "embed-fallback")
        self.add(block)

    def _details(self, element: Element, depth: int) -> None:
        disclosure.read_details(self, element, depth)


def _own_texts(block: Block) -> list[Text]:
    return [] if block.type == "image" and not block.content else list(block.texts())


def _definition_parts(element: Element) -> list[Element]:
    parts: list[Element] = []
    for child in element:
        if child.tag == "div":
            parts.extend(child)
        else:
            parts.append(child)
    return parts


def _aria_level(element: Element) -> int:
    value = (element.get("aria-level") or "2").strip()
    return min(max(int(value), 2), 6) if value.isdigit() else 2


def _has_contact(page: Page, element: Element) -> bool:
    words = page.words(element)
    return bool(EMAIL.search(words) or PHONE.search(words)) or any(
        (a.get("href") or "").startswith(("mailto:", "tel:")) for a in element.iter("a")
    )


def _cards(page: Page, element: Element) -> list[Element]:
    """The parts of a contact box that each tell of one contact."""
    box = element
    while len(box) == 1 or (len(box) and sum(_has_contact(page, part) for part in box) == 1):
        box = next((part for part in box if _has_contact(page, part)), box[0])
        if not len(box):
            break
    parts = [
        part
        for part in box
        if part.tag in ("li", "div", "article", "section", "tr", "address") and _has_contact(page, part)
    ]
    if any(len(page.folded(part)) < 25 or "@" in page.folded(part).split(" ")[0] for part in parts):
        return []
    return parts


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


def _is_wrapper_of_picture(page: Page, element: Element, href: str) -> bool:
    """A link around a picture that only leads to the picture itself."""
    return is_image_address(href) and element.find(".//img") is not None


_HANDLERS: dict[str, Callable[[Walker, Element, int], None]] = {
    "br": Walker._break,
    "hr": Walker._rule,
    **dict.fromkeys(_HEADINGS, Walker._heading),
    "ul": Walker._list,
    "ol": Walker._list,
    "dir": Walker._list,
    "dl": Walker._definitions,
    "table": Walker._table,
    "blockquote": Walker._quote,
    "pre": Walker._pre,
    "form": Walker._form,
    "button": Walker._button,
    "img": Walker._picture,
    "figure": Walker._figure,
    "aside": Walker._aside,
    "details": Walker._details,
    **dict.fromkeys(("iframe", "video", "audio", "object", "embed"), Walker._embed),
}

"""Reads text renditions of pages: what somebody gets who selects a whole web page and copies it.

No mark-up is left, so structure comes from blank lines, markers, indents and the words themselves. Lines are
dropped only by named rules; whatever no rule knows is kept as a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from . import boilerplate, dates, structure
from .article import Article, Block, Image, Link, Problem
from .ledger import Ledger
from .spans import Mark, Span, Text
from .text_head import mark_meta, read_head, read_tail, title_text
from .text_lines import Line, cut_lines


@dataclass(slots=True)
class Hints:
    """What a format knows of lines of a text that has no mark-up left: which are headings (by the offset they begin
    at: 1 is the title), and which are not of the text at all (a page's header)."""

    levels: dict[int, int] = field(default_factory=dict)
    furniture: list[Span] = field(default_factory=list)


def read_text(text: str, *, source: str = "", address: str | None = None, hints: Hints | None = None) -> Article:
    """An Article of a text rendition. `text` is decoded; offsets in what comes back count its characters.

    `source` names the document in messages, `address` is the page's own, where known. Any text gives an article:
    what cannot be told apart stands in it as paragraphs.
    """
    article = Article(source=source, source_text=text, address=address, format="text", language="sv")
    _Reader(article, hints or Hints()).read()
    return article


class _Reader:
    def __init__(self, article: Article, hints: Hints) -> None:
        self.article = article
        self.hints = hints
        self.ledger = Ledger(article.source_text)
        self.lines = cut_lines(article.source_text)
        self.credits: set[str] = set()
        self.as_written: list[str] = []  # lines that were mended or left out as repetitions; shown with the next block
        self.footnotes = bool(re.search(r"[\w.)]\*(?=[\s.,)]|$)", article.source_text))
        self.at = self.first = 0

    # The page's parts

    def read(self) -> None:
        lines = self.lines
        for line in lines:
            line.level = line.level or self.hints.levels.get(line.text.offsets[0], 0)
            if line.marker_text and line.level:
                self.ledger.claim(line.marker_text, "dropped", "markdown-mark")
        lines[:] = [line for line in lines if not self._page_furniture(line)]
        first = self.first = read_head(lines)
        end = read_tail(lines, first)
        for line in (*lines[:first], *lines[end:]):
            self._settle(line)
        self.at = first
        while self.at < end:
            line = lines[self.at]
            if self._furniture(line):
                self.at += 1
                continue
            after = self._block(self.at, end)
            for taken in lines[self.at : after]:
                taken.role = taken.role or self.article.blocks[-1].type if self.article.blocks else ""
            self.at = after
        self._take_lead()
        self._assign_dates()
        self.article.dates.sort(key=lambda text: text.offsets[0])
        self.article.ledger = self.ledger.close()
        if not self.article.title:
            self._problem("no-title", "Texten har ingen rubrik som gick att känna igen. Skriv en rubrik.")

    def _page_furniture(self, line: Line) -> bool:
        start = line.text.offsets[0]
        if any(span.start <= start < span.end for span in self.hints.furniture):
            self._drop(line.text, "page-furniture")
            return True
        return False

    def _problem(self, code: str, message: str) -> None:
        self.article.problems.append(Problem(code, message))

    def _settle(self, line: Line) -> None:
        """Put a line that has a role where it belongs: title, date lines, or away."""
        article = self.article
        if line.role == "title":
            article.title, cut = title_text(line)
            self.ledger.claim(article.title, "placed", "title", "title")
            for text, rule in cut:
                self._drop(text, rule)
        elif line.role in ("date", "kind"):
            article.dates.append(line.text)
            self.ledger.claim(line.text, "used", line.rule, "dates")
            found = dates.read_date_line(line.string)
            kind = found.kind if found else dates.kind_of(line.string)
            article.kind = article.kind or kind
            if line.rule == "kicker":
                article.topics.append(line.string)
        elif line.role in ("boilerplate", "label"):
            self._drop(line.text, line.rule)

    def _drop(self, text: Text, rule: str) -> None:
        self.ledger.claim(text, "dropped", rule)

    def _furniture(self, line: Line) -> bool:
        """Take a line inside the article that is not of it: boilerplate, a date line, the title once more."""
        rule = boilerplate.rule_for(line.string, "body")
        if rule:
            line.role, line.rule = "boilerplate", rule
        elif line.string == self.article.title.text and not self.article.lead:
            line.role, line.rule = "boilerplate", "repeated-title"
            self.as_written.append(line.string)
        elif not mark_meta(line):
            if structure.BYLINE.fullmatch(line.string) and not structure.has_contact(line.string):
                self.article.dates.append(line.text)
                self.ledger.claim(line.text, "used", "byline", "dates")
                return True
            return False
        self._settle(line)
        return True

    # Blocks

    def _block(self, at: int, end: int) -> int:
        """Read the block that begins at line `at`; the number of the line after it."""
        for read in (self._captions, self._contacts, self._links, self._list, self._heading):
            after = read(at, end)
            if after > at:
                return after
        line = self.lines[at]
        # Whether a blank line stands before it tells a recogniser where an answer ends.
        block = Block("paragraph", content=line.text, data={"gap": line.gap_before})
        self._add(block, "speech" if line.is_dash else "paragraph")
        return at + 1

    def _add(self, block: Block, rule: str) -> None:
        self.article.blocks.append(block)
        if self.as_written:
            block.data["as_written"], self.as_written = self.as_written, []
        for text in block.texts():
            self.ledger.claim(text, "placed", rule, block.type)

    def _next(self, at: int, end: int) -> Line | None:
        """The line after `at` that belongs to the article."""
        for line in self.lines[at + 1 : end]:
            if not boilerplate.rule_for(line.string, "body"):
                return line
        return None

    def _captions(self, at: int, end: int) -> int:
        line, following = self.lines[at], self._next(at, end)
        if line.marker or line.is_dash or not line.gap_before or len(line.string) > 300:
            return at
        string = line.string
        if structure.is_credit_only(string) and structure.credit_in(string) in self.credits:
            self._drop(line.text, "repeated-credit")
            return at + 1
        if following is not None and following is self.lines[at + 1] and following.string == string:
            self.ledger.claim(line.text, "used", "caption-twice", "alt")
            self._image(following.text, alt=line.text)
            return at + 2
        if not line.gap_after:
            return self._caption_over_credit(at, following)
        rule = structure.is_caption(string)
        if rule is None:
            if self._person_by_image(at, following):
                rule = "caption-person"
            else:
                return at
        after = at + 1
        # An alternative text is followed by the caption itself: one short sentence on a line of its own.
        if rule == "caption-depicts" and following is not None and self._is_caption_after_alt(following):
            self.article.captions.append(line.text)
            self.ledger.claim(line.text, "used", rule, "alt")
            self._image(following.text, alt=line.text)
            return self.lines.index(following, at) + 1 if following in self.lines else after + 1
        self._image(line.text, rule=rule)
        return after

    def _caption_over_credit(self, at: int, following: Line | None) -> int:
        """A caption on one line and who took the picture on the next."""
        line = self.lines[at]
        if following is None or following.gap_before or following is not self.lines[at + 1] or len(line.string) > 250:
            return at
        if not structure.is_credit_only(following.string):
            return at
        self._image(Text.join(" ", [line.text, following.text]), rule="caption-credit")
        return at + 2

    def _is_caption_after_alt(self, line: Line) -> bool:
        string = line.string
        return (
            line.gap_before
            and line.gap_after
            and len(string) <= 140
            and ". " not in string
            and string.endswith(".")
            and not line.is_dash
        )

    def _person_by_image(self, at: int, following: Line | None) -> bool:
        """A bare name where a picture was: next to an image's file name, above running text."""
        before = self.lines[at - 1] if at else None
        near = before is not None and before.rule == "image-file"
        return near and structure.is_person(self.lines[at].string) and following is not None

    def _image(self, caption: Text, *, alt: Text | None = None, rule: str = "caption-twice") -> None:
        credit = structure.credit_in(caption.text)
        if credit:
            self.credits.add(credit)
        image = Image(
            alt=alt.text if alt else "",
            caption=caption.text,
            credit=credit,
            lead=not self.article.images,
            span=caption.span(),
            rule=rule,
        )
        self.article.images.append(image)
        self.article.captions.append(caption)
        self._add(Block("image", content=caption, image=image), rule)

    def _contacts(self, at: int, end: int) -> int:
        line = self.lines[at]
        string = line.string
        if structure.INLINE_CONTACT.fullmatch(string) and (structure.has_contact(string) or len(string) < 100):
            self._add(Block("contact", items=[Block("paragraph", content=line.text)]), "contact-line")
            return at + 1
        if structure.is_contact_label(string) and self._contact_follows(at, end):
            self._add(Block("heading", content=line.text, level=2, data={"label": "contact"}), "contact-label")
            return self._contact_groups(at + 1, end)
        if line.gap_before and structure.is_person(string) and not line.gap_after and self._group_has_contact(at, end):
            return self._contact_groups(at, end)
        return at

    def _contact_follows(self, at: int, end: int) -> bool:
        following = self._next(at, end)
        if following is None or following.is_dash:
            return False
        return self._group_has_contact(self.lines.index(following), end) or _could_be_person_line(following)

    def _group(self, at: int, end: int) -> int:
        """The end of the run of adjacent lines that begins at `at`."""
        after = at + 1
        while after < end and not self.lines[after].gap_before:
            after += 1
        return after

    def _group_has_contact(self, at: int, end: int) -> bool:
        return any(
            structure.has_contact(line.string) and len(line.string) <= 200
            for line in self.lines[at : self._group(at, end)]
        )

    def _contact_groups(self, at: int, end: int) -> int:
        """Groups of contact lines; ends where running text or a section that is no contact begins."""
        while at < end:
            after = self._group(at, end)
            group = self.lines[at:after]
            if group[0].level or not (self._group_has_contact(at, end) or _could_be_person_line(group[0])):
                break
            block = Block("contact")
            for line in group:
                if self._furniture(line):
                    continue
                if line.marker:
                    self.ledger.claim(line.marker_text, "dropped", "list-marker")
                block.items.append(Block("paragraph", content=line.body))
            if block.items:
                self._add(block, "contact-group")
            at = after
        return at

    def _links(self, at: int, end: int) -> int:
        line = self.lines[at]
        block = Block("links")
        after = at
        if structure.is_link_label(line.string):
            following = self._next(at, end)
            if following is None or following.is_dash or not (self._is_link(following, labelled=True)):
                return at
            block.content = line.text
            after = at + 1
        while after < end:
            line = self.lines[after]
            if boilerplate.rule_for(line.string, "body") and self._furniture(line):
                after += 1
                continue
            if not self._is_link(line, labelled=bool(block.content)):
                break
            self._link(block, line)
            after += 1
        if block.items:
            self._add(block, "links")
            return after
        return at

    def _is_link(self, line: Line, *, labelled: bool) -> bool:
        arrow = re.match(r"[»›→▸►>&]", line.marker) if line.marker else None
        if arrow or structure.is_link_line(line.body.text):
            return not line.is_dash
        return (
            labelled
            and len(line.string) <= 120
            and not re.search(r"[.:]$", line.string)
            and not line.is_dash
            and not structure.has_contact(line.string)
        )

    def _link(self, block: Block, line: Line) -> None:
        if line.marker:
            self.ledger.claim(line.marker_text, "dropped", "list-marker")
        text = line.body
        notice = structure.NEW_WINDOW.search(text.text)
        if notice and notice.end() - notice.start() < len(text):
            if text[notice.end() :]:
                self.as_written.append(text.text)
            self._drop(text[notice.start() : notice.end()], "new-window")
            text = (text[: notice.start()] + text[notice.end() :]).fold()
        tail = structure.LINK_TAIL.search(text.text)
        anchor = text[: tail.start()].fold() if tail and tail.start() else text
        url = structure.URL.search(text.text)
        kind = "file" if structure.FILE_TAIL.search(text.text) else "external"
        link = Link(text=anchor.text, href=url[0] if url else "", kind=kind, span=anchor.span(), rule="link-line")
        block.items.append(Block("paragraph", content=text))
        block.links.append(link)
        self.article.links.append(link)
        self.article.related_links.append(anchor)

    def _list(self, at: int, end: int) -> int:
        line = self.lines[at]
        if self._dash_list(at, end):
            after = at
            block = Block("list")
            while after < self._group(at, end):
                text = self.lines[after].text
                mark = re.match(r"[-–—−]\s*", text.text)
                cut = mark.end() if mark else 0
                self.ledger.claim(text[:cut], "dropped", "list-marker")
                block.items.append(Block("paragraph", content=text[cut:]))
                after += 1
            self._add(block, "dash-list")
            return after
        if not line.marker or re.match(r"[»›→▸►>&]", line.marker):
            return at
        if line.marker == "*" and self.footnotes and not _same_marker(self.lines, at, end):
            self._add(Block("paragraph", content=line.text, data={"footnote": True}), "footnote")
            return at + 1
        if line.ordered and not _is_numbered_run(self.lines, at, end):
            return at
        return self._bullets(at, end)

    def _bullets(self, at: int, end: int) -> int:
        first = self.lines[at]
        block = Block("list", ordered=first.ordered)
        open_items: list[tuple[int, Block]] = []  # (indent, list's owner) from the outside in
        after = at
        while after < end:
            line = self.lines[after]
            if not line.marker:
                if line.gap_before or line.is_dash or line.indent <= first.indent or not open_items:
                    break
                owner = open_items[-1][1]
                joined = Text.join(" ", [owner.content, line.text])
                br = Mark(len(owner.content) + 1, len(owner.content) + 1, "br")
                owner.content = Text(joined.text, joined.offsets, [*joined.marks, br])
                after += 1
                continue
            if line.ordered != first.ordered and line.indent <= first.indent:
                break
            if line.gap_before and line.marker != first.marker and not line.ordered:
                break
            self.ledger.claim(line.marker_text, "dropped", "list-marker")
            item = Block("paragraph", content=line.body)
            while open_items and open_items[-1][0] >= line.indent:
                open_items.pop()
            if open_items and line.indent >= open_items[-1][0] + 2:
                open_items[-1][1].children.append(item)
            else:
                block.items.append(item)
            open_items.append((line.indent, item))
            after += 1
        self._add(block, "list")
        return after

    def _dash_list(self, at: int, end: int) -> bool:
        """Two or more adjacent dash lines below an announcing line, none of which speaks."""
        group = self.lines[at : self._group(at, end)]
        if len(group) < 2 or not all(line.is_dash for line in group) or not at:
            return False
        announced = self.lines[at - 1].string.endswith(":")
        silent = all(len(line.string) <= 150 and not re.search(r"[.!?”\"]$", line.string) for line in group)
        return announced and silent

    def _heading(self, at: int, end: int) -> int:
        line, following = self.lines[at], self._next(at, end)
        if line.level:
            self._add(Block("heading", content=line.text, level=min(6, max(2, line.level))), "heading-marked")
            return at + 1
        if (line.marker and not line.ordered) or line.is_dash or following is None:
            return at
        string = line.string
        question = structure.is_question(string)
        if not line.gap_before and not question:
            return at
        over_text = len(string) <= 80 and (len(following.string) >= 80 or bool(following.marker))
        if not line.gap_after and not question and not over_text:
            return at
        if not structure.is_heading(string, before_list=bool(following.marker), before_speech=following.is_dash):
            return at
        if not question and self._in_run_of_short_lines(at, end):
            return at
        if following.marker and not string.endswith(":") and following.body.text[:1].islower() and not following.level:
            return at  # the list goes on with the sentence that this line begins
        self._add(Block("heading", content=line.text, level=2), "question" if question else "heading")
        return at + 1

    def _in_run_of_short_lines(self, at: int, end: int) -> bool:
        """Among three or more lines that all could be headings: names or entries of a list without marks."""

        def could_be(index: int) -> bool:
            line = self.lines[index]
            return not line.marker and not line.is_dash and structure.is_heading(line.string)

        first = last = at
        while first > self.first and self.lines[first - 1].role in ("heading", "paragraph") and could_be(first - 1):
            first -= 1
        while last + 1 < end and could_be(last + 1):
            last += 1
        return last - first >= 2

    # Fields

    def _take_lead(self) -> None:
        """The first paragraph is the lead where only pictures and at most one heading stand before it."""
        headings = 0
        for index, block in enumerate(self.article.blocks):
            if block.type == "image":
                continue
            if block.type == "heading" and not block.data.get("label") and not headings:
                headings += 1
                continue
            if (
                block.type == "paragraph"
                and not re.match(r"[-–—−]\s?\w", block.content.text)
                and not block.content.text.endswith(":")
            ):
                self.article.lead = block.content
                self.ledger.claim(block.content, "placed", "lead", "lead")
                del self.article.blocks[index]
                self._hand_on(block, index)
            return

    def _hand_on(self, block: Block, index: int) -> None:
        """What a block that became the lead knew of its neighbourhood stays with the next one."""
        if "as_written" in block.data and index < len(self.article.blocks):
            self.article.blocks[index].data["as_written"] = block.data["as_written"]

    def _assign_dates(self) -> None:
        article = self.article
        pending: str | None = None
        bare: str | None = None
        for line in self.lines:
            if line.role not in ("date", "label"):
                continue
            found = dates.read_date_line(line.string)
            if found is None:
                continue
            if found.empty:
                pending = found.dates[-1][0]
                continue
            for role, iso in found.dates:
                if found.bare and pending and iso:
                    role, pending = pending, None
                elif found.bare:
                    bare = bare or iso
                    continue
                if role == "published":
                    article.published = article.published or iso
                elif role == "updated":
                    article.updated = article.updated or iso
        article.published = article.published or bare


def _could_be_person_line(line: Line) -> bool:
    """A line that begins with a person's name and says no more than who that is."""
    string = line.body.text
    match = structure.PERSON.match(string)
    if not match or len(string) > 160 or string.endswith("."):
        return False
    rest = string[match.end() :]
    return not rest or rest[0] in ",:(" or rest.startswith((" –", " -"))


def _same_marker(lines: list[Line], at: int, end: int) -> bool:
    """Whether a neighbour carries the same list marker."""
    near = [lines[i] for i in (at - 1, at + 1) if 0 <= i < end]
    return any(line.marker == lines[at].marker for line in near)


def _is_numbered_run(lines: list[Line], at: int, end: int) -> bool:
    number = lines[at].marker.rstrip(".)")
    if number not in ("1", "a"):
        return False
    return any(line.ordered and line.marker.rstrip(".)") in ("2", "b") for line in lines[at + 1 : min(end, at + 6)])

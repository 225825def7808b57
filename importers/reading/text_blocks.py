"""The blocks of a text rendition: captions, contacts, links, lists and headings among its lines."""

from __future__ import annotations

import re

from . import boilerplate, structure
from .article import Article, Block, Image, Link
from .ledger import Ledger
from .spans import Mark, Text
from .text_lines import Line


class BlockReader:
    """Reads lines into blocks of an article, and claims in the ledger what it places, uses and drops."""

    def __init__(self, article: Article, ledger: Ledger, lines: list[Line]) -> None:
        self.article = article
        self.ledger = ledger
        self.lines = lines
        self.first = 0
        self.credits: set[str] = set()
        self.as_written: list[str] = []  # lines that were mended or left out as repetitions; shown with the next block
        self.footnotes = bool(re.search(r"[\w.)]\*(?=[\s.,)]|$)", article.source_text))
        self.begun = False  # whether the first paragraph was met
        self._group_start = self._group_end = 0

    def furniture(self, line: Line) -> bool:
        """Take a line that is not of the article; whether it was one."""
        raise NotImplementedError

    def drop(self, text: Text, rule: str) -> None:
        """Leave a run of text out of the article, by a named rule."""
        self.ledger.claim(text, "dropped", rule)

    def read_blocks(self, at: int, end: int) -> None:
        """Read the lines [at, end) into the article's blocks."""
        while at < end:
            if self.furniture(self.lines[at]):
                at += 1
                continue
            after = self._block(at, end)
            kind = self.article.blocks[-1].type if self.article.blocks else ""
            for taken in self.lines[at:after]:
                taken.role = taken.role or kind
            at = after

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
        self.begun = True
        return at + 1

    def _add(self, block: Block, rule: str) -> None:
        self.article.blocks.append(block)
        if self.as_written:
            block.data["as_written"], self.as_written = self.as_written, []
        for text in block.texts():
            self.ledger.claim(text, "placed", rule, block.type)

    def _next(self, at: int, end: int) -> int | None:
        """The number of the line after `at` that belongs to the article."""
        for index in range(at + 1, end):
            line = self.lines[index]
            if line.role not in ("boilerplate", "label", "date") and not boilerplate.rule_for(line.string, "body"):
                return index
        return None

    def _line(self, index: int | None) -> Line | None:
        return None if index is None else self.lines[index]

    def _captions(self, at: int, end: int) -> int:
        line = self.lines[at]
        if line.marker or line.is_dash or line.level or not self._opens(at) or len(line.string) > 300:
            return at
        place = self._next(at, end)
        following = self._line(place)
        string = line.string
        if structure.is_credit_only(string) and structure.credit_in(string) in self.credits:
            self.drop(line.text, "repeated-credit")
            return at + 1
        if following is not None and place == at + 1 and following.string == string:
            self.ledger.claim(line.text, "used", "caption-twice", "alt")
            self._image(following.text, alt=line.text)
            return at + 2
        rule = structure.is_caption(string)
        if not line.gap_after:
            if rule == "caption-depicts" and following is not None and place == at + 1:
                return self._alt_over_caption(at, following)
            return self._caption_over_credit(at, following)
        if rule is None:
            if self._person_by_image(at, following):
                rule = "caption-person"
            else:
                return at
        # An alternative text is followed by the caption itself: one short sentence on a line of its own.
        if (
            rule == "caption-depicts"
            and following is not None
            and place == at + 1
            and following.gap_before
            and _is_caption_after_alt(following)
        ):
            return self._alt_over_caption(at, following)
        self._image(line.text, rule=rule)
        return at + 1

    def _alt_over_caption(self, at: int, following: Line) -> int:
        """An alternative text, and the caption of the same image below it."""
        if not _is_caption_after_alt(following):
            return at
        alt = self.lines[at].text
        self.article.captions.append(alt)
        self.ledger.claim(alt, "used", "caption-depicts", "alt")
        self._image(following.text, alt=alt)
        return at + 2

    def _opens(self, at: int) -> bool:
        """Whether a line begins something: a blank line or a line that is not of the article stands before it."""
        return self.lines[at].gap_before or self.lines[at - 1].role in (
            "boilerplate",
            "date",
            "kind",
            "label",
            "title",
        )

    def _caption_over_credit(self, at: int, following: Line | None) -> int:
        """A caption on one line and who took the picture on the next."""
        line = self.lines[at]
        if following is None or following.gap_before or following is not self.lines[at + 1] or len(line.string) > 250:
            return at
        if not structure.is_credit_only(following.string):
            return at
        self._image(Text.join(" ", [line.text, following.text]), rule="caption-credit")
        return at + 2

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
        if not line.gap_before or line.is_dash or line.level:
            return at
        card = structure.is_person(string) and not line.gap_after
        row = _could_be_person_line(line) and structure.has_contact(string)
        if (card or row) and self._group_has_contact(at, end):
            return self._contact_groups(at, end)
        return at

    def _contact_follows(self, at: int, end: int) -> bool:
        following = self._next(at, end)
        if following is None or self.lines[following].is_dash:
            return False
        return self._group_has_contact(following, end) or _could_be_person_line(self.lines[following])

    def _group(self, at: int, end: int) -> int:
        """The end of the run of adjacent lines that `at` stands in."""
        if at >= self._group_end or at < self._group_start:
            after = at + 1
            while after < end and not self.lines[after].gap_before:
                after += 1
            self._group_start, self._group_end = at, after
        return self._group_end

    def _group_has_contact(self, at: int, end: int) -> bool:
        # Contacts are short: what stands far below belongs to something else.
        until = min(self._group(at, end), at + 12)
        return any(structure.has_contact(x.string) and len(x.string) <= 200 for x in self.lines[at:until])

    def _contact_groups(self, at: int, end: int) -> int:
        """Groups of contact lines; ends where running text or a section that is no contact begins."""
        while at < end:
            after = self._group(at, end)
            labels = (i for i in range(at + 1, min(after, at + 30)) if structure.is_link_label(self.lines[i].string))
            after = next(labels, after)
            group = self.lines[at:after]
            known = self._group_has_contact(at, end) or _could_be_person_line(group[0])
            joins = self._joins_contact(at, after, end, known=known)
            if group[0].level or not (known or joins) or _is_sentences(group):
                break
            block = Block("contact")
            for line in group:
                if self.furniture(line):
                    continue
                if line.marker:
                    self.ledger.claim(line.marker_text, "dropped", "list-marker")
                block.items.append(Block("paragraph", content=line.body))
            if block.items and joins:
                owner = self.article.blocks[-1]
                owner.items.extend(block.items)
                for text in block.texts():
                    self.ledger.claim(text, "placed", "contact-group", "contact")
            elif block.items:
                self._add(block, "contact-group")
            at = after
        return at

    def _joins_contact(self, at: int, after: int, end: int, *, known: bool) -> bool:
        """Whether a line set apart belongs to the contact above it: a card with a blank line between its lines."""
        if after - at != 1 or not self.article.blocks or self.article.blocks[-1].type != "contact":
            return False
        line, owner = self.lines[at], self.article.blocks[-1]
        if _could_be_person_line(line) or not structure.is_person(owner.items[0].content.text):
            return False
        if known:
            return len(line.string) <= 80 and bool(structure.bare_contact(line.string))
        if len(owner.items) > 1 or len(line.string) > 80 or re.search(r"[.:?!]$", line.string):
            return False
        following = self._line(self._next(at, end))
        return following is not None and len(following.string) <= 80 and structure.has_contact(following.string)

    def _links(self, at: int, end: int) -> int:
        line = self.lines[at]
        block = Block("links")
        after = at
        if structure.is_link_label(line.string):
            following = self._line(self._next(at, end))
            if following is not None and not following.is_dash and self._is_link(following, labelled=True):
                block.content = line.text
                after = at + 1
            elif not structure.is_link_line(line.string):
                return at
        while after < end:
            line = self.lines[after]
            if boilerplate.rule_for(line.string, "body") and self.furniture(line):
                after += 1
                continue
            if not self._is_link(line, labelled=bool(block.content)) or self._ends_links(at, after, end, block):
                break
            self._link(block, line)
            after += 1
        if block.items:
            self._add(block, "links")
            return after
        return at

    def _ends_links(self, at: int, index: int, end: int, block: Block) -> bool:
        """Whether a line that could be a link begins something else: contacts, other links, a section, a new group."""
        line = self.lines[index]
        if line.marker or structure.is_link_line(line.body.text):
            return not block.content and not block.items and self._heads_text(index, end)
        if structure.is_contact_label(line.string) or (line.gap_before and structure.is_link_label(line.string)):
            return True
        if _could_be_person_line(line) and self._group_has_contact(index, end):
            return True
        if not block.items:
            return False
        # Links under one label are set alike: all adjacent, or all with a blank line between.
        spaced = self.lines[at + 1].gap_before
        return (line.gap_before and not spaced) or (line.gap_before and self._heads_text(index, end))

    def _heads_text(self, index: int, end: int) -> bool:
        """Whether running text stands below a line, as below a heading."""
        line = self.lines[index]
        following = self._line(self._next(index, end))
        return following is not None and not line.marker and (following.is_dash or len(following.string) >= 100)

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
            self.drop(text[notice.start() : notice.end()], "new-window")
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
            stop = self._group(at, end)
            while after < stop:
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
        if not at or not self.lines[at].is_dash or not self.lines[at - 1].string.endswith(":"):
            return False
        group = self.lines[at : self._group(at, end)]
        if len(group) < 2 or not all(line.is_dash for line in group):
            return False
        short = all(len(line.string) <= 150 for line in group)
        silent = all(not re.search(r"[.!?”\"]$", line.string) for line in group)
        return short and (silent or (len(group) >= 3 and all(_is_entry(line.string) for line in group)))

    def _heading(self, at: int, end: int) -> int:
        line, following = self.lines[at], self._line(self._next(at, end))
        if line.level:
            self._add(Block("heading", content=line.text, level=min(6, max(2, line.level))), "heading-marked")
            return at + 1
        if (line.marker and not line.ordered) or line.is_dash or following is None:
            return at
        string = line.string
        question = structure.is_question(string)
        if not line.gap_before and not question and not self._between_paragraphs(at, following):
            return at
        over_text = len(string) <= 80 and (len(following.string) >= 80 or bool(following.marker))
        if not line.gap_after and not question and not over_text:
            return at
        if not structure.is_heading(string, before_list=bool(following.marker), before_speech=following.is_dash):
            return at
        if not question and self._in_run_of_short_lines(at, end):
            return at
        goes_on = following.marker and not following.level and following.body.text[:1].islower()
        if goes_on and not string.endswith(":") and (not line.gap_after or structure.finite_verb_last(string)):
            return at  # the list goes on with the sentence that this line begins
        self._add(Block("heading", content=line.text, level=2), "question" if question else "heading")
        return at + 1

    def _between_paragraphs(self, at: int, following: Line) -> bool:
        """A short line without a blank line around it, but with paragraphs above and below."""
        line = self.lines[at]
        above = self.lines[at - 1] if at > self.first else None
        if above is None or line.gap_after or len(line.string) > 60 or len(line.string.split()) > 8:
            return False
        ended = bool(re.search(r"[.!?][”\"’]?$", above.string)) and (above.is_dash or len(above.string) >= 80)
        over = len(following.string) >= 80 or bool(following.marker)
        return ended and over and not line.string.endswith(":")

    def _in_run_of_short_lines(self, at: int, end: int) -> bool:
        """Among three or more lines that all could be headings: names or entries of a list without marks."""

        def could_be(index: int) -> bool:
            line = self.lines[index]
            return not line.marker and not line.is_dash and structure.is_heading(line.string)

        first = last = at
        while (
            first > max(self.first, at - 2)
            and self.lines[first - 1].role in ("heading", "paragraph")
            and could_be(first - 1)
        ):
            first -= 1
        while last + 1 < min(end, at + 3) and could_be(last + 1):
            last += 1
        return last - first >= 2


def _is_sentences(group: list[Line]) -> bool:
    """Running text, though a number or an address may stand in it."""
    return len(group) == 1 and len(group[0].string) > 140 and group[0].string.endswith(".")


def _is_entry(string: str) -> bool:
    """An entry of a list set with dashes, not speech: one sentence in which nobody says I, we or who said it."""
    one = not re.search(r"[.!?]\s", string)
    voice = re.search(
        r"\b(?:jag|vi|mig|oss|min|vår|våra|man|säger|berättar|menar|tycker|sade|sa|förklarar|tillägger|"
        r"hon|han)\b",
        string,
        re.IGNORECASE,
    )
    return one and not voice


def _is_caption_after_alt(line: Line) -> bool:
    """One short sentence on a line of its own, as a caption below its alternative text is."""
    string = line.string
    return line.gap_after and len(string) <= 140 and ". " not in string and string.endswith(".") and not line.is_dash


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

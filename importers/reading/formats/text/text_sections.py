"""The contacts and links among the lines of a text rendition, and what every reader of lines needs."""

from __future__ import annotations

import re
from typing import Literal

from ...furniture import boilerplate, contact_marks, letters, link_lines, person_lines
from ...model.article import Article, Block, Link
from ...model.ledger import Ledger
from ...model.spans import Text
from ...swedish import dates
from .text_lines import Line


class SectionReader:
    """Reads contacts and links among lines, and claims in the ledger what it places, uses and drops."""

    def __init__(self, article: Article, ledger: Ledger, lines: list[Line]) -> None:
        self.article = article
        self.ledger = ledger
        self.lines = lines
        self.first = 0
        self.headed: set[int] = set()  # where rows begin that name the columns of a table
        self.credits: set[str] = set()
        self.as_written: list[str] = []  # lines that were mended or left out as repetitions; shown with the next block
        self.footnotes = bool(re.search(r"[\w.)]\*(?=[\s.,)]|$)", article.source_text))
        self.begun = False  # whether the first paragraph was met
        self._group_start = self._group_end = 0
        self._asked: int | None = None

    def furniture(self, line: Line) -> bool:
        """Take a line that is not of the article; whether it was one."""
        raise NotImplementedError

    def drop(self, text: Text, rule: str) -> None:
        """Leave a run of text out of the article, by a named rule."""
        self.ledger.claim(text, "dropped", rule)

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

    def _contacts(self, at: int, end: int) -> int:
        line = self.lines[at]
        string = line.string
        if contact_marks.INLINE_CONTACT.fullmatch(string) and (contact_marks.has_contact(string) or len(string) < 100):
            self._add(Block("contact", items=[Block("paragraph", content=line.text)]), "contact-line")
            return at + 1
        if contact_marks.is_contact_label(string) and self._contact_follows(at, end):
            self._add(Block("heading", content=line.text, level=2, data={"label": "contact"}), "contact-label")
            return self._contact_groups(at + 1, end)
        if not line.gap_before or line.is_dash or line.level:
            return at
        card = person_lines.is_person(string) and not line.gap_after
        row = _could_be_person_line(line) and contact_marks.has_contact(string)
        if (card or row) and self._signs(at):
            return at
        if (card or row) and self._group_has_contact(at, end):
            return self._contact_groups(at, end)
        return at

    def _signs(self, at: int) -> bool:
        """Whether a line stands right below the words that close a letter: it signs it, and is nobody to ask."""
        for line in reversed(self.lines[max(0, at - letters.MOST_SIGNED) : at]):
            if letters.is_closing(line.string):
                return True
            if len(line.string) > letters.LONGEST_SIGNED or contact_marks.is_contact_label(line.string):
                return False
        return False

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
        return any(contact_marks.has_contact(x.string) and len(x.string) <= 200 for x in self.lines[at:until])

    def _contact_groups(self, at: int, end: int) -> int:
        """Groups of contact lines; ends where running text or a section that is no contact begins."""
        while at < end:
            after = self._group(at, end)
            labels = (i for i in range(at + 1, min(after, at + 30)) if link_lines.is_link_label(self.lines[i].string))
            after = next(labels, after)
            group = self.lines[at:after]
            known = self._group_has_contact(at, end) or _could_be_person_line(group[0])
            joins = self._joins_contact(at, after, end, known=known)
            closes = letters.is_closing(group[0].string)
            if group[0].level or closes or not (known or joins) or _is_sentences(group):
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
        if _could_be_person_line(line) or not person_lines.is_person(owner.items[0].content.text):
            return False
        if known:
            return len(line.string) <= 80 and bool(contact_marks.bare_contact(line.string))
        if len(owner.items) > 1 or len(line.string) > 80 or re.search(r"[.:?!]$", line.string):
            return False
        following = self._line(self._next(at, end))
        return following is not None and len(following.string) <= 80 and contact_marks.has_contact(following.string)

    def _links(self, at: int, end: int) -> int:
        line = self.lines[at]
        block = Block("links")
        after = at
        if link_lines.is_link_label(line.string):
            following = self._line(self._next(at, end))
            if following is not None and not following.is_dash and self._is_link(following, labelled=True):
                block.content = line.text
                after = at + 1
            elif not link_lines.is_link_line(line.string) or self._heads_text(at, end):
                return at
        while after < end:
            line = self.lines[after]
            if boilerplate.rule_for(line.string, "body") and self.furniture(line):
                after += 1
                continue
            if block.items and dates.read_date_line(line.string) and self._is_teaser_date(after, end):
                line.role = "teaser-date"
                self.article.dates.append(line.text)
                self.ledger.claim(line.text, "used", "teaser-date", "dates")
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

    def _is_teaser_date(self, index: int, end: int) -> bool:
        """Whether a bare date belongs to the link above it: another link with its own date follows."""
        found = dates.read_date_line(self.lines[index].string)
        below = [line.string for line in self.lines[index + 1 : min(index + 3, end)]]
        return bool(found and found.bare) and len(below) == 2 and dates.read_date_line(below[1]) is not None

    def _ends_links(self, at: int, index: int, end: int, block: Block) -> bool:
        """Whether a line that could be a link begins something else: contacts, other links, a section, a new group."""
        line = self.lines[index]
        if line.marker or link_lines.is_link_line(line.body.text):
            return not block.content and not block.items and self._heads_text(index, end)
        if (
            dates.read_date_line(line.string)
            or contact_marks.is_contact_label(line.string)
            or (line.gap_before and link_lines.is_link_label(line.string))
        ):
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
        if arrow or link_lines.is_link_line(line.body.text):
            return not line.is_dash
        return (
            labelled
            and len(line.string) <= 120
            and not re.search(r"[.:]$", line.string)
            and not line.is_dash
            and not contact_marks.has_contact(line.string)
        )

    def _link(self, block: Block, line: Line) -> None:
        if line.marker:
            self.ledger.claim(line.marker_text, "dropped", "list-marker")
        text = line.body
        tail = link_lines.LINK_TAIL.search(text.text)
        notice = link_lines.NEW_WINDOW.search(text.text, 0, tail.start() if tail else len(text))
        if notice and notice.end() - notice.start() < len(text):
            if text[notice.end() :]:
                self.as_written.append(text.text)
            self.drop(text[notice.start() : notice.end()], "new-window")
            text = (text[: notice.start()] + text[notice.end() :]).fold()
        tail = link_lines.LINK_TAIL.search(text.text)
        anchor = text[: tail.start()].fold() if tail and tail.start() else text
        url = link_lines.URL.search(text.text)
        kind: Literal["file", "external"] = "file" if link_lines.FILE_TAIL.search(text.text) else "external"
        marked = next((href for _, href in text.links()), "")
        link = Link(
            text=anchor.text, href=marked or (url[0] if url else ""), kind=kind, span=anchor.span(), rule="link-line"
        )
        block.items.append(Block("paragraph", content=text))
        block.links.append(link)
        self.article.links.append(link)
        self.article.related_links.append(anchor)


def _is_sentences(group: list[Line]) -> bool:
    """Running text, though a number or an address may stand in it."""
    return len(group) == 1 and len(group[0].string) > 140 and group[0].string.endswith(".")


def _could_be_person_line(line: Line) -> bool:
    """A line that begins with a person's name and says no more than who that is."""
    string = line.body.text
    match = person_lines.PERSON.match(string)
    if not match or len(string) > 160 or string.endswith("."):
        return False
    rest = string[match.end() :]
    return not rest or rest[0] in ",:(" or rest.startswith((" –", " -"))

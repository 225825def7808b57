"""Reads text renditions of pages: what somebody gets who selects a whole web page and copies it.

No mark-up is left, so structure comes from blank lines, markers, indents and the words themselves. Lines are
dropped only by named rules; whatever no rule knows is kept as a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from ...furniture import boilerplate, contact_marks, heading_lines, letters, person_lines
from ...model.article import Article, Block, Link, Problem
from ...model.ledger import Ledger
from ...model.spans import Span
from ...swedish import date_labels, dates
from . import text_markdown
from .text_blocks import BlockReader
from .text_evidence import subjects
from .text_head import read_head
from .text_judging import judge_lines
from .text_lines import DASH, Line, cut_lines
from .text_masthead import Top
from .text_prose import is_prose, mark_meta
from .text_rows import mark_rows
from .text_tail import read_tail
from .text_trail import title_text

_BY = re.compile(
    r"(?:text (?:och|&) (?:foto|bild)|text|skribent|av|reporter|författare|skriven av|publicerat av|inlagd av|"
    r"postad av)\s*:?\s+",
    re.IGNORECASE,
)
# Where a lead set in bold runs into the paragraph below it: "…är redan lång.Det luktar sågspån och …"
_GLUED_PARAGRAPH = re.compile(r"(?<=[a-zåäö0-9”\"][.!?])(?=[A-ZÅÄÖ][a-zåäö]*\s[^.]{30})")


@dataclass(slots=True)
class Hints:
    """What a format knows of lines of a text that has no mark-up left: which are headings (by the offset they begin
    at: 1 is the title), which are not of the text at all (a page's header), and which head a table. `paper`: it is no
    web page's text, and nothing in it is a web page's furniture."""

    levels: dict[int, int] = field(default_factory=dict)
    furniture: list[Span] = field(default_factory=list)
    headed: set[int] = field(default_factory=set)
    paper: bool = False


def read_text(text: str, *, source: str = "", address: str | None = None, hints: Hints | None = None) -> Article:
    """An Article of a text rendition. `text` is decoded; offsets in what comes back count its characters.

    `source` names the document in messages, `address` is the page's own, where known. Any text gives an article:
    what cannot be told apart stands in it as paragraphs.
    """
    article = Article(source=source, source_text=text, address=address, format="text", language="sv")
    _Reader(article, hints or Hints()).read()
    return article


class _Reader(BlockReader):
    def __init__(self, article: Article, hints: Hints) -> None:
        super().__init__(article, Ledger(article.source_text), cut_lines(article.source_text))
        self.hints = hints

    # The page's parts

    def read(self) -> None:
        lines = self.lines
        if text_markdown.is_markdown(self.article.source_text):
            self._read_markdown()
        for line in lines:
            line.level = line.level or self.hints.levels.get(line.text.offsets[0], 0)
            if line.marker_text and line.level:
                self.ledger.claim(line.marker_text, "dropped", "markdown-mark")
        lines[:] = [line for line in lines if not self._page_furniture(line)]
        mark_rows(lines)
        self.headed = self.hints.headed
        top = read_head(lines, paper=self.hints.paper)
        first = self.first = top.first
        end = len(lines) if self.hints.paper else read_tail(lines, first)
        for line in (*lines[:first], *lines[end:]):
            self._settle(line)
        self.read_blocks(first, end)
        self._take_lead()
        self._keep_above(top)
        self._inline_links()
        self._assign_dates()
        self.article.dates.sort(key=lambda text: text.offsets[0])
        self.article.ledger = self.ledger.close()
        if not self.hints.paper:
            judge_lines(self.article, lines, first)
        self._tell_letter()
        if not self.article.title:
            self._problem("no-title", "Texten har ingen rubrik som gick att känna igen. Skriv en rubrik.")

    def _read_markdown(self) -> None:
        """Turn the signs of Markdown inside lines into marks; a line all in bold is a heading."""
        for line in self.lines:
            if text_markdown.IMAGE.fullmatch(line.string):
                continue
            bold = text_markdown.is_bold_line(line.string)
            whole = line.body is line.text
            line.text, signs = text_markdown.plain(line.text)
            line.body = line.text if whole else text_markdown.plain(line.body)[0]
            line.cells = tuple(text_markdown.plain(cell)[0] for cell in line.cells)
            for sign in signs:
                self.drop(sign, "markdown-mark")
            if bold and not line.marker and heading_lines.is_heading(line.string):
                line.level = 3

    def _keep_above(self, top: Top) -> None:
        """Keep what stands above the title and nothing is known of, below the text, and say so."""
        kept = [self.lines[index] for index in top.kept]
        for line in kept:
            if line.role != "caption":
                self._add(Block("paragraph", content=line.text, data={"doubt": "above-title"}), "above-title")
        if kept:
            told = "; ".join(f"”{line.string[:60]}”" for line in kept[:3])
            self._problem(
                "above-title",
                f"Ovanför rubriken står text som kan höra till artikeln: {told}. Den är med; ta bort den om den inte "
                f"hör dit.",
                kept[0].text.span(),
            )
        if top.rival is not None:
            rival, title = self.lines[top.rival], self.article.title.text[:80]
            self._problem(
                "title-doubtful",
                f"Två rader kan vara rubriken: ”{title}” och ”{rival.string[:80]}”. Välj den rätta.",
                rival.text.span(),
            )

    def _tell_letter(self) -> None:
        """Say so where the text is a letter: its greeting is left out, and its signature is text."""
        opened = next((line for line in self.lines if line.rule == "greeting"), None)
        at = next((i for i, line in enumerate(self.lines) if i and letters.is_closing(line.string)), None)
        if opened is None and at is None:
            return
        told = f" Hälsningen «{opened.string}» är inte med." if opened is not None else ""
        if at is not None:
            signed = ", ".join(
                line.string.rstrip(",") for line in self.lines[at : at + 3] if line.role != "boilerplate"
            )
            told += f" Underskriften «{signed[:80]}» är med som text. Ta bort den om den inte hör dit."
        self._problem("letter", f"Texten är skriven som ett brev.{told}")

    def _inline_links(self) -> None:
        """Note the links that stand inside the text of blocks."""
        known = {(link.text, link.href) for link in self.article.links}
        for text in [text for block in self.article.blocks for text in block.texts()]:
            for words, href in text.links():
                if (words, href) not in known:
                    link = Link(text=words, href=href, kind=_kind_of_link(href), rule="markdown-link")
                    self.article.links.append(link)

    def _page_furniture(self, line: Line) -> bool:
        start = line.text.offsets[0]
        if any(span.start <= start < span.end for span in self.hints.furniture):
            self.drop(line.text, "page-furniture")
            return True
        return False

    def _problem(self, code: str, message: str, span: Span | None = None) -> None:
        self.article.problems.append(Problem(code, message, span))

    def _settle(self, line: Line) -> None:
        """Put a line that has a role where it belongs: title, date lines, or away."""
        article = self.article
        if line.role == "title":
            article.title, cut = title_text(line)
            self.ledger.claim(article.title, "placed", "title", "title")
            for text, rule in cut:
                self.drop(text.strip(), rule)  # a joined line's glue stands where the word before it stands
            if any(text.text[-1:].isalnum() and text.offsets[-1] + 1 == article.title.offsets[0] for text, _ in cut):
                self.as_written.append(line.string)  # "listningLånecyklar": two words were one, and are cut apart
        elif line.role in ("date", "kind"):
            article.dates.append(line.text)
            self.ledger.claim(line.text, "used", line.rule, "dates")
            found = dates.read_date_line(line.string)
            kind = found.kind if found else date_labels.kind_of(line.string)
            article.kind = article.kind or kind
            if line.rule == "kicker":
                article.topics.append(line.string)
            elif line.rule == "subjects":
                article.topics.extend(subjects(line.string))
        elif line.role == "sender":
            self.ledger.claim(line.text, "used", line.rule, "publisher")
        elif line.role == "caption":
            if self.article.images and self.article.images[-1].caption == line.string:
                self.ledger.claim(line.text, "used", "caption-twice", "alt")
            elif not self._glued_picture(line, None):
                self._image(line.text, rule=line.rule)
        elif line.role in ("boilerplate", "label"):
            self.drop(line.text, line.rule)

    def furniture(self, line: Line) -> bool:
        """Take a line inside the article that is not of it: boilerplate, a date line, the title once more."""
        if line.role in ("boilerplate", "label"):
            self._settle(line)
            return True
        if self.hints.paper and len(line.cells) > 1:
            return False  # a row of a table
        rule = None if self.hints.paper else boilerplate.rule_for(line.string, "body" if self.begun else "near")
        if rule:
            line.role, line.rule = "boilerplate", rule
        elif line.string == self.article.title.text and not self.article.lead:
            line.role, line.rule = "boilerplate", "repeated-title"
            self.as_written.append(line.string)
        elif not self._prose_read() and subjects(line.string):
            line.role, line.rule = "kind", "subjects"  # where the page is filed, between its title and its text
        elif not mark_meta(line):
            return self._author(line)
        elif self._happens(line):
            line.role = line.rule = ""
            return False
        self._settle(line)
        return True

    def _prose_read(self) -> int:
        """How many paragraphs of running text were read."""
        return sum(1 for block in self.article.blocks if block.type == "paragraph" and len(block.content) > 60)

    def _happens(self, line: Line) -> bool:
        """Whether a bare date stands amid the text and is not the only one: it says when something happens, as in a
        programme."""
        if line.role != "date" or self._prose_read() < 2:
            return False
        found = dates.read_date_line(line.string)
        if found is None or not found.bare:
            return False
        start = line.text.offsets[0]
        below = any(is_prose(other) for other in self.lines if other.text.offsets[0] > start and not other.role)
        return below and any(self._dates_page(other) for other in self.lines if other is not line)

    @staticmethod
    def _dates_page(line: Line) -> bool:
        """Whether a line could as well say when the page was published: another bare date, or one that says so."""
        found = dates.read_date_line(line.string)
        return found is not None and (found.bare or any(iso and role == "published" for role, iso in found.dates))

    def _author(self, line: Line) -> bool:
        """Take a line that says who wrote the text, or only names somebody, alone right under the title."""
        string = line.string
        if contact_marks.has_contact(string):
            return False
        labelled = person_lines.BYLINE.fullmatch(string)
        alone = not self.article.blocks and line.gap_before and line.gap_after and person_lines.is_person(string)
        if not labelled and not (alone and self._stands_over_text(line)):
            return False
        who = _BY.sub("", string).strip(" .") if labelled else string
        self.article.author = self.article.author or who
        self.article.dates.append(line.text)
        self.ledger.claim(line.text, "used", "byline" if labelled else "author", "dates")
        return True

    def _stands_over_text(self, line: Line) -> bool:
        """Whether running text stands right below a line, or the page's date over it."""
        start = line.text.offsets[0]
        below = [other for other in self.lines if other.text.offsets[0] > start][:2]
        below = below[1:] if below and dates.read_date_line(below[0].string) else below[:1]
        return bool(below) and is_prose(below[0])

    # Fields

    def _take_lead(self) -> None:
        """The first paragraph is the lead where only pictures and at most one heading stand before it."""
        headings = scraps = 0
        rows = False
        for index, block in enumerate(self.article.blocks):
            rows = rows or bool(block.data.get("rows"))
            if block.type == "image" or block.data.get("rows"):
                continue
            if block.type == "heading" and not rows and not block.data.get("label") and not headings:
                headings += 1
                continue
            if block.type == "paragraph" and not DASH.match(block.content.text) and _could_be_lead(block.content.text):
                self._place_lead(block, index)
                return
            if block.type != "paragraph" or scraps > 1 or _could_be_lead(block.content.text):
                return
            scraps += 1

    def _place_lead(self, block: Block, index: int) -> None:
        lead = block.content
        glued = _GLUED_PARAGRAPH.search(lead.text, 40)
        if glued:
            lead, block.content = block.content[: glued.start()], block.content[glued.start() :]
        else:
            del self.article.blocks[index]
            self._hand_on(block, index)
        self.article.lead = lead
        self.ledger.claim(lead, "placed", "lead", "lead")

    def _hand_on(self, block: Block, index: int) -> None:
        """What a block that became the lead knew of its neighbourhood stays with the next one."""
        if "as_written" in block.data and index < len(self.article.blocks):
            self.article.blocks[index].data["as_written"] = block.data["as_written"]

    def _assign_dates(self) -> None:
        article = self.article
        pending: date_labels.Role | None = None
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


def _kind_of_link(href: str) -> Literal["internal", "external", "mail", "phone"]:
    scheme = href.partition(":")[0].casefold()
    if scheme in ("mailto", "tel"):
        return "mail" if scheme == "mailto" else "phone"
    return "external" if "//" in href else "internal"


def _could_be_lead(text: str) -> bool:
    """A lead is a sentence: a scrap of a few words above the text is none."""
    return len(text) >= 40 or (len(text.split()) >= 4 and bool(re.search(r"[.!?][”\"’]?$", text)))

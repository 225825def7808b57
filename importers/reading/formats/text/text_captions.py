"""The captions and pictures of a text rendition."""

from __future__ import annotations

import re

from ...furniture import boilerplate, caption_lines, contact_marks, person_lines, sentence_marks
from ...model.article import Block, Image
from ...model.spans import Text
from . import text_markdown
from .text_evidence import picture_words, said_twice
from .text_lines import Line
from .text_sections import SectionReader

_IMAGE_LABEL = re.compile(
    r"(?:press)?bild(?:(?:er)?(?:\s(?:för|att|till|i)\s.{2,40})?|er\spå\s.{2,40}):?", re.IGNORECASE
)


class CaptionReader(SectionReader):
    """Reads captions, and who took the pictures, among lines."""

    def _images(self, at: int, end: int) -> int:
        """A picture in Markdown, or a label over pictures: "Bilder" above a file's name or a caption."""
        line = self.lines[at]
        picture = text_markdown.IMAGE.fullmatch(line.string)
        if picture:
            image = Image(src=picture["src"], alt=picture["alt"], lead=not self.article.images, rule="markdown-image")
            self.article.images.append(image)
            self.ledger.claim(line.text, "used", "markdown-image", "images")
            self._add(Block("image", image=image), "markdown-image")
            return at + 1
        if at + 1 >= end or not _IMAGE_LABEL.fullmatch(line.string):
            return at
        below = self.lines[at + 1].string
        if boilerplate.rule_for(below, "body") != "image-file" and not caption_lines.is_caption(below):
            return at
        self._add(Block("heading", content=line.text, level=2, data={"label": "images"}), "image-label")
        return at + 1

    def _captions(self, at: int, end: int) -> int:
        line = self.lines[at]
        string = line.string
        if line.marker or line.is_dash or line.level or len(string) > 300:
            return at
        if self._glued_picture(line, self._line(self._next(at, end))):
            return at + 1
        rule = caption_lines.is_caption(string)
        if at and self.lines[at - 1].rule == "image-file" and self._is_below_file(at):
            self._image(line.text, rule="caption-below-file")
            return at + 1
        if at and self.lines[at - 1].rule == "repeated-title" and line.gap_after and not line.gap_before:
            # The title was the picture's alternative text; what stands right below it is the caption.
            self._image(line.text, rule="caption-below-alt")
            return at + 1
        if not self._opens(at):
            # Right below a paragraph only what can be nothing else is a caption.
            sure = rule == "caption-credit" or (rule == "caption-person" and self._below_lead())
            if rule and line.gap_after and sure and not self._among_contacts(at):
                self._image(line.text, rule=rule)
                return at + 1
            return at
        place = self._next(at, end)
        following = self._line(place)
        if caption_lines.is_credit_only(string) and caption_lines.credit_in(string) in self.credits:
            self.drop(line.text, "repeated-credit")
            return at + 1
        if following is not None and place == at + 1 and following.string == string:
            self.ledger.claim(line.text, "used", "caption-twice", "alt")
            self._image(following.text, alt=line.text)
            return at + 2
        if not line.gap_after and place == at + 1:
            if rule in ("caption-depicts", "caption-scene") and following is not None and place == at + 1:
                return self._alt_over_caption(at, following)
            return self._caption_over_credit(at, following)
        if rule is None:
            if self._person_by_image(at, following) or self._person_by_text(at, place, end):
                rule = "caption-person"
            else:
                return at
        # An alternative text is followed by the caption itself: one short sentence on a line of its own.
        if (
            rule in ("caption-depicts", "caption-scene")
            and following is not None
            and place == at + 1
            and following.gap_before
            and _is_caption_after_alt(following)
        ):
            return self._alt_over_caption(at, following)
        self._image(line.text, rule=rule)
        return at + 1

    def _glued_picture(self, line: Line, below: Line | None) -> bool:
        """Take a picture's line that something is glued to: its description said twice, or a button's words."""
        text = line.text
        twice = said_twice(text.text)
        if twice:
            alt = text[:twice].strip()
            self.ledger.claim(alt, "used", "caption-twice", "alt")
            self._image(text[twice:].strip(), alt=alt)
            return True
        button = picture_words(line, below, below is not None and caption_lines.is_credit_only(below.string))
        if not button:
            return False
        self.drop(text[button:], "picture-button")
        self.as_written.append(text.text)
        self._image(text[:button].strip(), rule="caption-button")
        return True

    def _is_below_file(self, at: int) -> bool:
        """Whether one short sentence stands right below a picture's file name."""
        line = self.lines[at]
        one = not re.search(r"[.!?:]\s", line.string) and len(line.string) <= 110 and line.string.endswith(".")
        return one and not line.gap_before and len(line.string.split()) >= 4

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
        if not caption_lines.is_credit_only(following.string):
            return at
        self._image(Text.join(" ", [line.text, following.text]), rule="caption-credit")
        return at + 2

    def _person_by_image(self, at: int, following: Line | None) -> bool:
        """A bare name where a picture was: next to an image's file name, above running text."""
        before = self.lines[at - 1] if at else None
        near = before is not None and before.rule == "image-file"
        return near and person_lines.is_person(self.lines[at].string) and following is not None

    def _person_by_text(self, at: int, place: int | None, end: int) -> bool:
        """Somebody's name, with role or right above speech, alone between paragraphs: it stood below a picture.

        Not where it says who spoke right above it.
        """
        line, following = self.lines[at], self._line(place)
        if following is None or place != at + 1 or not self.begun or not line.gap_after:
            return False
        above = self.lines[at - 1]
        unsaid = (above.is_dash or above.string[0] in '”"“»') and not sentence_marks.SAID.search(above.string)
        if unsaid or contact_marks.has_contact(following.string) or following.marker:
            return False
        if person_lines.is_person(line.string):
            return following.is_dash
        text = following.is_dash or len(following.string) >= 80 or following.string.endswith(".")
        return person_lines.is_person_with_role(line.string) and text and not self._group_has_contact(at + 1, end)

    def _below_lead(self) -> bool:
        """Whether only one paragraph has been read yet, and nothing after it."""
        blocks = [block for block in self.article.blocks if block.type != "image"]
        return len(blocks) == 1 and blocks[0].type == "paragraph"

    def _among_contacts(self, at: int) -> bool:
        """Whether the lines adjacent above say how to reach somebody."""
        above = at
        while above > self.first and not self.lines[above].gap_before:
            above -= 1
        return any(
            contact_marks.has_contact(x.string) or contact_marks.is_contact_label(x.string)
            for x in self.lines[above:at]
        )

    def _image(self, caption: Text, *, alt: Text | None = None, rule: str = "caption-twice") -> None:
        """Add the picture that a caption stood below."""
        credit = caption_lines.credit_in(caption.text)
        if credit:
            self.credits.add(credit)
        nameless = caption_lines.is_credit_only(caption.text)
        image = Image(
            alt=alt.text if alt else "",
            caption=None if nameless else caption.text,
            credit=credit,
            lead=not self.article.images,
            span=caption.span(),
            rule=rule,
        )
        self.article.images.append(image)
        if not nameless:
            self.article.captions.append(caption)
        self._add(Block("image", content=caption, image=image), rule)


def _is_caption_after_alt(line: Line) -> bool:
    """One short sentence on a line of its own, as a caption below its alternative text is."""
    string = line.string
    if line.gap_after and caption_lines.is_caption(string) == "caption-credit":
        return True
    return line.gap_after and len(string) <= 140 and ". " not in string and string.endswith(".") and not line.is_dash

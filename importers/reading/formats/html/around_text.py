"""What stands around the running text: dates, bylines, kickers and repeated titles, taken out of the blocks."""

from __future__ import annotations

import re
from collections.abc import Callable

from ...furniture import boilerplate
from ...furniture.contact_marks import has_contact
from ...furniture.person_lines import PERSON, is_person
from ...model.article import Article, Block
from ...model.spans import Span, Text
from ...swedish import date_asides, date_forms, date_labels, dates
from . import shown_dates
from .inline import lines_of
from .reading_checks import is_page_row

Drop = Callable[[Span, str], None]

_BY = re.compile(
    r"\d{1,3}\s*(?:-\s*)?(?:min(?:ute)?s?)\s*(?:read|to read|lästid)?|"
    r"(?:reading time|lästid|estimated reading).{0,40}|"
    r"(?:posted|filed|published|publicerad)\s+(?:in|under|i)\b:?[^.!?]{1,80}|updated?:?|"
    r"published:?|written by|author:?|share:?|"
    r"(?:posted|published)\s+on:?|advertisement|annons",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"(?i:text|skribent|av|reporter|författare|text (?:och|&) (?:foto|bild))\s*:\s*(?P<labelled>\S[^.!?]{1,60})|"
    rf"(?i:av|skriven av|publicerat av|inlagd av|postad av)\s+(?P<named>{PERSON.pattern}|[A-ZÅÄÖ][a-zåäö]+)|"
    r"(?i:(?:(?:written|posted|published|story|words|reported)\s+)?by):?\s+(?P<english>[^\W\d_][^.!?]{1,118})"
)
_PUBLISHED_BY = re.compile(
    r"(?:publicerad|skriven|upplagd|uppdaterad|ändrad|granskad)\s+av\s*:?\s*\S.{1,80}|"
    r"(?:(?P<page>sidansvarig|kontaktperson för sidan)|författare|skribent|redaktör)\s*:\s*\S.{1,80}",
    re.IGNORECASE,
)
_MONTH = re.compile(r"\b(?:publicera|uppdatera|ändra|granska|published|updated)", re.IGNORECASE)
_CHANGED = re.compile(r"updat|uppdat|ändra|modif|revis", re.IGNORECASE)
_MAY_DATE = re.compile(
    r"\d[\d\s./:-]*\d|publ|uppdat|ändra|granska|skapad|modif|redig|updat|post|datum|date|lagd", re.IGNORECASE
)
_NOISE_LINE = re.compile(
    r"(?:advertisement|annons|sponsored(?: content)?|share(?: this)?(?: article| post| story)?:?|tweet|print|email|"
    r"read more:?|related(?: articles| stories| posts)?:?|listen to (?:this )?article.{0,40}|sign up.{0,80}|"
    r"(?:no )?comments?|\d+ comments?|leave a (?:comment|reply)|skip to (?:main )?content|image source.{0,80}|"
    r"(?:click|tap) (?:here )?to (?:share|print|email).{0,60}|like this:?|like loading.*|loading\.*|"
    r"(?:tags?|filed (?:to|under)|topics|taggar|etiketter|nyckelord)\s*:.{1,100}|article continues below.{0,20}|"
    r"text size|story continues below.{0,20})",
    re.IGNORECASE,
)


def take_date_lines(
    article: Article, blocks: list[Block], used: list[tuple[Text, str]], shown: list[tuple[str, str | None]]
) -> list[Block]:
    """Take lines that only say when and by whom; fills the article's dates where structured data gave none. What they
    say beyond doubt is noted in `shown` as (role, ISO day)."""
    out: list[Block] = []
    prose = False
    last = max((i for i, b in enumerate(blocks) if b.type == "paragraph" and len(b.content) > 120), default=-1)
    for index, block in enumerate(blocks):
        text = block.content.text
        if block.type == "paragraph" and len(text) <= 200 and (not prose or index > last or _MONTH.search(text)):
            said = [_about(line.text, prose=prose) for line in lines_of(block.content)]
            lines = [line for line in said if line is not None]
            if lines and len(lines) == len(said):
                article.dates.append(block.content)
                rule = next((rule for _, rule in lines if rule == "date-line"), lines[0][1])
                used.append((block.content, rule))
                for line, how in lines:
                    if isinstance(line, date_asides.DateLine):
                        _assign(article, line)
                        shown += line.dates if how == "date-line" else []
                    elif isinstance(line, str):
                        article.kind = article.kind or line
                continue
        if block.type == "paragraph" and len(text) > 120:
            prose = True
        out.append(block)
    return out


def _about(text: str, *, prose: bool) -> tuple[date_asides.DateLine | str | None, str] | None:
    """What a line says about the text (its dates, its kind, a label, a name), and the rule; else None."""
    line = dates.read_date_line(text) if _MAY_DATE.search(text) else None
    if line is not None:
        return line, "date-line"
    if prose is False and date_labels.kind_of(text):
        return date_labels.kind_of(text), "kind-label"
    if not prose and len(text) <= 90 and _MAY_DATE.search(text) and not shown_dates.is_labelled_otherwise(text):
        found = date_forms.find_dates(text)
        beside = len(text[: found[0].start].split()) + len(text[found[0].end :].split()) if len(found) == 1 else 99
        if beside <= 7 and shown_dates.says_when_only(text):
            role: date_labels.Role = "updated" if _CHANGED.search(text) else "published"
            return date_asides.DateLine(dates=[(role, found[0].iso)]), "byline"
    if date_labels.is_empty_label(text):
        return None, "empty-label"
    return (None, "byline") if _says_who(text) else None


def _says_who(text: str) -> bool:
    """Whether a line only says who wrote the page. "Ansvarig: NAMN, projektledare, 0123-456 78" says whom to ask."""
    who = _PUBLISHED_BY.fullmatch(text)
    return who is not None and (who["page"] is not None or not has_contact(text))


def _assign(article: Article, line: date_asides.DateLine) -> None:
    article.kind = article.kind or line.kind
    for role, iso in line.dates:
        if iso and role == "updated" and not article.updated:
            article.updated = iso
        elif iso and role == "published" and not article.published:
            article.published = iso


def drop_furniture(
    article: Article, blocks: list[Block], drop: Drop, used: list[tuple[Text, str]], *, paper: bool = False
) -> list[Block]:
    """Leave out lines that named rules know and a title said twice; take who wrote the text.

    The rules are of web pages: on paper a "Meny" is what is for lunch, and nothing is left out by them.

    A line that is a name and nothing else is who wrote it only right under the title, where it stands alone: further
    down names are of those whom the text is about.
    """
    out: list[Block] = []
    title = _folded(article.title.text)
    prose = 0
    first = next((i for i, block in enumerate(blocks) if _is_text(block)), len(blocks))
    long = next((i for i, b in enumerate(blocks) if b.type == "paragraph" and len(b.content) > 120), first)
    for index, block in enumerate(blocks):
        text = block.content.text
        if block.type in ("paragraph", "heading") and text:
            rule = boilerplate.rule_for(text, "body") if len(text) < 200 and not paper else None
            if not rule and title and _folded(text) == title and prose < 2:
                rule = "repeated-title"
            if not rule and block.type == "paragraph" and not paper and is_page_row(text):
                rule = "page-row"
            if not rule and len(text) <= 120 and not paper and _NOISE_LINE.fullmatch(text.strip(" .:")):
                rule = "furniture-line"
            if not rule and block.type == "paragraph" and index < max(first, long) and len(text) <= 120:
                who = author_in(text)
                if (
                    who is None
                    and index < first
                    and is_person(text)
                    and text[-1:] != "."
                    and _stands_alone(blocks, index, out)
                ):
                    who = text
                if who:
                    article.author = article.author or who
                    article.dates.append(block.content)
                    used.append((block.content, "author"))
                    continue
                rule = "byline" if _BY.fullmatch(text.strip(" |·•")) else None
            if rule:
                for part in block.texts():
                    drop(part.span(), rule)
                continue
        if block.type == "paragraph" and len(text) > 60:
            prose += 1
        out.append(block)
    return out


def author_in(text: str) -> str | None:
    """Who wrote the text, by a line that says so ("Av Maj Ek", "Text: Maj Ek och Bo Ask"); None for any other."""
    match = _AUTHOR.fullmatch(text.strip(" |·•"))
    return next(who.strip() for who in match.groupdict().values() if who) if match else None


def _is_text(block: Block) -> bool:
    """Whether a block is of the text itself, not one of the short lines between the title and it."""
    if block.type == "image" or block.type == "embed":
        return False
    text = block.content.text
    return block.type != "paragraph" or len(text) > 60 or (len(text.split()) > 4 and text.endswith((".", "!", "?")))


def _stands_alone(blocks: list[Block], index: int, out: list[Block]) -> bool:
    """Whether nothing but pictures stands before a line, and text right after it."""
    if any(block.content for block in out if block.type != "image"):
        return False
    after = next((block for block in blocks[index + 1 :] if block.type not in ("image", "embed")), None)
    return after is not None and _is_text(after)


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()

"""Reads Word documents (.docx, also with macros, which are never run) into Articles."""

from __future__ import annotations

from lxml import html
from lxml.html import HtmlElement, builder

from ...furniture import contact_marks, heading_lines, person_lines
from ...model.article import Article, Problem
from ...model.errors import UnreadableDocument
from ...swedish import date_labels, dates
from ..html.html_reader import read_tree
from ..html.tree import index
from .docx_html import Converter
from .docx_parts import Parts, broken, comments_of, open_docx

_LONGEST_TITLE = 200
_LINES = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "tr", "blockquote", "figcaption", "div")


def read_docx(data: bytes, *, source: str = "") -> Article:
    """The Article of a Word document.

    Pictures come as data addresses (their bytes in the `src`), with their alternative texts. Comments, tracked
    changes and macros are reported as problems. `published` is a date that the text states, never the file's own;
    the file's dates are told in a problem when the text states none.
    Raises UnreadableDocument for what is no Word document or unpacks to far too much.
    """
    parts = open_docx(data)
    converter, root = _converted(parts)
    article_element = root.find(".//article")
    head = _title(article_element)
    if head is not None:
        head.tag = "h1"
    _headings_by_looks(article_element, head)
    _join_cards(article_element)
    _make_figures(article_element)
    _lines_apart(root)
    page = index(root)
    page.problems.extend(_problems(parts, converter))
    article = read_tree(page, source=source, roots=[article_element], head=head)
    article.format = "docx"
    article.language = _language(parts)
    _file_dates(article, parts)
    return article


def as_markup(data: bytes) -> str:
    """The document as HTML, as its author saw it: paragraphs, headings, lists and tables, with the page header and
    footer. Nothing of it is cleaned. Raises UnreadableDocument as `read_docx`."""
    _converter, root = _converted(open_docx(data))
    return html.tostring(root, encoding="unicode")


def _converted(parts: Parts) -> tuple[Converter, HtmlElement]:
    converter = Converter(parts)
    try:
        return converter, converter.convert()
    except RecursionError as error:
        raise UnreadableDocument("too-deep", "Word-filens delar ligger för djupt i varandra för att läsas.") from error
    except (KeyError, ValueError, AttributeError, TypeError, IndexError) as error:  # a part or value that is no Word's
        raise broken() from error


def _lines_apart(root: HtmlElement) -> None:
    """Each paragraph, heading, item and cell ends its line, so that the words quoted from the document never stand
    glued together."""
    for element in root.iter(*_LINES):
        element.tail = f"\n{element.tail or ''}"


def _title(article: HtmlElement) -> HtmlElement | None:
    """The paragraph that is the title: the one styled so, else the first that stands out above the text."""
    for element in article.iter("h1"):
        if _words(element):
            before = [e for e in element.itersiblings(preceding=True) if len(_words(e)) > 120]
            return None if before else element
    first_large = None
    for element in article:
        words = _words(element)
        if not words or dates.read_date_line(words) or date_labels.kind_of(words):
            continue
        if element.tag not in ("p", "h2", "h3") or len(words) > _LONGEST_TITLE:
            break
        bold = sum(len(_words(b)) for b in element.iter("b")) >= len(words) - 2
        if element.tag != "p" or element.get("class") == "large" or (bold and not words.endswith(".")):
            first_large = element
        break
    return first_large


def _headings_by_looks(article: HtmlElement, title: HtmlElement | None) -> None:
    """Short paragraphs set larger than the text are headings."""
    for element in list(article.iter("p")):
        if element.get("class") != "large" or element is title or element.getparent() is not article:
            continue
        following = element.getnext()
        if heading_lines.is_heading(_words(element)) and following is not None and _words(following):
            element.tag = "h2"


def _join_cards(article: HtmlElement) -> None:
    """The paragraphs of each contact become the lines of one: name, role and number stand in a paragraph each."""
    for label in [
        e for e in article if e.tag in ("p", "h2", "h3", "h4") and contact_marks.is_contact_label(_words(e))
    ]:
        cards: list[list[HtmlElement]] = []
        for element in label.itersiblings():
            words = _words(element)
            if element.tag != "p" or not words or len(words) > 100 or (words.endswith(".") and " " in words):
                break
            if not cards or person_lines.is_person(words) or contact_marks.is_contact_label(words):
                cards.append([])
            cards[-1].append(element)
        for first, *others in cards:
            if not any(contact_marks.has_contact(_words(line)) for line in others):
                continue
            for line in others:
                first.append(builder.BR())
                first[-1].tail = line.text
                first.extend(line)
                line.drop_tree()


def _make_figures(article: HtmlElement) -> None:
    """A picture and the paragraph styled as its caption, below or above it, become one figure."""
    for caption in article.xpath(".//p[@class='caption']"):
        for picture in (caption.getprevious(), caption.getnext()):
            if picture is None or picture.tag != "p" or _words(picture) or picture.find(".//img") is None:
                continue
            caption.tag, picture.tag = "figcaption", "figure"
            picture.append(caption)
            break


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _problems(parts: Parts, converter: Converter) -> list[Problem]:
    problems: list[Problem] = []
    if parts.macros:
        problems.append(Problem("macros", "Dokumentet innehåller makron. De har inte körts och följer inte med."))
    comments = comments_of(parts)
    if comments:
        said = "; ".join(f"{author or 'okänd'}: {' '.join(text.split())[:120]}" for author, text in comments[:5])
        problems.append(
            Problem("comments", f"Dokumentet har {len(comments)} kommentarer som inte följer med. De säger: {said}")
        )
    deleted = [words for words in converter.deleted if words]
    if converter.inserted or deleted:
        gone = f" Borttaget: {'; '.join(words[:80] for words in deleted[:5])}." if deleted else ""
        problems.append(
            Problem(
                "tracked-changes",
                f"Dokumentet har spårade ändringar som ingen har godkänt ({converter.inserted} tillägg, "
                f"{len(deleted)} borttagningar). Tilläggen är med och det borttagna är inte med.{gone}",
            )
        )
    problems.extend(
        Problem("image-too-large", f"Bilden {name} i dokumentet är för stor för att följa med. Lägg in den för hand.")
        for name in converter.oversized
    )
    return problems


def _language(parts: Parts) -> str | None:
    language = (parts.document.core_properties.language or "").split("-")[0].lower()
    return language or "sv"


def _file_dates(article: Article, parts: Parts) -> None:
    """Say when the file was made and saved, where the text itself states no date."""
    properties = parts.document.core_properties
    if article.published or article.updated:
        return
    known = [
        f"{what} {when:%Y-%m-%d}"
        for what, when in (("skapades", properties.created), ("sparades senast", properties.modified))
        if when
    ]
    if known:
        article.problems.append(
            Problem("no-date", f"Texten säger inte när den publicerades. Filen {' och '.join(known)}. Välj datum.")
        )

"""What is left out once the article's place is known: tools for calendars, rows of tags, words about other pages."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import parse_qsl, unquote, urlsplit

from . import hrefs, prose_weight, teasers, tool_links
from .element import Element
from .sentences import holder_of, in_sentence
from .tree import Page

_CALENDAR = re.compile(r"(?:/|@@)(?:ics_view|event\.ics)\b|\.ics(?:[?#]|$)|^webcal:", re.IGNORECASE)
_SEARCH = re.compile(r"/@*(?:search|sok|s%C3%B6k|sök)(?:resultat|_results?)?/?$", re.IGNORECASE)
_COMMENT = re.compile(r"#(?:comment|kommentar)s?-?\d+$|[?&]replytocom=\d+", re.IGNORECASE)
_TO_COMMENTS = re.compile(r"#(?:comments?|kommentar(?:er)?|respond)$", re.IGNORECASE)
_LONGEST_LABEL, _LONGEST_TAG_LABEL = 40, 15
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_LITTLE = 60  # characters of running text: a label of comments, not the article
_TAG_ADDRESS = re.compile(r"/(?:tags?|taggar|etiketter|category|kategori|ämnen?|amnen?|topics?)/#?([^/?#]+)/?$", re.I)


def cut_by_address(page: Page, cut: dict[Element, str]) -> None:
    """Leave out what links tell by where they lead."""
    for leave_out in _BY_ADDRESS:
        leave_out(page, cut)


def cut_calendar_links(page: Page, cut: dict[Element, str]) -> None:
    """Leave out links that give an event to a calendar, with the label that stands over them: tools, no text."""
    for link in page.index.tags.get("a", ()):
        if not _CALENDAR.search(link.get("href") or "") or (in_sentence(page, link) and not _labelled(page, link)):
            continue
        part, holder = link, link.getparent()
        while holder is not None and holder.tag not in ("body", "main", "article"):
            rest = len(page.folded(holder)) - len(page.folded(link))
            others = any(a is not link and not _CALENDAR.search(a.get("href") or "") for a in holder.iter("a"))
            if rest > _LONGEST_LABEL or others or _says_more(page, holder, link):
                break
            part, holder = holder, holder.getparent()
        cut[part] = "calendar-link"


def cut_tag_rows(page: Page, cut: dict[Element, str]) -> None:
    """Leave out rows whose links say that they are tags ("i Arbete", "Ämnen: arbete, skola"): by `rel="tag"`, or as
    they search for their own words."""
    for link in page.index.tags.get("a", ()):
        if not _is_tag(page, link):
            continue
        holder = holder_of(link)
        if holder is None or holder in cut or holder.tag in ("body", "main", "article"):
            continue
        tags = sum(len(page.folded(a)) for a in holder.iter("a") if _is_tag(page, a))
        if len(page.folded(holder)) - tags <= _LONGEST_TAG_LABEL + 3 * len(list(holder.iter("a"))):
            cut[holder] = "tags"
            label = holder.getprevious()
            said = page.folded(label) if label is not None else ""
            if label is not None and 0 < len(said) <= _LONGEST_TAG_LABEL and (said.islower() or said.endswith(":")):
                cut[label] = "tags"


def cut_repeated_buttons(page: Page, cut: dict[Element, str]) -> None:
    """Leave out a button to fetch a file (`download`) that stands right after a link with words of its own to it."""
    for link in page.index.tags.get("a", ()):
        before = link.getprevious()
        if link.get("download") is None or before is None or before.tag != "a" or (before.tail or "").strip():
            continue
        if before.get("href") == link.get("href") and page.words(before).strip():
            cut[link] = "repeated-link"


def cut_permalinks(page: Page, cut: dict[Element, str]) -> None:
    """Leave out the sign at a heading that is a link to the heading itself (¶, #, §): it is no word of it."""
    for link in page.index.tags.get("a", ()):
        if not (link.get("href") or "").startswith("#") or any(sign.isalnum() for sign in page.words(link)):
            continue
        if link.find(".//img") is None and any(part.tag in _HEADINGS for part in link.iterancestors()):
            cut[link] = "permalink"


def cut_comments(page: Page, cut: dict[Element, str]) -> None:
    """Leave out what visitors wrote below: each comment has a link to itself or to answer it, and below is a form."""
    for link in page.index.tags.get("a", ()):
        holder = holder_of(link) if _TO_COMMENTS.search(link.get("href") or "") else None
        if holder is not None and not page.folded(holder).endswith("."):
            cut[link] = "comments"
    links = [link for link in page.index.tags.get("a", ()) if _COMMENT.search(link.get("href") or "")]
    # A list of the latest comments beside leads to comments too; only below the text are they answered.
    links = [link for link in links if "replytocom=" in (link.get("href") or "")] or links
    if not links:
        return
    inside = set(links[0].iterancestors())
    for link in links[1:]:
        inside &= set(link.iterancestors())
    box = next((part for part in links[0].iterancestors() if part in inside), None)
    if box is None or box.tag in ("body", "main", "html"):
        return
    mass = prose_weight.weigh(page, page.root)
    while (parent := box.getparent()) is not None and parent.tag not in ("body", "main", "html"):
        asked = sum(mass.get(form, 0.0) for form in parent.iter("form") if form not in box.iterancestors())
        if mass.get(parent, 0.0) - mass.get(box, 0.0) - asked > _LITTLE or parent.find(".//h1") is not None:
            break
        box = parent
    if box.find(".//h1") is None and box.find(".//form//textarea") is not None:
        cut[box] = "comments"


def _is_tag(page: Page, link: Element) -> bool:
    if "tag" in (link.get("rel") or "").lower().split():
        return True
    address = _TAG_ADDRESS.search(link.get("href") or "")
    if address is not None and _slug(page.folded(link)) == _slug(unquote(address[1])):
        return True
    parts = urlsplit(link.get("href") or "") if "?" in (link.get("href") or "") else None
    if parts is None or not _SEARCH.search(parts.path):
        return False
    words = page.folded(link).lower()
    return bool(words) and any(" ".join(value.split()).lower() == words for _, value in parse_qsl(parts.query))


def _slug(text: str) -> str:
    """Words as addresses have them: without accents, with hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"\w+", plain))


def _labelled(page: Page, link: Element) -> bool:
    """Whether a link is all that stands after a label in an element of its own, which opens the line."""
    label = link.getprevious()
    holder = link.getparent()
    if label is None or holder is None or label.tag not in ("strong", "b", "span", "label", "dt"):
        return False
    return page.folded(holder) == " ".join(f"{page.words(label)} {page.words(link)}".split()) or (
        not (label.tail or "").strip(" :\n\t") and not page.text[page.start[holder] : page.start[label]].strip()
    )


def _says_more(page: Page, holder: Element, link: Element) -> bool:
    """Whether more than a label stands with a link: whole sentences, figures, or words after it."""
    before = page.text[page.start[holder] : page.start[link]]
    after = page.text[page.end[link] : page.end[holder]]
    return bool(after.strip()) or bool(re.search(r"[.!?]|\d", before)) or before.count("\n\n") > 2


_BY_ADDRESS = (
    cut_calendar_links,
    cut_tag_rows,
    cut_repeated_buttons,
    cut_permalinks,
    cut_comments,
    tool_links.cut_edit_links,
    tool_links.cut_categories,
    tool_links.cut_contents,
    tool_links.cut_jumps,
)


def cut_descriptions(
    page: Page, roots: list[Element], cut: dict[Element, str], mass: dict[Element, float]
) -> tuple[list[str], list[str]]:
    """Leave out what a list of links at the text's end says of the pages that it leads to; the links stay.

    Such a list is told by its form: below all of the text, under a heading, two parts or more that each open with a
    link to another page and go on with a few words about it. Given back are the headings of the lists, and of those
    whose words stand in no elements of their own, and so are still there.
    """
    said: list[str] = []
    loose: list[str] = []
    for root in roots:
        prose = [e for e in root.iter("p", "blockquote", "li", "div") if prose_weight.prose(page, e) > 0]
        for group in root.iter("section", "div", "ul", "aside"):
            items = [child for child in group if child.tag in ("div", "li", "p", "article", "section")]
            described = [item for item in items if _described(page, item) is not None]
            if len(described) < 2 or len(described) < len(items) - 1:
                continue
            if any(part in cut for part in (group, *group.iterancestors())):
                continue
            heading = _heading_over(page, group)
            last = max((page.end[e] for e in prose if page.start[e] < page.start[group]), default=-1)
            below = all(page.start[e] < page.end[group] for e in prose)
            if (
                heading is None
                or last < 0
                or not below
                or mass.get(group, 0.0) > teasers.TEASERS_SHARE * mass.get(root, 0.0)
            ):
                continue
            if any((br.tail or "").strip() for item in described for br in item.iter("br")):
                loose.append(page.folded(heading))
                continue
            for item in described:
                link = _described(page, item)
                for part in item.iterdescendants():
                    if link is not None and page.start[part] >= page.end[link] and part.getparent() not in cut:
                        cut[part] = "teaser-text"
            said.append(page.folded(heading))
    return said, loose


def _described(page: Page, item: Element) -> Element | None:
    """The link that a part of a list opens with, where words about the page that it leads to follow in an element of
    their own."""
    link = next((a for a in item.iter("a") if page.words(a).strip()), None)
    if link is None or page.words(link).strip().endswith((".", ":")) or not _leads_elsewhere(link):
        return None
    if page.text[page.start[item] : page.start[link]].strip() or (link.tail and link.tail.strip()):
        return None
    after = " ".join(page.text[page.end[link] : page.end[item]].split())
    others = [a for a in item.iter("a") if a is not link and a.get("href") != link.get("href")]
    return link if 15 <= len(after) <= 300 and after[0].isupper() and not others else None


def _leads_elsewhere(link: Element) -> bool:
    href = (link.get("href") or "").strip()
    return bool(href) and hrefs.kind_of(href, None) in ("internal", "external")


def _heading_over(page: Page, group: Element) -> Element | None:
    """The heading that stands right over a list: in it first, or before it."""
    inside = next((e for e in group.iter("h2", "h3", "h4", "h5", "h6")), None)
    if inside is not None and not page.text[page.start[group] : page.start[inside]].strip():
        return inside
    before = group.getprevious()
    return before if before is not None and before.tag in ("h2", "h3", "h4", "h5", "h6") else None

"""What systems put in a text for themselves, and which stands there as source when the page is moved: shortcodes of
WordPress's plugins, placeholders of Drupal's media.

They are found in the tree before anything is read. The marks go into elements that are left out by name, and so stand
in the ledger; the words in their options, and between them, stay as text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml import etree

from ...furniture.shortcodes import Mark, find_marks
from ...furniture.wording import is_wording
from ...model.article import Problem

# No page has these: the elements that the marks are put in, apart from the text around them or within a sentence.
TAG, IN_LINE = "dead-mark", "dead-word"
LABEL = "system-label"
_AS_WRITTEN = frozenset({"script", "style", "pre", "code", "textarea", "kbd", "samp", "title", TAG, IN_LINE})
_WORDPRESS = re.compile(r"wp-content/|wp-includes/|wp-json|content=[\"']WordPress[ \"'-]", re.IGNORECASE)
_DRUPAL_TOKEN = re.compile(r"\[\[\s*\{.*?\}\s*\]\]", re.DOTALL)
# [img_assist|nid=12|title=…], [video:https://…], [[nid:12]]
_PIPES = re.compile(r"\[(?P<name>\w+)(?P<options>(?:\|\s*\w+\s*=[^|\]]*)+)\|?\]")
_REFERENCE = re.compile(
    r"\[{1,2}(?:nid|node|media|file|image|img|inline|insert|view|block|webform|video|embed|swf|token|current-page|site)"
    r":[\w:./?=&%#,+-]+\]{1,2}"
)
_PLACEHOLDERS = ("drupal-media", "drupal-entity", "drupal-inline-media", "drupal-file", "embedded-entity")
_TAGS = re.compile(r"<[^>]*>")
_MAX_TEXTS = 200_000


# What Plone calls the parts of an event, in its own language: labels that a page in another has left untranslated,
# and what they are called in Swedish.
_LABELS = (
    (r"when", "Tid"),
    (r"where|event location", "Plats"),
    (r"contact(?: name)?|event contact", "Kontakt"),
    (r"(?:contact )?phone", "Telefon"),
    (r"(?:contact )?e-?mail", "E-post"),
    (r"attendees", "Deltagare"),
    (r"web|website", "Webbplats"),
    (r"what|who|all|all occurrences|visit external website|recurrence|event details", ""),
)
_CALENDAR = re.compile(r"(?:(?:^|[/@])(?:ics|vcs)_view|\.(?:ics|vcs))(?:[?#].*)?$", re.IGNORECASE)
_CALENDAR_WORDS = re.compile(
    r"(?:add (?:event )?to |lägg (?:till )?i )(?:my |min )?(?:calendar|kalender(?:n)?)\s*:?", re.I
)


def set_apart(root: etree._Element, markup: str, problems: list[Problem]) -> None:
    """Put the marks of a page that is just parsed into elements of their own. `markup` is what it was parsed from;
    what was found is said among the problems."""
    if "event" in markup:
        _system_labels(root)
    media = 0
    if "<drupal-" in markup or "<embedded-entity" in markup:
        media += _placeholders(root)
    if "[" not in markup:
        _say(problems, [], media)
        return
    places = list(_texts(root))[:_MAX_TEXTS]
    texts = [text for _, _, text in places]
    found = find_marks(texts, wordpress=bool(_WORDPRESS.search(markup)))
    made: dict[Mark, list[etree._Element]] = {}
    for (element, is_tail, text), marks in zip(places, found, strict=True):
        if cuts := _cuts(text, marks):
            media += sum(cut.mark is None for cut in cuts)
            _wrap(element, is_tail, text, cuts, made)
    for mark, elements in made.items():
        if mark.folds and mark.partner in made:
            _fold(elements, made[mark.partner][-1])
    _say(problems, [mark.name for mark in made], media)


def _say(problems: list[Problem], names: list[str], media: int) -> None:
    if names:
        which = ", ".join(list(dict.fromkeys(names))[:12])
        text = (
            f"Kortkoder från tillägg i det gamla systemet togs bort ur texten: {which}. Orden i dem är kvar. "
            "Kontrollera att inget saknas, till exempel ett formulär eller ett bildspel."
        )
        problems.append(Problem("dead-shortcodes", text))
    if media:
        text = (
            f"{media} bilder eller filer ur det gamla systemets mediebibliotek finns inte i sidan, bara platsen för "
            "dem. Orden är kvar. Lägg in filerna för hand."
        )
        problems.append(Problem("media-placeholder", text))


def _system_labels(root: etree._Element) -> None:
    """Set the labels and buttons of an event's box apart, that are the system's and not the page's."""
    language = (root.get("lang") or "en").casefold()[:2]
    for box in root.iter("div", "ul", "dl", "section", "aside", "table"):
        if not re.search(r"(?:^|\s)(?:event|vevent|event-?(?:summary|details|info))(?:\s|$)", box.get("class") or ""):
            continue
        for element in list(box.iter("strong", "b", "dt", "th", "span", "label", "a", "h2", "h3", "h4")):
            words = " ".join("".join(element.itertext()).split())
            calendar = element.tag == "a" and _CALENDAR.search(element.get("href") or "")
            own = None if language == "en" else _in_swedish(words)
            if calendar or own is not None or _CALENDAR_WORDS.fullmatch(words):
                element.tag = LABEL
            if own and language == "sv":
                label = etree.Element("strong")
                label.text = f"{own}: "
                value = element.getnext()
                if value is not None and value.tag in ("p", "div", "dd") and not (element.tail or "").strip():
                    label.tail, value.text = value.text, None
                    value.insert(0, label)
                else:
                    label.tail, element.tail = element.tail, None
                    element.addnext(label)


def _in_swedish(words: str) -> str | None:
    """What a label of the system's is called in Swedish, "" where it is better left out; None for what is none."""
    bare = words.rstrip(" :")
    found = (name for pattern, name in _LABELS if re.fullmatch(pattern, bare, re.IGNORECASE))
    return next(found, None)


def _texts(root: etree._Element) -> Iterator[tuple[etree._Element, bool, str]]:
    """Every piece of text with a bracket or its partner in it, with the element that it stands in or after."""
    stack: list[tuple[etree._Element, bool]] = [(root, False)]
    while stack:
        element, after = stack.pop()
        if after:
            if element.tail and "[" in element.tail:
                yield element, True, element.tail
            continue
        if not isinstance(element.tag, str):
            continue
        if element.tag not in _AS_WRITTEN:
            if element.text and "[" in element.text:
                yield element, False, element.text
            for child in reversed(element):
                stack.append((child, True))
                stack.append((child, False))


@dataclass(slots=True)
class _Cut:
    """A piece of a text that is left out: `words` are the places in it that stay, `added` words that it means."""

    start: int
    end: int
    words: list[tuple[int, int]] = field(default_factory=list)
    added: str = ""
    mark: Mark | None = None


def _cuts(text: str, marks: list[Mark]) -> list[_Cut]:
    cuts: list[_Cut] = []
    for match in _DRUPAL_TOKEN.finditer(text):
        words = _token_words(match[0])
        if words is not None:
            cuts.append(_Cut(*match.span(), added=words))
    for pattern in (_PIPES, _REFERENCE):
        for match in pattern.finditer(text):
            added = "; ".join(_pipe_words(match["options"])) if pattern is _PIPES else ""
            cuts.append(_Cut(*match.span(), added=added))
    cuts.extend(_Cut(mark.start, mark.end, mark.words, mark=mark) for mark in marks)
    cuts.sort(key=lambda cut: cut.start)
    apart: list[_Cut] = []
    for cut in cuts:
        if not apart or cut.start >= apart[-1].end:
            apart.append(cut)
    return apart


def _wrap(
    element: etree._Element, is_tail: bool, text: str, cuts: list[_Cut], made: dict[Mark, list[etree._Element]]
) -> None:
    """Replace a text with the same text in pieces: what is left out in elements of its own. `made` is told which
    elements each mark became."""
    parent = element.getparent() if is_tail else element
    assert parent is not None
    at = parent.index(element) + 1 if is_tail else 0
    new: list[etree._Element] = []

    def add(tag: str, words: str = "") -> None:
        new.append(etree.Element(tag))
        new[-1].text = words or None

    inline: set[Mark | None] = set()  # those that stand within a sentence
    for number, cut in enumerate(cuts):
        place, begun = cut.start, len(new)
        between = text[cuts[number - 1].end if number else 0 : cut.start]
        closes = cut.mark is not None and cut.mark.closing
        if cut.mark and (cut.mark.partner in inline if closes else between.strip() and between[-1] != "\n"):
            inline.add(cut.mark)
        tag = IN_LINE if cut.mark in inline else TAG
        for first, last in cut.words:
            add(tag, text[place:first])
            add("strong" if cut.mark and cut.mark.partner else "span", text[first:last])
            place = last
            if first != cut.words[-1][0]:
                add("br")
        add(tag, text[place : cut.end])
        if cut.added:
            add("br")
            add("span", cut.added)
        if cut.mark:
            made[cut.mark] = new[begun:]
        if cut.added or (cut.words and not (cut.mark and cut.mark.folds)):
            add("br")
        following = cuts[number + 1].start if number + 1 < len(cuts) else len(text)
        new[-1].tail = text[cut.end : following] or None
    before = text[: cuts[0].start] or None
    if is_tail:
        element.tail = before
    else:
        element.text = before
    parent[at:at] = new


def _fold(opening: list[etree._Element], closing: etree._Element) -> None:
    """Make a question and its answer of what stands between two marks, where it lies in one place in the tree."""
    first, last = opening[0], closing
    outer, inner = [first, *first.iterancestors()], [last, *last.iterancestors()]
    shared = next((element for element in outer if element in inner), None)
    if shared is None or outer.index(shared) > 2 or inner.index(shared) > 2:
        return
    start, end = outer[outer.index(shared) - 1], inner[inner.index(shared) - 1]
    if start is not first and ((start.text or "").strip() or start[0] is not first):
        return  # words before the question stand in its paragraph
    if end is not last and ((last.tail or "").strip() or end[-1] is not last):
        return
    moved = shared[shared.index(start) : shared.index(end) + 1]
    details = etree.Element("details")
    shared.insert(shared.index(start), details)
    tail, end.tail = end.tail, None
    details.extend(moved)
    details.tail = tail
    question = etree.Element("summary")
    for element in opening:
        if element.tag == "strong":
            element.tag = "span"
    details.insert(0, question)
    tail, opening[-1].tail = opening[-1].tail, None
    question.extend(opening)
    question.tail = tail


def _token_words(token: str) -> str | None:
    """The words of a [[{…}]] of Drupal 7: what it says in place of the picture and under it. None for what is none."""
    try:
        data = json.loads(token[2:-2])
    except (ValueError, RecursionError):
        return "" if re.search(r"[\"']?(?:fid|type|view_mode)[\"']?\s*:", token) else None
    return "; ".join(dict.fromkeys(_words_in(data)))


def _words_in(data: Any, name: str = "") -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _words_in(value, name if key in ("value", "und", "sv", "en") or key.isdigit() else str(key))
    elif isinstance(data, list):
        for value in data:
            yield from _words_in(value, name)
    elif isinstance(data, str):
        words = " ".join(unescape(_TAGS.sub(" ", data)).split())
        if is_wording(name, words):
            yield words


def _pipe_words(options: str) -> Iterator[str]:
    for option in options.split("|"):
        name, _, value = option.partition("=")
        if is_wording(name.strip(), value.strip()):
            yield value.strip()


def _placeholders(root: etree._Element) -> int:
    """Give Drupal's elements for media the words that they hold in attributes, as a figure would show them."""
    found = [element for tag in _PLACEHOLDERS for element in root.iter(tag)]
    for element in found:
        words = [
            " ".join(unescape(_TAGS.sub(" ", element.get(name) or "")).split()) for name in ("data-caption", "title")
        ]
        if not any(words):
            words = [" ".join((element.get("alt") or "").split())]
        shown = [word for word in dict.fromkeys(words) if word and word not in "".join(element.itertext())]
        for word in shown:
            made = etree.SubElement(element, "p")
            made.text = word
    return len(found)

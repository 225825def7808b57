"""Labels and dates that a system puts into the text in its own language."""

from __future__ import annotations

import re

from lxml import etree

LABEL = "system-label"


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


def translate_labels(root: etree._Element) -> None:
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

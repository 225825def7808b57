"""Text that stands for text: "Lorem ipsum" and its kin."""

from __future__ import annotations

from html import unescape

from lxml import etree

from .mark_cuts import TAGS

_PLACEHOLDERS = ("drupal-media", "drupal-entity", "drupal-inline-media", "drupal-file", "embedded-entity")


def mark_placeholders(root: etree._Element) -> int:
    """Give Drupal's elements for media the words that they hold in attributes, as a figure would show them."""
    found = [element for tag in _PLACEHOLDERS for element in root.iter(tag)]
    for element in found:
        words = [
            " ".join(unescape(TAGS.sub(" ", element.get(name) or "")).split()) for name in ("data-caption", "title")
        ]
        if not any(words):
            words = [" ".join((element.get("alt") or "").split())]
        shown = [word for word in dict.fromkeys(words) if word and word not in "".join(element.itertext())]
        for word in shown:
            made = etree.SubElement(element, "p")
            made.text = word
    return len(found)

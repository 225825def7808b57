"""A contact as the page's contact block holds it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from ..reading.model.article import Article
from ..reading.model.findings import Contact
from ..reading.model.spans import Text
from .equality import words

# Words in contact lines that name what follows; the contact's own fields say the same.
CONTACT_LABELS = frozenset(
    "telefon tel tfn tele mobil mobiltelefon mob växel direkt e post epost mejl mail email mejladress adress "
    "kontakt kontakta kontakter kontaktperson kontaktpersoner kontaktuppgifter presskontakt presskontakter "
    "pressansvarig namn titel roll för mer mera ytterligare information upplysningar".split()
)


def contact_value(contact: Contact) -> dict[str, str]:
    """A contact's fields as the page stores them; {} when there is nothing in it."""
    value = {name: (getattr(contact, name) or "").strip() for name in ("name", "role", "phone", "email")}
    return value if any(value.values()) else {}


def lines_beyond(values: list[dict[str, str]], lines: list[Text]) -> list[Text]:
    """The lines that say something that the contacts' fields do not, each word counted as often as it stands."""
    held = Counter(words(values))
    left = []
    for line in lines:
        said = Counter(word for word in words(line.text) if word not in CONTACT_LABELS)
        if said - held:
            left.append(line)
        else:
            held -= said
    return left


def fill_role(value: dict[str, str], lines: list[Text]) -> list[Text]:
    """Let the contact's role say all that its lines say of it, a party's letter too; returns the lines, in order."""
    for line in lines_beyond([value], lines):
        role, said = set(words(value["role"])), set(words(line.text))
        if role and role <= said and len(line.text) <= 200 and not re.search(r"\d{5}|@", line.text):
            value["role"] = line.text
    for line in lines_beyond([value], lines):
        rest = line.text.removeprefix(value["name"])
        if value["name"] and rest != line.text and len(rest) <= 60:
            value["role"] = f"{value['role']} {rest.strip(' ,')}".strip()[:200]
    return lines


def cut_at(text: str, limit: int) -> tuple[str, str]:
    """The text in two parts, the first at most `limit` characters and ending with a word."""
    if len(text) <= limit:
        return text, ""
    at = text.rfind(" ", 0, limit)
    at = at if at > 0 else limit
    return text[:at], text[at:].strip()


def contact_labels(article: Article) -> set[int]:
    """The ids of headings that say no more than "Kontakt" and stand over contacts, which have a heading of their own
    on the page."""
    return {
        id(block)
        for block, following in pairwise(article.blocks)
        if block.type == "heading" and following.type == "contact" and set(words(block.content.text)) <= CONTACT_LABELS
    }

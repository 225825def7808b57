"""Lines that name a person: bylines, and names with a role."""

from __future__ import annotations

import re

from ..swedish.verbs import finite_verb_at, words
from .contact_marks import has_contact

# Words that begin a line with a capital and no name.
_NO_NAME = (
    r"(?!(?:Om|För|I|På|Så|Vi|Det|Den|De|Här|Där|En|Ett|Med|Till|Från|Efter|Under|Inför|Nu|Nya|Ny|Nytt|Hur|Vad|Varför|"
    r"Vem|När|Var|Alla|Fler|Flera|Mer|Läs|Se|Projektet|Satsningen|Insatsen|Enheten|Film|Fakta|Kort|Tel|Telefon|Box|"
    r"Region|Svenska|Europeiska|Sveriges|Stockholms|Kontakt|Kontakta|Foto|Text|Bild|Välkommen|Dokument|Nyheter|Start|"
    r"Startsida|Hem|Sida|Kommunerna|Kommunen|Länet|Staden)\s)"
)
_ARTICLE = r"(?:[a-z]{2,3}-|[a-z]['’])"  # "al-Khatib", "d’Arc"
_NAME_WORD = r"[A-ZÅÄÖÉÜØÆ][\w'’é]+(?:-[A-ZÅÄÖÉ]\w+)?"
PERSON = re.compile(
    rf"{_NO_NAME}{_NAME_WORD}(?:\s+(?:von|af|de|al|van|el|{_ARTICLE}?{_NAME_WORD})){{1,3}}(?:\s*\([A-ZÅÄÖ]{{1,3}}\))?"
)
_BODY_WORD = re.compile(
    r"kommun|region|länsstyrelsen|förbund|förvaltning|sverige|centrum|stad\b|nämnd|myndighet|verket|\bab\b|komvux|finsam|"
    r"leader|campus|jobbtorg|högskola|skolan\b|bibliotek|nätverk|stiftelse|förening|församling",
    re.IGNORECASE,
)

BYLINE = re.compile(
    r"(?i:text|skribent|av|reporter|författare|text (?:och|&) (?:foto|bild))\s*:\s*\S.{1,60}|"
    rf"(?:(?i:av|skriven av|publicerat av|inlagd av|postad av))\s+{PERSON.pattern}",
)


def is_person(text: str) -> bool:
    """Whether a text is nothing but a person's name ("Eva Lindén", "Mattias Ask (M)")."""
    bare = text.strip(" .,:")
    return bool(PERSON.fullmatch(bare)) and not _BODY_WORD.search(bare)


def is_person_with_role(text: str) -> bool:
    """A full name and, after a comma, what that person does, in no sentence: "Vera Stål, kommundirektör"."""
    name = PERSON.match(text)
    if not name or _BODY_WORD.search(name[0]) or len(words(text)) > 16 or text.endswith((".", ":", "?", "!")):
        return False
    role = text[name.end() :]
    return bool(re.match(r",\s+[a-zåäö]", role)) and finite_verb_at(role) is None and not has_contact(text)

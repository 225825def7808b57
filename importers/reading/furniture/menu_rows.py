"""Rows of a menu: entries side by side, or glued together."""

from __future__ import annotations

import re

from .piece_rules import rule_for_piece

GLUED_WORDS = re.compile(r"(?<=[a-zåäöé)])(?=[A-ZÅÄÖ][a-zåäö])")
_SEPARATORS = re.compile(r"\s*(?:[|•·‧∙>»›→/\\]|\s[-–—]\s)\s*")

# Entries of menus and footers, for rows of them that stand on one line.
_LABELS = frozenset(
    """
    a–ö a-ö anpassa start startsida startsidan hem home nyheter nyhet aktuellt press pressrum pressrummet
    pressmeddelanden pressmeddelande meny menu sök search kontakt contact kalender evenemang nyhetsarkiv arkiv
    blogg media om omoss lyssna translate dela skriv facebook twitter linkedin instagram youtube x rss e-tjänster
    självservice english svenska lättläst språk teckenspråk anslagstavla politik insatser verksamheter verksamhet
    projekt dokument medarbetare styrelse styrelsen tillgänglighet tillgänglighetsredogörelse webbkarta kakor
    cookies personuppgifter integritetspolicy integritet felanmälan synpunkter sidkarta nyhetsbrev publikationer
    länkar karta intranät jobb länsstyrelsen kommunen about news events login prenumerera följ mejl e-post print
    stäng tweeta tipsa gilla vimeo bluesky threads flickr sitemap villkor rapporter statistik
    """.split()
)
_PHRASES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "om oss|om webbplatsen|om kommunen|om förbundet|kontakta oss|lediga jobb|mina sidor|logga in|skriv ut|in "
        "english|"
        "other languages|andra språk|lämna synpunkt|lämna synpunkter|om kakor|om cookies|nyheter och press|"
        "press och nyheter|för media|jobba hos oss|följ oss|dela sidan|talande webb|lyssna på sidan|sök på "
        "webbplatsen|"
        "visa meny|stäng meny|kommun och politik|kommun & politik|bygga och bo|bygga, bo och miljö|bo och bygga|"
        "barn och utbildning|utbildning och barnomsorg|förskola och skola|skola och förskola|stöd och omsorg|"
        "omsorg och stöd|omsorg och hjälp|vård och omsorg|kultur och fritid|uppleva och göra|se och göra|"
        "trafik och gator|trafik och resor|trafik och infrastruktur|näringsliv och arbete|arbete och näringsliv|"
        "näringsliv & arbete|miljö och hälsa|bygga bo och miljö|boende och miljö|lättläst svenska|tipsa en vän|"
        "about us|log in|text size|our work|vår verksamhet|så arbetar vi|till startsidan|senaste nytt|alla nyheter|"
        "gå till toppen|till toppen|dela på|vad vi gör|det här gör vi|aktuellt just nu|våra insatser"
    ).split("|")
)


def is_menu_row(line: str) -> bool:
    """Whether a line is a row of two or more known menu entries: "Meny Sök", "Om oss | Kontakt", "Hem Nyheter "
    "2018"."""
    if len(line) > 200 or line.endswith((".", "?", "!")):
        return False
    pieces = [piece for piece in _SEPARATORS.split(line) if piece]
    words = line.replace("|", " ").replace("•", " ").replace("·", " ").replace(" / ", " ").split()
    known = [bool(_is_entry(p) or rule_for_piece(p)) for p in pieces]
    most = sum(known) >= 2 and sum(known) * 2 > len(pieces) - 1 and not re.search(r"\d", line)
    if len(pieces) >= 3 and (all(known[:2]) or most):
        return all(len(p) <= 40 and not re.search(r"[.!?]", p) for p in pieces)
    if len(pieces) == 2 and all(_is_entry(p) or rule_for_piece(p) for p in pieces):
        return True
    at = entries = strange = 0
    while at < len(words):
        taken = next((n for n in (5, 4, 3, 2) if _is_phrase(words[at : at + n], n)), 0)
        word = words[at].casefold()
        if not taken and (word in _LABELS or (entries and re.fullmatch(r"(?:19|20)\d{2}", word))):
            taken = 1
        if not taken:
            if not words[at][0].isupper():
                return False
            strange += 1
            at += 1
            continue
        entries += 1
        at += taken
    # Among many known entries one may be the site's own.
    return entries >= 2 and strange * 4 <= entries


def _is_phrase(words: list[str], count: int) -> bool:
    if len(words) < count:
        return False
    return tuple(word.casefold() for word in words) in _PHRASES or (
        len(words) < 10 and rule_for_piece(" ".join(words))
    )


def is_label(word: str) -> bool:
    """Whether a word by itself is an entry of menus."""
    return word.casefold() in _LABELS


def _is_entry(piece: str) -> bool:
    words = tuple(piece.casefold().split())
    return words in _PHRASES or (len(words) == 1 and words[0] in _LABELS)


def glued_parts(line: str) -> list[str]:
    """A line cut where a small letter runs into a capital: "StartNyheterPress" → Start, Nyheter, Press."""
    return GLUED_WORDS.split(line)


def is_glued_menu(line: str) -> bool:
    """A whole menu run together into one line: three entries or more, each short, and no sentence in it."""
    parts = glued_parts(line)
    words = line.split()
    if len(words) > 3 and sum(1 for word in words if GLUED_WORDS.search(word)) < 2:
        return False  # a name such as SciLifeLab in a sentence
    return len(parts) >= 3 and not re.search(r"[.!?]\s|[.!?]$", line) and all(len(p) <= 60 for p in parts)

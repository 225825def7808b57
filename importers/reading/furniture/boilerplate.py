"""What does not belong to an article: lines by named rules, and what only looks like furniture as a whole.

A single line is judged by the rules of `boilerplate_rules`; a row of menu entries, an address line and a footer's
group of lines by what their parts are.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from .boilerplate_rules import RULES
from .line_kinds import EMAIL, PHONE, is_person

GLUED_WORDS = re.compile(r"(?<=[a-zåäöé)])(?=[A-ZÅÄÖ][a-zåäö])")
POSTCODE = re.compile(r"\b(?:SE?-?\s?)?\d{3}\s?\d{2}\s+[A-ZÅÄÖ][A-Za-zåäöÅÄÖé]+")
BODY_NAME = re.compile(
    r"(?:[A-ZÅÄÖ][\w-]+\s+(?:och\s+)?){1,3}(?:kommun|stad|kommunförbund|region|landsting|kommunalförbund)|"
    r"(?:[A-ZÅÄÖ]\w+\s+)?region(?:en)?\s+[A-ZÅÄÖ]\w+(?:\s\w+)?|"
    r"(?:[A-ZÅÄÖ]\w+s?\s+)?samordningsförbund(?:et)?(?:\s.{2,40})?|länsstyrelsen.{0,40}|finsam\s+\w+.{0,30}|"
    r"(?:[A-ZÅÄÖ]\w+\s+)?(?:kommunal|kommun)?förbundet\s+[A-ZÅÄÖ].{2,40}|räddningstjänsten\s.{2,40}|"
    r"arbetsförmedlingen|försäkringskassan|sveriges kommuner och (?:regioner|landsting)|skr|skl|"
    r"[A-ZÅÄÖ][a-zåäö]{3,}(?:myndigheten|verket|styrelsen)",
    re.IGNORECASE,
)
# The name of a part of a site, as menus write it: "Utveckling & finansiering". Sentences have no "&".
CATEGORY = re.compile(
    r"[A-ZÅÄÖ][\wåäöÅÄÖ-]+(?:,\s[\wåäöÅÄÖ-]+){0,3},?\s&\s[\wåäöÅÄÖ-]+(?:\s(?:och|i|för)\s[\wåäöÅÄÖ-]+)?"
)
_STREET = r"[A-ZÅÄÖ][\w.åäöé-]*(?:\s[\w.åäöé-]+){0,3}\s\d{1,4}(?:\s?[A-Za-z])?(?:[-–]\d+)?(?:,?\s\d\s?tr\.?)?"
_NUMBER = r"[\d\s()+–-]{5,22}"
# Lines that only an organisation's own address block has.
_STRONG = re.compile(
    rf"org(?:anisations)?\.?\s*-?\s*(?:nr|nummer)\b.{{0,40}}|orgnr\b.{{0,40}}|(?:tele)?fax\b.{{0,40}}|"
    rf"(?:telefon\s*)?(?:växel(?:n)?|kontaktcenter|kundcenter|kundtjänst|medborgarservice|servicecenter|"
    rf"reception(?:en)?)"
    rf"\s*[.:]?\s*{_NUMBER}.{{0,30}}|telefon\s*\(?växel\)?\s*:?.{{0,40}}|"
    r"(?:besöks|post|faktura|leverans|gatu)adress(?:er)?\b\s*:?.{0,80}|(?:bank|plus|post)giro\b.{0,40}|"
    r"(?:webb(?:plats)?|hemsida)\s*[.:]\s*.{0,80}|webb(?:plats)?|hemsida|"
    r"(?:©|\(c\)|copyright)\s*.{0,100}|"
    r"öppettider\b.{0,80}|öppet(?:\s|:).{0,60}\d.{0,20}|"
    rf"(?:{'|'.join(('mån', 'tis', 'ons', 'tors', 'fre', 'lör', 'sön', 'vardag'))})\w*\.?\s?(?:[-–]|till|\d|kl|:|"
    rf",).{{0,60}}\d.{{0,20}}|"
    r"(?:tillgänglighets(?:redogörelse|rapport)|integritetspolicy|om (?:webbplatsen|kakor|cookies|"
    r"personuppgifter))\b.{0,60}",
    re.IGNORECASE,
)
_SITE_ONLY = re.compile(
    r"tillgänglighet|integritet|om (?:webb|kakor|cookies)|org\.?\s?-?n|cookies|kakor|©", re.IGNORECASE
)
_WEAK = re.compile(
    rf"(?:tel(?:efon)?(?:nummer)?|tfn|e-?post(?:adress)?|e-?mail|mejl|mail|adress|box|ring|"
    rf"kontakt)\b\s*[.:]?\s*.{{0,80}}|"
    rf"(?:box|po box|postbox)\s\d+.{{0,40}}|{_STREET}|{_NUMBER}",
    re.IGNORECASE,
)
_MAILBOX = re.compile(
    r"(?:kommun(?:en)?|info|kontakt(?:center)?|registrator|kansli(?:et)?|kundcenter|kundtjanst|post|"
    r"medborgarservice|stad|"
    r"reception(?:en)?|region|diarium|webmaster|webbredaktion(?:en)?|kommunstyrelsen|lansstyrelsen|\w*lan)@.+",
    re.IGNORECASE,
)
_PIECES = re.compile(
    r"\s*[|•·‧∙]\s*|\s+[-–—/]\s+|,\s+|;\s+|\s{2,}|\s+(?=(?:Org\.?\s?-?nr|Tel(?:efon)?|Växel|Fax|E-?post)\b)"
)
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


@lru_cache(maxsize=4096)
def rule_for(line: str, place: Literal["head", "near", "body", "tail"]) -> str | None:
    """The name of the rule that drops this line at this place of a page, or None: it belongs to the article.

    `near` is between the title and the first paragraph.
    """
    if len(line) > 500:
        return None
    line = line.strip("←→‹›«» ") or line
    edge = place != "body"
    for rule in RULES:
        if (rule.place in ("any", place) or (edge and rule.place == "edge")) and rule.pattern.fullmatch(line):
            return rule.name
    if not edge:
        return None
    if is_menu_row(line):
        return "menu-row"
    if place == "near" and CATEGORY.fullmatch(line):
        return "category"
    if place == "near" and BODY_NAME.fullmatch(line) and not line.endswith("."):
        return "owner-line"
    if place == "head" and is_glued_menu(line):
        return "glued-menu"
    if place == "tail" and " " not in line and len(glued_parts(line)) > 3:
        return "glued-menu"  # a row of links run together; no word has four capitals in it
    return None


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


@lru_cache(maxsize=512)
def rule_for_piece(piece: str) -> bool:
    """Whether a part of a row is known furniture by itself."""
    return len(piece) <= 60 and any(rule.pattern.fullmatch(piece) for rule in RULES if rule.place != "head")


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


def footer_weight(piece: str) -> int:
    """How much a piece of a line says that it is an address block's: 3 only such blocks have it, 1 contacts too."""
    piece = piece.strip(" .,:")
    if not piece or len(piece) > 110:
        return 0
    if _STRONG.fullmatch(piece):
        return 3
    if POSTCODE.search(piece) or _MAILBOX.fullmatch(piece):
        return 2
    if _WEAK.fullmatch(piece) or (EMAIL.fullmatch(piece) or PHONE.fullmatch(piece)) or rule_for_piece(piece):
        return 1
    return 0


def is_footer_row(line: str) -> bool:
    """A whole address block on one line: "Solviks kommun, Box 12, 123 45 Solvik", "Förbundet X | Org.nr "
    "222000-0000"."""
    if len(line) > 300 or re.search(r"[.!?]\s+[A-ZÅÄÖ]\w+\s\w+\s\w+", line):
        return False
    pieces = [p for p in _PIECES.split(line) if p and p.strip(" .,:")]
    if len(pieces) < 2 or (is_person(pieces[0]) and not _is_address_of_body(line, pieces)):
        return False
    weights = [footer_weight(p) for p in pieces]
    named = [bool(BODY_NAME.fullmatch(p)) for p in pieces]
    known = sum(1 for w, n in zip(weights, named, strict=True) if w or n)
    if any(is_person(p) for p, n in zip(pieces[1:], named[1:], strict=True) if not n):
        return False
    if max(weights) < 2 or known < 0.6 * len(pieces):
        return False
    return any(named) or sum(weights) >= 4


def _is_address_of_body(line: str, pieces: list[str]) -> bool:
    """Whether a row that opens with two words as a name does is a body's: set with strokes, with what no card has."""
    return "|" in line and any(POSTCODE.search(p) or _SITE_ONLY.match(p) for p in pieces[1:])


def is_footer_group(lines: list[str]) -> bool:
    """Whether adjacent lines are an organisation's address block: its name, and lines only such a block has.

    A block in which a person stands is a contact, not a footer.
    """
    weights = [3 if is_footer_row(line) else footer_weight(line) for line in lines]
    named = [bool(BODY_NAME.fullmatch(line.strip(" .,:"))) for line in lines]
    if any(is_person(line) for line, w, n in zip(lines, weights, named, strict=True) if not (w or n)):
        return False
    if any(len(line) > 160 and not w for line, w in zip(lines, weights, strict=True)):
        return False
    known = sum(1 for w, n in zip(weights, named, strict=True) if w or n)
    if len(lines) == 1:
        return is_footer_row(lines[0])
    strong = max(weights) == 3 or (any(w == 2 for w in weights) and any(named))
    return strong and known >= 0.6 * len(lines) and sum(weights) >= 3

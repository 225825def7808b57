"""Rows of a page's foot: addresses, numbers, opening hours."""

from __future__ import annotations

import re

from .contact_marks import EMAIL, PHONE
from .person_lines import is_person
from .piece_rules import rule_for_piece

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

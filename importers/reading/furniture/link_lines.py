"""Lines that are links: labels over links, "Läs mer", addresses, files."""

from __future__ import annotations

import re

LINK_LABEL = re.compile(
    r"(?:(?:för )?mer information(?: och länkar)?|mer om (?:det här|.{2,60})|läs (?:också|även|mer också|vidare)|"
    r"läs (?:mer|vidare)(?: här| på webben| (?:i|om|på|hos) .{2,60})?|"
    r"(?:du )?kanske (?:också )?(?:är|vill) .{2,40}|liknande (?:nyheter|artiklar|inlägg|sidor)|"
    r"(?:fler )?(?:nyheter|artiklar|inlägg) (?:om|inom) (?:samma )?(?:ämne|tema)(?:t)?|"
    r"(?:mer|länkar) (?:på|i|till) .{2,40}|mer på webben|mer läsning|mer att läsa|läsvärt|lästips|fördjupning|"
    r"relatera(?:d|t)|(?:relaterade?|relaterat|bifogade|tillhörande|viktiga|användbara|nyttiga|interna|externa|övriga|"
    r"fler) (?:länkar|information|innehåll|material|bilder|dokument|filer|sidor|nyheter|artiklar|inlägg|"
    r"pressmeddelanden|bilagor|webbplatser|evenemang|projekt|insatser)|"
    r"related(?:\s+(?:content|news|posts|articles|links|pages))?|see also|read more|"
    r"(?:dokument|länkar|filer|rapporter|bilagor|bilaga|länk)(?:\s+(?:och|&)\s+(?:dokument|länkar|filer|bilagor|rapporter))?"
    r"(?: (?:att ladda (?:ner|ned)|för nedladdning))?|nedladdningsbara filer|attachments|documents|links|downloads|"
    r"(?:hämta|ladda (?:ner|ned))(?: (?:dokument|filer|material|bilder))?|på (?:andra webbplatser|vår webbplats)|"
    r"genvägar|bifogat|pressbilder|bilder att ladda (?:ner|ned)|"
    r"se även|se också|hitta mer(?: information)?)\s*(?:\.{2,3}|…|:)?",
    re.IGNORECASE,
)
READ_MORE = re.compile(
    r"(?:läs (?:mer|hela|vidare)|se (?:mer|hela|filmen)|ladda (?:ner|ned)|till (?:projektets|enhetens) (?:webb|"
    r"hem)\S*|"
    r"information om|mer (?:information )?om|anmäl dig|länk till)\b.{0,140}|"
    r"(?:promemorian?|pressmeddelande|rapport(?:en)?|betänkande(?:t)?|lagrådsremiss(?:en)?|proposition(?:en)?|"
    r"faktablad|film|podd|artikel|debattartikel|kommittédirektiv)\s*:\s*\S.{3,160}",
    re.IGNORECASE,
)
URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
NEW_WINDOW = re.compile(
    r"\s?\(?(?:länk till (?:annan|extern) webb(?:plats|sida)|extern länk|öppnas i (?:ett )?nytt (?:fönster|flik))"
    r"(?:,? ?öppnas i (?:ett )?nytt (?:fönster|flik))?\)?\.?,?",
    re.IGNORECASE,
)
LINK_TAIL = re.compile(
    r"\s*[(\[,]\s*(?:pdf|word|docx?|excel|xlsx?|pptx?|powerpoint|zip|länk till|extern|nytt fönster|öppnas|webb|"
    r"film|\d+(?:[,.]\d+)?\s?[kM]B)"
    r"[^()\[\]]*[)\]]?\s*$",
    re.IGNORECASE,
)
FILE_TAIL = re.compile(
    r"[(\[,]\s*(?:pdf|word|docx?|excel|xlsx?|pptx?|powerpoint)\b[^()]*[)\]]?\s*$|\.(?:pdf|docx?|xlsx?|pptx?)$", re.I
)


def is_link_label(text: str) -> bool:
    """A line that announces links or documents ("Läs mer", "Relaterade länkar")."""
    return len(text) <= 80 and bool(LINK_LABEL.fullmatch(text))


def is_link_line(text: str) -> bool:
    """A line that in a text rendition can only have been a link of its own."""
    if len(text) > 160 or text.endswith((".", "!", "?")):
        return bool(URL.fullmatch(text) or NEW_WINDOW.search(text) or FILE_TAIL.search(text)) and len(text) <= 200
    return bool(URL.fullmatch(text) or NEW_WINDOW.search(text) or FILE_TAIL.search(text) or READ_MORE.fullmatch(text))

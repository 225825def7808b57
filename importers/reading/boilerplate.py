"""What does not belong to an article, by named rules.

Each rule has a name that the ledger shows. A rule matches a whole line; text inside a paragraph is never dropped.
Rules hold anywhere on a page, only above the title (`head`), or only below the article's last paragraph (`tail`):
"Kontakt" in a menu is furniture, "Kontakt" over a name and a phone number is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Place = Literal["any", "head", "tail"]

_SHARE = (
    r"facebook|twitter|x(?:\s*\(twitter\))?|linkedin|instagram|google\+?|pinterest|reddit|whatsapp|messenger|"
    r"bluesky|mastodon|"
    r"e-?post|mejl|e-?mail|mail|länk|youtube|vimeo|threads|sms|utskrift"
)
_FILE = r"[\w\s()åäöÅÄÖéÉ&,.+%–-]{1,120}\.(?:jpe?g|png|gif|webp|svg|tiff?|bmp|avif|heic)"


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern for a whole line, and where on a page it holds."""

    name: str
    place: Place
    pattern: re.Pattern[str]


def _rule(name: str, place: Place, *alternatives: str) -> Rule:
    return Rule(name, place, re.compile("(?:" + "|".join(alternatives) + r")\s*[.:!…»›>]*", re.IGNORECASE))


RULES: tuple[Rule, ...] = (
    _rule(
        "skip-link",
        "any",
        r"skip (?:to|navigation)\b.{0,40}",
        r"(?:hoppa|gå|direkt|till)\s+(?:direkt\s+|vidare\s+)?(?:till\s+|över\s+)?(?:sidans\s+|"
        r"huvud)?(?:innehåll(?:et)?|meny(?:n)?|"
        r"navigation(?:en)?|navigering(?:en)?|textinnehållet)(?:\s+på sidan)?",
    ),
    _rule("separator", "any", r"[-–—_=*•·.~#\s|+]{1,120}"),
    _rule("logo", "any", r"(?:(?:kommunens|sidans|vår)\s)?(?:logotyp(?:en)?|logga|logo|logotype)"),
    _rule(
        "logo",
        "head",
        r"(?:.{1,60}\s)?(?:logotyp(?:en)?|logga|logo|logotype)(?:\s+(?:för|till)\s.{1,60})?",
        r"(?:till\s+)?.{2,60}\sstartsida",
        r"(?:till\s+)?startsidan?(?:\s+(?:för|hos|på)\s.{2,60})?",
        r"(?:kommun)?vapen(?:\s+för\s.{2,60})?",
    ),
    _rule("image-file", "any", _FILE),
    _rule(
        "tools",
        "any",
        r"translate(?:\s+(?:this page|page|to))?",
        r"google translate",
        r"(?:other|andra) (?:languages|språk)",
        r"in english",
        r"lyssna(?:\s+på (?:sidan|texten|innehållet))?",
        r"talande webb",
        r"lättläst(?: svenska)?",
        r"teckenspråk",
        r"anpassa(?: sidan| webbplatsen)?",
        r"ändra textstorlek|öka textstorlek|minska textstorlek|textstorlek",
        r"(?:sök(?:\s+på\s+(?:webbplatsen|sidan|.{2,40}\.se))?|sökfält|sökord)",
        r"(?:meny|menu|visa meny|öppna meny|stäng meny|huvudmeny|undermeny|stäng|mobilmeny)",
        r"logga in|mina sidor|självservice(?:\s+och e-tjänster)?",
    ),
    _rule(
        "share",
        "any",
        r"dela(?:\s+(?:på|med|via|till|sidan|artikeln|nyheten|inlägget|den här sidan|med dig))?",
        r"dela\s+(?:sidan|artikeln|nyheten|den här (?:sidan|artikeln|nyheten))(?:\s+(?:på|i|via|med).{0,60})?",
        rf"(?:(?:dela|share|tipsa|skicka|tweeta|gilla|följ)(?:\s+\w+){{0,3}}?\s+(?:på|till|med|via|on|with|som|"
        rf"i|oss på)?\s*(?:{_SHARE})"
        r"[\s,|/•]*)+(?:\(öppnas i nytt fönster\))?",
        rf"(?:(?:{_SHARE})[\s,|/•]+)+(?:{_SHARE})",
        r"(?:facebook|twitter|linkedin|instagram|youtube|pinterest|google\+)",
        r"tipsa(?:\s+(?:en vän|om sidan|om artikeln|någon|en kollega))?",
        r"share(?:\s+(?:this|on|page|article))?(?:\s.{0,30})?",
        r"kopiera länk(?:en)?",
        r"tweeta?|gilla",
    ),
    _rule(
        "print",
        "any",
        r"(?:skriv ut|print|utskrift(?:svänlig)?|skriv ut (?:sidan|artikeln|den här sidan)|"
        r"utskriftsvänlig version|print this page|"
        r"ladda ner (?:som )?pdf av sidan|spara som pdf)(?:\s*/\s*dela)?",
    ),
    _rule(
        "comments",
        "any",
        r"kommentarer\s*\(\d+\)",
        r"\d+ kommentarer?",
        r"inga kommentarer(?: än)?",
        r"(?:lägg till|skriv|lämna|visa|dölj)(?: en| din)? kommentar(?:er)?",
        r"kommentera(?:\s+(?:inlägget|artikeln|nyheten))?",
        r"(?:svara|avbryt svar|ditt namn|din e-post(?:adress)?|skicka kommentar)",
        r"by submitting (?:the|a|your) comment.{0,200}",
        r"genom att (?:skicka|posta|kommentera).{0,60}(?:personuppgifter|villkor).{0,120}",
        r"(?:din )?e-post(?:adress)?(?:en)? (?:kommer inte|publiceras inte|visas inte).{0,120}",
        r"lämna (?:ett svar|en kommentar)(?:\s.{0,30})?|spara mitt namn.{0,120}|avbryt svar",
        r"leave a (?:reply|comment)|add (?:a )?comment",
    ),
    _rule(
        "form",
        "any",
        r"kontaktformulär",
        r"[^\d]{2,40}?\*?\s*\((?:obligatorisk|obligatoriskt|required)\)",
        r"obligatoriska fält.{0,60}|fält markerade med.{0,60}",
        r"vi kontrollerar att du är en människa.{0,60}",
        r"jag är (?:inte )?en (?:robot|människa)",
        r"captcha.{0,40}",
        r"(?:skicka|rensa|avbryt|nästa steg)(?: formuläret| in)?",
    ),
    _rule(
        "feedback",
        "any",
        r"(?:hjälpte|hjälper) .{0,30}(?:sidan|informationen|innehållet|texten).{0,60}\?",
        r"(?:var|är) (?:sidan|informationen|innehållet|den här sidan|texten|det här) .{0,40}(?:hjälp|användbar|"
        r"nytta|bra|läsa).{0,40}\?",
        r"hittade du (?:det|vad|den information|informationen|svaret).{0,60}\?",
        r"fick du (?:svar|hjälp).{0,60}\?",
        r"ja(?:\s*[/|]?\s*)nej",
        r"(?:tyck till|lämna (?:en )?synpunkt(?:er)?|ge oss feedback)(?:\s+om.{0,60})?",
        r"synpunkter\s*(?:&|och|,)\s*(?:felanmälan|klagomål|förslag).{0,40}",
        r"felanmälan(?:\s+och\s+synpunkter)?",
        r"(?:rapportera|anmäl) fel(?: på sidan)?.{0,30}",
        r"tack för (?:din|ditt|att du).{0,60}(?:synpunkt|svar|hjälp).{0,40}",
    ),
    _rule(
        "cookies",
        "any",
        r".{0,60}\b(?:vi|webbplatsen|sajten|sidan|kommunen|.{2,40}\.se) använder (?:sig av )?(?:kakor|"
        r"cookies).{0,400}",
        r"(?:om |läs mer om |inställningar för |hantera )?(?:kakor|cookies)(?: och personuppgifter)?",
        r"(?:acceptera|godkänn|godta|tillåt|neka|avvisa)(?: alla| nödvändiga| endast nödvändiga)?(?: kakor| cookies)?",
        r"jag (?:förstår|godkänner|accepterar).{0,30}",
        r".{0,40}\b(?:this (?:site|website)|we) uses? cookies.{0,300}",
    ),
    _rule(
        "mail-link",
        "any",
        r"(?:skicka |sänd )?(?:e-?post|mejl|e-?mail|meddelande|mejla|e-?posta) till .{2,60}",
    ),
    _rule(
        "to-top",
        "any",
        r"(?:tillbaka |gå |åter )?(?:till|upp till) (?:sidans )?toppen(?:\s+av sidan)?",
        r"upp(?:\s+till toppen)?",
        r"back to top|to top",
        r"(?:tillbaka|åter) till (?:listan|nyheter|nyhetslistan|föregående sida|översikten|nyhetsarkivet|"
        r"pressmeddelanden)",
    ),
    _rule(
        "new-window",
        "any",
        r"\(?länk till annan (?:webbplats|webbsida)(?:,? öppnas i nytt fönster)?\.?\)?",
        r"\(?öppnas i (?:nytt|ett nytt) (?:fönster|flik)\)?",
        r"\(?extern länk\)?",
    ),
    _rule(
        "alert",
        "head",
        r"(?:aktuella varnings|viktigt |driftstörnings?|krisinformation|drift)(?:meddelande).{0,400}",
        r"(?:just nu|för närvarande) (?:är det|pågår) .{0,60}(?:varning|störning|driftstopp).{0,300}",
        r"driftstörning(?:ar)?.{0,200}",
    ),
    _rule(
        "breadcrumb",
        "any",
        r"(?:du är här|här är du|sökväg)\s*:?\s.{0,300}",
        r"(?:start(?:sida(?:n)?)?|hem|home)\s*(?:[/>»›|→\\–]|\s-\s).{1,300}",
    ),
    _rule(
        "menu",
        "head",
        r"(?:start|startsida|hem|home|nyheter|aktuellt|press|pressrum(?:met)?|pressmeddelanden|"
        r"nyheter och press|press och nyheter|"
        r"kontakt|kontakta oss|om (?:oss|kommunen|webbplatsen)|e-tjänster|kalender|evenemang|lediga jobb|"
        r"anslagstavla|kommun och politik|"
        r"kommun & politik|bygga,? bo (?:och|&) miljö|(?:utbildning|skola|barn) (?:och|&) (?:barnomsorg|"
        r"förskola|utbildning|skola)|"
        r"(?:omsorg|stöd) (?:och|&) (?:stöd|omsorg|hjälp)|(?:näringsliv|arbete) (?:och|&) (?:arbete|näringsliv|"
        r"företag)|"
        r"(?:kultur|uppleva) (?:och|&) (?:fritid|göra)|trafik (?:och|&) .{3,30}|politik|innehåll|genvägar|"
        r"snabblänkar)",
    ),
    _rule(
        "listing",
        "tail",
        r"(?:senaste|fler|flera|andra|relaterade|mer|övriga|alla|äldre|populära|aktuella)\s+"
        r"(?:nyheter(?:na)?|nytt|artiklar|pressmeddelanden|inlägg|aktuellt|notiser)(?:\s+(?:från|inom|om)\s.{2,60})?",
        r"(?:till )?(?:nyhetsarkiv(?:et)?|arkiv(?:et)?|pressarkiv(?:et)?|alla nyheter|visa (?:alla|"
        r"fler)(?: nyheter)?)",
        r"läs också|läs även|mest läst|det här händer|kommande evenemang|kalender",
        r"(?:föregående|nästa|tidigare|nyare|äldre)\s*(?:nyhet|artikel|sida|inlägg|inläggen)?",
        r"(?:taggar|kategorier|etiketter|ämnesord|nyckelord)\s*:.{0,120}",
    ),
    _rule(
        "subscribe",
        "tail",
        r"prenumerera.{0,80}",
        r"rss(?:-flöde)?|nyhetsbrev(?:et)?",
        r"(?:följ|hitta) oss.{0,60}",
        r"(?:kontakta|om|press)(?: oss| kommunen| webbplatsen| webben| sajten)?",
        r"om (?:webbplatsen|webben|kakor|personuppgifter|tillgänglighet).{0,40}",
        r"(?:tillgänglighets(?:redogörelse|rapport)|tillgänglighet(?: på webbplatsen)?|webbkarta|sidkarta|"
        r"webbplatskarta)(?:\s+för\s.{2,60})?",
        r"(?:så )?(?:behandlar|hanterar) vi (?:dina )?personuppgifter.{0,60}",
        r"(?:behandling av )?personuppgifter.{0,40}|dataskydd.{0,40}|gdpr|integritetspolicy",
        r"(?:kommunens )?(?:öppettider|besöksadress|postadress|anslagstavla|e-tjänster|lediga jobb|press)",
        r"(?:©|\(c\)|copyright)\s*.{0,100}",
        r"alla rättigheter (?:förbehållna|reserverade)",
        r"sidansvarig.{0,80}",
    ),
)

GLUED_WORDS = re.compile(r"(?<=[a-zåäöé)])(?=[A-ZÅÄÖ][a-zåäö])")
FOOTER_LINE = re.compile(
    r"(?:(?P<strong>org(?:anisations)?\.?\s*-?\s*(?:nr|nummer)|fax|växel|besöksadress|postadress|fakturaadress|"
    r"bankgiro|plusgiro|"
    r"webb(?:plats)?|hemsida|orgnr)|(?P<weak>tel(?:efon)?|e-?post|e-?mail|mejl|öppettider|adress|"
    r"box))\b\s*[.:]?\s*.{0,80}",
    re.IGNORECASE,
)
POSTCODE = re.compile(r"\b(?:SE-)?\d{3}\s?\d{2}\s+[A-ZÅÄÖ][A-Za-zåäöÅÄÖé]+")
BODY_NAME = re.compile(
    r"(?:[A-ZÅÄÖ][\w-]+\s+){1,3}(?:kommun|stad|kommunförbund|region)|region\s+[A-ZÅÄÖ]\w+(?:\s\w+)?|"
    r"(?:[A-ZÅÄÖ]\w+s\s+)?samordningsförbund(?:et)?(?:\s.{2,40})?|länsstyrelsen.{0,40}",
    re.IGNORECASE,
)


def rule_for(line: str, place: Literal["head", "body", "tail"]) -> str | None:
    """The name of the rule that drops this line at this place of a page, or None: it belongs to the article."""
    if len(line) > 500:
        return None
    line = line.strip("←→‹›«» ") or line
    for rule in RULES:
        if rule.place in ("any", place) and rule.pattern.fullmatch(line):
            return rule.name
    if place == "head" and is_glued_menu(line):
        return "glued-menu"
    return None


def glued_parts(line: str) -> list[str]:
    """A line cut where a small letter runs into a capital: "StartNyheterPress" → Start, Nyheter, Press."""
    return GLUED_WORDS.split(line)


def is_glued_menu(line: str) -> bool:
    """A whole menu run together into one line: three entries or more, each short, and no sentence in it."""
    parts = glued_parts(line)
    return len(parts) >= 3 and not re.search(r"[.!?]\s|[.!?]$", line) and all(len(p) <= 60 for p in parts)


def is_footer_group(lines: list[str]) -> bool:
    """Whether adjacent lines are an organisation's address block: its name, and lines only such a block has.

    A block that begins with a person is a contact, not a footer.
    """
    marks = [FOOTER_LINE.fullmatch(line) for line in lines]
    strong = sum(1 for m in marks if m and m["strong"])
    weak = sum(1 for m in marks if m and m["weak"]) + sum(1 for line in lines if POSTCODE.search(line))
    if not strong:
        return False
    named = bool(BODY_NAME.fullmatch(lines[0])) or marks[0] is not None
    return named and strong + weak >= 2 and strong + weak >= 0.5 * (len(lines) - 1)

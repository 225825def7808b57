"""The named patterns for lines that do not belong to an article (see `boilerplate`, which uses them).

Each rule has a name that the ledger shows. A rule matches a whole line; text inside a paragraph is never dropped.
Rules hold anywhere on a page, only above the title (`head`), only below the article's last paragraph (`tail`), or at
both (`edge`, which also holds between the title and the first paragraph):
"Kontakt" in a menu is furniture, "Kontakt" over a name and a phone number is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Place = Literal["any", "edge", "head", "tail"]

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
        r"(?:hoppa|gå|direkt|till)\s+(?:direkt\s+|vidare\s+)?(?:till\s+|över\s+)?(?:sidans\s+)?"
        r"(?:huvud|sido|sök)?(?:innehåll(?:et)?|meny(?:n)?|ruta(?:n)?|funktion(?:en)?|sök(?:ning(?:en)?)?|sidfot(?:en)?|"
        r"navigation(?:en)?|navigering(?:en)?|textinnehållet)(?:\s+på sidan)?",
    ),
    _rule("separator", "any", r"[-–—_=*•·.~#\s|+]{1,120}"),
    _rule("end-mark", "any", r"[-–—*#~=\s]{1,20}(?:slut|ends?)[-–—*#~=\s]{1,20}", r"för omedelbar publicering"),
    _rule("logo", "any", r"(?!.*\b(?:en|ny|nya|vår|får|har|med|fick)\b)(?:[\w-]+\s){1,5}(?:logotyp|logotype)"),
    _rule("logo", "any", r"(?:(?:kommunens|sidans|vår)\s)?(?:logotyp(?:en)?|logga|logo|logotype)"),
    _rule(
        "logo",
        "head",
        r"(?:.{1,60}\s)?(?:logotyp(?:en)?|logga|logo|logotype)(?:\s+(?:för|till)\s.{1,60})?|logotyp\s.{2,90}",
        r"(?:till\s+)?.{2,60}?,?\s(?:(?:gå )?till )?startsida(?:n)?(?:\s*[,-]\s*.{2,40})?",
        r"(?:till\s+)?startsidan?(?:\s+(?:för|hos|på)\s.{2,60})?",
        r"(?:kommun)?vapen(?:\s+för\s.{2,60})?",
    ),
    _rule("image-file", "any", _FILE),
    _rule(
        "tools",
        "any",
        r"(?:anpassa|ändra|öka|minska|större|mindre) (?:text(?:storlek)?|kontrast|teckenstorlek|utseende).{0,30}",
        r"(?:hög|ökad) kontrast|text\+|a\s?a\s?a|a[+-](?:\s*a[+-])?",
        r"(?:lyssna|läs upp|listen|spela upp)(?:\s+(?:på|med|to|till))?(?:\s+(?:sidan|texten|artikeln|readspeaker|"
        r"innehållet|this page|talsyntes|nyheten))?",
        r"(?:aktivera|slå på) (?:talande webb|uppläsning|readspeaker).{0,40}|readspeaker.{0,40}|browsealoud",
        r"(?:byt|välj|ändra|select|choose) (?:språk|language).{0,40}|other languages|sv\s*[/|]\s*en",
        r"(?:sök|search)(?:\s+(?:här|i|efter|på|hela|vår|kommunens|for|this|site|the|webbplats(?:en)?|webben|"
        r"innehåll|\S{1,30}\.\w{2,3}))*\s*(?:\.\.\.|…)?",
        r"(?:vad )?(?:letar|söker) du efter(?: något)?\s*\??|vad vill du (?:hitta|göra)\s*\??",
        r"(?:öppna|stäng|visa|dölj|visa/dölj|toggle|open|close|fäll ut)\s+(?:huvud|mobil|under)?"
        r"(?:meny(?:n)?|menu|sök(?:ning(?:en)?|rutan|fält(?:et)?)?|navigation(?:en)?|search|undermeny för .{2,40})",
        r"(?:huvud|sido|vänster|undersides|lokal|primär )(?:meny|navigation|navigering)",
        r"(?:logga in|log in|login|logga ut|my pages|personliga verktyg|användarmeny)",
        r"markera (?:en )?text(?:en)? .{0,30}\blyssna\b.{0,120}|"
        r"klicka på [”\"']?lyssna[”\"']?\s.{0,200}|"
        r"(?:visa|läs|öppna) (?:(?:detta |det här )?(?:brev(?:et)?|nyhetsbrev(?:et)?|mejl(?:et)?|utskick(?:et)?) )?"
        r"i (?:din )?webbläsare(?:n)?.{0,40}|"
        r"(?:ser|visas) (?:brevet|mejlet|nyhetsbrevet|det här) .{0,20}konstigt.{0,60}",
        r"hur använder jag (?:verktyget|lyssna|talsyntesen)\s*\?",
        r"(?:lästid|läsningstid|reading time)\s*:?\s*(?:ca\.?\s*)?\d+\s*(?:min\.?(?:uter)?|minutes?)",
        r"\d+\s*min(?:uter|uters)?\s+(?:lästid|läsning|read)|\d+\s*(?:visningar|läsningar|views)",
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
        r"(?:dela|share|tipsa|gilla|följ|sprid)\s+(?:detta|den här|det här|this|gärna)"
        r"(?:\s+(?:sidan|artikeln|nyheten|inlägget|innehållet|pressmeddelandet|page|post|article|news))?"
        r"(?:\s+(?:på|i|via|med|on|till).{0,60})?",
        r"dela (?:artikel|nyhet|sida|inlägg|pressmeddelandet|informationen|innehållet|evenemanget|länk|det här|"
        r"detta|inlägget)(?:\s.{0,40})?",
        r"(?:klicka|click) (?:för att|to|här för att) (?:dela|share|skriva ut|print|tipsa|e-posta|maila).{0,80}",
        r"gilla(?:\s+laddar(?: in)?(?:\s*(?:\.{2,3}|…))?)?|laddar(?: in)?\s*(?:\.{2,3}|…)?|loading",
        r"(?:like|tweet|pin it|e-posta|mejla|maila|spara|skicka) (?:this|sidan|länken|artikeln)|pin it|e-posta",
        r"(?:skicka|mejla|maila|e-posta|tipsa om) (?:den här |denna )?(?:sida(?:n)?|artikel(?:n)?|länk(?:en)?|"
        r"nyhet(?:en)?)"
        r"(?:\s+(?:till|via|med) .{2,40})?",
        r"(?:länken är kopierad|länk kopierad|kopiera (?:länk|webbadress|adress)(?:en)?(?: till .{2,30})?|copy link)",
        r"email this(?: page)?|fler alternativ|mer alternativ",
        r"dela(?:\s+(?:på|med|via|till|sidan|artikeln|nyheten|inlägget|den här sidan|med dig))?",
        r"dela\s+(?:sidan|artikeln|nyheten|den här (?:sidan|artikeln|nyheten))(?:\s+(?:på|i|via|med).{0,60})?",
        rf"(?:(?:dela|share|tipsa|skicka|tweeta|gilla|följ)(?:\s+\w+){{0,3}}?\s+(?:på|till|med|via|on|with|som|"
        rf"i|oss på)?\s*(?:{_SHARE})"
        r"[\s,|/•]*)+(?:\(öppnas i nytt fönster\))?",
        rf"(?:dela|följ oss|följ|share|sprid)(?:\s+(?:på|via|i|med|on))?\s*:?\s+(?:(?:{_SHARE})[\s,|/•]*)+",
        rf"(?:(?:{_SHARE})[\s,|/•]+)+(?:{_SHARE})",
        r"(?:facebook|twitter|linkedin|instagram|youtube|pinterest|google\+)",
        r"tipsa(?:\s+(?:en vän|någon|en kollega|om)(?:\s.{0,30})?)?",
        r"tipsa(?:\s+(?:en vän|om sidan|om artikeln|någon|en kollega))?",
        r"share(?:\s+(?:this|on|page|article))?(?:\s.{0,30})?",
        r"kopiera länk(?:en)?",
        r"tweeta?|gilla",
    ),
    _rule(
        "print",
        "any",
        r"(?:skriv ut|print)(?:\s+(?:the|this|denna|den|artikel(?:n)?|sida(?:n)?|page|article|nyhet(?:en)?|"
        r"pressmeddelandet))+",
        r"(?:öppna|visa|hämta|ladda (?:ner|ned)) (?:sidan |artikeln |nyheten |texten )?som pdf|visa som pdf|"
        r"pdf-version",
        r"(?:skriv ut|print|utskrift(?:svänlig)?|skriv ut (?:sidan|artikeln|den här sidan)|"
        r"utskriftsvänlig version|print this page|"
        r"ladda ner (?:som )?pdf av sidan|spara som pdf)(?:\s*/\s*dela)?",
    ),
    _rule(
        "comments",
        "any",
        r"kommentarer(?:na)? (?:är )?(?:inaktiverade|avstängda|stängda).{0,60}|comments are closed",
        r"(?:kommentarer|comments?)\s*:?\s*\d*|0 (?:kommentarer|comments)|no comments",
        r"lämna ett svar\s+avbryt svar|du måste vara inloggad.{0,80}|logga in för att (?:kommentera|svara).{0,40}",
        r"(?:publicera|posta|post) (?:kommentar|comment)",
        r"(?:denna|den här) (?:webbplats|sida)n? använder akismet.{0,120}|lär dig (?:mer )?om hur din "
        r"kommentar.{0,60}",
        r"(?:meddela|notify) (?:mig|me) .{0,100}(?:inlägg|kommentarer|svar|comments|posts)(?:\s.{0,30})?",
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
        r"(?:för|efter)?namn\s?\*|(?:e-?post(?:adress)?|e-mail|epost|mejl)\s?\*|(?:kommentar|meddelande|"
        r"telefon(?:nummer)?|webbplats|ämne|rubrik|message|name|comment|email)\s?\*",
        r"(?:ditt |din )(?:namn|e-post(?:adress)?|mejladress|meddelande|telefonnummer|kommentar|synpunkt)\s?\*?",
        r"(?:fyll i|ange) (?:ditt|din) .{2,60}\*",
        r"kontaktformulär",
        r"[^\d]{2,40}?\*?\s*\((?:obligatorisk|obligatoriskt|required)\)",
        r"obligatoriska fält.{0,60}|fält markerade med.{0,60}",
        r"vi kontrollerar att du är en människa.{0,60}",
        r"jag är (?:inte )?en (?:robot|människa)",
        r"captcha.{0,40}",
        r"(?:skicka|rensa|avbryt|nästa steg)(?: formuläret| in)?",
    ),
    _rule(
        "form",
        "tail",
        r"(?:för|efter)?namn\s*:|"
        r"(?:din )?(?:e-?post|mejl)(?:adress)?(?:en)? \((?:visas|publiceras) (?:ej|inte)\)\s*:?|"
        r"(?:ditt|din) [\w-]+\s*:|hemsida\s*:|webbplats\s*:|spara (?:mitt namn|mina uppgifter).{0,120}",
    ),
    _rule(
        "feedback",
        "any",
        r"(?:hade|har) du (?:hjälp|nytta|glädje) av .{0,60}\?",
        r"(?:var|är|blev) (?:den här |denna |det här )?(?:sidan|informationen|innehållet|texten|artikeln|svaret|"
        r"nyheten)"
        r"\b.{0,60}\?",
        r"(?:hur (?:kan|ska) vi (?:göra|förbättra)|vad kan vi (?:göra|förbättra)|vad tycker du om|vad saknar "
        r"du).{0,40}"
        r"(?:sidan|webbplatsen|informationen|innehållet|bättre)\b.{0,40}",
        r"vad tyckte du om (?:sidan|informationen|innehållet|texten).{0,30}",
        r"(?:ge|lämna|skicka) (?:oss )?(?:din |dina |ditt )?(?:feedback|återkoppling|synpunkt(?:er)?|åsikt(?:er)?)"
        r"(?:\s+(?:på|om|till|här).{0,60})?",
        r"(?:tyck till|tipsa oss|kontakta oss|hör av dig|skriv till oss) om (?:sidan|innehållet|webbplatsen|felet|"
        r"informationen|webbsidan).{0,40}",
        r"(?:hittar du|har du hittat|hittat|ser du) (?:ett |något |några )?(?:fel|felaktighet(?:er)?)\b.{0,60}",
        r"(?=.*\b(?:sidan|sida|informationen|innehållet|texten|webbplatsen|artikeln)\b)(?=.*\b(?:du|dig|din|dina)\b)"
        r".{5,90}\?",
        r"was this (?:page|information|helpful)\b.{0,40}\?|did you find .{2,60}\?|yes(?:\s*[/|]?\s*)no",
        r"(?:ja|nej),? (?:jag (?:hade|hittade|fick)|sidan|informationen|texten|det)\b.{0,60}",
        r"(?:ja|nej)(?:,? tack)?(?:\s*[/|]\s*|\s+)(?:nej|ja|delvis|vet inte)(?:(?:\s*[/|]\s*|\s+)"
        r"(?:delvis|vet ej|vet inte))?",
        r"kontakta (?:webbredaktionen|webbmaster|webbansvarig|sidansvarig).{0,60}",
        r"(?:hjälpte|hjälper) .{0,30}(?:sidan|informationen|innehållet|texten).{0,60}\?",
        r"(?:var|är) (?:sidan|informationen|innehållet|den här sidan|texten|det här) .{0,40}(?:hjälp|användbar|"
        r"nytta|bra|läsa).{0,40}\?",
        r"hittade du (?:inte )?(?:det|vad|den information|informationen|svaret).{0,60}\?",
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
        r"(?:vi|den här (?:webbplatsen|sidan|sajten)|denna (?:webbplats|sida|sajt)|webbplatsen|.{2,40}\.se)"
        r"\s.{0,60}\b(?:kakor|cookies)\b.{0,400}",
        r"(?:hantera|ändra|visa|anpassa|spara) (?:mina |dina )?(?:kak|cookie)?-?inställningar(?:na)?",
        r"genom att (?:fortsätta|surfa|använda|klicka|godkänna|du).{0,120}\b(?:kakor|cookies)\b.{0,200}",
        r"(?:kakor|cookies)(?: och (?:liknande tekniker|andra tekniker))? (?:används|är små|hjälper|gör|sparar|behövs)"
        r"\b.{0,400}",
        r"(?:kak|cookie)-?(?:inställningar|policy|information|deklaration|settings)|om (?:kakor|cookies)(?: .{0,40})?|"
        r"(?:läs mer|mer information|information|så här använder vi|hantera|anpassa|ändra|visa|välj|dina) (?:om )?"
        r"(?:hur vi använder )?(?:kakor|cookies)(?:inställningar)?.{0,40}",
        r"(?:acceptera|godkänn|godta|tillåt|neka|avvisa|avböj|spara|bara|endast|accept|reject|allow|decline)"
        r"(?:\s+(?:alla|all|val(?:da)?|mina val|nödvändiga|inställningar(?:na)?|urval|only|necessary|"
        r"endast nödvändiga|kakor|cookies|och stäng|and close))*",
        r"(?:ok|okej|jag (?:förstår|godkänner|accepterar|samtycker)|i (?:accept|agree|understand)|got it|stäng|close)"
        r"(?:[,!]?\s*(?:stäng|jag förstår|jag godkänner|det är ok|tack|kakor|cookies|meddelandet|rutan))*",
        r".{0,60}\b(?:vi|webbplatsen|sajten|sidan|kommunen|\S{2,40}\.se) använder (?:oss av |sig av )?(?:s\.?k\.? "
        r"|så kallade )?"
        r"(?:kakor|cookies).{0,400}",
        r"(?:om |läs mer om |inställningar för |hantera )?(?:kakor|cookies)(?: och personuppgifter)?"
        r"(?: på (?:vår|denna|den här) (?:webbplats|webbsida|sida|sajt)(?:en)?)?",
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
        r"(?:gå |scrolla |hoppa )?(?:upp|tillbaka upp)(?: till (?:toppen|början|sidans topp|sidhuvudet))?(?: av "
        r"sidan)?",
        r"(?:till |gå till )?(?:sidans topp|toppen|början av sidan|sidhuvudet|sidfot(?:en)?)|top of page|scroll "
        r"to top",
        r"(?:«|<|←)?\s*(?:tillbaka|föregående sida|back|go back)(?: till .{2,60})?|till alla (?:nyheter|"
        r"pressmeddelanden)",
        r"(?:tillbaka |gå |åter )?till start(?:sida|sidan)?",
        r"(?:tillbaka |gå |åter )?(?:till|upp till) (?:sidans )?toppen(?:\s+av sidan)?",
        r"upp(?:\s+till toppen)?",
        r"back to top|to top",
        r"(?:tillbaka|åter) till (?:listan|nyheter|nyhetslistan|föregående sida|översikten|nyhetsarkivet|"
        r"pressmeddelanden)",
    ),
    _rule(
        "gallery",
        "any",
        r"(?:bild|bildspel|slide|image|foto)\s*\d+\s*(?:av|of|/)\s*\d+",
        r"(?:föregående|nästa|previous|next|visa|förstora|större|stäng)\s+(?:bild(?:en)?|slide|image|bildspel(?:et)?)"
        r"(?:\s+i\s+.{2,40})?",
        r"(?:pausa|starta|stoppa|spela upp|visa) (?:bildspel(?:et)?|karusell(?:en)?|videon?|filmen)",
        r"(?:klicka (?:på bilden )?för|visa) (?:större|att förstora|förstoring|full storlek).{0,30}",
        r"(?:ladda (?:ner|ned)|hämta|öppna) (?:högupplöst |originalbild|den här )?bild(?:en)?(?: (?:i|som) .{2,30})?",
    ),
    _rule(
        "edge-tools",
        "edge",
        r"language|languages|språk|svenska|english|suomi|العربية|navigation|navigering|verktyg|bildspel|karusell|"
        r"video|"
        r"spela(?: upp)?|ok|okej|stäng|close|loading|rss|pdf|a-ö|tema|visa|dölj|mer|more|facebook|x|webbkarta",
        r"(?:\+|\d)\s*(?:gilla|like)?",
        r"(?:upp|tillbaka|back|toppen|email|e-?post|mejla|maila|spara|save|skicka|tweet|like)",
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
        r"(?:viktigt|viktig information|observera|obs!?|varning|krismeddelande|information om (?:corona|"
        r"covid).{0,60})\s*:?",
        r"(?:viktigt|viktig information|obs!?|varning|eldningsförbud|(?:gul|orange|röd) varning)\b\s*[:!–-].{2,400}",
        r".{0,60}(?:eldningsförbud|bevattningsförbud|(?:gul|orange|röd) varning)\s"
        r"(?:råder|gäller|utfärda[td])\b.{0,200}",
        r"det (?:är|råder) (?:eldningsförbud|bevattningsförbud|(?:gul|orange|röd) varning).{0,300}",
        r"(?:stäng|dölj|visa) (?:meddelande(?:t)?|varning(?:en)?|notis(?:en)?)",
        r"(?:din|du använder en) webbläsare.{0,300}|.{0,60}\bjavascript\b.{0,200}|.{0,40}internet explorer.{0,200}",
        r"(?:aktuella varnings|viktigt |driftstörnings?|krisinformation|drift)(?:meddelande).{0,400}",
        r"(?:just nu|för närvarande) (?:är det|pågår) .{0,60}(?:varning|störning|driftstopp).{0,300}",
        r"driftstörning(?:ar)?.{0,200}",
    ),
    _rule("tools", "head", r"översätt|hjälpmedel|översätt text.{0,160}"),
    _rule(
        "old-page",
        "edge",
        r"(?:obs(?:ervera)?!?(?: att)?:? )?(?:den här |denna |det här |detta |du läser en )?(?:äldre )?"
        r"(?:nyhet(?:en)?|artikel(?:n)?|sida(?:n)?|inlägg(?:et)?|pressmeddelande(?:t)?|information(?:en)?)"
        r"(?: på sidan)?\b.{0,60}\b(?:äldre än|gammal|gammalt|arkiverad|"
        r"arkiverat|inaktuell|inte (?:längre )?aktuell|för mer än .{2,20} sedan)\b.{0,160}",
        r"det här är (?:en|ett) (?:äldre|arkiverad|arkiverat) .{2,120}",
    ),
    _rule(
        "breadcrumb",
        "any",
        r"(?:du är|här är|är) här\s*:?",
        r"(?:brödsmulor|sökväg|breadcrumb|länkstig)\s*:?(?:\s.{0,300})?",
        r"(?:du är här|här är du|sökväg)\s*:?\s.{0,300}",
        r"(?:start(?:sida(?:n)?)?|hem|home)\s*(?:[/>»›|→\\–]|\s-\s).{1,300}",
    ),
    _rule(
        "menu",
        "head",
        r"(?:senaste nytt|sidor|innehållsförteckning|på den här sidan|på sidan|meny|undersidor|mer|i den här "
        r"sektionen|"
        r"till (?:press|nyhets?)(?:rum(?:met)?|arkiv(?:et)?)|nyhets?(?:rum|arkiv|listning)|nyhetslista|alla "
        r"nyheter|blogg|"
        r"arkiv|publikationer|dokument|länkar|projekt|insatser|verksamhet(?:er)?|medarbetare|styrelse(?:n)?|för media|"
        r"media|press och media|pressmaterial|bildbank|presskontakt(?:er)?|karriär|jobba hos oss|om förbundet|"
        r"in english|about us|contact|news|newsroom)",
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
        r"(?:senaste|fler|flera|andra|mer|övriga|alla|äldre|populära|aktuella|tidigare|de senaste|nya|recent|"
        r"latest|more|"
        r"visa fler|läs fler|se fler|se alla|läs alla|våra senaste)\s+(?:(?:av|om|våra|andra|aktuella|lokala)\s+)?"
        r"(?:nyheter(?:na)?|nytt|artiklar(?:na)?|pressmeddelanden(?:a)?|inlägg(?:en)?|aktuellt|notiser|news|posts|"
        r"stories|"
        r"berättelser|releaser|evenemang)(?:\s+(?:från|inom|om|i|på|hos)\s.{2,60})?",
        r"(?:(?:gå )?till )?(?:nyhetsarkiv(?:et)?|arkiv(?:et)?|pressarkiv(?:et)?|alla nyheter|visa (?:alla|"
        r"fler)(?: nyheter)?|nyhetslistan|(?:hela )?pressrummet|alla pressmeddelanden)",
        r"(?:tidigare|äldre|alla|fler) (?:nyhetsbrev|nummer|utskick|poddavsnitt|filmer)",
        r"(?:det här händer|kommande (?:evenemang|händelser|aktiviteter)|kalender(?:n|ium)?|på gång|evenemang|"
        r"aktuellt)",
        r"(?:mest läst[ae]?|mest lästa (?:nyheter|artiklar)|populärt just nu|just nu|nyheter)",
    ),
    _rule(
        "pager",
        "any",
        r"(?:[«‹<←]\s*)?(?:föregående|nästa|tidigare|nyare|äldre|previous|next|older|newer)\s*"
        r"(?:nyhet|artikel|sida|inlägg|inläggen|pressmeddelande|post|posts|page)?(?:\s*[»›>→])?",
        r"(?:föregående|nästa|previous|next)(?: (?:inlägg|artikel|nyhet|post))?\s*[:»›→←].{2,120}",
        r"inläggsnavigering|post navigation|sidonumrering|paginering|navigering av inlägg|inläggs?navigation",
        r"(?:sida|page)\s+\d+\s+(?:av|of)\s+\d+",
    ),
    _rule(
        "page-info",
        "tail",
        r"(?:sid(?:information|info|fakta)|om (?:den här )?(?:sidan|artikeln|nyheten)|information om sidan|"
        r"sidans uppgifter)",
        r"(?:sidan|nyheten|artikeln|texten) (?:publicerad|uppdaterad|granskad|skriven|ändrad) av:?\s+[^\d.]{2,60}",
    ),
    _rule(
        "tags",
        "tail",
        r"(?:taggar|tagg|taggat|taggad|kategorier|kategori|etiketter|etikett|ämnesord|ämnen?|nyckelord|sökord|"
        r"tags?|topics?|"
        r"categor(?:y|ies)|publicerat (?:i|under)|arkiverad (?:i|under)|filed under|posted in|märkt|märkt med|"
        r"område(?:n)?)"
        r"\s*:\s*.{1,120}",
        r"(?:publicera(?:t|d) i|arkivera(?:t|d) (?:i|under)|märkt(?: med)?|tagga[td](?: med)?|filed under|posted in|"
        r"tagged(?: with)?)\s+[^.]{2,80}",
        r"(?:#[\wåäöÅÄÖ-]{2,40}[\s,]*)+",
    ),
    _rule(
        "site-credit",
        "any",
        r"(?:stolt )?(?:drivs (?:med|av)|drivs stolt (?:med|av)|powered by|byggd (?:med|av|i)|webbplatsen är byggd|"
        r"webbplats av|webb av|producerad av|proudly powered|tema|theme|webbproduktion|design)\s*:?\s+"
        r"(?:av\s+)?(?:wordpress|sitevision|episerver|optimizely|plone|drupal|joomla|umbraco|squarespace|wix|cision|"
        r"mynewsdesk|municipio|.{2,30}\.(?:se|com)|[A-ZÅÄÖ]\w+ (?:AB|webb|media)).{0,40}",
        r"stolt drivs? (?:av|med) .{2,30}|drivs med wordpress.{0,40}",
    ),
    _rule(
        "subscribe",
        "tail",
        r"(?:avregistrera|avsluta prenumeration|avprenumerera|unsubscribe).{0,60}",
        r"(?:vårt |förbundets |kommunens )?nyhetsbrev(?:et)?(?:\s+(?:från|nr)\s.{1,60})?",
        r"(?:besökare|visningar|sidvisningar|träffar|antal visningar|lästs?)\s*:?\s*\d[\d\s]*(?:gånger)?",
        r"få (?:löpande|regelbunden|våra|nyheter|information)\b.{0,80}"
        r"(?:via|per|på|med|till) (?:e-?post|mejl|mail|sms|din)\b.{0,30}|"
        r"nyhetsbrevet (?:skickas|går ut|distribueras|kommer)\b.{2,60}",
        r"(?:få|ta emot) (?:våra |de senaste |alla )?(?:nyheter|pressmeddelanden|uppdateringar).{0,80}|"
        r"subscribe.{0,60}|anmäl dig till (?:vårt )?nyhetsbrev.{0,60}|bevaka (?:sidan|nyheter|ämnet|denna sida|"
        r"den här sidan).{0,40}",
        r"följ (?:oss|kommunen|förbundet|regionen) (?:på|i) (?:sociala medier|facebook|twitter|instagram|"
        r"linkedin).{0,60}",
        r"(?:sociala medier|social media|vi finns på|du hittar oss (?:på|i|även)).{0,60}",
        r"hitta på (?:sidan|webbplatsen|sajten)",
        r"(?:kontakt(?:center|a kommunen|a oss|uppgifter till kommunen|information)?|kundcenter|"
        r"medborgarkontor(?:et)?|"
        r"servicecenter|snabblänkar|genvägar|hitta snabbt|direktlänkar|mer om oss|lämna synpunkt(?:er)?|tyck till|"
        r"fler kontaktvägar|hitta hit|karta)",
        r"(?:om (?:oss|webbplatsen|webben|sajten|förbundet|kommunen|myndigheten|regionen|kakor|cookies))",
        r"(?:kakor|cookies|integritet|personuppgifter|juridik|användarvillkor|villkor|sekretesspolicy|privacy(?: "
        r"policy)?|"
        r"accessibility|a-ö|a-z|sitemap|webbarkiv|press|media|intranät|för medarbetare|jobba hos oss|logga in)",
        r"(?:jour(?:nummer|telefon)?|vid (?:akuta|fara|kris)).{0,80}",
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
        r"sidansvarig(?!.*@)[^\d]{0,80}",
    ),
)

"""Lines of the frame around every page of a site: logo, menus, search, the site's own pages."""

from __future__ import annotations

from .line_rule import Rule, rule

_FILE = r"[\w\s()åäöÅÄÖéÉ&,.+%–-]{1,120}\.(?:jpe?g|png|gif|webp|svg|tiff?|bmp|avif|heic)"

FRAME: tuple[Rule, ...] = (
    rule(
        "skip-link",
        "any",
        r"skip (?:to|navigation)\b.{0,40}",
        r"(?:hoppa|gå|direkt|till)\s+(?:direkt\s+|vidare\s+)?(?:till\s+|över\s+)?(?:sidans\s+)?"
        r"(?:huvud|sido|sök)?(?:innehåll(?:et)?|meny(?:n)?|ruta(?:n)?|funktion(?:en)?|sök(?:ning(?:en)?)?|sidfot(?:en)?|"
        r"navigation(?:en)?|navigering(?:en)?|textinnehållet)(?:\s+på sidan)?",
        # two or more of them on a line, with the keys that lead there: "Till meny Till innehåll (s)"
        r"(?:(?:(?:hoppa|gå)\s)?till\s(?:huvud)?(?:innehåll(?:et)?|meny(?:n)?|navigation(?:en)?|sök(?:ning(?:en)?)?|"
        r"sidfot(?:en)?)(?:\s\(\w\))?\s?){2,}",
    ),
    rule("separator", "any", r"[-–—_=*•·.~#\s|+]{1,120}"),
    rule("end-mark", "any", r"[-–—*#~=\s]{1,20}(?:slut|ends?)[-–—*#~=\s]{1,20}", r"för omedelbar publicering"),
    rule("logo", "any", r"(?!.*\b(?:en|ny|nya|vår|får|har|med|fick)\b)(?:[\w-]+\s){1,5}(?:logotyp|logotype)"),
    rule("logo", "any", r"(?:(?:kommunens|sidans|vår)\s)?(?:logotyp(?:en)?|logga|logo|logotype)"),
    rule(
        "logo",
        "head",
        r"(?:.{1,60}\s)?(?:logotyp(?:en)?|logga|logo|logotype)(?:\s+(?:för|till)\s.{1,60})?|logotyp\s.{2,90}",
        r"(?:till\s+)?.{2,60}?,?\s(?:(?:gå )?till )?startsida(?:n)?(?:\s*[,-]\s*.{2,40})?",
        r"(?:till\s+)?startsidan?(?:\s+(?:för|hos|på)\s.{2,60})?",
        r"startsida\s(?-i:[A-ZÅÄÖ])[\wåäö-]+(?:\s[\wåäö-]+){0,2}\s(?:kommun|stad|region|län)|"
        r"startsida\s(?:region|länsstyrelsen)\s[\wåäö-]+(?:\s[\wåäö-]+){0,2}",
        r"(?:kommun)?vapen(?:\s+för\s.{2,60})?",
    ),
    rule("image-file", "any", _FILE),
    rule(
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
)

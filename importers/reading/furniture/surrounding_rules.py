"""Lines that stand beside one article: galleries, old notices, trails, lists of other articles, tags."""

from __future__ import annotations

from .line_rule import Rule, rule

SURROUNDING: tuple[Rule, ...] = (
    rule(
        "gallery",
        "any",
        r"(?:bild|bildspel|slide|image|foto)\s*\d+\s*(?:av|of|/)\s*\d+",
        r"(?:föregående|nästa|previous|next|visa|förstora|större|stäng)\s+(?:bild(?:en)?|slide|image|bildspel(?:et)?)"
        r"(?:\s+i\s+.{2,40})?",
        r"(?:pausa|starta|stoppa|spela upp|visa) (?:bildspel(?:et)?|karusell(?:en)?|videon?|filmen)",
        r"(?:klicka (?:på bilden )?för|visa) (?:större|att förstora|förstoring|full storlek).{0,30}",
        r"(?:ladda (?:ner|ned)|hämta) i (?:fler|flera|andra|annat) format",
        r"(?:ladda (?:ner|ned)|hämta|öppna) (?:högupplöst |originalbild|den här )?bild(?:en)?(?: (?:i|som) .{2,30})?",
    ),
    rule(
        "edge-tools",
        "edge",
        r"language|languages|språk|svenska|english|suomi|العربية|navigation|navigering|verktyg|bildspel|karusell|"
        r"video|"
        r"spela(?: upp)?|ok|okej|stäng|close|loading|rss|pdf|a-ö|tema|visa|dölj|mer|more|facebook|x|webbkarta",
        r"(?:\+|\d)\s*(?:gilla|like)?",
        r"(?:upp|tillbaka|back|toppen|email|e-?post|mejla|maila|spara|save|skicka|tweet|like)",
    ),
    rule(
        "new-window",
        "any",
        r"\(?länk till annan (?:webbplats|webbsida)(?:,? öppnas i nytt fönster)?\.?\)?",
        r"\(?öppnas i (?:nytt|ett nytt) (?:fönster|flik)\)?",
        r"\(?extern länk\)?",
    ),
    rule(
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
    rule("tools", "head", r"översätt|hjälpmedel|översätt text.{0,160}"),
    rule(
        "old-page",
        "edge",
        r"(?:obs(?:ervera)?!?(?: att)?:? )?(?:den här |denna |det här |detta |du läser en )?(?:äldre )?"
        r"(?:nyhet(?:en)?|artikel(?:n)?|sida(?:n)?|inlägg(?:et)?|pressmeddelande(?:t)?|information(?:en)?)"
        r"(?: på sidan)?\b.{0,60}\b(?:äldre än|gammal|gammalt|arkiverad|"
        r"arkiverat|inaktuell|inte (?:längre )?aktuell|för mer än .{2,20} sedan)\b.{0,160}",
        r"det här är (?:en|ett) (?:äldre|arkiverad|arkiverat) .{2,120}",
        r"(?:(?:den här|denna|det här|detta) )?(?:nyhet|artikel|sida|inlägg|pressmeddelande)\w*\s(?:kan )?"
        r"innehåll(?:a|er) (?:inaktuell|gammal|föråldrad)\w*\s.{0,80}",
        r"det (?:kan )?bero(?:r)? på att (?:nyhet|artikel|sida|inlägg|pressmeddelande)\w*\b.{0,40}"
        r"\b(?:för länge sedan|gammal|gammalt|ersatt|äldre)\b.{0,80}",
    ),
    rule(
        "breadcrumb",
        "any",
        r"(?:du är|här är|är) här\s*:?",
        r"(?:brödsmulor|sökväg|breadcrumb|länkstig)\s*:?(?:\s.{0,300})?",
        r"(?:du är här|här är du|sökväg)\s*:?\s.{0,300}",
        r"(?:start(?:sida(?:n)?)?|hem|home)\s*(?:[/>»›|→\\–]|\s-\s).{1,300}",
    ),
    rule(
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
    rule(
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
    rule(
        "pager",
        "any",
        r"(?:[«‹<←]\s*)?(?:föregående|nästa|tidigare|nyare|äldre|previous|next|older|newer)\s*"
        r"(?:nyhet|artikel|sida|inlägg|inläggen|pressmeddelande|post|posts|page)?(?:\s*[»›>→])?",
        r"(?:föregående|nästa|previous|next)(?: (?:inlägg|artikel|nyhet|post))?\s*[:»›→←].{2,120}",
        r"inläggsnavigering|post navigation|sidonumrering|paginering|navigering av inlägg|inläggs?navigation",
        r"(?:sida|page)\s+\d+\s+(?:av|of)\s+\d+",
    ),
    rule(
        "page-info",
        "tail",
        r"(?:sid(?:information|info|fakta)|om (?:den här )?(?:sidan|artikeln|nyheten)|information om sidan|"
        r"sidans uppgifter)",
        r"(?:sidan|nyheten|artikeln|texten) (?:publicerad|uppdaterad|granskad|skriven|ändrad) av:?\s+[^\d.]{2,60}",
    ),
    rule(
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
    rule(
        "site-credit",
        "any",
        r"(?:stolt )?(?:drivs (?:med|av)|drivs stolt (?:med|av)|powered by|byggd (?:med|av|i)|webbplatsen är byggd|"
        r"webbplats av|webb av|producerad av|proudly powered|tema|theme|webbproduktion|design)\s*:?\s+"
        r"(?:av\s+)?(?:wordpress|sitevision|episerver|optimizely|plone|drupal|joomla|umbraco|squarespace|wix|cision|"
        r"mynewsdesk|municipio|.{2,30}\.(?:se|com)|[A-ZÅÄÖ]\w+ (?:AB|webb|media)).{0,40}",
        r"stolt drivs? (?:av|med) .{2,30}|drivs med wordpress.{0,40}",
    ),
    rule(
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
        r"(?:prenumerera|abonnera).{0,80}",
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

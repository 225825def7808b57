"""Lines that let a reader do something with the page: share, print, comment, answer a form."""

from __future__ import annotations

from .line_rule import Rule, rule

_SHARE = (
    r"facebook|twitter|x(?:\s*\(twitter\))?|linkedin|instagram|google\+?|pinterest|reddit|whatsapp|messenger|"
    r"bluesky|mastodon|"
    r"e-?post|mejl|e-?mail|mail|länk|youtube|vimeo|threads|sms|utskrift"
)

TOOLS: tuple[Rule, ...] = (
    rule("advertisement", "any", r"annons(?:er)?|advertisement"),
    rule(
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
        # buttons run together: "DelaShare on FacebookTweet on Twitter"
        rf"(?:dela)?(?:(?:share|tweet|email|print|post|pin)\s(?:about\s)?(?:this\s)?(?:on|to)\s"
        rf"(?:{_SHARE}|someone)\s?){{2,}}",
        r"tweeta?|gilla",
    ),
    rule(
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
    rule(
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
    rule(
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
    rule(
        "form",
        "tail",
        r"(?:för|efter)?namn\s*:|"
        r"(?:din )?(?:e-?post|mejl)(?:adress)?(?:en)? \((?:visas|publiceras) (?:ej|inte)\)\s*:?|"
        r"(?:ditt|din) [\w-]+\s*:|hemsida\s*:|webbplats\s*:|spara (?:mitt namn|mina uppgifter).{0,120}",
    ),
    rule(
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
        r"(?:ja|nej),? (?:jag (?:hade|hittade|fick)|sidan|informationen|texten|det (?:hjälpte|gjorde jag))\b.{0,60}",
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
    rule(
        "cookies",
        "any",
        r"(?:vi|den här (?:webbplatsen|webbsidan|hemsidan|sidan|sajten)|webbplatsen|webbsidan|hemsidan|.{2,40}\.se|"
        r"denna (?:webbplats|webbsida|hemsida|sida|sajt))"
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
    rule(
        "mail-link",
        "any",
        r"(?:den här |denna )?e-?postadress(?:en)? (?:är skyddad|skyddas) (?:mot|från) (?:spam\w*|skräp\w*)\b.{0,120}|"
        r"this e-?mail address is being protected from spambots.{0,120}",
        r"(?:skicka |sänd )?(?:e-?post|mejl|e-?mail|meddelande|mejla|e-?posta) till .{2,60}",
    ),
    rule(
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
)

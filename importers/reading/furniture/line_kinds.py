"""What a line is, told by its words and its neighbours: heading, caption, label, link, contact line.

These rules serve every reader: a text rendition has nothing else to go by, and HTML that fakes its structure
(bold lines as headings, paragraphs of dashes as lists) is read by the same ones.
"""

from __future__ import annotations

import re

from ..swedish.verbs import finite_verb_at, words

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?\(at\)\s?|\[at\])[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
PHONE = re.compile(
    r"(?<![\w/.-])(?:\+46[\s\d()–-]{7,16}\d|0\d{1,3}\s?[-–/]\s?\d(?:[\s–-]?\d){4,9}|0\d{8,10}|"
    r"0\d{2}\s\d{3}\s\d{2}\s\d{2})(?![\w-])"
)
CONTACT_LABEL = re.compile(
    r"(?:(?:press)?kontakt(?:person(?:er)?|uppgifter|information|info|er)?|kontakta(?:\s+(?:oss|gärna|mig))?|"
    r"kontakt(?:a)? (?:för|vid) .{2,60}|(?:press|medie)kontakt(?:er)?|pressfrågor|pressansvarig|"
    r"informationsansvarig|contacts?|press contacts?|ta kontakt(?: med oss)?|så når du oss|hör av dig(?: till oss)?|"
    r"(?:kontakt och mer|mer) information(?: och kontakt)?|information och kontakt|"
    r"(?:för )?(?:mer|ytterligare|närmare) (?:information|upplysningar|info)(?:\s+(?:och|"
    r"eller)\s+(?:intervjuer?|kontakt|bilder|frågor))?"
    r"(?:\s*,?\s*(?:vänligen |var god )?(?:kontakta|ring|lämnas av|lämnar|får du av|ges av|hos|hör av dig till|"
    r"vänd dig till))?|"
    r"(?:vill du )?veta mer|frågor|(?:vid |har du |har ni |för )(?:eventuella )?"
    r"(?:frågor|intervjuer|pressfrågor).{0,60}|"
    r"(?:frågor(?: (?:från|för) (?:media|press(?:en)?|journalister))?|pressfrågor) "
    r"(?:besvaras av|till|hänvisas till|svarar|svaras av)|"
    r"(?:för |till )?(?:media|press(?:en)?|journalister|intervju(?:er|förfrågningar)?)(?:kontakt(?:er)?)?"
    r"(?:\s*[,:]?\s*kontakta)?|"
    r"kontaktpersoner? (?:för|hos|på|i|och) .{2,60}|"
    r"välkommen att (?:kontakta|höra av dig).{0,40})\s*[:.?]?",
    re.IGNORECASE,
)
INLINE_CONTACT = re.compile(
    r"(?:(?:press)?kontakt(?:person(?:er)?)?|kontakta|(?:för )?(?:mer|ytterligare) (?:information|"
    r"upplysningar)(?:\s*,?\s*kontakta)?|presskontakt|"
    r"frågor(?: besvaras av)?|upplysningar)\s*:\s*(?P<who>\S.{3,200})",
    re.IGNORECASE,
)
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
CREDIT = re.compile(
    r"(?:^|[\s.(/|])(?P<credit>(?:foto(?:graf)?(?:i)?|bild(?:er)?|photo|illustration|montage|text (?:och|"
    r"&) foto)\s*(?:av)?\s*[:/]\s*(?P<who>[^\n.]{2,60})\.?\)?)$|"
    r"(?:^|[.!]\s+)(?P<bare>(?:foto|bild)\s+(?P<name>(?-i:[A-ZÅÄÖ][\w-]+\s+[A-ZÅÄÖ][\w-]+))\.?)$",
    re.IGNORECASE,
)
_DEPICTS = re.compile(
    r"(?:foto(?:grafi)?|bild|porträtt(?:bild)?|närbild|gruppbild|pressbild|arkivbild|genrebild|illustration|"
    r"skärmbild|karta|logotyp|(?:c|k)ollage|montage|"
    r"exempelbild)\s+(?:av|för|på|över|från|med|där|som)\b.{3,200}|(?:på|i) bilden\b.{3,200}|(?:från|"
    r"fr\.?\s?)\s?v(?:änster|\.)\s*:?\s.{3,200}|"
    r"(?:bildtext|bilden visar|bilden)\s*:\s*.{3,200}|\[(?:bild|foto|illustration|bildbeskrivning)\b[^\[\]]{3,200}\]",
    re.IGNORECASE,
)
# How a description of a picture begins, and that it says where things are: "En elev vid ett bord."
_SCENE = re.compile(
    r"(?:en|ett|två|tre|fyra|fem|sex|flera|några|många|person(?:er)?|människor|kvinn(?:a|or)|man|män|barn|elever|deltagare|"
    r"händer|närbild|interiör|exteriör|byggnad|gruppen?)\b(?=.*\b(?:vid|på|i|framför|med|under|bakom|utanför|inne|runt|bredvid|"
    r"mot|över)\b)",
    re.IGNORECASE,
)
# What people do in pictures, in the present tense: all that such a description says of them.
_POSES = re.compile(
    r"\b(?:står|sitter|ligger|går|håller|ler|skrattar|tittar|pratar|samtalar|diskuterar|arbetar|jobbar|skriver|"
    r"läser|lutar|pekar|skakar|tar|bär|hälsar|poserar|klipper|inviger|överlämnar|visar|lagar|planterar|gräver|bakar|dukar|syr|målar|"
    r"sågar|sorterar|plockar|packar|räcker|sträcker|serverar|lyssnar|spelar|provar|delar|syns|krattar|snickrar|"
    r"svetsar|cyklar|promenerar|kramar|slipar|limmar|hyvlar|viker|stryker|diskar|skalar|häller)\b"
)
# Unnamed people who do something: "En kvinna borstar en häst". And what else is seen in the same picture.
_SOMEBODY = re.compile(
    r"(?:(?:en|ett|två|tre|fyra|fem|sex|sju|åtta)\s)(?:[a-zåäö]+(?:a|e|ig|iga)\s)?"
    r"(?:(?:grupp|skara|rad)\s)?(?:kvinn(?:a|or)|m[aä]n|person(?:er)?|människor|ungdomar|elever|pojk(?:e|ar)|"
    r"flick(?:a|or)|tjej(?:er)?|kill(?:e|ar)|barn|händer|hand|hundar?|hästar?)\s(?:i\s\w+\s|med\s\w+\s)?"
    r"(?!\w*(?:har|får|ska|blir|kan|vill|börjar|söker|saknar|behöver)\b)[a-zåäö]+r\b.{3,}",
    re.IGNORECASE,
)
_VIEWED = re.compile(
    r"(?:i (?:bak|för)grunden|bakom|bredvid|framför|till (?:höger|vänster)|runt omkring|"
    r"på (?:bordet|väggen|marken))\b",
    re.IGNORECASE,
)
SAID = re.compile(
    r"\b(?:säger|sade|sa|berättar|menar|tycker|förklarar|tillägger|konstaterar|understryker|betonar|framhåller|fortsätter|"
    r"avslutar|kommenterar|undrar|skrattar|utvecklar|summerar|minns|tror)\b"
)
# What nobody writes headings about.
_STILL = re.compile(
    r"\b(?:står|sitter|ligger|håller|ler|skrattar|tittar|pratar|samtalar|lutar|pekar|skakar|poserar|sträcker|räcker|hälsar|bär)"
    r"\b.*\b(?:vid|på|i|framför|med|under|bakom|utanför|inne|runt|bredvid|mot|över|till)\b"
)
SENTENCE_END = re.compile(r"[.!?]\s+[A-ZÅÄÖ]")
_PARTY = r"(?:\s*\([A-ZÅÄÖ]{1,3}\))?"
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


def has_contact(text: str) -> bool:
    """Whether a phone number or an e-mail address stands in the text."""
    return bool(EMAIL.search(text) or PHONE.search(text))


def bare_contact(text: str) -> bool:
    """Whether a line is nothing but a labelled phone number or address ("Telefon: 0555-123 45")."""
    rest = PHONE.sub("", EMAIL.sub("", text))
    return has_contact(text) and not re.sub(
        r"(?i)(?:direkt|mobil)?(?:telefon|tel|tfn|mobil|e-?post|e-?mail|mejl|mail|direkt|växel|eller|och)\b|[\W\d_]",
        "",
        rest,
    )


def credit_in(text: str) -> str | None:
    """The credit at the end of a caption: "Foto: Lena Ek" → "Lena Ek"."""
    match = CREDIT.search(text)
    return (match["who"] or match["name"]).strip(" .)") if match else None


def is_credit_only(text: str) -> bool:
    """Whether a line is nothing but a credit."""
    match = CREDIT.search(text)
    return match is not None and (match.start("credit") == 0 or match.start("bare") == 0)


def is_caption(text: str) -> str | None:
    """The rule by which a line of its own is an image's caption or alternative text, or None.

    caption-credit: ends with who took it · caption-depicts: says that it is a picture · caption-person: a name and
    a role, no sentence · caption-no-verb: a short sentence without a verb, which running text does not have ·
    caption-scene: one sentence about what unnamed people, or somebody with a full name, do in a picture.
    """
    if len(text) > 300:
        return None
    if CREDIT.search(text) and len(text) <= 250:
        return "caption-credit"
    if _DEPICTS.fullmatch(text):
        return "caption-depicts"
    if has_contact(text) or len(words(text)) > 16:
        return None
    if _is_scene(text):
        return "caption-scene"
    if not text.endswith((".", "!")):
        return None
    name = PERSON.match(text)
    goes_on = (
        re.match(r",|\s(?:och|med|vid|i|på|framför|bakom|under|tillsammans)\b", text[name.end() :]) if name else None
    )
    if is_person(text) or (name and goes_on and finite_verb_at(text[name.end() :]) is None):
        return "caption-person"
    if _SCENE.match(text) and ". " not in text and finite_verb_at(text) is None:
        return "caption-no-verb"
    return None


def _is_scene(text: str) -> bool:
    """One sentence that tells what is seen: "Två personer sitter vid ett bord", "Eva Lind klipper bandet." """
    first, _, rest = text.partition(". ")
    if rest and _VIEWED.match(rest) and rest.count(".") <= 1 and len(rest) <= 110:
        return _is_scene(f"{first}.")
    if re.search(r"[.!?:]\s|[:?]$", text) or len(words(text)) < 3 or len(text) > 110:
        return False
    if _SOMEBODY.match(text) and (text.endswith((".", "!")) or _STILL.search(text)):
        return True
    name = PERSON.match(text)
    pose = (_POSES if name else _STILL).search(text)
    if pose is None or len(words(text[: pose.start()])) > 7:
        return False
    if name:
        # A sentence about somebody by name is a caption only where it opens with what is done.
        return text.endswith((".", "!")) and not re.sub(
            rf"\s+och\s+{PERSON.pattern}|{_PARTY}|,|\s", "", text[name.end() : pose.start()]
        )
    return bool(_SCENE.match(text)) and not re.match(r"(?:många|några|deltagare|gruppen)\b", text, re.IGNORECASE)


def is_person_with_role(text: str) -> bool:
    """A full name and, after a comma, what that person does, in no sentence: "Vera Stål, kommundirektör"."""
    name = PERSON.match(text)
    if not name or _BODY_WORD.search(name[0]) or len(words(text)) > 16 or text.endswith((".", ":", "?", "!")):
        return False
    role = text[name.end() :]
    return bool(re.match(r",\s+[a-zåäö]", role)) and finite_verb_at(role) is None and not has_contact(text)


# What looks like a heading and is a row of facts: "Plats: Folkets hus", "14.40 Talar", "2008–2010: Chef för …".
_LABELLED = re.compile(
    r"(?:tid|plats|datum|när|var|hur|vem|adress|program|anmälan|kostnad|pris|telefon|e-?post|webb|ort|lokal|medverkande|"
    r"arrangör|diarienummer|dnr|foto|text|källa)\s*:\s*\S",
    re.IGNORECASE,
)
_TIMED = re.compile(r"(?:kl\.?\s*)?\d{1,2}[.:]\d{2}\b|(?:19|20)\d{2}\s*(?:[-–—:]|[A-ZÅÄÖ])|\d+\s*$")
# A line that stops in mid-sentence announces the list below it.
_UNFINISHED = re.compile(
    r"\b(?:att|är|och|eller|bland annat|bl\.a\.?|ska|som|om|av|för|på|i|till|med|från|samt|den|det|en|ett)\s*$",
    re.IGNORECASE,
)


# What asks or points may end in a preposition and be whole: "Det här kom vi fram till".
_WHOLE = re.compile(
    r"(?:det här|så|vad|hur|var|vilka|vem|varför|här|detta)\b.*\b(?:om|av|för|på|i|till|med|från)$", re.IGNORECASE
)
_WELCOME = re.compile(r"(?:(?:varmt|hjärtligt|så) )?välkom(?:na|men)\b.{0,20}!", re.IGNORECASE)


def is_heading(text: str, *, before_list: bool = False, before_speech: bool = False) -> bool:
    """Whether the words of a line of its own could be a heading. Where the line stands is for the reader to judge.

    A line that ends with a colon announces what follows: it is a heading only where it is no sentence
    ("Förslagen i korthet:"), and running text where it is one ("Avtalet lyfter tre saker:").
    """
    if not text or len(text) > 150 or len(text.split()) > 20 or not re.search(r"[^\W\d_]", text):
        return False
    if has_contact(text) or URL.search(text) or CREDIT.search(text) or is_person_with_role(text):
        return False
    if text.count("?") > 1:
        return False
    if re.search(r"\b(?:och|via|följande|bland annat|är|att)$", text):
        return False
    unfinished = before_list and _UNFINISHED.search(text) and not _WHOLE.match(text)
    if _LABELLED.match(text) or _TIMED.match(text) or _WELCOME.fullmatch(text) or unfinished:
        return False
    bare = text.rstrip("”\"“’'») ")
    if bare.endswith((".", ",", ";", "…", "-", "–")) and not re.search(r"\b(?:m\.m|t\.ex|bl\.a|m\.fl|dvs)\.$", bare):
        return False
    if bare.endswith(":"):
        if before_speech or re.search(r"\b(?:följande|nedan|bland annat|så här)\b", bare):
            return False
        return finite_verb_at(bare) is None or bare.endswith(" som:")
    return text[0].isupper() or text[0].isdigit() or text[0] in "”\"“»’'("


def is_question(text: str) -> bool:
    """A line that asks one thing. Several questions after one another are running text."""
    bare = text.rstrip("”\"“’' ")
    return bare.endswith("?") and bare.count("?") == 1 and len(text) <= 200


def is_contact_label(text: str) -> bool:
    """A line that announces whom to ask ("Kontaktpersoner", "För mer information:")."""
    return len(text) <= 100 and bool(CONTACT_LABEL.fullmatch(text))


def is_link_label(text: str) -> bool:
    """A line that announces links or documents ("Läs mer", "Relaterade länkar")."""
    return len(text) <= 80 and bool(LINK_LABEL.fullmatch(text))


def is_link_line(text: str) -> bool:
    """A line that in a text rendition can only have been a link of its own."""
    if len(text) > 160 or text.endswith((".", "!", "?")):
        return bool(URL.fullmatch(text) or NEW_WINDOW.search(text) or FILE_TAIL.search(text)) and len(text) <= 200
    return bool(URL.fullmatch(text) or NEW_WINDOW.search(text) or FILE_TAIL.search(text) or READ_MORE.fullmatch(text))

"""The patterns and words by which key figures are known."""

from __future__ import annotations

import re

from ...swedish.number_words import NUMBER_WORDS

_WORD = "|".join(sorted((w for w in NUMBER_WORDS if w not in ("halv", "halva", "bägge")), key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:[ .]\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?"
FRACTION = re.compile(rf"(?<![\w-])(?P<part>{_WORD}|\d{{1,3}}) av (?P<whole>{_WORD}|\d{{1,4}})(?![\w,-])")
EVERY_WHICH = {"tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "åttonde": 8, "tionde": 10}
EVERY = re.compile(r"(?<![\w-])var (?P<whole>tredje|fjärde|femte|sjätte|åttonde|tionde)(?!\w)")
CHANGE = re.compile(
    rf"(?<!\w)från (?P<old>{_DIGITS}|{_WORD})(?: (?!år |19|20)\w+)?(?P<then> (?:år )?(?:19|20)\d\d)? "
    rf"till (?P<new>{_DIGITS}|{_WORD})(?!\w)"
)
NUMBER = re.compile(
    # glued to the full stop of a sentence ("i april.70 %") it is one; in "4.12" or "kap.4" it is none
    rf"(?<![\w,:/§+–-])(?:(?<!\.)|(?<=[a-zåäö]{{4}}\.))(?P<digits>{_DIGITS})"
    r"(?P<tail>-tals?\b|:[ea](?!\w))?(?P<percent> ?%)?"
    r"(?![\w/:]|[–-]\d|\.\d|–\w)"
)
_TAL = "fem tio femton tjugo tjugofem trettio fyrtio femtio sextio sjuttio åttio nittio hundra tusen".split()
WORDS = re.compile(rf"(?<![\w-])(?P<word>{_WORD}|(?:{'|'.join(_TAL)})tal)(?![\w-])")
_WHOLE = r"(?:\d{1,3}(?:[ .]\d{3})+|\d{1,5})"
RANGE = re.compile(rf"(?<![\w,.:/§+–-])(?<!\d ){_WHOLE} ?[–-] ?{_WHOLE}(?= [a-zåäö])")  # "1 200–1 400 personer"
PARTS = re.compile(
    r"(?<![\w-])(?:en|två|tre|fyra) (?:tredjedel|fjärdedel|femtedel)(?:ar)?"
    r"(?= av (?:det totala antalet |de |alla |våra )?[a-zåäö])"
)
COUNTING = frozenset(
    {w for w in NUMBER_WORDS if w not in ("en", "ett", "halv", "halva", "bägge")}
    | set(EVERY_WHICH)
    | {f"{w}tal" for w in _TAL}
)
MONEY = re.compile(
    r" (?:(?:miljoner|miljarder|miljon|miljard|tusen) (?:svenska )?(?:kronor|euro|kr|dollar)|"
    r"(?:miljoner|miljarder|miljon|miljard)|"
    r"kronor|kr|mkr|mnkr|tkr|euro|dollar)(?![\w-])",
    re.I,
)
PER = re.compile(
    r" (?:per [a-zåäö]{2,20}|"
    r"(?:om|i) (?:året|månaden|veckan|dagen|timmen))(?!\w)| årligen|/år",
    re.I,
)
TIME = frozenset(
    "år åren året årens dagar dag dagarna veckor vecka månader månad månaderna timmar timme minuter minut "
    "sekunder kvartal terminer termin årskurs gånger gång gången kl klockan kalendermånader årtionden "
    "decennier års kap kapitel mm cm procents steg etapper delar sätt led saker områden punkter "
    "frågor sidor exempel gr grader".split()
)
ORDINALS = re.compile(r" (?:\w+ )?(?:bästa|största|högsta|lägsta|främsta|sämsta|minsta|plats|snabbaste|mest)\b")
BEFORE = frozenset(
    "dag nivå kapitel kap artikel nr nummer vecka årskurs klass etapp e rv riksväg väg § paragraf punkt "
    "steg sida version linje buss spår block fas åk år klockan kl ca: bilaga tabell figur prop skr dir ds "
    "sou rum lag".split()
)
NO_UNIT = frozenset(
    "varav helt delvis tredjedel tredjedelar fjärdedel fjärdedelar femtedelar "
    "i på av för med som och eller till från är var har hade ska skall kan får vid under över inom per "
    "den det de en ett att men om gick blev blir fick går få så då där här när också sedan respektive "
    "samt jämfört mot bland hos utanför innanför bakom mellan inne ute hemma själva finns fanns"
    " januari februari mars april maj juni juli augusti september oktober "
    "november december juli redan både utan skulle kommer läser sökte deltog arbetar genomfördes uppgick "
    "avsätts ökade minskade sjönk steg".split()
)
# What makes a length of time a measure: "i genomsnitt 16 dagar", "maximalt 18 månader".
MEASURED = re.compile(
    r"(?:genomsnitt|genomsnittlig|genomsnittligt|i snitt|väntetid\w*|handläggningstid\w*|maximalt|max|längst|"
    r"betalat \w+ egen plats på|betalar sig på)(?: \S+){0,6} ?$"
)
COMPARISON = frozenset("fler färre mer mindre högre lägre bättre sämre".split())
CUES = frozenset(
    "minst högst totalt sammanlagt hela drygt över nästan ytterligare cirka ca omkring ungefär runt närmare "
    "nära".split()
)
COUNTED = frozenset(
    "tjänster heltidstjänster platser deltagare personer kommuner anställda lägenheter arbetstillfällen "
    "jobb elever hushåll praktikplatser ungdomar kvinnor män handledare medarbetare företag invånare "
    "studenter projekt".split()
)
# What small numbers count that is worth a figure: people and what serves them.
FEW = COUNTED | frozenset(
    "myndigheter lotsar barn familjer skolor förskolor flickor pojkar sökande ansökningar bostäder "
    "kilometer coacher pedagoger lärare sjuksköterskor länder regioner långtidsarbetslösa arbetslösa "
    "nyanlända praktikanter lärlingar vägledare handläggare konsulenter samordnare medlemmar familjehem center".split()
)
VERBS_AFTER = frozenset(
    "stod står kom tog såg låg satt hann lyckades började slutade "
    "anser tycker uppger svarar säger saknar arbetar studerar fick gick är har vill kan ska".split()
)
GOAL = re.compile(r"\bmål(?:et|sättningen|sättning|bilden)?\b", re.I)
LEADING = frozenset(
    "med på om till av en ett den det cirka ca drygt nästan över totalt sammanlagt hela minst högst "
    "omkring vara har är från upp runt ytterligare närmare kunna mest som".split()
)
BRACKETS = re.compile(r"[Ii]nom parentes[^.]{0,60}? (?:för|avser|från|i) (.{4,40})")
PARTICLES = frozenset("tillbaka hem vidare in ut upp ner fram till kvar klara igång".split())
OF_THEM = re.compile(
    r"\b(?:av (?:dem|dessa|de|deltagarna|de totalt|(?:(?:de|totalt|sammanlagt|cirka|drygt) ){0,2}\d[\d ]*)|varav|"
    r"bland dem)\b",
    re.I,
)
OF_THESE = re.compile(r"\bav (?:(?:de|alla|våra|\w+s) ){1,3}(?P<unit>[a-zåäö]{4,}) \w+ (?:\w+ )?$", re.I)
OF_SOME = re.compile(
    r" av (?:(?:det totala antalet|de|våra|deras|\w+ens|\w+ets|\w+ans|\w+nas) )?(?P<noun>[a-zåäö]{4,})(?!\w)"
)
NUMBER_WORD = re.compile(r"(?:\w+)?antal(?:et)?")
COMPARED = re.compile(r"(?:jämfört med|mot) (?:cirka |ca )?$")
THEM = re.compile(r" av (?:dem|dessa)\b")
OF_ALL = re.compile(r" av (?:landets|Sveriges|länets|kommunens|de|totalt|regionens) \d[\d ]*(?P<unit>[a-zåäö]{3,})")
ANAPHOR = re.compile(r"(?:den|denna|motsvarande|samma) (?:siffran|siffra|andel|antal|summa|nivå)|siffran", re.I)
SKIPPED = ("title", "heading", "link", "contact", "question")
ON_AVERAGE = re.compile(r" (?:(?:i snitt|i genomsnitt)(?!\w)|är (?:snitt?|medel|genomsnitts|vänte)tiden\b)")
MORE = re.compile(r" (?:fler|färre) (?P<unit>(?!än )[a-zåäö]{4,})")
YEAR = re.compile(r"(?:19|20)\d\d")
HELD = re.compile(r"(?:mils|meters|veckors|månaders|dagars|timmars|års|minuters)\b")

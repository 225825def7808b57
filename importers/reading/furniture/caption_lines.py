"""Lines that say what a picture shows, and who took it."""

from __future__ import annotations

import re

from ..swedish.verbs import finite_verb_at, words
from .contact_marks import has_contact
from .person_lines import PERSON, is_person

CREDIT = re.compile(
    r"(?:^|[\s.(/|])(?P<credit>(?:foto(?:graf)?(?:i)?|bild(?:er)?|photo|illustration|montage|text (?:och|"
    r"&) foto)\s*(?:av)?\s*[:/]\s*(?P<who>[^\n.]{2,60})\.?\)?)$|"
    r"(?:^|[.!]\s+)(?P<bare>(?:foto|bild)\s+(?P<name>(?-i:[A-ZÅÄÖ][\w-]+\s+[A-ZÅÄÖ][\w-]+))\.?)$",
    re.IGNORECASE,
)
_DEPICTS = re.compile(
    r"(?:foto(?:grafi)?|bild|porträtt(?:bild)?|närbild|gruppbild|pressbild|arkivbild|genrebild|illustration|"
    r"skärmbild|karta|logotyp|(?:c|k)ollage|montage|"
    r"exempelbild)\s+(?:av|för|på|över|från|med|där|som|utanför|framför|bakom|inifrån|utifrån)\b.{3,200}|"
    r"(?:graf|diagram)(?:\s\d+)?\s*:\s.{3,200}|(?:på|i) bilden\b.{3,200}|(?:från|"
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
# What nobody writes headings about.
_STILL = re.compile(
    r"\b(?:står|sitter|ligger|håller|ler|skrattar|tittar|pratar|samtalar|lutar|pekar|skakar|poserar|sträcker|räcker|hälsar|bär)"
    r"\b.*\b(?:vid|på|i|framför|med|under|bakom|utanför|inne|runt|bredvid|mot|över|till)\b"
)
_PARTY = r"(?:\s*\([A-ZÅÄÖ]{1,3}\))?"


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
    if _SCENE.match(text) and ". " not in text and finite_verb_at(_without_clause(text)) is None:
        return "caption-no-verb"
    return None


def _without_clause(text: str) -> str:
    """A text without the clause with "som" that it ends in, if that has the only verb: "En man som bär en låda."."""
    whole, _, clause = text.partition(" som ")
    verb = finite_verb_at(clause)
    goes_on = verb is None or finite_verb_at(" ".join(words(clause)[verb + 1 :])) is not None
    return text if goes_on else whole


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

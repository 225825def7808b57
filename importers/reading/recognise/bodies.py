"""Organisations, municipalities and units as they stand in the text.

Known names come from `Names`, with their inflections. Unknown ones are found by what Swedish names of bodies look
like ("Samordningsförbundet X", "X AB", "-verket", "-nämnden"), and by standing in a row with known ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .names import DOUBTFUL_PLACES, EVERYDAY, Form, Names
from .passages import Passage, Word

GENERIC_UNITS = frozenset(
    """enheten nämnden förvaltningen kontoret avdelningen lägenheten angelägenheten erfarenheten egenheten
    benägenheten kommunstyrelsen utnämnden pressavdelningen huvudkontoret hemmakontoret biljettkontoret enhetskontoret
    obenägenheten belägenheten olägenheten välbelägenheten avlägsenheten gemenheten medvetenheten osäkerheten
    belåtenheten frånvaron ovetenheten förlägenheten beslutsamheten egendomsförvaltningen
    självförvaltningen rättsförvaltningen statsförvaltningen offentlighetsförvaltningen kapitalförvaltningen
    uppfinnarenheten fastighetsförvaltningen återhållsamheten besluta förtegenheten sällsamheten beredenheten
    överlägsenheten underlägsenheten verksamheten nedstämdheten vapenheten välviljenheten trogenheten
    hemligheten närheten öppenheten valnämnden förtroendenämnden ovissenheten vissenheten länsförvaltningen
    gedigenheten enigheten oenigheten""".split()
)
UNIT_ENDINGS = ("den", "ten", "gen", "ret", "nd", "et", "ng", "ens", "ets", "nds", "ngs")
UNIT_WORD = re.compile(r"\w{3,60}(?:nämnden|enheten|förvaltningen|kontoret|nämnd|enhet|förvaltning)s?$")
UNIT_NAMES = frozenset(
    "jobbcenter jobbtorg komvux vuxenutbildningen jobbcentret lärcentrum arbetsmarknadscenter arbetsmarknadscentrum "
    "vägledningscentrum servicecenter medborgarkontor familjecentralen integrationsenheten jobbhuset komvux/sfi "
    "arbetsmarknadsavdelningen socialtjänsten kompetenscenter kompetenscentrum navigatorcentrum".split()
)
ORGANISATION_WORD = re.compile(
    r"\w{3,60}(?:verket|styrelsen|myndigheten|kassan|stiftelsen|förbundet|företagen|partiet|demokraterna|departementet|"
    r"inspektionen|institutet|församlingen|fonden|föreningen|förmedlingen|sällskapet|museet|banken|universitetet|"
    r"högskolan|kommissionen|ombudsmannen|nätet|ämbetet|kommittén|akademin|alliansen|kooperativet|bolaget)s?$"
)
GENERIC_ORGANISATIONS = frozenset(
    """kommunstyrelsen bolagsstyrelsen regionstyrelsen landstingsstyrelsen styrelsen myndigheten förbundet föreningen
    bostadsbolaget energibolaget fastighetsbolaget bolaget dotterbolaget moderbolaget aktiebolaget försäkringsbolaget
    elnätet vägnätet järnvägsnätet bredbandsnätet stamnätet fibernätet nätverket regelverket ramverket hantverket
    fotnätet internätet skyddsnätet ledningsnätet transportnätet kraftverket vattenverket kärnkraftverket samverket
    medarbetarförbundet bostadsföreningen hyresgästföreningen intresseföreningen idrottsföreningen kulturföreningen
    byggföretagen småföretagen storföretagen industriföretagen teknikföretagens rederiföretagen företagen
    statskassan handkassan reservkassan kommunkassan utbildningsdepartementets riskkapitalbolaget avtalsverket
    gymnasieinspektionen tillsynsmyndigheten brottsbekämpande förvaltningsmyndigheten expertmyndigheten
    värdmyndigheten säkerhetsmyndigheten utvecklingsmyndigheten bidragsmyndigheten tillståndsmyndigheten
    socialstyrelsens projektstyrelsen förbundsstyrelsen partistyrelsen skolstyrelsen enhetsstyrelsen
    klimatkommittén generaldirektören landsbygdskommittén försvarskommittén eu-kommissionen kommissionen
    europeiska världsbanken delegationen databanken tidsbanken jordbruksfonden elverket skadeverket vägverket
    tidverket spelbolaget studieförbundet fackförbundet kommunalförbundet arbetsgivarförbundet telenätet
    arbetsmarknadspartiet regeringspartiet oppositionspartiet byggbolaget skogsbolaget livsmedelsföretagen
    platsbanken friluftsmuseet nationalmuseet moderbanken matbanken centralbanken""".split()
)
HEADS = frozenset(
    "församlingen stiftelsen institutet föreningen rådet förbundet fonden akademin akademien museet myndigheten "
    "högskolan universitetet sällskapet nätverket universitet högskola kommissionen banken samordningsförbund "
    "folkhögskola museum sjukhus inspektionen styrelsen".split()
)
LEADERS = {  # a word that begins the name of a body, with the kind
    "samordningsförbundet": "coordination_body",
    "finsam": "coordination_body",
    "kommunförbundet": "association",
    "kommunalförbundet": "coordination_body",
    "stiftelsen": "association",
    "föreningen": "association",
    "region": "region",
    "högskolan": "education",
    "studieförbundet": "association",
    "fackförbundet": "association",
    "bostads": "company",
    "förbundet": "association",
    "europeiska": "",
}
COMPANY = frozenset("ab hb kb".split())
NOT_PLACES_BEFORE = frozenset(
    "universitet tingsrätt godsbangård resecentrum flygplats domkyrka stift centralstation bangård hamn län".split()
)


# What a word without a capital must be for any rule below to apply.
LOWER_ENDINGS = (
    *("nämnden", "enheten", "förvaltningen", "kontoret", "nämnd", "enhet", "förvaltning", "kassa", "förmedling"),
    *("nämndens", "enhetens", "förvaltningens", "kontorets", "nämnds", "enhets"),
)
LOWER_WORDS = (
    frozenset(LEADERS)
    | UNIT_NAMES
    | {f"{name}s" for name in UNIT_NAMES}
    | frozenset("länsstyrelsen länsstyrelserna länsstyrelse individ- individ".split())
)


@dataclass(slots=True, eq=False)
class BodyHit:
    """One place where a body is named. `kind` is organisation, municipality, unit, project or county."""

    start: int
    end: int
    name: str
    kind: str
    key: str | None = None
    rule: str = ""
    confidence: float = 0.9
    blocks_names: bool = True  # its words are no part of a person's name
    register_kind: str = ""
    abbreviation: str | None = None
    parent: str | None = None
    first: int = 0
    last: int = 0


def find(passage: Passage, names: Names) -> list[BodyHit]:
    """Bodies named in the passage, in reading order, none overlapping another."""
    found: list[BodyHit] = []
    words = passage.words
    index = 0
    forms = names.forms
    while index < len(words):
        low = words[index].low
        if (
            not words[index].capital
            and low not in forms
            and not low.endswith(LOWER_ENDINGS)
            and low not in LOWER_WORDS
        ):
            stem = low[:-1] if low[-1] == "s" else ""
            if not stem or stem not in forms:
                index += 1
                continue
        hits = _known(passage, index, names) or _shaped(passage, index)
        if hits:
            found.extend(hits)
            index = max(hit.last for hit in hits)
        else:
            index += 1
    _in_a_row(passage, found)
    return sorted(found, key=lambda hit: hit.start)


def _gap(passage: Passage, index: int) -> str:
    words = passage.words
    return passage.string[words[index - 1].end : words[index].start] if 0 < index < len(words) else ""


def _hit(passage: Passage, first: int, last: int, kind: str, **more) -> BodyHit:
    words = passage.words
    start, end = words[first].start, words[last - 1].end
    name = more.pop("name", None) or " ".join(passage.string[start:end].split())
    return BodyHit(start, end, name, kind, first=first, last=last, **more)


# Known names


def _known(passage: Passage, index: int, names: Names) -> list[BodyHit]:
    words = passage.words
    word = words[index]
    low = word.low
    if low in ("länsstyrelsen", "länsstyrelserna", "länsstyrelse"):
        return _county_boards(passage, index, names)
    for key in _stems(low):
        for form in names.forms.get(key, ()):
            size = len(form.words)
            if index + size > len(words):
                continue
            if size == 1 and low in LEADERS and index + 1 < len(words) and words[index + 1].capital:
                continue  # "Kommunförbundet Skåne" is another body than "Kommunförbundet"
            ending = _agrees(words, index, form)
            if ending is None or not _allowed(passage, index, form):
                continue
            return [_from_form(passage, index, form, ending)]
    return []


def _stems(low: str) -> tuple[str, ...]:
    if ":" in low:
        return (low.split(":")[0],)
    if low.endswith(("kassa", "förmedling")):  # "kommun, försäkringskassa och arbetsförmedling"
        return low, low + ("n" if low.endswith("a") else "en")
    return (low, low[:-1]) if low.endswith("s") else (low,)


def _agrees(words: list[Word], index: int, form: Form) -> str | None:
    """The genitive ending at which the words agree with the form ("" for none), None where they differ."""
    size = len(form.words)
    for offset in range(size - 1):
        if words[index + offset].low != form.words[offset]:
            return None
    low, wanted = words[index + size - 1].low, form.words[-1]
    if low == wanted:
        return ""
    if low == wanted + "s":
        return "s"
    if size == 1 and low in (wanted[:-1], wanted[:-2]) and low.endswith(("kassa", "förmedling")):
        return ""
    if low.startswith(wanted + ":") and len(low) <= len(wanted) + 4:
        return low[len(wanted) :]
    return None


def _allowed(passage: Passage, index: int, form: Form) -> bool:
    words = passage.words
    word = words[index]
    for at in range(index + 1, index + len(form.words)):
        gap = _gap(passage, at)
        if gap not in (" ", "  ", ", ", " - ", " & ", "+", ""):
            return False
    if form.exact:
        written = passage.string[word.start : word.start + len(form.written)]
        return written == form.written and not _all_capitals(passage)
    if form.bare:
        return _place(passage, index, len(form.words))
    if not word.capital:
        # "arbetsförmedlingen": long names of one word are known also in lower case
        return len(form.words) == 1 and len(form.words[0]) >= 11 and form.known.kind == "agency"
    return not (form.words[0] in EVERYDAY and len(form.words) == 1 and _begins_sentence(passage, index))


def _all_capitals(passage: Passage) -> bool:
    return passage.capitals and len(passage.words) > 2


def _begins_sentence(passage: Passage, index: int) -> bool:
    start = passage.words[index].start
    begin, _ = passage.sentence_at(start)
    return begin <= start and not passage.string[begin:start].strip(' –—−-"”“»*•')


def _place(passage: Passage, index: int, size: int) -> bool:
    """Whether a bare municipality name stands there as a place and not in a person's or another name."""
    words = passage.words
    word = words[index]
    if not word.capital or (len(word.text) > 3 and word.text.isupper() and not _all_capitals(passage)):
        return False
    last = index + size
    following = words[last] if last < len(words) else None
    after = _gap(passage, last) if following else ""
    before = words[index - 1] if index else None
    gap = _gap(passage, index) if before else ""
    if (before and gap in ("–", "-", "—")) or after in ("–", "-"):
        return False
    if following and after == " " and following.capital and following.low not in ("kommun",):
        return False  # "Luleå C", "Vilhelmina Fotoarkiv", "Malmö Opera"
    if following and after == " " and following.low in NOT_PLACES_BEFORE:
        return False
    if before and gap == " " and before.capital and not _begins_sentence(passage, index - 1):
        return False  # the last part of a name
    kommun = following is not None and after == " " and following.low in ("kommun", "kommuns", "stad", "stads")
    if words[last - 1].low in DOUBTFUL_PLACES or word.low in DOUBTFUL_PLACES:
        prepositions = "i från till kommunerna kommun samt både utanför och".split()
        return (
            kommun
            or (before is not None and before.low in prepositions and (gap == " "))
            or (gap == ", " and before.capital)
        )
    return True


def _from_form(passage: Passage, index: int, form: Form, ending: str) -> BodyHit:
    words = passage.words
    known = form.known
    last = index + len(form.words)
    if known.kind == "municipality":
        hit = _hit(passage, index, last, "municipality", name=known.short, key=known.key, rule="register")
        following = words[last].low if last < len(words) and _gap(passage, last) == " " else ""
        if form.bare and following in ("kommun", "kommuns", "stad", "stads", "kommuner"):
            hit.last, hit.end = last + 1, words[last].end
        hit.blocks_names = not form.bare or hit.last > last
        hit.confidence = 0.97 if hit.blocks_names else 0.85
        hit.register_kind = "municipality"
        return hit
    written = passage.string[words[index].start : words[last - 1].end]
    if ending and written.endswith(ending):
        written = written[: -len(ending)]
    if form.written.endswith("+") and passage.string[words[last - 1].end : words[last - 1].end + 1] == "+":
        written += "+"
    written = " ".join(written.split())
    if written.lower().endswith(("kassa", "förmedling")):
        written = known.name
    if not written[0].isupper():
        written = written[0].upper() + written[1:]
    kind = known.kind if known.kind in ("unit", "project") else "organisation"
    hit = _hit(passage, index, last, kind, name=written, key=known.key, rule="register", register_kind=known.kind)
    hit.abbreviation, hit.parent = known.abbreviation, known.parent
    return hit


def _county_boards(passage: Passage, index: int, names: Names) -> list[BodyHit]:
    """ "länsstyrelsen i Dalarna, Västra Götaland och Örebro": one board for each county."""
    words = passage.words
    at = index + 1
    if at < len(words) and words[at].low == "i" and _gap(passage, at) == " ":
        at += 1
    found: list[BodyHit] = []
    first = index
    while at < len(words):
        size, key = _county(words, at, names)
        if not size:
            break
        last = at + size
        county = " ".join(w.text for w in words[at:last])
        tail = words[last].low if last < len(words) and _gap(passage, last) == " " else ""
        with_län = tail in ("län", "läns")
        if with_län:
            last += 1
        name = f"Länsstyrelsen i {county} län" if with_län else f"Länsstyrelsen i {county}"
        hit = _hit(passage, first, last, "organisation", name=name, key=key, rule="county-board")
        hit.register_kind = "county_board"
        found.append(hit)
        gap = _gap(passage, last)
        if last < len(words) and gap == ", ":
            at = first = last
            if words[at].low in ("och", "samt"):
                at = first = at + 1
        elif last + 1 < len(words) and gap == " " and words[last].low in ("och", "samt"):
            at = first = last + 1
        else:
            break
    if found or not words[index].capital:
        return found
    if words[index].low == "länsstyrelsen":
        return [_hit(passage, index, index + 1, "organisation", rule="county-board", confidence=0.45)]
    return []


def _county(words: list[Word], at: int, names: Names) -> tuple[int, str | None]:
    for size in (2, 1):
        if at + size <= len(words):
            low = " ".join(w.low for w in words[at : at + size])
            for form in (low, low.removesuffix("s")):
                if form in names.counties and words[at].capital:
                    return size, names.counties[form]
    return 0, None


# Names known by their shape


def _shaped(passage: Passage, index: int) -> list[BodyHit]:
    words = passage.words
    word = words[index]
    low = word.low
    if low in LEADERS or low in COMPANY:
        hit = _leader(passage, index)
        if hit:
            return [hit]
    if word.capital and not passage.capitals:
        hit = _company(passage, index) or _headed(passage, index)
        if hit:
            return [hit]
    unit = _unit(passage, index)
    if unit:
        return [unit]
    if (
        len(low) > 7
        and word.capital
        and ORGANISATION_WORD.match(low)
        and low.removesuffix("s") not in GENERIC_ORGANISATIONS
    ):
        name = word.text.removesuffix("s") if low.endswith(("ets", "ens", "ans", "éns")) else word.text
        sure = 0.75 if not _begins_sentence(passage, index) else 0.6
        return [
            _hit(passage, index, index + 1, "organisation", name=name, rule="organisation-ending", confidence=sure)
        ]
    if word.capital and low == "samordningsförbundets":
        return [
            _hit(passage, index, index + 1, "organisation", name="Samordningsförbundet", rule="organisation-leader")
        ]
    return []


def _leader(passage: Passage, index: int) -> BodyHit | None:
    words = passage.words
    low = words[index].low
    last = index + 1
    if low == "högskolan" and last + 1 < len(words) and words[last].low in ("i", "på") and words[last + 1].capital:
        last += 2
        return _hit(passage, index, last, "organisation", rule="organisation-leader", register_kind="education")
    if low == "bostads" and not (last < len(words) and words[last].low == "ab"):
        return None
    while last < len(words) and _gap(passage, last) == " " and words[last].capital and last - index < 5:
        if words[last].text.isupper() and len(words[last].text) > 4 and low != "ab":
            break
        last += 1
    if last == index + 1:
        if low == "samordningsförbundet" and words[index].capital:
            return _hit(passage, index, last, "organisation", rule="organisation-leader", confidence=0.7)
        return None
    if low in ("region", "finsam", "bostads", "europeiska", *COMPANY) and not words[index].capital:
        return None
    kind = LEADERS.get(low, "company")
    if kind == "":
        return None
    name = " ".join(passage.string[words[index].start : words[last - 1].end].split())
    if (
        words[last - 1].low.endswith("s")
        and last < len(words)
        and _gap(passage, last) == " "
        and not words[last].capital
    ):
        following = words[last].low
        if following not in ("och", "i", "som", "är", "har", "samt", "för", "på", "med", "där", "får"):
            name = name.removesuffix("s")
    name = name[0].upper() + name[1:]
    return _hit(passage, index, last, "organisation", name=name, rule="organisation-leader", register_kind=kind)


def _company(passage: Passage, index: int) -> BodyHit | None:
    """ "Granit AB", "Solviks Bostäder AB"."""
    words = passage.words
    last = index
    while last < len(words) and last - index < 4 and words[last].capital:
        if last > index and _gap(passage, last) not in (" ", " & "):
            return None
        if words[last].text in ("AB", "HB", "KB") and last > index:
            return _hit(passage, index, last + 1, "organisation", rule="organisation-company", register_kind="company")
        last += 1
    return None


def _headed(passage: Passage, index: int) -> BodyHit | None:
    """ "Judiska församlingen", "Klarälvdalens samordningsförbund", "Linköpings universitet"."""
    words = passage.words
    if _begins_sentence(passage, index) and not words[index].low.endswith(("s", "a")):
        return None
    for size in (1, 2):
        at = index + size
        if at >= len(words) or any(_gap(passage, i) != " " for i in range(index + 1, at + 1)):
            return None
        head = words[at].low
        stem = head.removesuffix("s") if head not in HEADS else head
        if stem in HEADS and words[index].low not in ("den", "det", "i", "vår", "hela", "även", "när", "om", "att"):
            last_before = words[at - 1].low
            if not last_before.endswith(("s", "a", "ska")):
                return None
            name = " ".join(passage.string[words[index].start : words[at].end].split())
            name = name[:-1] if stem != head else name
            kind = "coordination_body" if stem == "samordningsförbund" else ""
            return _hit(
                passage,
                index,
                at + 1,
                "organisation",
                name=name,
                rule="organisation-head",
                confidence=0.8,
                register_kind=kind,
            )
        if not words[at].capital:
            return None
    return None


def _unit(passage: Passage, index: int) -> BodyHit | None:
    words = passage.words
    word = words[index]
    low = word.low
    if low == "enheten" or low == "enhet":
        return _named_unit(passage, index)
    if low in UNIT_NAMES or low.removesuffix("s") in UNIT_NAMES:
        if low == "jobbcentret":
            return _hit(passage, index, index + 1, "unit", name="Jobbcenter", rule="unit-name", confidence=0.8)
        if not word.capital and low not in ("vuxenutbildningen", "komvux", "jobbcenter", "jobbtorg"):
            return None
        last = index + 1
        name = word.text[0].upper() + word.text[1:]
        if low in ("vuxenutbildningens", "jobbcenters", "komvuxs"):
            name = name[:-1]
        if passage.string[word.end : word.end + 1] == "/" and last < len(words) and words[last].capital:
            name = f"{name}/{words[last].text}"
            last += 1
        elif low in ("jobbcenter", "jobbtorg", "lärcentrum") and _title_word(passage, last):
            name = f"{name} {words[last].text}"
            last += 1
        if low.startswith("socialtjänsten"):
            return None
        sure = 0.85 if word.capital and not _begins_sentence(passage, index) else 0.6 if word.capital else 0.45
        return _hit(passage, index, last, "unit", name=name, rule="unit-name", confidence=sure)
    if low in ("individ-", "individ") and index + 2 < len(words) and words[index + 2].low.startswith("familjeomsorg"):
        if low == "individ":
            return None
        return _hit(passage, index, index + 3, "unit", name="Individ- och familjeomsorg", rule="unit-name")
    if not low.endswith(UNIT_ENDINGS) or not UNIT_WORD.match(low):
        return None
    genitive = low.endswith("s")
    stem = low[:-1] if genitive else low
    indefinite = stem.endswith(("nämnd", "enhet", "förvaltning"))
    if stem in GENERIC_UNITS or f"{stem}en" in GENERIC_UNITS:
        return None
    first = index
    while first > 0:
        if words[first - 1].low in ("och", "samt") and first > 1 and words[first - 2].text.endswith("-"):
            first -= 2
        elif words[first - 1].text.endswith("-"):
            first -= 1
        else:
            break
    name = " ".join(passage.string[words[first].start : words[index].end].split())
    if genitive:
        name = name[:-1]
    abbreviation = _abbreviation(passage, index + 1)
    last = index + 1
    if indefinite:
        if not abbreviation and not word.capital:
            return None
        if stem.endswith("nämnd") and not abbreviation:
            return None
        name = name + "en" if stem.endswith(("enhet", "nämnd", "förvaltning")) else name
    name = name[0].upper() + name[1:]
    hit = _hit(passage, first, last, "unit", name=name, rule="unit-ending", confidence=0.85)
    if stem == "socialnämnden" and (not word.capital or _begins_sentence(passage, index)):
        hit.confidence = 0.45  # every municipality has one: the law's word, not a name
    hit.abbreviation = abbreviation
    return hit


def _title_word(passage: Passage, at: int) -> bool:
    """Whether word `at` has a capital, is no abbreviation and stands right after the word before it."""
    words = passage.words
    return at < len(words) and _gap(passage, at) == " " and words[at].capital and not words[at].text.isupper()


def _abbreviation(passage: Passage, at: int) -> str | None:
    """ "(ESA)" or "AIE" right after a name."""
    words = passage.words
    if (
        at < len(words)
        and _gap(passage, at) in (" ", " (")
        and words[at].text.isupper()
        and 2 <= len(words[at].text) <= 6
    ):
        return words[at].text
    return None


def _named_unit(passage: Passage, index: int) -> BodyHit | None:
    """ "enheten sysselsättning och arbete (ESA)", "enheten för arbete och lärande (EAL)"."""
    words = passage.words
    at = index + 1
    while at < len(words) and at - index < 8:
        gap = _gap(passage, at)
        if gap == " (" and words[at].text.isupper() and passage.string[words[at].end : words[at].end + 1] == ")":
            name = " ".join(passage.string[words[index].start : words[at - 1].end].split())
            hit = _hit(passage, index, at + 1, "unit", name=name[0].upper() + name[1:], rule="unit-named")
            hit.abbreviation = words[at].text
            hit.end += 1
            return hit
        if gap != " ":
            return None
        at += 1
    return None


# Names in a row with known ones


ROW = re.compile(r",|och|samt|mellan|med|både|dels|&")


def _in_a_row(passage: Passage, found: list[BodyHit]) -> None:
    """ "Teknikföretagen, Ikem och Techsverige": an unknown name beside a known body is one too."""
    words = passage.words
    taken = {index for hit in found for index in range(hit.first, hit.last)}
    grown = True
    rounds = 0
    while grown and rounds < 6:
        grown = False
        rounds += 1
        for hit in list(found):
            if hit.kind not in ("organisation", "unit") or hit.confidence < 0.6:
                continue
            for step in (1, -1):
                near = _neighbour(passage, hit, step, taken)
                if near is None:
                    continue
                first, last = near
                kind = hit.kind
                new = _hit(passage, first, last, kind, rule=f"{kind}-in-a-row", confidence=0.6)
                new.blocks_names = False
                found.append(new)
                taken.update(range(first, last))
                grown = True
    del words


def _neighbour(passage: Passage, hit: BodyHit, step: int, taken: set[int]) -> tuple[int, int] | None:
    words = passage.words
    if step == 1:
        first = hit.last
        if first >= len(words):
            return None
        if _gap(passage, first) == " " and words[first].low in ("och", "samt", "&"):
            first += 1
            if first >= len(words) or _gap(passage, first) != " ":
                return None
        elif _gap(passage, first) != ", ":
            return None
        last = first + 1
    else:
        last = hit.first
        if last < 1:
            return None
        if _gap(passage, last) == " " and words[last - 1].low in ("och", "samt", "&"):
            last -= 1
            if last < 1 or _gap(passage, last) != " ":
                return None
        elif _gap(passage, last) != ", ":
            return None
        first = last - 1
    if first in taken or not _single_name(passage, first, last):
        return None
    return first, last


def _single_name(passage: Passage, first: int, last: int) -> bool:
    """One capitalised word that belongs to no longer name and does not only begin a sentence."""
    words = passage.words
    word = words[first]
    if not word.capital or len(word.text) < 3 or word.text.endswith("-") or _begins_sentence(passage, first):
        return False
    if last < len(words) and _gap(passage, last) == " " and (words[last].capital or words[last].low == "kommun"):
        return False
    return not (first > 0 and _gap(passage, first) == " " and words[first - 1].capital)

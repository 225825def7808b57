"""Funding: who pays what share or amount of what.

Read sentence by sentence, where a sentence speaks of paying. A share or an amount belongs to the body before it
("Fonden betalar 60 procent och kommunen 40"), or, after "får … av" and "finansieras av", to the one after.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...model.article import Funding
from ..mentions.bodies import BodyHit
from ..mentions.paid import Paid
from ..mentions.passages import Passage

ACTIVE = re.compile(
    r"\b(?:finansierar|medfinansierar|betalar|betalade|bidrar med|bidrog med|står för|stod för|bekostar|skjuter till|"
    r"skjutit till|skänker|skänkte|har skänkt|donerar|donerade|har donerat|sponsrar|har finansierat|har betalat|"
    r"sköt till|finansierade|går in med|gick in med|gått in med|svarar för|svarade för|"
    r"(?:har|hade) (?:bidragit med|stått för|svarat för|medfinansierat|bekostat))\b"
)
PASSIVE = re.compile(
    r"\b(?:(?:\w{0,8}finansieras|finansierats|finansierad|finansierat|bekostas|betalas|\w{0,8}finansierades)"
    r"(?: \w+){0,3}? (?:av|med|genom|via)|stöds (?:ekonomiskt )?av|"
    r"kommer (?:\d{1,3} procent|hälften|en \w+del|resten) från|"
    r"(?:får|fick|fått|få|beviljats|beviljades|beviljas|beviljat|tilldelas|tilldelats|söker|sökt|mottagit)"
    r"(?: [\w,]+){0,7}? (?:av|från|ur)|"
    r"(?:pengarna|medlen|finansieringen|stödet|bidraget|medel|pengar|stöd|bidrag)(?: \w+){0,3}? "
    r"(?:kommer från|av|från|ur)|"
    r"med (?:ekonomiskt )?(?:stöd|medel|pengar|bidrag) (?:av|från|ur))(?= )"
)
MONEY_WORD = re.compile(
    r"medel|kronor|miljon|finansier|bidrag|pengar|mkr|procent|tredjedel|fjärdedel|hälften|stöd av|stöds av|"
    r"betala|bekosta|%|stöd från"
)
SHARE = re.compile(
    r"(?<![\w,.])(?:\d{1,3}(?:,\d+)? ?(?:procent\b|%)|"
    r"(?:en|två|tre|fyra) (?:tredjedel(?:ar)?|fjärdedel(?:ar)?|femtedel(?:ar)?|tiondel(?:ar)?|sjättedel(?:ar)?)\b|"
    r"(?:den )?(?:sista|resterande|återstående|andra) (?:tredjedelen|fjärdedelen|femtedelen|hälften|delen)\b|"
    r"hälften\b|halva (?:kostnaden|summan)|resten\b|återstoden\b)",
    re.IGNORECASE,
)
AMOUNT = re.compile(
    r"(?<![\w,.])\d{1,3}(?:[ .]\d{3})*(?:,\d+)? ?(?:(?:miljoner|miljarder|miljon|miljard|tusen)(?: kronor| euro| kr)?|"
    r"kronor\b|kr\b|mkr\b|mnkr\b|tkr\b|euro\b)",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"\b(?:(?:de )?(?:(?:deltagande|medverkande|samverkande|tre|fyra|fem|båda|egna) )?"
    r"kommunerna(?:s (?:egna )?(?:budgetar|\w*medel))?|kommunen|"
    r"(?:deltagande|medverkande|samverkande|berörda) kommuner|regionen|staten|näringslivet|de lokala företagen|EU)\b",
    re.IGNORECASE,
)
# Those that deal money out are funders where dealing out is what they are for.
DEALS = re.compile(r"\b(?:har (?:nu )?(?:fördelat|beviljat)|fördelar|fördelade|beviljar|beviljade)\b")
DEALER = re.compile(r"förbund|finsam|fond|stiftelse", re.IGNORECASE)
OTHER_DEED = re.compile(r"\b(?:drivs|leds|ägs|utförs|genomförs|samordnas|används|sköts|startas|hjälp)\b")
GETS = re.compile(r"\b(?:får|fick|fått|få|tilldelas|söker|sökt|mottagit)\b", re.IGNORECASE)
FUND = re.compile(r"fond|stiftelse", re.IGNORECASE)
IN_A_ROW = frozenset("och samt från av med till en ett hälften resten hälften del tredjedel dels".split())
STANDS = re.compile(r"\b(?:står|stod|svarar|bidrar) ")
REST = re.compile(r"(?:Resten|Återstoden|Resterande)\b")
REST_PAID = re.compile(
    r"\b(?:lägger|betalar|betalas av|står|svarar|bidrar|finansierar|finansieras av|kommer från|skjuter)\b"
)
LABEL = re.compile(r"(?:\w+ )?(?:med)?finansi(?:ering|är|ärer|eras av)\s*:", re.IGNORECASE)
# "står för 40 procent av ökningen": a part of something that nobody pays for
UNPAID = re.compile(
    r" av (?:\w+ ){0,2}?\w*(?:ökning|minskning|tillväxt|befolkning|invånar|anställda|deltagar|elever|jobben|platser|"
    r"utsläpp|ansökning|arbetslös|ärenden|export|försäljning)\w*"
)
STOOD = re.compile(r"(?:står|stod|stått|svarar|svarade|svarat) för$")
# "Solvik och Fonden satsar tillsammans 2 miljoner kronor": both pay, and who pays how much is not said
JOINTLY = re.compile(r"\b(?:satsar|satsade|avsätter|lägger) tillsammans (?=\d)")
WE = re.compile(r"[Tt]illsammans finansierar (?:de|parterna)|\b[Dd]e finansierar tillsammans")


@dataclass(slots=True)
class _Payer:
    start: int
    end: int
    name: str
    key: str = ""


def find(passages: list[Passage]) -> list[Paid]:
    """Funding in reading order, one entry for each funder, the one with a share before those without."""
    found: list[Paid] = []
    for passage in passages:
        if passage.kind in ("title", "heading", "link", "contact", "caption", "question"):
            continue
        if not MONEY_WORD.search(passage.lower):
            continue
        for number, (start, end) in enumerate(passage.sentences):
            found.extend(_sentence(passage, start, end, number))
    _in_full(found, passages)
    return _distinct(found)


def _in_full(found: list[Paid], passages: list[Passage]) -> None:
    """ "Socialfonden" under the fullest name that the article has of the same body."""
    names: dict[str, str] = {}
    for passage in passages:
        for body in passage.bodies:
            if body.key and body.kind == "organisation" and len(body.name) > len(names.get(body.key, "")):
                names[body.key] = body.name
    for paid in found:
        full = names.get(paid.key, "")
        if full.lower().endswith(paid.funding.funder.lower()):
            paid.funding.funder = full


def _sentence(passage: Passage, start: int, end: int, number: int) -> list[Paid]:
    string = passage.string[start:end]
    if not MONEY_WORD.search(string.lower()):
        return []
    payers = _payers(passage, start, end)
    together = WE.search(string)
    if together:
        body = _body_before(passage, start)
        if body:
            return [_paid(passage, start, end, body.name, None, None, "funding-together")]
    if not payers:
        return []
    jointly = JOINTLY.search(string)
    if jointly and AMOUNT.match(string, jointly.end()):
        mine = [p for p in payers if p.end <= start + jointly.start()]
        if len(mine) > 1:
            return [_paid(passage, start, end, p.name, None, None, "funding-together") for p in mine]
    rest = REST_PAID.search(string) if REST.match(string) else None
    if rest:
        mine = [p for p in payers if p.start >= start + rest.end()]
        told = [m for m in SHARE.finditer(passage.string, start, end) if m[0][0].isdigit()]
        share = told[0] if told else SHARE.match(passage.string, start, end)
        if not mine or share is None:
            return []
        paid = _paid(passage, start, end, mine[0].name, share[0], None, "funding-rest")
        paid.shares.append(share.span())
        return [paid]
    turned = _turned(passage, start, end, payers)
    if turned:
        return turned
    if LABEL.match(string):
        return _labelled(passage, start, end, payers)
    passive = PASSIVE.search(string.lower())
    active = ACTIVE.search(string.lower())
    if passive and OTHER_DEED.search(passive[0]):
        passive = None  # "får pengar och drivs av": the body runs it and need not pay
    deals = None if active or passive else DEALS.search(string.lower())
    if deals and any(DEALER.search(p.name) for p in payers if p.end <= start + deals.start()):
        active = deals
    if passive and not (active and active.start() < passive.start()):
        return _after(passage, start, end, start + passive.end(), payers)
    if active:
        return _before(passage, start, end, start + active.start(), payers)
    return []


def _turned(passage: Passage, start: int, end: int, payers: list[_Payer]) -> list[Paid]:
    """ "Av dessa står Glimmer AB för 10 miljoner": the payer stands between the verb and its preposition."""
    for verb in STANDS.finditer(passage.string, start, end):
        payer = next((p for p in payers if 0 <= p.start - verb.end() <= 25), None)
        if payer is None or {"för", "med"} & set(passage.string[verb.end() : payer.start].split()):
            continue
        if not passage.string.startswith((" för ", " med "), payer.end):
            continue
        worth = SHARE.search(passage.string, payer.end, end) or AMOUNT.search(passage.string, payer.end, end)
        if worth:
            share = worth[0] if SHARE.fullmatch(worth[0]) else None
            paid = _paid(passage, start, end, payer.name, share, None if share else worth[0], "funding-turned")
            paid.shares.extend([worth.span()] if share else [])
            return [paid]
    return []


def _payers(passage: Passage, start: int, end: int) -> list[_Payer]:
    payers = [
        _Payer(b.start, b.end, _as_written(passage, b) if _kommun(passage, b) else b.name, b.key or "")
        for b in passage.bodies
        if start <= b.start < end and b.confidence >= 0.5 and b.kind != "project"
    ]
    for match in GENERIC.finditer(passage.string, start, end):
        if not any(p.start < match.end() and match.start() < p.end for p in payers):
            payers.append(_Payer(match.start(), match.end(), match[0]))
    return sorted(payers, key=lambda p: p.start)


def _as_written(passage: Passage, body: BodyHit) -> str:
    """ "Solviks kommun", without the genitive of "kommuns"."""
    return " ".join(passage.string[body.start : body.end].split()).removesuffix("s")


def _kommun(passage: Passage, body: BodyHit) -> bool:
    return body.kind == "municipality" and passage.string[body.start : body.end].lower().endswith(
        ("kommun", "kommuns")
    )


def _before(passage: Passage, start: int, end: int, verb: int, payers: list[_Payer]) -> list[Paid]:
    """ "A betalar 60 procent och B 40 procent", "A och B bidrar med en tredjedel"."""
    if re.match(r"betala\w*(?: \w+){0,2} ut\b", passage.string[verb : verb + 50]):
        return []  # "betalar ut" is not to fund
    shares = [(m.start(), m.end(), m[0], None) for m in SHARE.finditer(passage.string, verb, end)]
    amounts = [(m.start(), m.end(), None, m[0]) for m in AMOUNT.finditer(passage.string, verb, end)]
    worths = sorted([*shares, *(a for a in amounts if not any(s[0] < a[1] and a[0] < s[1] for s in shares))])
    found: list[Paid] = []
    position = start
    verbs = [m.span() for m in ACTIVE.finditer(passage.string, verb, end)]
    if not worths:
        subject = [p for p in payers if p.end <= verb]
        if subject and re.search(r"finansier|bekosta", passage.string[verb : verb + 16]):
            found.append(_paid(passage, start, end, _joined(passage, subject), None, None, "funding-subject"))
        return found
    stood = any(STOOD.search(passage.string, a, b) for a, b in verbs)
    for begin, finish, share, amount in worths:
        if share and stood and UNPAID.match(passage.string, finish, end):
            continue
        mine = [p for p in payers if position <= p.start and p.end <= begin]
        # "A bidrar med lokal, B skjuter till 40 000 kronor": the amount is of the verb nearest before it
        others = [after for _, after in verbs if after <= begin]
        if len(others) > 1 and any(p.start >= others[-2] for p in mine):
            mine = [p for p in mine if p.start >= others[-2]]
        if mine:
            paid = _paid(passage, start, end, _joined(passage, mine), share, amount, "funding-share")
            if share:
                paid.shares.append((begin, finish))
            found.append(paid)
        position = finish
    return found


def _after(passage: Passage, start: int, end: int, position: int, payers: list[_Payer]) -> list[Paid]:
    """ "får 14 miljoner kronor av A", "finansieras till hälften av A och B", "kommer från A och från B"."""
    mine = [p for p in payers if p.start >= position - 1]
    if not mine:
        return []
    # only what stands in the same row: "av A, B och C"
    row = [mine[0]]
    for payer in mine[1:]:
        between = passage.string[row[-1].end : payer.start]
        if len(between) < 40 and all(word in IN_A_ROW for word in re.findall(r"\w+", between.lower())):
            row.append(payer)
        else:
            break
    if passage.string[start:position].lower().lstrip().startswith("regeringen"):
        return []
    shares = list(SHARE.finditer(passage.string, start, end))
    if len(shares) > 1:
        return _shared(passage, start, end, shares, payers)
    amount = next((m[0] for m in AMOUNT.finditer(passage.string, start, row[0].start)), None)
    share = next((m[0] for m in SHARE.finditer(passage.string, start, row[0].start)), None)
    found = []
    row = [p for i, p in enumerate(row) if not p.key or p.key not in {q.key for q in row[:i]}]
    words = passage.string[start : row[0].start]
    if words[-30:].lower().rstrip().endswith("stöd av") and not AMOUNT.search(words) and not FUND.search(row[0].name):
        return []  # "med stöd av lagen" is no money
    if GETS.search(words) and not (
        amount or share or re.search(r"medel|bidrag|pengar|finansiering|anslag|stöd", words)
    ):
        return []
    for number, payer in enumerate(row):
        first = number == 0
        paid = _paid(
            passage, start, end, payer.name, share if first else None, amount if first else None, "funding-from"
        )
        if first and share:
            paid.shares.append(shares[0].span())
        if not payer.key and not paid.funding.share and not paid.funding.amount and GENERIC.fullmatch(payer.name):
            paid.funding.confidence = 0.45 if len(row) == 1 else paid.funding.confidence
        found.append(paid)
    return found


def _shared(passage: Passage, start: int, end: int, shares: list[re.Match[str]], payers: list[_Payer]) -> list[Paid]:
    """ "till 60 procent av A och till 40 procent av B": each share with who stands after it."""
    found = []
    for number, share in enumerate(shares):
        stop = shares[number + 1].start() if number + 1 < len(shares) else end
        mine = [p for p in payers if share.end() <= p.start < stop]
        if mine:
            paid = _paid(passage, start, end, _joined(passage, mine), share[0], None, "funding-share")
            paid.shares.append(share.span())
            found.append(paid)
    return found


def _labelled(passage: Passage, start: int, end: int, payers: list[_Payer]) -> list[Paid]:
    """ "Finansiering: A 1,5 miljoner kronor, B 500 000 kronor", "Finansiärer: A och B"."""
    found = []
    for number, payer in enumerate(payers):
        stop = payers[number + 1].start if number + 1 < len(payers) else end
        share = SHARE.search(passage.string, payer.end, stop)
        amount = None if share else AMOUNT.search(passage.string, payer.end, stop)
        paid = _paid(
            passage,
            start,
            end,
            payer.name,
            share[0] if share else None,
            amount[0] if amount else None,
            "funding-label",
        )
        paid.shares.extend([share.span()] if share else [])
        found.append(paid)
    return found


def _joined(passage: Passage, payers: list[_Payer]) -> str:
    if len(payers) == 1:
        return payers[0].name
    return " ".join(passage.string[payers[0].start : payers[-1].end].split())


def _body_before(passage: Passage, position: int) -> BodyHit | None:
    """The body that "de" stands for: the coordination body whose members have just been listed."""
    earlier = [b for b in passage.bodies if b.end <= position and b.kind == "organisation"]
    joint = [b for b in earlier if b.register_kind == "coordination_body"]
    return joint[-1] if joint else None


def _paid(
    passage: Passage, start: int, end: int, funder: str, share: str | None, amount: str | None, rule: str
) -> Paid:
    funding = Funding(span=passage.span(start, end), rule=rule, confidence=0.85, funder=funder)
    funding.share = " ".join(share.split()) if share else None
    funding.amount = " ".join(amount.split()) if amount else None
    key = next((b.key or "" for b in passage.bodies if start <= b.start < end and b.name == funder), "")
    return Paid(funding, passage, start, end, key=key)


def _same_payer(one: Paid, other: Paid) -> bool:
    if one.funding.funder.lower() == other.funding.funder.lower() or (one.key and one.key == other.key):
        one.funding.funder = max(one.funding.funder, other.funding.funder, key=len)
        return True
    return False


def _distinct(found: list[Paid]) -> list[Paid]:
    kept: list[Paid] = []
    for paid in found:
        twin = next((k for k in kept if _same_payer(k, paid)), None)
        if twin is None:
            kept.append(paid)
            continue
        if paid.funding.share and twin.funding.share and paid.funding.share != twin.funding.share:
            kept.append(paid)
            continue
        if paid.funding.share and not twin.funding.share:
            twin.funding.share, twin.funding.span = paid.funding.share, paid.funding.span
            twin.passage, twin.start, twin.end = paid.passage, paid.start, paid.end
        twin.funding.amount = twin.funding.amount or paid.funding.amount
        twin.shares.extend(paid.shares)
    return kept

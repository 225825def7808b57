"""The words and patterns by which it is known who pays."""

from __future__ import annotations

import re

# to give or lay aside: done with money of one's own too, so that it must be told for what or to whom
_GIVES = (
    r"har (?:nu )?(?:beviljat|fördelat|avsatt|satsat|gett|lagt|anslagit|tilldelat)|beviljar|"
    r"(?<!blivit )(?<!blev )(?<!bli )(?<!är )beviljade|avsätter|"
    r"avsatte|satsar|satsade|ger|gav|investerar|investerade|anslår|anslog|tilldelar|tilldelade|lägger"
)
GIVES = re.compile(_GIVES)
OFFERED = 0.45
WHOLE_COST = re.compile(r" hela (?:\w*kostnaden|summan|beloppet|notan)")
WORK_OF = re.compile(r"\b(?:till|för|på|i) (?:\w+ ){0,3}?\w*(?:projekt|satsning|insats|initiativ|kampanj|förstudi)\w*")
ACTIVE = re.compile(
    r"(?<![\w-])(?:finansierar|medfinansierar|betalar|betalade|bidrar med|bidrog med|står för|stod för|bekostar|"
    r"skjuter till|skjutit till|skänker|skänkte|har skänkt|donerar|donerade|har donerat|sponsrar|har finansierat|"
    r"har betalat|sköt till|finansierade|går in med|gick in med|gått in med|svarar för|svarade för|"
    rf"(?:{_GIVES})(?= (?:[\w-]+ ){{0,4}}(?:\d|bidrag|medel|pengar|stöd\b))|"
    r"(?:har|hade) (?:bidragit med|stått för|svarat för|medfinansierat|bekostat))\b"
)
PASSIVE = re.compile(
    r"\b(?:(?:\w{0,8}finansieras|finansierats|finansierad|finansierat|bekostas|betalas|\w{0,8}finansierades)"
    r"(?: \w+){0,3}? (?:av|med|genom|via)|stöds (?:ekonomiskt )?av|"
    r"kommer (?:\d{1,3} procent|hälften|en \w+del|resten) från|"
    r"(?:får|fick|fått|få|beviljats|beviljades|beviljas|beviljat|(?:blivit|blev|bli) beviljad(?:e|t|)|tilldelas|"
    r"tilldelats|söker|sökt|mottagit)(?: [\w,]+){0,7}? (?:av|från|ur)|"
    r"finansiering(?:en)? (?:ordnas|ordnades|sker|skedde|ges|gavs|kommer|kom)(?: \w+){0,2}? (?:av|från|genom|via)|"
    r"(?:pengarna|medlen|finansieringen|stödet|bidraget|medel|pengar|stöd|bidrag)(?: \w+){0,5}? "
    r"(?:kommer från|av|från|ur)|"
    r"med (?:ekonomiskt )?(?:stöd|medel|pengar|bidrag) (?:av|från|ur))(?= )"
)
# "ett ESF-finansierat projekt": the payer begins the word
FINANCED = re.compile(
    r"(?<![\w-])(?P<who>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,20})-(?:\w{0,3}finansiera(?:t|d|de)) (?:[\w-]+ )?[\w-]*"
    r"(?:projekt|satsning|insats|initiativ|förstudi)"
)
MONEY_WORD = re.compile(
    r"medel|kronor|miljon|finansier|bidrag|pengar|mkr|procent|tredjedel|fjärdedel|hälften|stöd av|stöds av|"
    r"betala|bekosta|%|stöd från|kostnad|utgift|merparten|huvuddelen|anslag|stöder|stödjer"
)
SHARE = re.compile(
    r"(?<![\w,.])(?:\d{1,3}(?:,\d+)? ?(?:procent\b|%)|"
    r"(?:en|två|tre|fyra) (?:tredjedel(?:ar)?|fjärdedel(?:ar)?|femtedel(?:ar)?|tiondel(?:ar)?|sjättedel(?:ar)?)\b|"
    r"(?:den )?(?:sista|resterande|återstående|andra) (?:tredjedelen|fjärdedelen|femtedelen|hälften|delen)\b|"
    r"(?:merparten|huvuddelen|huvudparten|lejonparten|större delen|största delen|lika mycket)\b|"
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
    r"kommunerna(?:s (?:egna )?(?:budgetar|\w*medel))?|kommunen|regeringen|länsstyrelsen|"
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


# "bär huvuddelen av utgifterna": whoever does whatever to a share of the cost pays it
OF_COST = re.compile(
    r" av (?:hela |den |de |alla |\w+(?:ets|ens) )?"
    r"(?:\w*kostnad\w*|utgift\w*|budget\w*|\w*summan|notan)"
)
# what is done with money without giving it; every passive is ("beviljas", "tilldelas")
TAKES = re.compile(
    r"\b(?:får|fick|fått|tar emot|tog emot|söker|sökte|sökt|ansöker|ansökte|ansökt|behöver|saknar|omsätter|kostar|"
    r"kostade|sparar|tjänar|förlorar|\w+(?:as|ades|ats))\b"
)
# "Beviljat ESF-stöd: 17 244 907": a row whose label has the short name of who pays
GRANTED = re.compile(r"(?:beviljat|beviljade|godkänt|utbetalt) (?P<who>[a-zåäö]{2,6}\+?)-(?:stöd|bidrag|medel)")
SUM = re.compile(r"\d{1,3}(?:[ .]\d{3})+(?: ?(?:kronor|kr|sek))?", re.IGNORECASE)
# the labels of rows that name who pays
FUNDERS = re.compile(r"finansi(?:är|er)|bidragsgivare|stödgivare|^stöd från|^medel från|^betalas av")

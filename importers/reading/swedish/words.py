"""The words the rules know: verbs of saying, heads of roles, months, numbers, and what is never a name."""

from __future__ import annotations

# Verbs that attribute speech, present and past. The first set says that somebody's words were given; the second
# often reports a thought, so that words without a mark are taken for speech only beside the first.
SAYING = frozenset(
    (
        "säger sade sa berättar berättade förklarar förklarade understryker underströk betonar betonade framhåller "
        "framhöll konstaterar konstaterade kommenterar kommenterade tillägger tillade fortsätter fortsatte "
        "avslutar avslutade utvecklar utvecklade påpekar påpekade summerar summerade svarar svarade beskriver "
        "beskrev skriver skrev poängterar poängterade resonerar resonerade sammanfattar sammanfattade inflikar "
        "inflikade intygar intygade bekräftar bekräftade uppmanar uppmanade lovar lovade minns mindes utbrister "
        "utbrast inleder inledde uppger uppgav meddelar meddelade förtydligar förtydligade "
        "preciserar preciserade påminner påminde noterar noterade upplyser upplyste redogör redogjorde varnar "
        "varnade vittnar vittnade exemplifierar exemplifierade replikerar replikerade uttrycker uttryckte "
        "argumenterar argumenterade deklarerar deklarerade slår slog fyller fyllde lägger lade flikar flikade "
        "skjuter sköt håller höll skrattar skrattade ler log suckar suckade skämtar skämtade filosoferar funderar "
        "funderade reflekterar reflekterade inskärper inskärpte medger medgav erkänner erkände tipsar tipsade "
        "råder rådde rapporterar rapporterade yttrar yttrade frågar frågade undrar undrade jublar jublade manar "
        "manade instämmer instämde citerar bedyrar bedyrade förkunnar förkunnade vädjar vädjade proklamerar "
    ).split()
)
THINKING = frozenset(
    (
        "menar menade tycker tyckte anser ansåg tror trodde hoppas hoppades bedömer bedömde föreslår föreslog spår "
        "spådde välkomnar välkomnade tackar tackade hälsar hälsade gläds gladdes gläder gladde "
        "hävdar hävdade känner kände ser "
        "såg önskar önskade upplever upplevde kräver krävde lyfter lyfte kritiserar kritiserade tänker "
        "tänkte oroas oroades "
    ).split()
)
VERBS = SAYING | THINKING
# Verbs that mean speech only with their particle: "slår NAMN fast", "fyllde NAMN i".
PARTICLES = {
    "slår": "fast",
    "slog": "fast",
    "fyller": "i in",
    "fyllde": "i in",
    "lägger": "till",
    "lade": "till",
    "flikar": "in",
    "flikade": "in",
    "skjuter": "in",
    "sköt": "in",
    "håller": "med fast",
    "höll": "med fast",
    "ser": "fram",
    "såg": "fram",
    "lyfter": "fram",
    "lyfte": "fram",
}
BETWEEN = frozenset(  # what may stand between the verb and its subject
    (
        "också även vidare dock därför nu då till exempel skämtsamt fast in i bland annat däremot istället sedan "
        "fram med själv glatt stolt nöjt förnöjt leende samtidigt slutligen själva "
    ).split()
)
PRONOUNS = {"hon": "f", "han": "m", "hen": "", "de": "", "dom": ""}

# Words that belong to the frame of the language: what no verb of saying and no head of a role is.
CLOSED_WORDS = frozenset(
    (
        "och eller men för så utan samt att som om när då där här sedan sen medan innan tills eftersom fast fastän "
        "ifall trots både antingen varken såväl än i på av till från med hos vid under över efter före genom mellan "
        "mot kring runt inom utom utanför bakom framför bredvid ovan enligt jämte förutom utöver inklusive via per "
        "jag du han hon hen den det vi ni de dom dem man mig dig honom henne oss er sig min mitt mina din ditt dina "
        "sin sitt sina vår vårt våra ert era hans hennes dess deras denna detta dessa vem vad vilken vilket vilka "
        "vars en ett någon något några ingen inget inga alla allt all varje var båda bägge samma andra annan annat "
        "inte ej aldrig alltid också även bara endast dock ju nog väl kanske nu idag igår imorgon snart redan ännu "
        "fortfarande därför däremot dessutom alltså nämligen sådan sådant sådana sällan ofta ibland igen åter först "
        "sist mest mer minst mindre mycket lite litet många få flera fler ganska väldigt särskilt speciellt framför "
        "annars ändå tillsammans båda hur varför vart varifrån precis exempelvis bland dvs ja nej jo tack hej "
        "framförallt inkl exkl osv mm bl tyvärr numera tidigare senare förut ungefär cirka drygt knappt "
    ).split()
)
# Finite verbs that carry another verb or say what is: they attribute nothing.
NOT_SAYING = frozenset(
    (
        "är var har hade blir blev kan kunde ska skall skulle vill ville får fick måste bör borde brukar brukade "
        "finns fanns heter hette kom kommer gick går gör gjorde behöver behövde äger ägde bor bodde"
    ).split()
)
# Words that begin a subordinate clause, after which the main clause has its verb before its subject.
SUBORDINATORS = frozenset("när om eftersom medan innan sedan då trots ifall tack efter genom".split())

FIRST_PERSON = frozenset(("jag vi mig oss min mitt mina vår vårt våra själva ni du er ert era dig ").split())

# Heads of roles: a role is a word that ends so ("enhetschef", "projektledaren").
_ROLE_HEADS = (
    "chef minister råd samordnare koordinator ledare ordförande sekreterare direktör handläggare strateg "
    "befälhavare suppleant arkivarie förhandlare fackordförande pedagog talesperson talesman ansvarig ansvarige "
    "coach rektor lärare utredare president ledamot samordnerska analytiker ekonom expert sakkunnig forskare "
    "professor docent konsulent konsult vägledare inspektör kommissarie kommissionär arkitekt ingenjör assistent "
    "administratör redaktör producent journalist fotograf jurist advokat åklagare domare ambassadör "
    "generalsekreterare ombudsman ombud förman förvaltare föreståndare chaufför sköterska läkare psykolog kurator "
    "socionom terapeut tolk snickare kock deltagare praktikant elev student företagare grundare ägare delägare "
    "delegat styresman intendent antikvarie bibliotekarie kanslist controller revisor planerare utvecklare mentor "
    "instruktör handledare agent matchare rekryterare kommunikatör informatör lots moderator värd värdinna "
    "tekniker general amiral överste kapten prost präst kyrkoherde biskop landshövding borgmästare "
    "bagare lantbrukare städare barnskötare odlare trädgårdsmästare vaktmästare musiker frisör servitör servitris "
    "socialarbetare fältarbetare stödjare vaktare vårdare målare svetsare elektriker montör säljare "
    "kommunalborgarråd borgarråd vd gd hr-chef doktor doktorand civilekonom statistiker prognosmakare språkrör "
    "gruppledare partiledare företrädare representant initiativtagare medarbetare undersköterska stödassistent "
    "arbetsterapeut fysioterapeut studierektor överdirektör verksamhetsutvecklare statssekreterare kung drottning "
    "kronprinsessa prinsessa prins hovmarskalk kammarherre författare regissör konstnär kurir volontär "
    "tränare talman ordningsman verkmästare driftledare lektor adjunkt samhällsvägledare "
    "sekretariatschef notarie guide syssloman kamrer värdar hövding brandman polis soldat"
).split()
ROLE_ENDINGS = tuple(sorted(set(_ROLE_HEADS), key=lambda head: (-len(head), head)))
# Endings with which Swedish makes words for who somebody is from what they do: "vävare", "sömmerska", "pianist". They
# speak where a role stands, before a name or after it; alone in a sentence they name nobody.
PERSON_ENDINGS = tuple(
    (
        "are erska inna iker ist olog nom graf iatr oped poet agog atör itör ktör jör nör tör sör ktor ator "
        "itor ent ant arie smed man kvinna mästare ledare chef ombud specialist strateg lots värd värdinna "
        "coach stöd resurs hjälp karl skänka pilot arkitekt kapten ryttare bonde drottning gubbe tant skötare "
        "terapeut kock frisör chaufför"
    ).split()
)
# What ends so and is nobody: times, rooms, kin and bodies.
NO_PERSON_NOUNS = tuple(
    (
        "sommar kammar månad vinter syster dotter moder fader broder timmar dagar gånger vidare senare tidigare "
        "närmare snarare bättre faktor motor dator traktor sektor rektorat moment argument dokument instrument "
        "procent patent talang elefant restaurang variant konstant garant instant intressant relevant "
        "segment parlament departement element experiment engagemang kontinent assortiment "
        "sedan innan utan bara dessutom"
    ).split()
)
# Words that end like a role but are none.
NOT_ROLES = frozenset(
    (
        "samråd landsråd avråd tråd bråd område råd förråd nämndråd ungdomsråd beråd tillråd grad förtryck bostad "
        "förelärare ungelev arbetsgivare vård omvård ensamvård boende underlag medel värd fördel deltagare elev "
        "student praktikant soldat polis företagare ungdomsledare medarbetare elever jobbcoacher handledare utvärd "
        "mervärd överste kung ledare företrädare representant ombudsman ägare "
    ).split()
)
# Of those, the ones that are a role when a name follows or an apposition holds them.
LOOSE_ROLES = frozenset(
    (
        "deltagare elev student praktikant soldat polis företagare medarbetare handledare överste kung ledare "
        "företrädare representant ombudsman ägare råd "
    ).split()
)
ROLE_MODIFIERS = frozenset(
    (
        "vice tidigare tillförordnad tillförordnade tf t.f biträdande vikarierande verkställande politisk "
        "politiske ekonomisk ansvarig ansvarige regional nationell nationella lokal ny nya nye nyvald nytillträdd "
        "avgående f.d förre förra dåvarande ordinarie andre andra förste första senior chefs stabs generell "
        "operativ teknisk teknisk medicinsk juridisk strategisk administrativ utsedd särskild pensionerad blivande "
        "enhets press politiska ekonomiskpolitisk kommunal vetenskaplig personlig fackliga facklig konstnärlig "
        "konstnärliga adjungerad "
    ).split()
)
ROLE_PREPOSITIONS = frozenset(("på i för vid hos inom av från med till över åt bakom ").split())
TITLES = frozenset(["dr", "prof", "doktor", "herr", "fru", "fröken"])

DEFINITE_ROLES = (  # ending of the definite form → of the base form, longest first
    ("chefen", "chef"),
    ("cheferna", "chef"),
    ("chefer", "chef"),
    ("ministern", "minister"),
    ("ministrarna", "minister"),
    ("ministrar", "minister"),
    ("råden", "råd"),
    ("rådet", "råd"),
    ("ordföranden", "ordförande"),
    ("ordförandena", "ordförande"),
    ("arna", "are"),
    ("aren", "are"),
    ("arien", "arie"),
    ("fören", "för"),
    ("doktoranden", "doktorand"),
    ("volontären", "volontär"),
    ("konstnären", "konstnär"),
    ("intendenten", "intendent"),
    ("terapeuten", "terapeut"),
    ("teknikern", "tekniker"),
    ("musikern", "musiker"),
    ("producenten", "producent"),
    ("controllern", "controller"),
    ("kamreren", "kamrer"),
    ("prosten", "prost"),
    ("brandmannen", "brandman"),
    ("törerna", "tör"),
    ("tören", "tör"),
    ("sören", "sör"),
    ("jören", "jör"),
    ("nören", "nör"),
    ("atorn", "ator"),
    ("atorerna", "ator"),
    ("torn", "tor"),
    ("sorn", "sor"),
    ("rektorn", "rektor"),
    ("presidenten", "president"),
    ("presidenterna", "president"),
    ("konsulenten", "konsulent"),
    ("assistenten", "assistent"),
    ("strategen", "strateg"),
    ("strategerna", "strateg"),
    ("pedagogen", "pedagog"),
    ("pedagogerna", "pedagog"),
    ("talespersonen", "talesperson"),
    ("talespersoner", "talesperson"),
    ("talesmannen", "talesman"),
    ("coachen", "coach"),
    ("guiden", "guide"),
    ("experten", "expert"),
    ("ekonomen", "ekonom"),
    ("konsulten", "konsult"),
    ("ledamoten", "ledamot"),
    ("ledamöterna", "ledamot"),
    ("ledamöter", "ledamot"),
    ("analytikern", "analytiker"),
    ("hövdingen", "hövding"),
    ("hövdingarna", "hövding"),
    ("advokaten", "advokat"),
    ("docenten", "docent"),
    ("agenten", "agent"),
    ("arkitekten", "arkitekt"),
    ("juristen", "jurist"),
    ("fotografen", "fotograf"),
    ("ombudet", "ombud"),
    ("ombudsmannen", "ombudsman"),
    ("sköterskan", "sköterska"),
    ("mentorn", "mentor"),
    ("språkröret", "språkrör"),
    ("språkrören", "språkrör"),
    ("kocken", "kock"),
    ("eleven", "elev"),
    ("studenten", "student"),
    ("praktikanten", "praktikant"),
    ("polisen", "polis"),
    ("tolken", "tolk"),
    ("lotsen", "lots"),
    ("talmannen", "talman"),
    ("representanten", "representant"),
    ("representanter", "representant"),
    ("kuratorn", "kurator"),
    ("psykologen", "psykolog"),
    ("socionomen", "socionom"),
    ("journalisten", "journalist"),
    ("adjunkten", "adjunkt"),
    ("ägaren", "ägare"),
    ("biskopen", "biskop"),
    ("generalen", "general"),
    ("kyrkoherden", "kyrkoherde"),
    ("prästen", "präst"),
    ("ansvarige", "ansvarig"),
    ("ansvariga", "ansvarig"),
    ("sakkunnige", "sakkunnig"),
    ("ekonomiskpolitiske", "ekonomiskpolitisk"),
)

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "januari jan",
            "februari feb",
            "mars mar",
            "april apr",
            "maj",
            "juni jun",
            "juli jul",
            "augusti aug",
            "september sep sept",
            "oktober okt oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}

NUMBER_WORDS = {
    word: number
    for number, words in {
        0.5: "halv halva",
        1: "en ett",
        2: "två bägge",
        3: "tre",
        4: "fyra",
        5: "fem",
        6: "sex",
        7: "sju",
        8: "åtta",
        9: "nio",
        10: "tio",
        11: "elva",
        12: "tolv",
        13: "tretton",
        14: "fjorton",
        15: "femton",
        16: "sexton",
        17: "sjutton",
        18: "arton",
        19: "nitton",
        20: "tjugo",
        30: "trettio",
        40: "fyrtio",
        50: "femtio",
        60: "sextio",
        70: "sjuttio",
        80: "åttio",
        90: "nittio",
        100: "hundra etthundra",
        200: "tvåhundra",
        300: "trehundra",
        500: "femhundra",
        1000: "tusen ettusen",
    }.items()
    for word in words.split()
}
NUMBER_WORDS |= {
    f"{tens}{ones}": NUMBER_WORDS[tens] + NUMBER_WORDS[ones]
    for tens in ["tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"]
    for ones in ["en", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"]
}

# Capitalised words that begin sentences or lines and are no part of a name.
NOT_NAMES = frozenset(
    (
        "andra första tredje möt träffa hallå grattis bakom framför bredvid ovanför kring "
        "i en ett den det de vi jag du ni hon han man och men att som för till från på med av om under efter innan "
        "när där här då nu idag igår imorgon så samt eller vid hos över utan utöver enligt även också bland hur "
        "vad vem vilka vilken vilket varför kan ska vill har är var blir får går ser alla allt många flera några "
        "ingen inget inga varje både sedan dessutom däremot därför tack läs se mer foto fotograf bild kontakt "
        "kontakta telefon tel mobil mejl epost e-post webb adress fax publicerad uppdaterad senast januari "
        "februari mars april maj juni juli augusti september oktober november december måndag tisdag onsdag "
        "torsdag fredag lördag söndag jul påsk sverige norden europa eu fn svenska svensk europeiska europeisk "
        "regeringen riksdagen regering kommunen kommun kommuner region regionen län länet länsstyrelsen förbundet "
        "ab hb förening föreningen stiftelsen fakta projektet satsningen text illustration faktaruta "
        "pressmeddelande nyhet artikel rapport sida socialstyrelsen nya ny norra södra östra västra stora lilla "
        "gamla centrum stad staden torget gatan vägen skolan skola gymnasiet högskolan universitet universitetet "
        "ring mejla maila skriv prata besök fråga följ hör hälsa välkomna ansök "
        "mot mellan genom inom utanför tidigare tillsammans samtidigt fler färre totalt presskontakt "
        "pressekreterare bildtext sfi komvux finsam esf inför utifrån trots medan eftersom sveriges "
        "norges danmarks finlands svenskt "
        "världens european world joint forced national global program moderaterna "
        "liberalerna centerpartiet nato usa storbritannien nobel internationella budget "
    ).split()
)
ORGANISATION_WORDS = frozenset(
    (
        "ab hb kb aktiebolag bolag bolaget kommun kommuns region regionen länsstyrelsen länsstyrelse förbund "
        "förbundet samordningsförbundet samordningsförbund kommunförbundet stiftelsen stiftelse förening "
        "föreningen universitet universitetet högskola högskolan myndigheten myndighet verket institutet institut "
        "fonden fond rådet nämnden kommittén kommission kommissionen skolan gymnasiet gymnasium akademien akademin "
        "museet museum teatern sjukhus sjukhuset bank banken group consulting sweden sverige institute university "
        "foundation fund council united nations source force forces unit hub organisation official memorial "
        "studentkårer bostäder bostads fastigheter energi nät arena folkhögskola "
        "församling församlingen kyrkan kyrka centrum center jobbcenter komvux jobbtorg finsam forum partiet "
        "departementet europeiska internationella nationella kungliga svenska norra södra östra västra stora lilla "
        "gamla nya sankt street road avenue park gatan vägen torg torget plats international award priset pris "
        "dagen veckan day summit conference "
    ).split()
)

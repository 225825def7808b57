"""Every setting of Brygga's own: what it holds, without it too, and what it means.

docs/installningar.md is written from here (`make reference`), `manage.py check` knows the names and the kinds from
here, and `options.option` the defaults. The meanings are for that page, so they are Swedish and not translated.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple


class Option(NamedTuple):
    """A setting: its default, the kinds of values it takes, what it means (Markdown), and whom it is for."""

    default: Any
    kinds: tuple[type, ...]
    meaning: str
    part: str


class Variable(NamedTuple):
    """A variable of the environment that the runnable site reads. `without` is empty where it must be set."""

    without: str
    meaning: str


WEB, SECURITY, FILES, IMPORT = "Webbplatsen", "Säkerhet och drift", "Uppladdade filer", "Importen"
_LIST = (list, tuple)
_NUMBER = (int, float)

#: What a browser has and no page of ours asks for.
NEEDLESS = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
)

OPTIONS: dict[str, Option] = {
    "BRYGGA_RAISE_EXTRAS": Option(
        None,
        (bool,),
        "om ett tillbehör som går sönder (ett diagram, en bild, sökmotorernas data) får stoppa sin sida. Annars "
        "utelämnas det och skrivs i loggen. Utan inställningen gäller `DEBUG`",
        WEB,
    ),
    "BRYGGA_ANSWERS_PER_HOUR": Option(
        20,
        (int,),
        "så många svar och prenumerationer tas emot i timmen från ett och samma ställe (se "
        "[bakom en proxy](sakerhet.md#bakom-en-proxy))",
        WEB,
    ),
    "BRYGGA_LETTERS_AT_A_TIME": Option(
        1000, (int,), "så många brev till prenumeranter skickar en körning av `manage.py send_letters`", WEB
    ),
    "BRYGGA_VISITOR_COOKIES": Option(
        (),
        _LIST,
        'kakor som er egen webbplats sätter hos besökare, som `{"name": …, "purpose": …}`. Då står de på sidan om '
        "personuppgifter och sidfoten lovar inget annat",
        WEB,
    ),
    "BRYGGA_PAGE_CACHE": Option(
        None,
        (bool,),
        "om hela publika sidor sparas tills något ändras (se [prestanda.md](prestanda.md#sparade-sidor)). Utan "
        "inställningen sparas de när `DEBUG` är av",
        WEB,
    ),
    "BRYGGA_PAGE_CACHE_SECONDS": Option(
        3600, _NUMBER, "så länge sparas en sida som längst, också när inget ändras", WEB
    ),
    "BRYGGA_UNSEEN_MODELS": Option(
        (),
        _LIST,
        'modeller och appar (`"statistik"`, `"statistik.Visning"`) som ingen publik sida visar något ur: när de '
        "ändras får de sparade sidorna ligga kvar",
        WEB,
    ),
    "BRYGGA_PROXIES": Option(
        0,
        (int,),
        "så många egna proxyservrar står framför och säger besökarens adress (se "
        "[bakom en proxy](sakerhet.md#bakom-en-proxy))",
        SECURITY,
    ),
    "BRYGGA_LOGIN_TRIES": Option(
        5, (int,), "så många fel lösenord för ett konto från samma plats innan nästa försök får vänta", SECURITY
    ),
    "BRYGGA_PERMISSIONS_POLICY": Option(
        dict.fromkeys(NEEDLESS, "()"),
        (dict,),
        "vad sidorna får använda av besökarens apparat: funktion och vem, `()` för ingen",
        SECURITY,
    ),
    "BRYGGA_ADMIN_CSP": Option(
        None,
        (dict,),
        "innehållspolicy för adresserna som `CONTENT_SECURITY_POLICY` undantar, alltså admin (se "
        "[sakerhet.md](sakerhet.md#webbläsarna))",
        SECURITY,
    ),
    "BRYGGA_CSP_REPORTS": Option(
        False, (bool,), "om webbläsare berättar vad innehållspolicyn hindrade. Det skrivs i loggen", SECURITY
    ),
    "BRYGGA_SECURITY_CONTACT": Option(
        (),
        (str, *_LIST),
        "adresser i `/.well-known/security.txt`. Utan dem webbplatsens egen e-post",
        SECURITY,
    ),
    "BRYGGA_SECURITY_POLICY": Option(
        "", (str,), "adressen till en sida om hur man anmäler en brist, för `security.txt`", SECURITY
    ),
    "BRYGGA_HEALTH_PATH": Option(
        "/-/", (str,), "under den svarar `live` och `ready` (se [sakerhet.md](sakerhet.md#övervakning))", SECURITY
    ),
    "BRYGGA_SEARCH_DOCUMENTS": Option(
        True,
        (bool,),
        "om orden i uppladdade dokument (Word, PDF, text) läses för sökningen. Äldre dokument läses med "
        "`manage.py read_document_words`",
        FILES,
    ),
    "BRYGGA_X_ACCEL": Option(
        "",
        (str,),
        "nginx interna adress till mappen med uppladdade filer, till exempel `/filer/`: nginx läser filen när Brygga "
        "har sagt ja (se [nginx framför](installera.md#5-nginx-framför))",
        FILES,
    ),
    "BRYGGA_X_SENDFILE": Option(
        False, (bool,), "detsamma för webbservrar med `X-Sendfile`, till exempel Apache", FILES
    ),
    # Nobody can guess a folder that is never served: an import says what to set.
    "BRYGGA_RAW_ROOT": Option(
        None,
        (str, Path),
        "mapp för importens originalfiler, aldrig under `MEDIA_ROOT`. Utan den säger importen till",
        IMPORT,
    ),
    "BRYGGA_FETCH": Option(
        {},
        (dict,),
        'hur importen hämtar från webben, till exempel `{"delay": 2.0}`: fälten i `brygga.importers.sources.Manners`',
        IMPORT,
    ),
    "BRYGGA_IMPORT_PATIENCE": Option(
        600.0, _NUMBER, "så många sekunder väntar en import på en databas som inte svarar", IMPORT
    ),
    "BRYGGA_IMPORT_SIGNALS": Option(
        False,
        (bool,),
        "om importen skickar Djangos och Wagtails signaler för varje sida (se "
        "[architecture.md](architecture.md#signals-and-hooks))",
        IMPORT,
    ),
    "BRYGGA_UPLOAD_LIMITS": Option(
        {"megabytes": 2000, "files": 2000}, (dict,), "så mycket kan släppas i **Ny import** åt gången", IMPORT
    ),
    "BRYGGA_READING_HOOKS": Option(
        (),
        _LIST,
        "egen kod som körs före och efter läsningen av varje dokument (se [kallor.md](kallor.md#egna-läskrokar))",
        IMPORT,
    ),
    "BRYGGA_PAGE_TYPES": Option(
        {},
        (dict,),
        "egna sidtyper som importen gör sidor av (se [Egna fält](installera.md#egna-fält-på-sidorna))",
        IMPORT,
    ),
    "BRYGGA_ARTICLE_MAPPING": Option(
        "",
        (str,),
        "sökväg till en `ArticleMapping`: dokumenten blir sidor av webbplatsens egen typ i stället för nyheter (se "
        "[egna-sidtyper.md](egna-sidtyper.md))",
        IMPORT,
    ),
    "BRYGGA_SOURCES": Option(
        (), _LIST, "egna slag av källor att importera ur (se [kallor.md](kallor.md#egna-källor))", IMPORT
    ),
    "BRYGGA_IMAGE_DEFAULTS": Option(
        {},
        (dict,),
        "värden för fält som webbplatsens egen bildmodell kräver av importerade bilder, till exempel "
        '`{"rights": "Kommunen"}`',
        IMPORT,
    ),
    "BRYGGA_DOCUMENT_DEFAULTS": Option({}, (dict,), "detsamma för dokument", IMPORT),
}

VARIABLES: dict[str, Variable] = {
    "SECRET_KEY": Variable(
        "", 'minst 50 slumpade tecken: `python -c "import secrets; print(secrets.token_urlsafe(60))"`'
    ),
    "DATABASE_URL": Variable("", "`postgresql://användare:lösenord@värd:5432/databas`"),
    "ALLOWED_HOSTS": Variable("", "värdnamn, åtskilda med komma: `jobb.kommunen.se`"),
    "BRYGGA_BASE_URL": Variable("", "webbplatsens adress, för länkar i e-post och flöden: `https://jobb.kommunen.se`"),
    "BRYGGA_VAR": Variable("`var/`", "mapp för allt som skrivs: uppladdade filer, statiska filer, originalfiler"),
    "MEDIA_ROOT": Variable("`$BRYGGA_VAR/media`", "uppladdade bilder och dokument"),
    "BRYGGA_RAW_ROOT": Variable("`$BRYGGA_VAR/raw`", "importens originalfiler, får inte ligga under `MEDIA_ROOT`"),
    "BRYGGA_X_ACCEL": Variable("tom", "detsamma som inställningen med samma namn"),
    "REDIS_URL": Variable(
        "en cache i varje process",
        "`redis://127.0.0.1:6379/0`. Utan den syns en ändring i meny, sidfot eller antal i de andra processerna först "
        "efter högst en minut ([prestanda.md](prestanda.md))",
    ),
    "BRYGGA_SSL_REDIRECT": Variable("`1`", "`0` om omdirigeringen till https redan görs framför"),
    "BRYGGA_DEBUG": Variable("`0`", "`1` visar Djangos felsidor i demon. Läses inte i produktion"),
    "BRYGGA_PROXIES": Variable("`1`", "hur många egna servrar som står framför och lägger till i `X-Forwarded-For`"),
    "BRYGGA_SESSION_HOURS": Variable("`12`", "så många timmar gäller en inloggning"),
    "BRYGGA_SECURITY_CONTACT": Variable("webbplatsens e-post", "adresser i `security.txt`, åtskilda med komma"),
    "BRYGGA_CSP_REPORTS": Variable("`0`", "`1`: webbläsare berättar vad innehållspolicyn hindrade"),
    "BRYGGA_HSTS_PRELOAD": Variable("`0`", "`1` för en domän som ska stå i webbläsarnas lista över platser med https"),
    "BRYGGA_LOG": Variable("rader", "`json`: en JSON-rad för varje händelse i loggen"),
    "LOG_LEVEL": Variable("`INFO`", "hur mycket som skrivs i loggen"),
}
#: What production does not start without.
REQUIRED = ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "BRYGGA_BASE_URL")

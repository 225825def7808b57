"""An invented municipality's old web site, for measuring: as many articles as one asks for, no two alike.

`write_site(folder, count)` writes HTML pages in the order of their dates, with images beside them. As in a real
archive the staff, the units and the projects come and go: an article has one to four quotes by people of its time,
names a unit and often one of the projects that run then, gives figures, contacts, lists, questions and answers now and
then, links back to earlier articles, and sometimes forward to a later one. The same number gives the same article.
Everything in it is invented.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import PIL.Image

BASE = "https://gammal.solvik.example"
PLACES = "Solvik Norrbyn Tallåsen Björkvik Stensund Granliden Ekhamn Sjötorp Hällesjö Högmo Furudal Lillsele".split()
FIRST = (
    "Maja Ola Eva Nils Karin Amir Sofia Per Leila Johan Hanna Erik Fatima Lars Ingrid Yusuf Birgitta Mats Samira Olof "
    "Greta Anton Helin Göran Ulrika Tomas Nadia Bengt Elin Viktor"
).split()
LAST = (
    "Lindgren Berg Ek Sund Åkesson Nyström Haddad Falk Öberg Dahl Hedlund Lind Rask Norén Wik Strand Al-Amin Palm "
    "Forslund Moberg Kvist Ström Hassan Lundqvist Bäck Ahlin Modig Sjödin Vall Ros"
).split()
ROLES = (
    "enhetschef projektledare arbetsmarknadskonsulent integrationssamordnare handledare rektor verksamhetschef "
    "näringslivsutvecklare kommunalråd förvaltningschef studievägledare processledare"
).split()
UNITS = (
    ("Arbetsmarknadsenheten", "AME"),
    ("Enheten för vuxnas lärande", "EVL"),
    ("Jobbcentrum", ""),
    ("Integrationsenheten", ""),
    ("Enheten för sysselsättning och arbete", "ESA"),
    ("Navigatorcentrum", ""),
    ("Vuxenutbildningen", ""),
    ("Näringslivsenheten", ""),
)
FUNDERS = (
    "Europeiska socialfonden",
    "Arbetsförmedlingen",
    "Region Värmland",
    "Länsstyrelsen Värmland",
    "Tillväxtverket",
)
PROJECT_STEMS = (
    "Nysteg Framväg Arbetsbron Kompetensspåret Lyftkraft Språkvägen Startbanan Växtrum Hantverkslyftet Jobbspåret "
    "Medvind Vägvisaren Utsikten Kraftsamling Skogskraft Omstart Yrkesbron Stegvis Samspel Grönyta"
).split()
WORKPLACES = (
    "köket verkstaden växthuset tvätteriet caféet skogslaget måleriet bageriet återbruket lagret snickeriet "
    "syateljén trädgården cykelverkstaden butiken storköket vaktmästeriet biblioteket badhuset hembygdsgården"
).split()
WHO = (
    "deltagarna",
    "de som nyss har kommit till Sverige",
    "ungdomarna",
    "de arbetssökande",
    "eleverna",
    "sommarjobbarna",
    "föräldralediga kvinnor",
    "de som står längst från arbetsmarknaden",
)
DO = (
    "lagar lunch till äldreboendena",
    "läser svenska tillsammans med en lärare",
    "prövar olika yrken",
    "lagar cyklar som lämnas in på återvinningen",
    "röjer sly längs lederna",
    "syr om gamla gardiner till väskor",
    "lär sig köra truck",
    "bygger bänkar till kommunens parker",
    "skriver ansökningar och övar intervjuer",
    "odlar grönsaker som säljs på torget",
    "renoverar möbler från skolorna",
    "gör studiebesök hos företagen på orten",
)
WHEN = (
    "tre dagar i veckan",
    "varje tisdag",
    "under våren",
    "på förmiddagarna",
    "hela hösten",
    "sedan i januari",
    "fyra timmar om dagen",
)
WHY = (
    "Tanken är att ingen ska behöva vänta på sin tur",
    "Målet är att fler ska få ett arbete som de kan leva på",
    "På så sätt möts de som söker folk och de som söker jobb",
    "Det har visat sig att språket kommer snabbare då",
    "Därför har flera förvaltningar gått samman",
    "Arbetsgivarna har efterlyst just detta",
    "Enligt utvärderingen är de flesta nöjda",
    "Platserna tar snabbt slut, och det finns en kö",
)
SAID = (
    "Vi är stolta över alla som kommer hit",
    "Det märks på dem att de växer med uppgiften",
    "Jag hade inte vågat hoppas på så många sökande",
    "Utan företagen hade det här aldrig gått",
    "Det viktigaste är att man blir sedd",
    "Många tror att det är svårt, men det är det inte",
    "Vi har lärt oss mycket av det som inte fungerade",
    "Nu vet vi vad som krävs för att lyckas",
    "Här får man misslyckas och försöka igen",
    "Vi behöver hjälpas åt, och det gör vi",
)
VERBS = ("säger", "berättar", "menar", "förklarar", "konstaterar")
ASKED = (
    ("Vem får vara med?", "Alla som är inskrivna hos oss och har fyllt {n} år."),
    ("Vad kostar det?", "Det kostar ingenting, och du får {n} kronor om dagen i ersättning."),
    ("Hur lång tid tar det?", "De flesta är klara efter {n} veckor."),
    ("Var håller ni till?", "I {place}, i huset intill {work}."),
)
MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
PAGE = """<!doctype html>
<html lang="sv"><head><meta charset="utf-8"><title>{title} - Solviks kommun</title>
<link rel="canonical" href="{address}"><meta name="description" content="{lead}"></head>
<body><header><a href="/">Solviks kommun</a></header>
<nav><ul><li><a href="/">Start</a></li><li><a href="/nyheter/">Nyheter</a></li><li><a href="/kontakt/">Kontakt</a></li>
</ul></nav><main><article><h1>{title}</h1><p class="date">Publicerad: {day}</p><p class="ingress">{lead}</p>
{body}
</article></main><footer><p>Solviks kommun, Storgatan 1, 600 00 Solvik</p><p>Om webbplatsen</p></footer></body></html>
"""


@dataclass
class Article:
    """One article before it is a page: where it lies in the archive, its address and what it says."""

    number: int
    chance: random.Random
    parts: list[str] = field(default_factory=list)
    images: dict[str, bytes] = field(default_factory=dict)

    def say(self, text: str) -> None:
        self.parts.append(f"<p>{text}</p>")


def day_of(number: int) -> date:
    """Two articles a week from 2005; after twenty years the next office's archive begins, in 2005 again."""
    return date(2005, 1, 3) + timedelta(days=(number * 7 // 2) % 7300)


def path_of(number: int) -> str:
    """The article's path on the old site, in the order of the numbers."""
    day = day_of(number)
    work = random.Random(number).choice(WORKPLACES)
    slug = work.translate(str.maketrans("åäöé", "aaoe"))
    return f"nyheter/{number // 500:03d}/{number:06d}-{day.year}-{slug}.html"


def person_of(number: int, nth: int) -> tuple[str, str]:
    """Somebody who speaks for the municipality at the time of the article: the same few for a while, then others."""
    chance = random.Random((number // 25) * 7 + nth)
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}", chance.choice(ROLES)


def project_of(number: int) -> str:
    """One of the projects that run at the time; a new one begins every fortieth article."""
    serial = max(0, number // 40 - random.Random(-number).randint(0, 6))
    stem = PROJECT_STEMS[serial % len(PROJECT_STEMS)]
    place = PLACES[serial // len(PROJECT_STEMS) % len(PLACES)]
    generation = serial // (len(PROJECT_STEMS) * len(PLACES)) + 1
    return f"{stem} {place}" + (f" {generation}" if generation > 1 else "")


def article(number: int, count: int) -> tuple[str, dict[str, bytes]]:
    """The page as HTML, and its images by their path below the article's folder."""
    made = Article(number, random.Random(number * 31 + 5))
    chance, say = made.chance, made.say
    work, place = random.Random(number).choice(WORKPLACES), chance.choice(PLACES)
    unit, short = UNITS[number // 3 % len(UNITS)]
    unit_name = f"{unit} ({short})" if short and chance.random() < 0.4 else unit
    boss, role = person_of(number, 0)
    title = chance.choice(
        (
            f"Nu öppnar {work} i {place}",
            f"{chance.randint(8, 60)} nya platser i {work}",
            f"Så gick det för {work} i {place}",
            f"{place} satsar på {work}",
            f"Från {work} till fast jobb i {place}",
            f"Öppet hus i {work}",
        )
    )
    title += f" {MONTHS[day_of(number).month - 1]} {day_of(number).year}"
    who, do = chance.choice(WHO), chance.choice(DO)
    lead = f"I {work} i {place} {chance.choice(('har', 'finns'))} {unit} {chance.randint(5, 90)} platser. "
    lead += f"Där möts {who} och {chance.choice(WHO)} {chance.choice(WHEN)}."
    say(f"{unit_name} i Solviks kommun ansvarar för {work}. {who.capitalize()} {do} {chance.choice(WHEN)}.")
    _image(made, work)
    _quote(made, boss, role, f"på {unit} i Solviks kommun")
    if chance.random() < 0.4:
        _project(made, count)
    for _ in range(chance.randint(2, 4)):
        if chance.random() < 0.5:
            made.parts.append(f"<h2>{chance.choice(('Så arbetar', 'Här finns', 'Därför behövs'))} {work}</h2>")
        facts = f"{chance.choice(WHO).capitalize()} {chance.choice(DO)} {chance.choice(WHEN)}. {chance.choice(WHY)}. "
        facts += f"{chance.choice(WHO).capitalize()} {chance.choice(DO)} {chance.choice(WHEN)}, "
        say(facts + f"och det har de gjort {chance.randint(2, 400)} gånger. {chance.choice(WHY)}.")
        if chance.random() < 0.5:
            name, title_of = person_of(number, chance.randint(0, 3))
            _quote(made, name, title_of, chance.choice((f"i {place}", "i Solviks kommun", f"på {unit}")))
    if chance.random() < 0.3:
        year = day_of(number).year
        say(f"Under {year} fick {chance.randint(12, 300)} personer arbete eller studier genom {unit}.")
    if chance.random() < 0.15:
        points = "".join(f"<li>{w.capitalize()} {chance.choice(DO)}.</li>" for w in chance.sample(WHO, 3))
        made.parts.append(f"<p>Under dagen:</p><ul>{points}</ul>")
    if chance.random() < 0.06:
        for question, answer in chance.sample(ASKED, 3):
            made.parts.append(f"<h3>{question}</h3>")
            say(answer.format(n=chance.randint(3, 40), place=place, work=work))
    _links(made, count)
    if chance.random() < 0.7:
        made.parts.append(f"<h2>Kontakt</h2><p>{boss}, {role}<br>Telefon: 0555-{number % 90 + 10} {number % 80 + 10}")
        made.parts.append(f"<br>E-post: {_mail(boss)}</p>")
    html = PAGE.format(
        title=title, lead=lead, day=day_of(number), address=f"{BASE}/{path_of(number)}", body="\n".join(made.parts)
    )
    return html, made.images


def _mail(name: str) -> str:
    plain = name.casefold().translate(str.maketrans("åäöéø ", "aaoeo."))
    return f"{plain}@solvik.example"


def _quote(made: Article, name: str, role: str, where: str) -> None:
    chance = made.chance
    said = " ".join(f"{s}." for s in chance.sample(SAID, chance.randint(1, 2)))[:-1]
    made.say(f"– {said}, {chance.choice(VERBS)} {name}, {role} {where}.")


def _image(made: Article, work: str) -> None:
    """A picture of its own in half of the articles, none in the others."""
    chance = made.chance
    if chance.random() < 0.5:
        return
    small = PIL.Image.frombytes("RGB", (24, 16), chance.randbytes(24 * 16 * 3))
    out = io.BytesIO()
    small.resize((480, 320), PIL.Image.Resampling.BICUBIC).save(out, "JPEG", quality=80)
    name = f"bilder/{made.number:06d}.jpg"
    made.images[name] = out.getvalue()
    alt = f"{chance.choice(WHO).capitalize()} i {work}"
    photo = f"Foto: {chance.choice(FIRST)} {chance.choice(LAST)}"
    made.parts.append(
        f'<figure><img src="{name}" alt="{alt}"><figcaption>{alt}, bild {made.number}. {photo}</figcaption></figure>'
    )


def _project(made: Article, count: int) -> None:
    """What an article says of a project: when it is new much, later a word or two."""
    chance, name = made.chance, project_of(made.number)
    about = random.Random(name)
    places = about.sample(PLACES[1:], 2)
    funder, share = about.choice(FUNDERS), about.choice(("hälften", "40 procent", "67 procent"))
    until = day_of(made.number).year + about.randint(1, 3)
    match chance.randint(0, 4):
        case 0:
            made.say(
                f"Projektet {name} är ett samarbete mellan Solviks, {places[0]}s och {places[1]}s kommuner. "
                f"{funder} betalar {share}. Projektet {name} pågår till och med {until}."
            )
        case 1:
            made.say(f"Satsningen är en del av projektet {name}, som finansieras av {funder}.")
        case 2:
            made.say(f"Målet för projektet {name} är att {about.randint(40, 75)} procent ska ha ett arbete {until}.")
        case _:
            made.say(f"Projektet {name} har {chance.randint(10, 200)} deltagare. {chance.choice(WHY)}.")


def _links(made: Article, count: int) -> None:
    """Links back, in one article of fourteen to a later one, and in one of ten out of the archive."""
    chance, number = made.chance, made.number
    targets = [max(0, number - chance.randint(1, 80)) for _ in range(chance.choice((0, 0, 0, 1, 1, 2)))]
    if chance.random() < 0.07:
        targets.append(min(count - 1, number + chance.randint(1, 300)))
    links = [f'<a href="/{path_of(target)}">Läs mer om {target}</a>' for target in targets if target != number]
    if chance.random() < 0.1:
        links.append(f'<a href="https://www.example.org/rapport/{number}">Rapport nummer {number}</a>')
    if links:
        made.say("Läs också: " + ", ".join(links) + ".")


def write_site(folder: Path, start: int, stop: int, count: int) -> None:
    """Write the articles `start` to `stop` of an archive of `count` into the folder, with their images."""
    for number in range(start, stop):
        path = folder / path_of(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        html, images = article(number, count)
        path.write_text(html, encoding="utf-8")
        for name, data in images.items():
            (path.parent / name).parent.mkdir(exist_ok=True)
            (path.parent / name).write_bytes(data)

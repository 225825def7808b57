"""Invented sites of different make, for what the reader learns of a site: every name in their mark-up is random.

A site is a build (where things stand) and a seed (what its classes are called, what its articles say). Each page comes
with its gold: what an article has, and which lines are the site's.
"""

# ruff: noqa: E501  (mark-up is as long as it is)

from __future__ import annotations

import random
import string
from collections.abc import Callable
from dataclasses import dataclass, field

_WHO = "Biblioteket|Musikskolan|Hemtjänsten|Badhuset|Fritidsgården|Räddningstjänsten|Konsthallen|Gymnasiet".split("|")
_DOES = (
    "öppnar dörrarna för|bygger om lokalerna med|söker sommarjobbare till|firar tjugo år med|startar en kurs om|"
    "får nytt bidrag till|visar en utställning om|prövar ett nytt sätt med"
).split("|")
_WHAT = (
    "släktforskning|simskola för vuxna|cykelvägar i skogen|konst av barn|digitala körkort|skördefest|vinterdäck|"
    "matlagning över gränserna|gammal folkmusik|fågelskådning|återbruk av möbler|ljud och ljus"
).split("|")
_MORE = (
    "Arbetet tar ungefär {n} veckor, och under tiden går det bra att använda ingången mot {place}.|"
    "I {place} väntar {n} personer på besked, och de flesta räknar med ett svar före midsommar.|"
    "Det kostar {n} kronor att vara med, och den som bor nära {place} kan låna cykel utan avgift.|"
    "Förra året kom {n} besökare till {place}, vilket var fler än någon hade vågat hoppas på.|"
    "Vi har tänkt på {place} länge, och nu finns det {n} anledningar att äntligen börja, säger arbetsledaren.|"
    "Bussen stannar {n} meter från {place}, så att också den som inte har bil kan ta sig dit på kvällen.|"
    "När {place} var nytt fanns här {n} lador, och några av dem står kvar bakom den höga hagtornshäcken."
).split("|")
_PLACES = "Norra kajen|Kvarnbacken|Gläntan|Storgatan|Lillåsen|Stationshuset|Ekudden|Brovakten|Vallgraven".split("|")
_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
BOX = "Projektet pågår i tre år och betalas av kommunen, regionen och fem föreningar tillsammans."
PERSON, MAIL = "Åsa Lindvall, projektledare", "asa.lindvall@solvik.example"
SLOGAN = "Solvik – mitt emellan havet och skogen"
ABOUT = "Solviks kommun är en arbetsgivare för alla. Här bor vi nära både natur och stad, och vi växer tillsammans."
COOKIES = "Vi använder kakor för att webbplatsen ska fungera så bra som möjligt för dig. Godkänn"
FOOT = "Solviks kommun, Torget 1, 123 45 Solvik. Växel 0123-45 60 00. kommun@solvik.example"


@dataclass
class Article:
    number: int
    title: str
    lead: str
    paragraphs: list[str]
    published: str
    date: str
    boxed: bool
    contact: bool

    @property
    def kept(self) -> list[str]:
        """Every piece of text that is the article's."""
        return [self.lead, *self.paragraphs, *([BOX] if self.boxed else []), *([MAIL] if self.contact else [])]


@dataclass
class SitePage:
    html: str
    article: Article
    furniture: list[str] = field(default_factory=list)


def articles(seed: str, number: int) -> list[Article]:
    rng = random.Random(f"text {seed}")
    found: list[Article] = []
    titles: set[str] = set()
    while len(found) < number:
        who, does, what = rng.choice(_WHO), rng.choice(_DOES), rng.choice(_WHAT)
        title = f"{who} {does} {what}"
        if title in titles:
            continue
        titles.add(title)
        lead = f"{who} {does} {what} vid {rng.choice(_PLACES)}, och {rng.randint(11, 990)} personer har anmält sig."
        told = [part.format(n=rng.randint(11, 9990), place=rng.choice(_PLACES)) for part in rng.sample(_MORE, 5)]
        paragraphs = [f"{told[0]} {told[1]}", told[2], f"{told[3]} {told[4]}"]
        year, month, day = rng.randint(2008, 2019), rng.randint(1, 12), rng.randint(1, 28)
        at = len(found)
        found.append(
            Article(
                at, title, lead, paragraphs, f"{year}-{month:02}-{day:02}", f"{day} {_MONTHS[month - 1]} {year}",
                boxed=at % 3 == 0, contact=at % 2 == 0,
            )
        )  # fmt: skip
    return found


class Names:
    """Random class names, the same for the same role in all of a site."""

    def __init__(self, seed: str) -> None:
        self._rng, self._names = random.Random(f"names {seed}"), {}

    def __call__(self, role: str) -> str:
        letters = string.ascii_lowercase
        if role not in self._names:
            self._names[role] = "".join(self._rng.choice(letters) for _ in range(self._rng.randint(3, 8)))
        return f'class="{self._names[role]}"'


def _menu(tag: str = "div") -> str:
    names = "Barn och skola|Bygga och bo|Omsorg och stöd|Uppleva och göra|Trafik och miljö|Näringsliv och arbete"
    return "".join(f'<{tag}><a href="/{n}">{name}</a></{tag}>' for n, name in enumerate(names.split("|")))


def _news(others: list[Article], tag: str = "div") -> str:
    return "".join(f'<{tag}><a href="/nyhet/{o.number}">{o.title}</a></{tag}>' for o in others)


def _text(a: Article, c: Names, tag: str = "p") -> str:
    box = f"<div {c('box')}><h3>Om projektet</h3><p>{BOX}</p></div>" if a.boxed else ""
    card = f'<div {c("card")}><p>{PERSON}</p><p><a href="mailto:{MAIL}">{MAIL}</a></p></div>' if a.contact else ""
    return "".join(f"<{tag}>{p}</{tag}>" for p in a.paragraphs) + box + card


Build = Callable[[Article, list[Article], Names], str]


def tables(a: Article, others: list[Article], c: Names) -> str:
    text = f"<p><b>{a.lead}</b></p>{_text(a, c)}"
    return (
        f"<table {c('top')}><tr><td><a href='/'>Solviks kommun</a></td><td>{SLOGAN}</td></tr></table>"
        f"<table><tr><td {c('left')}><table>{''.join(f'<tr><td>{m}</td></tr>' for m in _menu().split('</div>')[:-1])}"
        f"</table></td><td {c('mid')}><font size=5><b>{a.title}</b></font><br><i>Publicerad {a.published}</i>{text}</td>"
        f"<td {c('right')}><b>Aktuellt</b>{_news(others, 'p')}</td></tr></table>"
        f"<table><tr><td><font size=1>{FOOT}</font></td></tr></table>"
    )


def soup(a: Article, others: list[Article], c: Names) -> str:
    return (
        f"<div {c('ck')}><div>{COOKIES}</div></div><div {c('hd')}><h1>Solviks kommun</h1><div>{SLOGAN}</div></div>"
        f"<div {c('nav')}>{_menu()}</div><div {c('bc')}><a href='/'>Start</a> / <a href='/n'>Nyheter</a> / {a.title}</div>"
        f"<div {c('w')}><div {c('a')}><h2>{a.title}</h2><div {c('d')}>{a.date}</div><div {c('l')}>{a.lead}</div>"
        f"<div {c('t')}>{_text(a, c)}</div></div><div {c('r')}><h3>Senaste nytt</h3>{_news(others)}"
        f"<div {c('ab')}><h3>Om Solvik</h3><p>{ABOUT}</p></div></div></div><div {c('ft')}><div>{FOOT}</div></div>"
    )


def portlets(a: Article, others: list[Article], c: Names) -> str:
    portlet = c("p")
    return (
        f"<div {c('top')}><span>Solviks kommun</span></div><div {c('cols')}><div {c('one')}><dl {portlet}><dt>Meny</dt>"
        f"{_menu('dd')}</dl></div><div {c('two')}><div><h1>{a.title}</h1><p {c('b')}>Senast ändrad {a.published}</p>"
        f"<p {c('l')}>{a.lead}</p>{_text(a, c)}<p {c('more')}><a href='/n'>Läs mer om nyheter</a></p></div></div>"
        f"<div {c('three')}><dl {portlet}><dt>Nyheter</dt>{_news(others, 'dd')}</dl><dl {portlet}><dt>Välkommen</dt>"
        f"<dd>{ABOUT}</dd></dl></div></div><div {c('f')}>{FOOT}</div>"
    )


def column(a: Article, others: list[Article], c: Names) -> str:
    return (
        f"<div {c('x')}><div>Solviks kommun</div><ul>{_menu('li')}</ul></div><div {c('y')}><h1>{a.title}</h1>"
        f"<div {c('i')}><img src='/b/{a.number}.jpg' alt='' width=600></div><div {c('l')}>{a.lead}</div>{_text(a, c)}"
        f"<div {c('d')}>{a.published}</div><div {c('s')}><a href='/d'>Dela sidan</a> <a href='/p'>Skriv ut</a></div>"
        f"<div {c('o')}><p>{ABOUT}</p></div><div {c('n')}><h2>Fler nyheter</h2>{_news(others, 'p')}</div></div>"
        f"<div {c('z')}><p>{FOOT}</p></div><div {c('k')}>{COOKIES}</div>"
    )


def banner(a: Article, others: list[Article], c: Names) -> str:
    alert = "Viktig information: tillfälligt ändrade öppettider i receptionen under hela veckan. Läs mer"
    return (
        f"<section {c('al')}><p>{alert}</p></section><section {c('h')}><div>Solviks kommun</div><p>{SLOGAN}</p></section>"
        f"<section {c('m')}><section {c('q')}><h2>{a.title}</h2><p {c('l')}>{a.lead}</p></section><section {c('t')}>"
        f"{_text(a, c)}</section><section {c('d')}><p>Publicerad: {a.date}</p></section></section>"
        f"<section {c('s')}><h2>Aktuellt just nu</h2>{_news(others)}</section><section {c('f')}><p>{FOOT}</p>"
        f"<p>{ABOUT}</p></section>"
    )


def breaks(a: Article, others: list[Article], c: Names) -> str:
    text = "<br><br>".join([a.lead, *a.paragraphs])
    box = f"<div {c('b')}><b>Om projektet</b><br>{BOX}</div>" if a.boxed else ""
    card = f'<div {c("p")}>{PERSON}<br><a href="mailto:{MAIL}">{MAIL}</a></div>' if a.contact else ""
    return (
        f"<div {c('h')}>{SLOGAN}</div><div {c('n')}>{_menu('span')}</div><div {c('m')}><div {c('v')}>{_news(others)}</div>"
        f"<div {c('c')}><div {c('t')}>{a.title}</div><div {c('d')}>{a.published}</div><div {c('x')}>{text}</div>{box}{card}"
        f"<div {c('o')}><a href='#top'>Till toppen</a></div></div></div><div {c('f')}>{FOOT}</div>"
    )


def lists(a: Article, others: list[Article], c: Names) -> str:
    teasers = "".join(
        f"<div {c('te')}><h3><a href='/{o.number}'>{o.title}</a></h3><p>{o.lead}</p><a href='/{o.number}'>Läs mer</a></div>"
        for o in others[:3]
    )
    return (
        f"<div {c('a')}><ul>{_menu('li')}</ul></div><div {c('b')}><p {c('bc')}><a href='/'>Hem</a> &gt; {a.title}</p>"
        f"<div {c('e')}><p {c('d')}>{a.date}</p><h1>{a.title}</h1><h4>{a.lead}</h4>{_text(a, c)}</div>"
        f"<div {c('g')}><h2>Fler nyheter</h2>{teasers}</div><div {c('j')}><p>{ABOUT}</p><p>Har du en fråga? Ring oss på "
        f"0123-45 60 00 så hjälper vi dig vidare till rätt person.</p></div></div><div {c('k')}><p>{FOOT}</p></div>"
    )


def frames(a: Article, others: list[Article], c: Names) -> str:
    return (
        f"<div {c('o')}><div {c('a')}><p>{COOKIES}</p></div><div {c('b')}><p>{SLOGAN}</p></div><div {c('c')}>"
        f"<div {c('d')}><p>Publicerat {a.date}</p></div><div {c('e')}><h2>{a.title}</h2></div><div {c('f')}><p>{a.lead}</p>"
        f"</div><div {c('g')}><div>{_text(a, c)}</div></div></div><div {c('h')}><div {c('i')}><p>{ABOUT}</p></div>"
        f"<div {c('j')}>{_menu('p')}</div><div {c('l')}>{_news(others, 'p')}</div></div><div {c('m')}><p>{FOOT}</p></div></div>"
    )


SEEN: dict[str, Build] = {build.__name__: build for build in (tables, soup, portlets, column)}
UNSEEN: dict[str, Build] = {build.__name__: build for build in (banner, breaks, lists, frames)}
_FURNITURE = (SLOGAN, ABOUT, COOKIES, FOOT, "Uppleva och göra", "Läs mer om nyheter", "Dela sidan", "Till toppen")


def site(name: str, number: int = 24, seed: str = "") -> list[SitePage]:
    """The pages of a site of this build."""
    build, names, told = {**SEEN, **UNSEEN}[name], Names(name + seed), articles(name + seed, number)
    rng = random.Random(f"others {name}{seed}")
    pages = []
    for article in told:
        others = rng.sample([other for other in told[:14] if other is not article], 5)
        body = build(article, others, names)
        head = f"<title>{article.title} - Solviks kommun</title>"
        own = "\n".join(article.kept)
        lines = [line for line in _FURNITURE if line in body] + [o.title for o in others if o.title not in own]
        html = f'<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
        pages.append(SitePage(html, article, lines))
    return pages

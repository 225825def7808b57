"""Pages put together of invented pieces, each of which is known to be the article's or the page's furniture.

Every piece stands in a box, a tag and names that are drawn by chance, also such as are usual for the other sort: a
contact in an aside, sentences in a cookie row, an article in boxes without any name. `data-gold` says what it is; the
readers look at no such attribute.
"""

# ruff: noqa: E501  (mark-up is as long as it is)

from __future__ import annotations

import random
from collections.abc import Iterator

ARTICLE, FURNITURE = "article", "furniture"
_PROSE = (
    "Verkstaden i Solvik tar emot den som söker arbete, både på förmiddagen och på kvällen.",
    "I våras började fjorton personer, och nio av dem har gått vidare till en anställning hos ett företag i bygden.",
    "Handledarna ritar en plan tillsammans med var och en. Planen följs upp efter tre veckor, och sedan varje månad.",
    "Kursen är gratis. Den som behöver får reskort, skyddskläder och hjälp att läsa kontraktet innan det skrivs på.",
    "Samordningsförbundet betalar hälften, och resten kommer från kommunen och från <a href='/region'>regionen</a>.",
    "Arbetet började som ett försök i hamnen, där det fanns en tom lokal och tre snickare som ville lära ut sitt yrke.",
    "Nämnden beslutade i mars att försöket ska fortsätta. Beslutet gäller till och med juni nästa år.",
)
_SHORT = (
    "Lokalen är öppen.", "Alla är välkomna.", "Det blev en fullsatt kväll.", "Vi bjuder på kaffe.", "Ingen anmälan behövs.",
    "Tid: torsdag 24 november klockan 18", "Plats: Folkets hus i Solvik", "Målgrupp: vuxna över 25 år", "Projektägare: Solviks kommun",
    "Antal deltagare: 62",
)  # fmt: skip
_NAMES = ("Maj Ek", "Bo Ask", "Alva Lind", "Rana Aziz", "Per Udd, kursledare", "Siv Tall, enhetschef")
_HEADINGS = (
    "Så går det till",
    "Vem kan vara med?",
    "Det här händer nu",
    "Resultat efter ett år",
    "Kontakt",
    "Mer om försöket",
)
_SPEECH = (
    "– Det är möten som får människor vidare, säger Alva Lind, enhetschef.",
    "– Jag kunde laga mat men inte bokföra. Nu kan jag bådadera, säger Rana Aziz.",
)
_LINKS = (
    "Barn och skola",
    "Bygga och bo",
    "Kultur och fritid",
    "Omsorg och stöd",
    "Jobb",
    "Näringsliv",
    "Kommun och politik",
    "Självservice",
)
_NEWS = (
    "Ny bro över ån öppnar i maj",
    "Så blir sommarens badplatser",
    "Biblioteket får nya tider",
    "Fler platser på förskolan i norr",
)
_OTHER = (
    "Kommunfullmäktige har bestämt var den nya bron ska ligga. Bygget börjar i höst.",
    "Här hittar du årets badplatser, med parkering och temperatur i vattnet.",
    "Från och med måndag gäller nya öppettider på alla bibliotek.",
)
# Furniture: what it is usually called, and what stands in it.
_FURNITURE: dict[str, tuple[str, tuple[str, ...]]] = {
    "cookies": ("cookie-bar", ("<p>Vi använder kakor för att webbplatsen ska fungera så bra som möjligt för dig. <a href='/kakor'>Läs om kakor</a></p><button>Jag godkänner</button>", "<div>Den här webbplatsen använder cookies. Genom att fortsätta godkänner du det.</div>")),
    "navigation": ("main-menu", ()),
    "breadcrumb": ("breadcrumbs", ("<p>Du är här: <a href='/'>Start</a> / <a href='/jobb'>Jobb</a> / Nyheter</p>",)),
    "footer": ("site-footer", ("<p>Solviks kommun, Box 12, 555 55 Solvik</p><p>Växel: 0555-123 00</p><p>kommun@solvik.example</p>", "<div>© Solviks kommun</div><div><a href='/om'>Om webbplatsen</a></div>", "<h2>Kontakta oss</h2><p>Växel 0555-123 00, måndag till fredag. Postadress: 555 55 Solvik</p>")),
    "share": ("share-buttons", ("<ul><li><a href='https://f.example/s'>Facebook</a></li><li><a href='https://t.example/s'>Twitter</a></li></ul>", "<p>Dela: <a href='https://f.example/s'>Facebook</a></p>")),
    "comments": ("comments", ("<h3>2 kommentarer</h3><div><b>Kalle</b><p>Bra att det händer något i hamnen till slut. Min bror gick kursen i fjol.</p></div><div><b>Lisa</b><p>När öppnar ni för fler? Jag har väntat sedan i januari.</p></div>", "<h3>Lämna en kommentar</h3><p>Din e-postadress publiceras inte.</p><form><label>Namn</label><input><textarea></textarea><button>Skicka</button></form>")),
    "subscribe": ("newsletter", ("<h3>Nyhetsbrev</h3><p>Prenumerera på vårt nyhetsbrev och få nyheterna varje vecka.</p><form><input><button>Prenumerera</button></form>",)),
    "search": ("search-box", ("<form><label>Sök på webbplatsen</label><input><button>Sök</button></form>",)),
    "login": ("login", ("<p><a href='/logga-in'>Logga in på Mina sidor</a></p>",)),
    "feedback": ("feedback", ("<p>Hjälpte den här informationen dig?</p><button>Ja</button><button>Nej</button>",)),
    "tools": ("page-tools", ("<ul><li><a href='#'>Lyssna</a></li><li><a href='javascript:print()'>Skriv ut</a></li></ul>",)),
    "related": ("related-news", ()),
    "advertisement": ("promo", ("<h3><a href='/jobba'>Jobba hos oss</a></h3><p>Vi söker dig som vill göra skillnad. <a href='/jobba'>Se lediga jobb</a></p>",)),
    "tags": ("tags", ("<p>Ämnen: <a href='/a' rel='tag'>arbete</a>, <a href='/b' rel='tag'>skola</a></p>",)),
    "sidebar": ("sidebar", ("<h2>Självservice</h2><ul><li><a href='/1'>Ansök om förskola</a></li><li><a href='/2'>Felanmälan</a></li><li><a href='/3'>Betala räkning</a></li></ul>",)),
}  # fmt: skip
_OF_CONTENT = (
    "tag",
    "popup",
    "promo",
    "sidebar-text",
    "share",
    "teaser",
    "dialog",
    "tools",
    "related",
)  # names that mislead
_NEUTRAL = ("", "", "c-12", "box", "row", "wrap", "q7z", "inner", "text-block")
_TAGS = {
    "navigation": "nav",
    "footer": "footer",
    "sidebar": "aside",
    "related": "aside",
    "advertisement": "aside",
    "comments": "section",
}


def pages(number: int, seed: int = 13) -> Iterator[str]:
    """So many pages, the same ones each time."""
    for at in range(number):
        yield _Page(random.Random(f"{seed} {at}")).html()


class _Page:
    def __init__(self, by: random.Random) -> None:
        self.by = by
        self.semantic = by.random() < 0.6  # tags say what things are
        self.named = by.random() < 0.6  # names do

    def html(self) -> str:
        by = self.by
        title = by.choice(_NEWS).replace("Så blir", "Nu kommer")
        above = "".join(
            self._furniture(kind)
            for kind in ("cookies", "login", "search", "navigation", "breadcrumb")
            if by.random() < 0.7
        )
        side = "".join(self._furniture(kind) for kind in ("sidebar", "advertisement", "related") if by.random() < 0.5)
        below = "".join(
            self._furniture(kind)
            for kind in ("share", "tags", "feedback", "tools", "subscribe", "comments", "related")
            if by.random() < 0.4
        )
        foot = self._furniture("footer")
        pieces = [self._article() for _ in range(by.randint(3, 9))]
        if by.random() < 0.3:
            pieces.insert(
                len(pieces) // 2, self._furniture(by.choice(("related", "share", "advertisement", "subscribe")))
            )
        text = f"<h1 data-gold='{ARTICLE}'>{title}</h1>" + "".join(pieces)
        beside = self._article(apart=True) if by.random() < 0.4 else ""
        shell = by.choice(("main", "article", "container", "table", "bare", "inside"))
        if shell in ("main", "article") and self.semantic:
            body = f"{above}<{shell}>{text}{below}</{shell}>{beside}{side}{foot}"
        elif shell == "container" and self.named:
            body = f"{above}<div id='content'><div class='entry-content'>{text}</div>{below}</div>{beside}{side}{foot}"
        elif shell == "table":
            body = f"{above}<table><tr><td>{side}</td><td>{text}{beside}</td></tr></table>{below}{foot}"
        elif shell == "inside":
            body = f"<div class='{by.choice(_NEUTRAL)}'>{above}<div>{text}{beside}{below}</div><div>{side}</div></div>{foot}"
        else:
            body = f"{above}<div>{text}{below}</div><div>{beside}{side}</div>{foot}"
        described = f'<meta name="description" content="{_PROSE[0]}">' if by.random() < 0.4 else ""
        return f'<html lang="sv"><head><title>{title} – Solviks kommun</title>{described}</head><body>{body}</body></html>'

    def _article(self, *, apart: bool = False) -> str:
        by = self.by
        kind = by.choice(
            (
                "prose",
                "prose",
                "prose",
                "heading",
                "list",
                "names",
                "card",
                "facts",
                "speech",
                "table",
                "files",
                "picture",
            )
        )
        if apart:
            kind = by.choice(("card", "prose", "facts", "files"))
        if kind == "prose":
            inner = "".join(f"<p>{text}</p>" for text in by.sample(_PROSE, by.randint(1, 3)))
        elif kind == "heading":
            inner = f"<h2>{by.choice(_HEADINGS)}</h2><p>{by.choice(_PROSE)}</p>"
        elif kind == "list":
            inner = f"<ul>{''.join(f'<li>{text}</li>' for text in by.sample((*_PROSE, *_SHORT), 3))}</ul>"
        elif kind == "names":
            inner = "".join(f"<p>{name}</p>" for name in by.sample(_NAMES, 4))
            inner = f"<h3>Deltagare</h3>{inner}"
        elif kind == "card":
            inner = "<p>Siv Tall, enhetschef<br>Telefon: 0555-123 46<br><a href='mailto:siv.tall@solvik.example'>siv.tall@solvik.example</a></p>"
            inner = by.choice((inner, f"<h3>Kontakt</h3>{inner}"))
        elif kind == "facts":
            inner = "".join(f"<p>{text}</p>" for text in by.sample(_SHORT, 3))
        elif kind == "speech":
            inner = f"<p>{by.choice(_SPEECH)}</p>"
        elif kind == "table":
            inner = "<table><tr><th>År</th><th>Deltagare</th></tr><tr><td>2021</td><td>62</td></tr><tr><td>2022</td><td>70</td></tr></table>"
        elif kind == "files":
            inner = "<h3>Dokument</h3><ul><li><a href='/beslut.pdf'>Beslutet i sin helhet</a></li><li><a href='/rapport.pdf'>Årsrapporten</a></li></ul>"
        else:
            inner = "<figure><img src='/bild.jpg' alt='Hamnen'><figcaption>Hamnen i Solvik. Foto: Maj Ek</figcaption></figure>"
        if by.random() < 0.25 and kind not in ("picture", "table"):  # editors that write boxes for paragraphs
            inner = inner.replace("<p>", "<div>").replace("</p>", "</div>")
        if not apart and by.random() < 0.6:
            return (
                inner.replace("<p>", f"<p data-gold='{ARTICLE}'>")
                if inner.startswith("<p>") and "<h3>" not in inner
                else self._box(inner, ARTICLE, "div", "")
            )
        tag = by.choice(("div", "section", "aside" if self.semantic else "div"))
        name = by.choice(_OF_CONTENT) if self.named and by.random() < 0.25 else by.choice(_NEUTRAL)
        return self._box(inner, ARTICLE, tag, name)

    def _furniture(self, kind: str) -> str:
        by = self.by
        name, inners = _FURNITURE[kind]
        if kind == "navigation":
            inner = f"<ul>{''.join(f'<li><a href=/{at}>{text}</a></li>' for at, text in enumerate(by.sample(_LINKS, 6)))}</ul>"
        elif kind == "related":
            cards = zip(by.sample(_NEWS, 3), by.sample(_OTHER, 3), strict=True)
            told = by.random() < 0.5
            inner = "<h2>Fler nyheter</h2>" + "".join(
                f"<div><h3><a href='/n'>{title}</a></h3>{f'<p>{text}</p>' if told else ''}</div>"
                for title, text in cards
            )
        else:
            inner = by.choice(inners)
        tag = _TAGS.get(kind, "div") if self.semantic else "div"
        return self._box(inner, FURNITURE, tag, name if self.named and by.random() < 0.8 else by.choice(_NEUTRAL))

    def _box(self, inner: str, gold: str, tag: str, name: str) -> str:
        kind = self.by.choice(("class", "id")) if name else ""
        named = f' {kind}="{name}"' if kind else ""
        return f"<{tag}{named} data-gold='{gold}'>{inner}</{tag}>"

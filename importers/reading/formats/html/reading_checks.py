"""What a page itself says against how it was read: checks that need nobody who knows the answer.

Each gives a problem with a code, so that whoever goes through the items sees where to look.
"""

from __future__ import annotations

import re

from ...model.article import Article, Problem
from ...model.site_knowledge import SiteKnowledge
from ...model.spans import Span
from . import evidence, hrefs, noise, title
from .element import Element
from .meta_value import Metadata
from .metadata import without_site
from .page_plan import Plan
from .sentences import line_around
from .tree import Page

_LEAST = 30  # characters of a description that says something
_ALIKE = 0.35
_REFUSED = re.compile(
    r"(?:åtkomst nekad|du (?:har inte behörighet|saknar behörighet|måste logga in)|"
    r"logga in för att (?:läsa|fortsätta|se)|"
    r"sidan (?:finns inte|hittades inte|kunde inte hittas|kan inte visas)|kunde inte hitta sidan|"
    r"sidan\b.{0,40}\b(?:har flyttats|har tagits bort|tagits bort|finns inte (?:längre|kvar))|"
    r"(?:request|url) (?:was )?(?:rejected|blocked)|"
    r"(?:webbplatsen|sajten|tjänsten)\b.{0,40}\b(?:stängd|ur funktion|nere)\b|"
    r"(?:kontrollerar|verifierar|bekräfta) (?:att du|din webbläsare|om du)|"
    r"\b40[134]\b.{0,40}(?:fel|error|forbidden|not found|sidan)|access denied|page not found|forbidden|"
    r"(?:checking your browser|verify you are human|enable javascript|aktivera javascript|slå på javascript))",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(r"\w*ansvarig\b", re.IGNORECASE)
_HARDLY_WORDS = 9
_FEW_WORDS, _MOST_TOLD = 60, 5
_SAME_TITLES = 3  # pages with one title: more than a text and its copy
_MUCH, _MOST_OF_IT = 200, 0.75  # running text outside what a profile finds; the share that it should find
_PAGED = re.compile(
    r"(?:sid(?:a|an|or)|pages?|del)\b\s*:?(?:(?:\s*\d+\b|\s*\|)+|\s*\d+ (?:av|of|/) \d+)\s*"
    r"(?:nästa(?: sida)?|»|›|→)?\s*|"
    r"1(?:\s*[|·,]?\s*\d{1,2}){1,20}\s*(?:nästa(?: sida)?|»|›|→)?\s*",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?:(?:till )?nästa sida|fortsätt(?:ning)? (?:till|på) (?:nästa )?sidan?(?: \d+)?|läs vidare på sidan? \d+|"
    r"next page)\s*[»›→>]*",
    re.IGNORECASE,
)
# A link that leads to the rest of the text: "Läs fortsättningen i del 2", "Del 2: Hösten".
_CONTINUES = re.compile(
    r"(?:läs |till )?(?:fortsättning(?:en)?|resten)(?: (?:av (?:texten|artikeln)|(?:i|på) (?:del|sidan?) \d+|här))*"
    r"\s*[»›→>.]*|(?:läs )?del 2\b.{0,60}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:[^\W\d]+ )?2")  # "2", "Page 2", "Seite 2"
_PAGE_ADDRESS = re.compile(r"(?:/|[?&](?:page|sida|p|paged)=|/(?:page|sida)/)(\d{1,2})/?$", re.IGNORECASE)


def check(article: Article, page: Page, meta: Metadata, plan: Plan) -> None:
    """Add what the page says against its reading to the article's problems."""
    kept = _folded("\n".join([article.title.text, article.lead.text, *(block.text for block in article.blocks)]))
    _described(article, page, meta, kept)
    _reached(article, page, plan)
    _titled(article, meta)
    _goes_on(article, page, meta)
    _refused(article, kept)
    _little(article)


def compare_profile(page: Page, plan: Plan) -> None:
    """Say so where much of the page's running text lies outside what its profile finds."""
    body = page.root.find("body")
    mass = plan.place.mass
    whole = mass.get(page.root if body is None else body, 0.0)
    found = [*plan.roots, *plan.bylines, *([] if plan.lead is None else [plan.lead])]
    inside = set(found)
    held = sum(mass.get(part, 0.0) for part in found if not any(outer in inside for outer in part.iterancestors()))
    if whole - held > _MUCH and held < _MOST_OF_IT * whole:
        text = f"Profilen {plan.profile} hittar {round(100 * held / whole)} procent av sidans löpande text."
        page.problems.append(Problem("profile-differs", f"{text} Jämför med originalet, eller läs utan profil."))


def tell_doubts(article: Article, page: Page, doubts: dict[Element, str], roots: list[Element]) -> set[Span]:
    """Name the parts that were kept though something speaks against them, so that somebody can look: their names call
    them furniture, or they stand at the edge of the text, apart from its paragraphs. Gives back where they stand."""
    inside = set(roots)
    said: set[Span] = set()
    kept = [entry.span for entry in article.ledger if entry.state == "placed"]
    told = 0
    for element in sorted(doubts, key=lambda part: page.start[part]):
        span = page.span(element)
        if not any(part in inside for part in (element, *element.iterancestors())):
            continue
        if not any(one.start < span.end and span.start < one.end for one in kept):
            continue
        told += 1
        said.add(span)
        if told > _MOST_TOLD:
            continue
        if doubts[element] == "outside-text":
            why = "fast det står för sig självt vid textens kant"
        else:
            why = f"fast sidan kallar stycket «{noise.names_of(element)[:40]}»"
        text = f"«{_short(page.folded(element))}» är med, {why}."
        article.problems.append(Problem("doubtful-kept", f"{text} Ta bort det om det inte hör dit.", span))
    if told > _MOST_TOLD:
        text = f"{told - _MOST_TOLD} stycken till är med fast de kanske inte hör till texten. Jämför med originalet."
        _problem(article, "doubtful-kept", text)
    return said


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _problem(article: Article, code: str, message: str) -> None:
    article.problems.append(Problem(code, message))


def _described(article: Article, page: Page, meta: Metadata, kept: str) -> None:
    """The page's own description stands on the page, and not in the article."""
    said = re.sub(r"\s*(?:\.{3}|…|\[…\]|\[\.\.\.\])\s*$", "", meta.description)
    wanted = _folded(said)
    if len(said) < _LEAST or wanted in kept or _folded(article.title.text) == wanted:
        return
    body = page.root.find("body")
    if wanted in _folded(page.words(page.root if body is None else body)):
        text = f"Sidans egen beskrivning står på sidan men är inte med: «{_short(said)}». Kontrollera ingressen."
        _problem(article, "description-left-out", text)


def _reached(article: Article, page: Page, plan: Plan) -> None:
    """Somebody with a name can be reached by what the page says, and is not in the article."""
    told = {
        part.lower()
        for block in article.blocks
        for text in block.texts()
        for part in evidence.EMAIL.findall(text.text)
    }
    told |= {
        mark.href[7:].partition("?")[0].lower()
        for b in article.walk()
        for t in b.texts()
        for mark in t.marks
        if mark.href.startswith("mailto:")
    }
    for link in page.root.iter("a"):
        href = (link.get("href") or "").strip()
        address = href[7:].partition("?")[0].lower() if href.lower().startswith("mailto:") else ""
        if not address or address in told or not _is_somebodys(address):
            continue
        above = [link, *link.iterancestors()]
        framed = any(
            part.tag in ("nav", "footer", "header") or plan.place.cut.get(part) in evidence.FRAME for part in above
        )
        if framed or _RESPONSIBLE.search(line_around(page, link)):
            continue
        told.add(address)
        _problem(
            article,
            "contact-left-out",
            f"{address} står på sidan men inte i artikeln. Lägg till kontakten om den hör dit.",
        )


def _is_somebodys(address: str) -> bool:
    """Whether an address is a person's: name and name, with a point between."""
    return bool(re.fullmatch(r"[a-zåäöé-]{2,}\.[a-zåäöé-]{2,}(?:\.[a-zåäöé-]+)?@\S+", address))


def _titled(article: Article, meta: Metadata) -> None:
    """The title is the site's name, or the page gives another in its data."""
    if not article.title:
        return
    own = title.words(article.title.text)
    if title.is_site(article.title.text, meta.site_name):
        text = f"Rubriken «{_short(article.title.text)}» är webbplatsens namn. Skriv en rubrik."
        _problem(article, "title-is-site", text)
        return
    for said in (meta.headline, meta.og_title):
        forms = [form for form in without_site(said, meta.site_name) if form] if said else []
        if not forms or title.is_site(said, meta.site_name) or len(title.words(said)) < 2:
            continue
        if max(title.likeness(title.words(form), own) for form in forms) < _ALIKE and " ".join(own) not in _folded(
            said
        ):
            text = f"Sidan visar rubriken «{_short(article.title.text)}», men dess uppgifter säger «{_short(said)}»."
            _problem(article, "two-titles", f"{text} Välj den som stämmer.")
            return


def recurring_title(article: Article, knowledge: SiteKnowledge) -> None:
    """The title is that of other pages of the same site."""
    found = knowledge.recurs_as_title(article.title.text) if article.title else None
    if found is not None and found.count >= _SAME_TITLES:
        told = f"Rubriken «{_short(article.title.text)}» står på {found.count} av {found.pages} sidor i källan."
        _problem(article, "title-recurs", f"{told} Kontrollera att den är textens egen.")


def _goes_on(article: Article, page: Page, meta: Metadata) -> None:
    """The text goes on on another page, as numbered pages or a next one."""
    following = _second_page(page, meta.canonical or article.address or "")
    here = _PAGE_ADDRESS.search(article.address or "")
    wanted = str(int(here[1]) + 1) if here else "2"
    goes_on = (a for a in page.index.tags.get("a", ()) if _CONTINUES.fullmatch(" ".join(page.words(a).split())))
    following = following or next((a.get("href") or "" for a in goes_on if hrefs.is_link(a.get("href"))), "")
    for link in page.root.iter("link"):
        rel = (link.get("rel") or "").lower().split()
        match = _PAGE_ADDRESS.search((link.get("href") or "").strip())
        if "next" in rel and match and match[1] == wanted:
            following = match.string
    paged = any(
        entry.state == "dropped" and is_page_row(article.source_text[entry.span.start : entry.span.end])
        for entry in article.ledger
    )
    if paged and not following:
        addresses = [link.get("href") or "" for link in page.root.iter("a") if (page.words(link).strip()).isdigit()]
        following = next((address for address in addresses if _PAGE_ADDRESS.search(address)), "")
    if following or paged:
        where = f" på {hrefs.resolve(following, article.address)}" if following else ""
        text = f"Texten fortsätter på nästa sida{where}. Bara den här sidan är läst; läs även de andra."
        _problem(article, "goes-on", text)


def _second_page(page: Page, address: str) -> str:
    """The address of this page's own second page, in whatever language its link tells the number, or ""."""
    own = re.sub(r"[?#].*", "", address).rstrip("/")
    if not own or _PAGE_ADDRESS.search(own):
        return ""
    for link in page.root.iter("a"):
        href = link.get("href") or ""
        if href and "2" not in href:
            continue
        target = hrefs.resolve(href, address)
        match = _PAGE_ADDRESS.search(target)
        if match and match[1] == "2" and target[: match.start()].rstrip("/") == own:
            words = " ".join(page.words(link).split())
            if _NUMBERED.fullmatch(words) or _NEXT.fullmatch(words):
                return target
    return ""


def is_page_row(text: str) -> bool:
    """Whether a line is a row of numbered pages ("Sida: 1 2 3") or leads to the next."""
    line = " ".join(text.split())
    if len(line) > 80 or not (_PAGED.fullmatch(line) or _NEXT.fullmatch(line)):
        return False
    numbers = [int(number) for number in re.findall(r"\d+", line)]
    return not line[0].isdigit() or numbers == list(range(1, len(numbers) + 1))


def _refused(article: Article, kept: str) -> None:
    """The page is what a server gives in place of the article."""
    said = " ".join([article.title.text, article.lead.text, *(block.text for block in article.blocks)])
    if len(kept.split()) <= _FEW_WORDS and (match := _REFUSED.search(said)):
        text = f"Sidan ser ut att vara ett svar i stället för artikeln («{_short(match[0])}»). Hämta den igen."
        _problem(article, "refused", text)


def _little(article: Article) -> None:
    """The page has a title and hardly a word below it, nothing to fetch and nobody to ask: an empty shell."""
    known = {problem.code for problem in article.problems}
    if known & {"refused", "no-text", "script-page", "goes-on"} or article.images or article.links:
        return
    said = " ".join([article.lead.text, *(block.text for block in article.blocks)])
    if len(said.split()) < _HARDLY_WORDS and not evidence.EMAIL.search(said) and not re.search(r"\d", said):
        text = f"Sidan har nästan ingen text («{_short(said)}»). Kontrollera att det är en artikel och att den är hel."
        _problem(article, "little-text", text)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77].rstrip()}…"

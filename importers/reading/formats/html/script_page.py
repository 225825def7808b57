"""Pages that a script draws: the text stands as data in the page, and what is shown is what stands there meanwhile.

The data that the systems leave for their own scripts (JSON-LD's articleBody, `__NEXT_DATA__`, a state set in a
variable, JSON in a script element) is searched for what holds a title and running text, whatever its keys are called
beyond that, and made a page of that the other rules read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

from .element import Element
from .tree import Page

_MOST_SHOWN = 40  # words that a page which waits for its script shows at most
_MOST_LOADING, _A_LINE = 12, 6
_LEAST_PROSE = 40  # characters of running text in data
_MOST_NODES, _LONGEST = 20_000, 3_000_000
_STATE = re.compile(r"(?:^|[;\s])(?:window\.|var |let |const |self\.)?[\w$.\[\]\"']{2,60}\s*=\s*(?=[{\[])")
_MOUNT = re.compile(
    r"(?:app|root|__next|__nuxt|___gatsby|mount|react-?root|vue-?app|main-?app|app-?root)", re.IGNORECASE
)
_TITLE = ("title", "headline", "heading", "rubrik", "titel", "name", "header")
_LEAD = ("ingress", "intro", "lead", "preamble", "description", "summary", "excerpt", "standfirst", "introduction")
_BODY = ("articlebody", "body", "html", "content", "text", "value", "plaintext", "maincontent", "mainbody")
_DATE = re.compile(r"publi|effective|date|datum|created", re.IGNORECASE)
_ISO = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_SKIPPED = re.compile(
    r"menu|nav|foot|cookie|breadcrumb|sidebar|translation|config|i18n|style|css|script", re.IGNORECASE
)
_PROSE = re.compile(r"\w+[,;]?\s+\w+[,;]?\s+\w+[,;]?\s+\w+")
_TAG = re.compile(r"<\s*/?\s*(?:p|div|ul|ol|li|h[1-6]|br|strong|em|a|blockquote|section)\b", re.IGNORECASE)
_CODE = re.compile(r"[{};]\s*[\w.#-]+\s*[{:]|=>|function\s*\(|\bvar\b")


@dataclass(slots=True)
class Witness:
    """What a page's data say of its article. `parts` are HTML."""

    title: str = ""
    lead: str = ""
    published: str = ""
    parts: list[str] = field(default_factory=list)
    weight: int = 0

    def html(self) -> str:
        """The article as mark-up."""
        day = f'<p>Publicerad: <time datetime="{escape(self.published)}">{escape(self.published)}</time></p>'
        lead = f'<p class="ingress">{escape(self.lead)}</p>' if self.lead else ""
        head = f"<h1>{escape(self.title)}</h1>" if self.title else ""
        return f"<main><article>{head}{day if self.published else ''}{lead}{''.join(self.parts)}</article></main>"


def drawn_by_script(page: Page) -> tuple[bool, Witness | None]:
    """Whether a page shows next to nothing and a script is there to fill it; and what its data say of the article."""
    body = page.root.find("body")
    if not page.scripted or body is None:
        return False, None
    shown = page.words(body).split()
    if len(shown) > _MOST_SHOWN:
        return False, None
    witness = find_witness(page)
    if witness is not None and witness.weight > 2 * len(" ".join(shown)):
        return True, witness
    if _is_empty_mount(page, body):
        return True, None
    if len(shown) > _MOST_LOADING or next(body.iter("h1", "img", "a", "form"), None) is not None:
        return False, None
    mounted = any(_MOUNT.fullmatch(e.get("id") or "") for e in body.iter("div", "main"))
    return mounted or body.find(".//app-root") is not None or len(shown) <= _A_LINE, None


def _is_empty_mount(page: Page, body: Element) -> bool:
    """Whether what a script fills is there and empty, among menus and the like, and no heading or paragraph is."""
    mounts = [
        e for e in body.iter("div", "main", "app-root") if e.tag == "app-root" or _MOUNT.fullmatch(e.get("id") or "")
    ]
    text = next(body.iter("h1", "h2", "p", "article"), None)
    return text is None and any(not page.words(mount).strip() and not len(mount) for mount in mounts)


def waits(page: Page) -> dict[Element, str]:
    """What a page that a script draws shows until then: it goes as `loading`, where it is no more than a line."""
    body = page.root.find("body")
    if body is None or len(page.words(body).split()) > _MOST_LOADING:
        return {}
    return dict.fromkeys(body, "loading")


def find_witness(page: Page) -> Witness | None:
    """What the page's data say of its article, where they hold running text."""
    best: Witness | None = None
    for state in (*page.scripts, *page.states):
        for data in _data_in(state):
            found = _best_in(data)
            if found is not None and (best is None or found.weight > best.weight):
                best = found
    return best if best is not None and best.weight >= _LEAST_PROSE else None


def _data_in(script: str) -> Iterator[Any]:
    if len(script) > _LONGEST:
        return
    text = script.strip()
    if text[:1] in "{[":
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            return
        return
    decoder = json.JSONDecoder(strict=False)
    for match in _STATE.finditer(text):
        try:
            yield decoder.raw_decode(text, match.end())[0]
        except (ValueError, RecursionError):
            continue


def _best_in(data: Any) -> Witness | None:
    """The smallest object with a title that holds most of the running text."""
    best: Witness | None = None
    stack: list[Any] = [data]
    seen = 0
    while stack and seen < _MOST_NODES:
        value = stack.pop()
        seen += 1
        if isinstance(value, list):
            stack.extend(value)
        elif isinstance(value, dict):
            stack.extend(part for key, part in value.items() if not _SKIPPED.search(key))
            title = _named(value, _TITLE)
            if title and len(title) <= 300:
                found = _witness(value, title)
                if best is None or found.weight >= best.weight:
                    best = found
    return best


def _witness(value: dict[str, Any], title: str) -> Witness:
    found = Witness(title=title, lead=_named(value, _LEAD))
    for key, part in value.items():
        if not found.published and isinstance(part, str) and _DATE.search(key) and (day := _ISO.match(part)):
            found.published = day[0]
    _collect(value, found)
    return found


def _named(value: dict[str, Any], names: tuple[str, ...]) -> str:
    folded = {key.lower().rpartition(":")[2]: part for key, part in value.items()}
    for name in names:
        part = folded.get(name)
        if isinstance(part, str) and part.strip():
            return " ".join(re.sub(r"<[^>]{0,200}>", " ", part).split())
    return ""


def _collect(value: Any, found: Witness) -> None:
    """The running text and the contacts of an object, in its order."""
    stack: list[tuple[str, Any]] = [("", value)]
    seen = 0
    while stack and seen < _MOST_NODES:
        key, part = stack.pop()
        seen += 1
        if isinstance(part, list):
            stack.extend((key, item) for item in reversed(part))
        elif isinstance(part, dict):
            card = _card(part)
            if card and part is not value:
                found.parts.append(card)
                continue
            plain = isinstance(part.get("plaintext"), str)  # the same words as in `value`, which are cut to pieces
            stack.extend(
                (name, item)
                for name, item in reversed(part.items())
                if not _SKIPPED.search(name) and not (plain and name == "value")
            )
        elif isinstance(part, str):
            text = _as_html(key.lower(), part, found)
            if text:
                found.parts.append(text)
                found.weight += len(part)


def _as_html(key: str, text: str, found: Witness) -> str:
    bare = text.strip()
    if not bare or bare in (found.title, found.lead) or _CODE.search(bare[:400]):
        return ""
    if _TAG.search(bare):
        return f"<div>{bare}</div>" if _PROSE.search(re.sub(r"<[^>]*>", " ", bare)) else ""
    if key in (*_TITLE, *_LEAD) or not _PROSE.search(bare):
        return ""
    if key in _BODY or (len(bare) >= _LEAST_PROSE and bare.endswith((".", "!", "?"))):
        return "".join(f"<p>{escape(line.strip())}</p>" for line in bare.splitlines() if line.strip())
    return ""


def _card(part: dict[str, Any]) -> str:
    """The card of a contact, where an object is one: a name, and a number or an address."""
    folded = {key.lower(): str(item).strip() for key, item in part.items() if isinstance(item, str) and item.strip()}
    name = folded.get("name") or folded.get("namn") or folded.get("fullname") or ""
    reach = [
        folded[key]
        for key in ("tel", "phone", "telephone", "telefon", "mail", "email", "epost", "mejl")
        if key in folded
    ]
    if not name or not reach or len(name) > 80:
        return ""
    role = next((folded[key] for key in ("role", "title", "titel", "roll", "jobtitle") if key in folded), "")
    lines = [f"{name}, {role}" if role else name, *reach]
    return f'<div class="kontakt"><p>{"<br>".join(map(escape, lines))}</p></div>'

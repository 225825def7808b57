"""A breadcrumb trail, and what else stands in a title's own line."""

from __future__ import annotations

import re

from ...furniture import footer_rows, menu_rows
from ...model.spans import Text
from .text_lines import Line

_TRAIL_HOME = re.compile(
    r"(?:(?:du är här|här är du)\s*:?\s*)?(?:start(?:sida(?:n)?)?|hem|home|förstasidan|.{2,40}\.se)", re.IGNORECASE
)
TRAIL_SEPARATOR = re.compile(r"\s*(?:[/>»›→|\\]|\s[-–]\s)\s*")
TRAIL_SIGN = re.compile(r"\s[/>»›→]\s")
_PATH_SIGN = re.compile(r"\s[/>»›→]\s|\s*[|•·]\s*")
_TITLE_TOOL = re.compile(r"\s+(?:print|skriv ut|lyssna|dela sidan|share|dela)$", re.IGNORECASE)
TITLE_SITE = re.compile(r"\s+[|–—-]\s+(?P<site>(?:(?!\s[|–—-]\s)[^|]){3,60})$")
_TITLE_KIND = re.compile(r"(?P<kind>Pressmeddelande|Nyhet|Nyheter|Pressinbjudan|Aktuellt)(?=[A-ZÅÄÖ][a-zåäö])")


def is_trail(string: str) -> bool:
    """A breadcrumb trail that may end in the page's own title."""
    return len(trail_parts(string)) >= 2


def is_path(string: str) -> bool:
    """Whether a line is short steps with signs between them, wherever it begins: "Solvik » Arbete » Nytt"."""
    parts = _PATH_SIGN.split(string)
    short = all(part and len(part.split()) <= 4 and not re.search(r"[.!?:]$", part) for part in parts[:-1])
    return len(parts) > 2 and short and len(parts[-1].split()) <= 20


def trail_parts(string: str) -> list[str]:
    """The steps of a breadcrumb trail that begins at the start page, glued together or parted by signs; else none."""
    if len(string) > 400:
        return []
    string = re.sub(r"^(?:du är här|här är du|sökväg)\s*:?\s*", "", string, flags=re.IGNORECASE)
    for parts in (TRAIL_SEPARATOR.split(string), menu_rows.glued_parts(string)):
        if len(parts) >= 2 and _TRAIL_HOME.fullmatch(parts[0].strip()):
            return [p.strip() for p in parts if p.strip()]
    return []


def folded_words(string: str) -> str:
    string = re.sub(r"^(?:©|\(c\)|copyright)\s*[\d–-]*", "", string, flags=re.IGNORECASE)
    return re.sub(r"\W+", " ", string.casefold()).strip()


def title_text(line: Line) -> tuple[Text, list[tuple[Text, str]]]:
    """The title in a title line, and what is cut off from it with the rule: breadcrumbs, tools, the site's name."""
    text = line.text
    cut: list[tuple[Text, str]] = []
    parts = trail_parts(text.text)
    if parts:
        start = text.text.rindex(parts[-1])
        cut.append((text[:start], "breadcrumb"))
        text = text[start:]
    kind = _TITLE_KIND.match(text.text)
    if kind:
        cut.append((text[: kind.end()], "kind-label"))
        text = text[kind.end() :]
    tool = _TITLE_TOOL.search(text.text)
    if tool and tool.start():
        cut.append((text[tool.start() :], "print"))
        text = text[: tool.start()]
    site = TITLE_SITE.search(text.text)
    if site and footer_rows.BODY_NAME.fullmatch(site["site"]):
        cut.append((text[site.start() :], "site-name"))
        text = text[: site.start()]
    return text.strip(), cut

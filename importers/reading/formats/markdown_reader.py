"""Markdown with a head of fields, as Jekyll, Hugo and other site generators keep their pages.

The text becomes the page that the generator made of it and is read as that. The generators' own marks (Liquid,
shortcodes) are undone: pictures and links as what they showed, of others the words are kept.
"""

from __future__ import annotations

import re
from collections import Counter
from html import escape

from markdown_it import MarkdownIt

from ..furniture.wording import is_wording
from ..model.article import Article, Problem
from ..swedish.timestamps import swedish_day
from .front_matter import FrontMatter, every, first, front_matter, strings
from .html.html_reader import read_html

_TITLE = ("title", "titel", "rubrik")
_LEAD = ("ingress", "lead", "preamble", "description", "summary", "excerpt", "beskrivning", "sammanfattning")
_DATE = ("date", "datum", "publishdate", "published_at", "published")
_UPDATED = ("lastmod", "last_modified_at", "modified", "updated", "uppdaterad", "updated_at")
_TOPICS = ("tags", "categories", "category", "tag", "keywords", "taggar", "kategorier")
_AUTHOR = ("author", "authors", "forfattare", "författare")
_IMAGE = ("image", "featured_image", "featuredimage", "cover", "header_image", "thumbnail", "bild")
# Fields that say how the page is made, where it lies and who may see it: nobody reads them on it.
_MACHINE = frozenset(
    (
        "layout type slug url permalink aliases redirect_from redirect_to weight draft published expirydate "
        "unpublishdate lang language locale translationkey id guid uid nav_order menu parent sitemap robots template "
        "render headless toc comments math outputs markup hidden order position path private password linktitle"
    ).split()
)
_SHORTCODE = re.compile(
    r"\{\{[<%]\s*(?P<close>/)?\s*(?P<name>[\w/.-]+)(?P<rest>(?:[^{}\"`]|\"(?:[^\"\\]|\\.)*\"|`[^`]*`){0,4000}?)/?\s*[%>]\}\}"
)
_LIQUID = re.compile(r"\{%-?\s*(?P<name>\w+)(?P<rest>[^%]{0,4000})-?%\}")
_VALUE = re.compile(r"\{\{-?\s*(?P<what>[^{}<%]{1,400}?)\s*-?\}\}")
_OPTION = re.compile(r"(?P<name>[\w-]+)\s*=\s*(?:\"(?P<a>(?:[^\"\\]|\\.)*)\"|'(?P<b>[^']*)'|`(?P<c>[^`]*)`)")
_ALONE = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|(\S+)")
_STYLE = re.compile(r"^[ \t]*\{:[^{}\n]*\}[ \t]*$|\{:[.#][^{}\n]*\}", re.M)
_CODE = re.compile(r"^(?P<fence>```+|~~~+).*?^(?P=fence)[ \t]*$|`[^`\n]+`", re.S | re.M)
_PICTURES = frozenset({"figure", "img", "image", "picture", "bild"})


def has_head(text: str) -> bool:
    """Whether a text is Markdown with a head of fields."""
    return front_matter(text) is not None


def read_markdown(text: str, *, source: str, address: str | None = None) -> Article:
    """The Article of a text in Markdown whose head `has_head` found."""
    head = front_matter(text) or FrontMatter({}, 0)
    undone = _Undone()
    page, left = _page(head.values, undone.text(text[head.body :]))
    article = read_html(page, source=source, address=address)
    article.format = "markdown"
    article.author = article.author or first(head.values, *_AUTHOR) or None
    article.topics = list(dict.fromkeys([*article.topics, *every(head.values, *_TOPICS)]))
    if undone.gone:
        names = ", ".join(name for name, _ in undone.gone.most_common(8))
        article.problems.append(
            Problem(
                "dead-shortcodes",
                f"Texten hade webbplatsgeneratorns egna koder ({names}). Orden i dem är kvar, koderna är borta. "
                "Kontrollera att inget saknas.",
            )
        )
    if left:
        told = f"Fält i filens huvud är inte med på sidan: {', '.join(left[:12])}."
        article.problems.append(Problem("fields-left", told))
    return article


def _page(values: dict[str, object], body: str) -> tuple[str, list[str]]:
    """The page, and the names of the fields that are not on it."""
    rendered = _markdown().render(body)
    title, lead = first(values, *_TITLE), first(values, *_LEAD)
    repeated = title and re.match(r"\s*<h1>\s*(.*?)\s*</h1>", rendered, re.S)
    if repeated and " ".join(re.sub(r"<[^>]*>", "", repeated[1]).split()) == escape(title):
        rendered = rendered[repeated.end() :]
    elif not title and (repeated := re.search(r"<h1>(.*?)</h1>", rendered, re.S)):
        title = ""  # the text's own first heading is the title
    image = first(values, *_IMAGE)
    known = {*_TITLE, *_LEAD[:1], *_DATE, *_UPDATED, *_TOPICS, *_AUTHOR, *_IMAGE, *_MACHINE}
    used_lead = next((name for name in _LEAD if first(values, name)), "")
    words, left = [], []
    for name, value in values.items():
        folded = name.casefold()
        if folded == used_lead or (folded in known and not (folded in _IMAGE and isinstance(value, dict))):
            continue
        if folded in _LEAD and first(values, folded) == lead:
            continue
        told = [w for key, w in strings(value, name) if is_wording(key, w) and w != lead]
        words += told
        if not told and any(True for _ in strings(value, name)):
            left.append(name)
    metas = [("article:published_time", swedish_day(first(values, *_DATE)) or "")]
    metas += [("article:modified_time", swedish_day(first(values, *_UPDATED)) or "")]
    head = "".join(f'<meta property="{name}" content="{escape(day)}">\n' for name, day in metas if day)
    parts = [
        f"<h1>{escape(title)}</h1>" if title else "",
        f'<p class="ingress">{escape(lead)}</p>' if lead and not _begins(rendered, lead) else "",
        f'<figure><img src="{escape(image)}" alt=""></figure>' if image and image not in rendered else "",
        rendered,
        *(f"<p>{escape(word)}</p>" for word in words),
    ]
    inner = "\n".join(part for part in parts if part)
    return (
        f'<!DOCTYPE html>\n<html lang="sv"><head><meta charset="utf-8"><title>{escape(title)}</title>\n{head}</head>'
        f"<body><main><article>\n{inner}\n</article></main></body></html>\n",
        left,
    )


def _begins(rendered: str, lead: str) -> bool:
    words = " ".join(re.sub(r"<[^>]*>", " ", rendered[: 4 * len(lead) + 400]).split())
    return words.startswith(escape(lead).rstrip(" .…")[:200])


def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


class _Undone:
    """The generators' marks, undone: `gone` counts by name those that nothing is known of."""

    def __init__(self) -> None:
        self.gone: Counter[str] = Counter()

    def text(self, text: str) -> str:
        """The text without the marks. What stands as code is left as it is."""
        parts, at = [], 0
        for code in _CODE.finditer(text):
            parts += [self._prose(text[at : code.start()]), code[0]]
            at = code.end()
        return "".join([*parts, self._prose(text[at:])])

    def _prose(self, text: str) -> str:
        text = _SHORTCODE.sub(self._shortcode, text)
        text = _LIQUID.sub(self._liquid, text)
        text = _VALUE.sub(self._value, text)
        return _STYLE.sub("", text)

    def _shortcode(self, found: re.Match[str]) -> str:
        return self._mark(found["name"], found["rest"], closing=bool(found["close"]))

    def _liquid(self, found: re.Match[str]) -> str:
        name, rest = found["name"], found["rest"]
        if name in ("raw", "endraw", "comment", "endcomment", "highlight", "endhighlight"):
            return "\n```\n" if "highlight" in name else ""
        if name == "include":
            what, _, rest = rest.strip().partition(" ")
            name = what.rpartition("/")[2].partition(".")[0] or name
        if name in ("post_url", "link"):
            return rest.strip().removesuffix(".md")
        return self._mark(name, rest, closing=name.startswith("end"))

    def _value(self, found: re.Match[str]) -> str:
        what = found["what"]
        if quoted := re.match(r"[\"']([^\"']*)[\"']\s*\|", what):
            return quoted[1]  # {{ "/bild.jpg" | relative_url }}
        if re.fullmatch(r"site\.(?:base)?url|page\.\w+|\.Site\.BaseURL", what):
            return ""
        self.gone[what.split()[0][:40]] += 1
        return ""

    def _mark(self, name: str, rest: str, *, closing: bool) -> str:
        options = {o["name"].casefold(): next((v for v in (o["a"], o["b"], o["c"]) if v is not None), "")
                   for o in _OPTION.finditer(rest)}  # fmt: skip
        if name in ("ref", "relref"):
            alone = _ALONE.search(rest)
            return ((alone[1] or alone[2]) if alone else "").removesuffix(".md")
        address = options.get("src") or options.get("url") or options.get("link") or ""
        if name.casefold() in _PICTURES and options.get("src"):
            caption = " ".join(options[key] for key in ("title", "caption", "attr") if options.get(key))
            below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
            alt = escape(options.get("alt", ""))
            return f'\n\n<figure><img src="{escape(options["src"])}" alt="{alt}">{below}</figure>\n\n'
        if not closing:
            self.gone[name[:40]] += 1
        words = [value for key, value in options.items() if is_wording(key, value)]
        if not options:
            words += [a for a, _ in _ALONE.findall(rest) if a and is_wording("", a)]
        told = "".join(f"\n\n{word}\n\n" for word in words)
        return told + (f"\n\n<{address}>\n\n" if re.match(r"https?://", address) else "")

"""What on a page is not the article, by named rules: the name stands in the ledger.

A rule looks at an element's tag, attributes and the words of its id and class. It says what the element calls
itself, not what it is: whoever asks must see to it that no element is dropped that holds the article.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from . import mark_wrapping, system_labels
from .element import Element

# Tags that are never text of an article.
TAGS = {
    mark_wrapping.TAG: "shortcode",
    mark_wrapping.IN_LINE: "shortcode",
    system_labels.LABEL: "system-label",
    "nav": "navigation",
    "menu": "navigation",
    "noscript": "noscript",
    "template": "template",
    "dialog": "dialog",
    "input": "form",
    "select": "form",
    "textarea": "form",
    "option": "form",
    "datalist": "form",
    "progress": "form",
    "meter": "form",
    "svg": "graphic",
    "canvas": "graphic",
    "map": "graphic",
    "applet": "graphic",
    "title": "page-title",
    "head": "head",
    "link": "head",
    "meta": "head",
    "base": "head",
}
ROLES = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "banner": "header",
    "contentinfo": "footer",
    "search": "search",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "toolbar": "tools",
    "tooltip": "tooltip",
    "alert": "alert",
}


# Words of an id or class that name a rule wherever they stand in it ("site-nav-wrapper" has "nav").
_WORDS = {
    "cookies": "cookie cookies cookiebot consent gdpr",
    "navigation": (
        "nav navbar navigation menu submenu megamenu navi meny pagination pager paging toc skiplink skiplinks subnav "
        "globalnav siteactions navlist"
    ),
    "breadcrumb": "breadcrumb breadcrumbs crumb crumbs brodsmulor brodsmula pathbar",
    "share": (
        "share sharing shares sharebar sharethis addthis addtoany sharedaddy social socials socialmedia a2a ssba "
        "delning dela followus socialshare socialicons"
    ),
    "comments": "comments disqus respond kommentarer commentlist commentform",
    "related": (
        "related relaterat relaterade recommended recommendation recommendations recommends outbrain taboola zergnet "
        "yarpp crp recirc recirculation trending teaser teasers relatedposts relatedarticles"
    ),
    "subscribe": (
        "newsletter newsletters subscribe subscription subscriber signup mailchimp nyhetsbrev prenumerera optin"
    ),
    "advertisement": (
        "ad ads adv advert adverts advertisement advertising sponsor sponsors sponsored annons adsense adsbygoogle "
        "dfp adunit adslot adbox promo promos promobox promotion cta"
    ),
    "author": "biobox authorbio authorbox",
    "feedback": "feedback rating ratings vote voting helpful likebutton",
    "tools": "readspeaker rsbtn webreader toolbar toolbox documentactions articletools",
    "tags": "tagcloud taglist hashtags posttags",
    "search": "searchbox searchform sokruta",
    "login": "login signin",
    "dialog": "modal popup lightbox offcanvas",
    "sidebar": "sidebar sidebars sidepanel rail sidofalt",
    "footer": "colophon copyright sidfot",
    "header": "masthead topbar sidhuvud",
}
# Neighbouring words that name a rule together.
_PAIRS = {
    "navigation": "skip-link skip-to skip-nav post-nav nav-links prev-next next-prev document-toc portal-globalnav",
    "share": "social-media follow-us jp-sharing",
    "print": "print-link print-button print-btn print-page document-actions skriv-ut",
    "comments": "comment-list comment-form comment-section comment-area comment-respond comment-thread fb-comments",
    "related": (
        "read-more read-next read-also see-also up-next also-like also-read more-news more-stories more-posts "
        "more-articles more-from latest-news latest-posts latest-articles recent-posts recent-news recent-articles "
        "popular-posts popular-articles most-read most-popular most-viewed other-news other-articles similar-posts "
        "similar-articles jp-relatedposts las-ocksa las-aven fler-nyheter senaste-nyheter featured-posts "
        "suggested-posts next-article next-post"
    ),
    "subscribe": "sign-up opt-in mc-embed mc4wp-form hs-form",
    "advertisement": "ad-slot ad-container call-to promo-box",
    "author": (
        "author-bio author-box author-info author-card author-profile author-description about-author author-about "
        "writer-bio the-author"
    ),
    "feedback": "star-rating page-rating kk-star like-button like-count",
    "tools": (
        "rs-skip rs-preserve talande-webb text-resize text-resizer article-tools page-tools tool-bar control-bar "
        "control-panel"
    ),
    "tags": "tag-list tag-links post-tags entry-tags cat-links article-tags tags-list tags-links",
    "search": "search-form search-box search-bar search-field",
    "login": "log-in sign-in",
    "dialog": "pop-up off-canvas gallery-overlay",
    "sidebar": "side-bar side-column widget-area right-rail left-rail",
    "footer": "site-footer page-footer global-footer main-footer portal-footer",
    "header": "site-header page-top global-header main-header portal-header top-bar top-header",
}
# Whole tokens.
_TOKENS = {
    "footer": "footer",
    "tags": "tags tag",
    "search": "search",
    "author": "bio",
    "comments": "comment pingback trackback pingbacks trackbacks pinglist entry-pings",
    "related": "nrelate nocontent",
}
_PREFIXES = {
    "comment-": "comments",
    "li-comment-": "comments",
    "div-comment-": "comments",
    "onetrust": "cookies",
    "cybot": "cookies",
    "disqus": "comments",
    "adsbygoogle": "advertisement",
}
_SCREEN_READER = re.compile(
    r"(?:\w+-{1,2})?(?:sr-only|visually-?hidden|visuallyhidden|screen-?reader(?:s)?(?:-text|-only)?|element-invisible|"
    r"assistive-text|hidden-structure|a11y-hidden|hidden-text)(?:-focusable)?"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PART_RULE = {word: rule for rule, words in _WORDS.items() for word in words.split()}
_PAIR_RULE = {word: rule for rule, words in _PAIRS.items() for word in words.split()}
_TOKEN_RULE = {word: rule for rule, words in _TOKENS.items() for word in words.split()}


@lru_cache(maxsize=50_000)
def rule_of_token(token: str) -> str | None:
    """The rule for one word of an id or class attribute, such as "share-buttons" or "SiteFooter"."""
    if len(token) > 100:
        return None
    folded = _CAMEL.sub("-", token).replace("_", "-").lower()
    if _SCREEN_READER.fullmatch(folded) and "label" not in folded:
        return "screen-reader"
    if folded in _TOKEN_RULE:
        return _TOKEN_RULE[folded]
    parts = [part for part in folded.split("-") if part]
    for one, two in itertools.pairwise(parts):
        rule = _PAIR_RULE.get(f"{one}-{two}")
        if rule:
            return rule
    for part in parts:
        rule = _PART_RULE.get(part) or _PART_RULE.get(part.rstrip("0123456789"))
        if rule:
            return rule
    return next((rule for prefix, rule in _PREFIXES.items() if folded.startswith(prefix)), None)


def rule_of_names(names: str) -> str | None:
    """The rule for the words of an id and class attribute."""
    for token in names.split():
        rule = rule_of_token(token)
        if rule:
            return rule
    return None


def names_of(element: Element) -> str:
    """The words of an element's id and class."""
    return f"{element.get('id') or ''} {element.get('class') or ''}".strip()


def is_hidden(element: Element) -> bool:
    """Whether a browser would not show the element as the page loads."""
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    style = element.get("style")
    return bool(style and _HIDDEN_STYLE.search(style))


def hard_rule(element: Element) -> str | None:
    """The rule of the element's tag, role or hiddenness: what it is, whatever it is called."""
    rule = TAGS.get(element.tag)
    if rule:
        return rule
    role = element.get("role")
    if role and role in ROLES:
        return ROLES[role]
    if is_hidden(element):
        return "hidden"
    return None


def soft_rule(element: Element) -> str | None:
    """The rule of the element's names: what it is called."""
    return rule_of_names(names_of(element))

"""Template tags of the public site: `{% load brygga %}`."""

import datetime as dt
import json
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode, urljoin

import phonenumbers
from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string, select_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language
from wagtail.models import Page

from brygga.site import presentable, sections
from brygga.site.announcing import messages_for
from brygga.site.answers import guard
from brygga.site.extras import HOME_SECTION, JSON_LD, MESSAGES, RECORDS, attempt, declared, kept
from brygga.site.frame import Frame, Step, frame_for, step_to
from brygga.site.hyphenation import LONG_WORD, with_soft_hyphens
from brygga.site.models.public_message import PublicMessage
from brygga.site.options import option
from brygga.site.partial_dates import written
from brygga.site.recording import Records, records_of
from brygga.site.routing import trail_to
from brygga.site.site_settings import LINKED_PAGES

register = template.Library()

HOME_REGION = "SE"
_TRAIL = "_brygga_trail"  # where a request keeps its breadcrumbs
# `<` and friends as JSON escapes: nothing in the data can then end the script element.
_SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def day(value: Any) -> str:
    """A date as people write it, "13 december 2013"; a PartialDate as precise as it is known; "" for nothing."""
    if not value:
        return ""
    if hasattr(value, "display"):
        return value.display
    if hasattr(value, "tzinfo") and is_aware(value):
        value = localtime(value)
    language = get_language() or "sv"
    date = value.date() if isinstance(value, dt.datetime) else value
    return written(date, "j F Y" if language.startswith("sv") else "DATE_FORMAT", language)


@register.filter
def iso(value: Any) -> str:
    """A date, time or PartialDate for the `datetime` attribute of `time`."""
    if not value:
        return ""
    if hasattr(value, "tzinfo") and is_aware(value):
        return localtime(value).isoformat(timespec="minutes")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _parse_phone(value: str) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(value, HOME_REGION)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None


@register.filter
def phone_link(value: str | None) -> SafeString | str:
    """A phone number as a link that a phone can call; Swedish numbers are written the Swedish way.

    What is no phone number ("växel 0" or "se hemsidan") comes back as it stands, without a link.
    """
    return _phone_link(value) if value else ""


@lru_cache(maxsize=1024)
def _phone_link(value: str) -> SafeString | str:
    number = _parse_phone(value)
    if number is None:
        return value
    swedish = number.country_code == 46
    style = phonenumbers.PhoneNumberFormat.NATIONAL if swedish else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    uri = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966)
    return format_html('<a href="{}" class="nowrap">{}</a>', uri, phonenumbers.format_number(number, style))


@register.filter
def email_link(value: str | None) -> SafeString | str:
    """An address as a mail link; a long one may break after @ and dots."""
    if not value:
        return ""
    value = presentable.with_at(value)
    if "@" not in value:
        return value
    shown = format_html("{}", value).replace("@", "@<wbr>").replace(".", ".<wbr>")
    return format_html('<a href="mailto:{}">{}</a>', value, mark_safe(shown))  # noqa: S308 (escaped on the line above)


@register.filter
def breakable(value: str | None) -> SafeString | str:
    """Lets a long word break after a slash, a dash between letters, or an underscore."""
    if not value:
        return ""
    escaped = format_html("{}", value)
    return mark_safe(escaped.replace("/", "/<wbr>").replace("_", "_<wbr>"))  # noqa: S308 (escaped above)


@register.filter
def hyphenated(value: str | None, letters: int = LONG_WORD) -> SafeString | str:
    """A title whose words of so many letters may break with a hyphen, also in browsers that know no Swedish."""
    return breakable(with_soft_hyphens(value, letters=letters)) if value else ""


@register.simple_tag
def json_ld(*objects: Any) -> SafeString | str:
    """JSON-LD objects (dicts or lists of dicts) as script elements, which no browser executes: CSP allows them."""
    flat: list[dict] = []
    for entry in objects:
        if entry:
            flat.extend(entry if isinstance(entry, list) else [entry])
    scripts = (
        '<script type="application/ld+json">' + json.dumps(entry, ensure_ascii=False).translate(_SCRIPT_ESCAPES)
        for entry in flat
    )
    return mark_safe("".join(script + "</script>\n" for script in scripts))  # noqa: S308 (escaped above)


@register.simple_tag(takes_context=True)
def page_json_ld(context: Context) -> SafeString | str:
    """The structured data of the page being shown, with its breadcrumbs."""
    page = context.get("page")
    # An older version is for people to read: what it says may no longer hold.
    if not isinstance(page, Page) or not hasattr(page, "structured_data") or _is_version(context):
        return ""
    return attempt(JSON_LD, lambda: _page_json_ld(context, page), "", page)


def _page_json_ld(context: Context, page: Any) -> SafeString | str:
    request = context.get("request")
    data = page.structured_data(request)
    trail, frame = breadcrumbs(context), frame_of(context)
    if frame and trail and not any(entry.get("@type") == "BreadcrumbList" for entry in data):
        root = frame.site.root_url
        steps = [(step.title, urljoin(root, step.url)) for step in trail]
        items = [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate([*steps, (page.title, page.get_full_url(request))], start=1)
        ]
        data = [
            *data,
            {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items},
        ]
    return json_ld(data)


def _is_version(context: Context) -> bool:
    return hasattr(context.get("request"), "brygga_version")


@register.simple_tag
def page_records(page: Any) -> Records | None:
    """Who answers for the page, and its corrections; None for what is no saved page."""
    return attempt(RECORDS, lambda: records_of(page), None, page) if isinstance(page, Page) and page.pk else None


def frame_of(context: Context) -> Frame | None:
    """The frame of the site that the request in `context` asks; None without a request (as on the 500 page)."""
    request = context.get("request")
    return frame_for(request) if isinstance(request, HttpRequest) else None


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> list[dict[str, Any]]:
    """The pages below the site's first page that are shown in menus, each with `.here` when one stands in it."""
    frame, page = frame_of(context), context.get("page")
    path = page.path if isinstance(page, Page) and page.path else ""
    return [{**step._asdict(), "here": path.startswith(step.path)} for step in frame.menu] if frame else []


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context) -> list[Step]:
    """The pages above the page being shown, from the site's first page down."""
    frame, page, request = frame_of(context), context.get("page"), context.get("request")
    if frame is None or not isinstance(request, HttpRequest) or not isinstance(page, Page) or not page.path:
        return []
    if not hasattr(request, _TRAIL):
        steps = [step_to(step, request) for step in trail_to(page, frame.site.root_page, request)]
        setattr(request, _TRAIL, steps)
    return getattr(request, _TRAIL)


@register.simple_tag(takes_context=True)
def settings_pages(context: Context) -> dict[str, Step | None]:
    """The published pages that the site's settings link to, by the name of the setting ("contact_page" …)."""
    frame = frame_of(context)
    return {name: frame.linked.get(name) if frame else None for name in LINKED_PAGES}


@register.simple_tag(takes_context=True)
def link_to(context: Context, page: Page | None) -> str:
    """The address of `page` for this request, "" for none or one that is not published."""
    if page is None or not page.live:
        return ""
    return page.get_url(context.get("request")) or ""


@register.simple_tag(takes_context=True)
def with_query(context: Context, **changes: Any) -> str:
    """The query string of this request with `changes` (None removes a key). Page numbers start over unless given."""
    request = context.get("request")
    query = request.GET.copy() if request else {}
    if "page" not in changes:
        query.pop("page", None)
    for key, value in changes.items():
        query.pop(key, None)
        if value not in (None, ""):
            query[key] = value
    encoded = query.urlencode() if hasattr(query, "urlencode") else urlencode(query)
    return f"?{encoded}" if encoded else "?"


@register.simple_tag(takes_context=True)
def home_url(context: Context) -> str:
    """The address of the site's first page."""
    frame = frame_of(context)
    return frame.home_url if frame else "/"


@register.simple_tag(takes_context=True)
def card(context: Context, item: Page, level: int = 2, show_type: bool = False) -> SafeString:
    """A page in a list, drawn by `<app label>/cards/<model>.html` where its app has one, else by the site's own card.

    `level` is the level of its heading; `show_type` says what kind of page it is, for mixed lists.
    """
    meta = item._meta
    own = f"{meta.app_label}/cards/{meta.model_name}.html"
    shown = select_template([own, "brygga_site/cards/page.html"]).template
    # In the context there is: one of its own would run all context processors for each card. The level is text:
    # a number would be written as the language writes numbers, which takes its time.
    with context.push(item=item, level=str(level), show_type=show_type, type_label=meta.verbose_name):
        return shown.render(context)


@register.simple_tag(takes_context=True)
def body(context: Context, stream: Any) -> SafeString:
    """The blocks of a stream that visitors see. An editor's preview has the others too, marked."""
    shown, around = stream.stream_block.shown(stream), context.flatten()
    if not getattr(context.get("request"), "is_preview", False):
        return SafeString("\n".join(child.render(around) for child in shown))
    as_shown = {child.id: child for child in shown}
    # A block that is new in the form has no id yet: it is compared by its place among those shown.
    unnamed = iter([child for child in shown if not child.id])
    waiting = next(unnamed, None)
    parts = []
    for child in stream:
        if child.id and child.id in as_shown:
            parts.append(as_shown[child.id].render(around))
        elif not child.id and waiting is not None and waiting.block_type == child.block_type:
            parts.append(waiting.render(around))
            waiting = next(unnamed, None)
        elif drawn := child.render(around).strip():
            parts.append(render_to_string("brygga_site/includes/for_editors.html", {"drawn": SafeString(drawn)}))
    return SafeString("\n".join(parts))


@register.filter
def shown_line(text: str | None) -> str:
    """A caption or credit as visitors see it."""
    return presentable.line(text)


@register.filter
def shown_text(markup: str | None) -> str:
    """Rich text as visitors see it, "" for none; to be followed by `richtext`."""
    return presentable.rich_text(markup)


@register.simple_tag(takes_context=True)
def home_sections(context: Context) -> list[dict[str, Any]]:
    """What the apps add to the home page: name, template and context of each section, in order."""
    page = context.get("page")

    def made(section: sections.Section) -> dict[str, Any]:
        return {"name": section.name, "template": section.template, "context": section.context_function(page)}

    return list(kept(HOME_SECTION, made, sections.registered()))


class ExtraNode(template.Node):
    """What stands between `extra` and `endextra`: all of it, or nothing when it breaks."""

    def __init__(self, name: str, nodelist: template.NodeList) -> None:
        self.name, self.nodelist = name, nodelist

    def render(self, context: Context) -> SafeString:
        depth = len(context.dicts)
        made = attempt(self.name, lambda: self.nodelist.render(context), SafeString(""), context.get("page") or "")
        del context.dicts[depth:]  # what broke may have left its own behind
        return made


@register.tag
def extra(parser: template.base.Parser, token: template.base.Token) -> ExtraNode:
    """`{% extra "picture" %} … {% endextra %}`: left out when it breaks, and told in the log; see `extras`."""
    parts = token.split_contents()
    name = parts[1].strip("\"'") if len(parts) == 2 else ""
    if name not in declared():
        raise template.TemplateSyntaxError(f"extra takes one of {', '.join(declared())}, not {name!r}")
    nodelist = parser.parse(("endextra",))
    parser.delete_first_token()
    return ExtraNode(name, nodelist)


@register.simple_tag(takes_context=True)
def public_messages(context: Context, urgent: bool) -> list[PublicMessage]:
    """The messages to all that stand on the page being shown, urgent or calm ones; none on the 500 page."""
    if frame_of(context) is None:
        return []
    page = context.get("page")
    path = page.path if isinstance(page, Page) else ""
    shown = attempt(MESSAGES, lambda: messages_for(path or ""), [])
    return [message for message in shown if message.is_urgent == urgent]


@register.simple_tag
def drawn_now() -> str:
    """The signed mark of a form drawn now."""
    return guard.drawn_now()


@register.filter
def unlocalize_number(value: Any) -> str:
    """A key as it is sent back: 12345, never 12 345."""
    return "" if value in (None, "") else str(value)


@register.simple_tag(takes_context=True)
def mail_link(context: Context, page: Any) -> str:
    """A mailto address with the page's title and address, for who wants to send it on."""
    words = {"subject": page.title, "body": page.get_full_url(context.get("request")) or ""}
    return f"mailto:?{urlencode(words, quote_via=quote)}"


@register.simple_tag
def visitor_cookies() -> Any:
    """The cookies that the site's settings own up to; the site itself sets none for visitors."""
    return option("BRYGGA_VISITOR_COOKIES")


@register.simple_tag
def follow_value(about: str, key: int | None) -> str:
    """What somebody subscribes to, as its form has it: "projekt-12"; "" for a page that is not saved."""
    return f"{about}-{key}" if key else ""

"""Template tags of the public site: `{% load brygga %}`."""

import json
from typing import Any, NamedTuple
from urllib.parse import urlencode

import phonenumbers
from django import template
from django.db.models import Q
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import select_template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language
from wagtail.models import Page, Site

from brygga.site import sections
from brygga.site.site_settings import LINKED_PAGES, SiteSettings

register = template.Library()

HOME_REGION = "SE"
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
    return date_format(value, "j F Y" if (get_language() or "sv").startswith("sv") else "DATE_FORMAT")


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
    if not value:
        return ""
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
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, Page) or not hasattr(page, "structured_data"):
        return ""
    data = page.structured_data(request)
    trail = frame_of(context).trail
    already = any(entry.get("@type") == "BreadcrumbList" for entry in data)
    if trail and not already:
        steps = [*trail, page]
        data = [
            *data,
            {
                "@context": "https://schema.org",
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {
                        "@type": "ListItem",
                        "position": position,
                        "name": step.title,
                        "item": step.get_full_url(request),
                    }
                    for position, step in enumerate(steps, start=1)
                ],
            },
        ]
    return json_ld(data)


def site_of(context: Context) -> Site | None:
    """The site of the request in `context`, or None where there is no request (as on the 500 page)."""
    request = context.get("request")
    return Site.find_for_request(request) if isinstance(request, HttpRequest) else None


class Frame(NamedTuple):
    """The pages around the one being shown: the main menu's, those above it from the site's first page down, and
    those that the settings link to in header and footer, by the name of the setting."""

    menu: list[Page]
    trail: list[Page]
    linked: dict[str, Page]


def frame_of(context: Context) -> Frame:
    """Menu, breadcrumbs and footer of this request, all from one query."""
    request, site = context.get("request"), site_of(context)
    if site is None:
        return Frame([], [], {})
    if hasattr(request, "_brygga_frame"):
        return request._brygga_frame
    root, page = site.root_page, context.get("page")
    path = page.path if isinstance(page, Page) and page.path and page.path.startswith(root.path) else ""
    above = [path[:end] for end in range(len(root.path), len(path), Page.steplen)]
    settings = SiteSettings.for_request(request)
    wanted = {name: getattr(settings, f"{name}_id") for name in LINKED_PAGES}
    in_menu = Q(depth=root.depth + 1, path__startswith=root.path, show_in_menus=True)
    asked = in_menu | Q(path__in=above) | Q(pk__in=[pk for pk in wanted.values() if pk])
    around = list(Page.objects.live().filter(asked).order_by("path").defer_streamfields())
    menu = [p for p in around if p.depth == root.depth + 1 and p.show_in_menus and p.path.startswith(root.path)]
    for item in menu:
        item.here = path.startswith(item.path)
    by_key = {item.pk: item for item in around}
    linked = {name: by_key[pk] for name, pk in wanted.items() if pk in by_key}
    request._brygga_frame = Frame(menu, [item for item in around if item.path in above], linked)
    return request._brygga_frame


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> list[Page]:
    """The pages below the site's first page that are shown in menus, each with `.here` when one stands in it."""
    return frame_of(context).menu


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context) -> list[Page]:
    """The pages above the page being shown, from the site's first page down."""
    return frame_of(context).trail


@register.simple_tag(takes_context=True)
def settings_pages(context: Context) -> dict[str, Page]:
    """The published pages that the site's settings link to, by the name of the setting ("contact_page" …)."""
    return frame_of(context).linked


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
    site = site_of(context)
    return (site.root_page.get_url(context["request"]) if site else "") or "/"


@register.simple_tag(takes_context=True)
def card(context: Context, item: Page, level: int = 2, show_type: bool = False) -> SafeString:
    """A page in a list, drawn by `<app label>/cards/<model>.html` where its app has one, else by the site's own card.

    `level` is the level of its heading; `show_type` says what kind of page it is, for mixed lists.
    """
    meta = item._meta
    own = f"{meta.app_label}/cards/{meta.model_name}.html"
    shown = select_template([own, "brygga_site/cards/page.html"])
    values = {"item": item, "level": level, "show_type": show_type, "type_label": meta.verbose_name}
    return shown.render({**context.flatten(), **values}, context.get("request"))


@register.simple_tag(takes_context=True)
def home_sections(context: Context) -> list[dict[str, Any]]:
    """What the apps add to the home page: name, template and context of each section, in order."""
    return [
        {"name": section.name, "template": section.template, "context": section.context_function(context.get("page"))}
        for section in sections.registered()
    ]

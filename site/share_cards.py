"""The picture that stands for a page where it is shared and has none of its own: title and site, drawn.

Drawn with Pillow in the site's colours and the typeface of its headings, and remembered. Only pages that everybody may
see have one.
"""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_response_headers
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw, ImageFont
from wagtail.models import Page, Site

from .privacy import seen
from .site_settings import SiteSettings

WIDTH, HEIGHT, MARGIN = 1200, 630, 72
FONT = Path(__file__).parent / "static" / "brygga_site" / "fonts" / "bricolage-700.woff2"
SIZES = (92, 78, 66, 56, 46)  # of the title, the first that fits
MOST_LINES = 4
LONGEST_LINE = 40  # letters that the smallest size holds
DAY = 24 * 3600


def draw(title: str, site_name: str, ground: str, warm: str) -> bytes:
    """The card as PNG of few colours."""
    image = Image.new("RGB", (WIDTH, HEIGHT), ground)
    pen = ImageDraw.Draw(image)
    lines, font = _fitted(pen, title)
    y = MARGIN
    for line in lines:
        pen.text((MARGIN, y), line, font=font, fill="#ffffff")
        y += round(font.size * 1.12)
    # The jetty that the site's header stands on, with its posts.
    pen.rectangle((0, HEIGHT - 150, WIDTH, HEIGHT), fill=warm)
    pen.rectangle((0, HEIGHT - 150, WIDTH, HEIGHT - 138), fill="#ffffff")
    for x in range(MARGIN, WIDTH, 176):
        pen.rectangle((x, HEIGHT - 150, x + 12, HEIGHT - 112), fill="#ffffff")
    pen.text((MARGIN, HEIGHT - 88), site_name[:60], font=ImageFont.truetype(str(FONT), 38), fill="#14201e")
    out = BytesIO()
    image.quantize(colors=32).save(out, "PNG", optimize=True)
    return out.getvalue()


def _fitted(pen: ImageDraw.ImageDraw, title: str) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """The lines of the title, in the largest size that holds them; what no size holds is cut."""
    for size in SIZES:
        font = ImageFont.truetype(str(FONT), size)
        lines = _lines(pen, title, font)
        if len(lines) <= MOST_LINES and all(pen.textlength(line, font=font) <= WIDTH - 2 * MARGIN for line in lines):
            break
    else:
        lines = [line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…" for line in lines[:MOST_LINES]]
    return lines, font


def _lines(pen: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in text.split()[:60]:
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and pen.textlength(longer, font=font) > WIDTH - 2 * MARGIN:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@require_safe
def share_card(request: HttpRequest, pk: int) -> HttpResponse:
    """The card of a public page of this site."""
    site = Site.find_for_request(request)
    pages = Page.objects.descendant_of(site.root_page, inclusive=True).filter(pk=pk) if site else Page.objects.none()
    page = next(iter(seen(pages)), None)
    if page is None:
        raise Http404
    settings = SiteSettings.for_request(request)
    said = (page.title, settings.name, settings.light.brand, settings.warm_colour)
    key = f"brygga:share:{hashlib.sha256(repr(said).encode()).hexdigest()[:32]}"
    data = cache.get(key)
    if data is None:
        data = draw(*said)
        cache.set(key, data, DAY)
    response = HttpResponse(data, content_type="image/png")
    patch_response_headers(response, DAY)
    return response

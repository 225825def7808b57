"""Colour arithmetic of the site's own colours: contrast after WCAG 2.2, and the nearest shade that can be read.

A colour is written `#rrggbb`. The backgrounds are those of `static/brygga_site/site.css`; a test compares them.
"""

import colorsys
import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Every background that text in the site's colours stands on, in the light and in the dark scheme.
LIGHT_BACKGROUNDS = ("#ffffff", "#f3f6f5", "#e6edeb")
DARK_BACKGROUNDS = ("#0e1615", "#16211f", "#20302d")
# What text stands on the fields of colour: white on the deep one, ink on the warm one (site.css).
ON_DEEP, ON_WARM, ON_WARM_DARK = "#ffffff", "#14201e", "#e8efed"
# WCAG 2.2, success criterion 1.4.3: text of ordinary size.
TEXT_CONTRAST = 4.5

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def validate_colour(value: str) -> None:
    """Raises ValidationError unless `value` is written `#rrggbb`."""
    if not _HEX.fullmatch(value):
        raise ValidationError(
            _("”%(value)s” är ingen färgkod. Skriv # och sex tecken (0–9, a–f), till exempel #0f5257."),
            params={"value": value},
            code="colour",
        )


def _channels(colour: str) -> tuple[float, float, float]:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def luminance(colour: str) -> float:
    """The relative luminance of `colour`, from 0 (black) to 1 (white); the definition is WCAG 2.2's."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio between two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def lowest_contrast(colour: str, backgrounds: Iterable[str]) -> float:
    """The lowest of the contrast ratios between `colour` and each of `backgrounds`."""
    return min(contrast(colour, background) for background in backgrounds)


def readable_shade(
    colour: str, backgrounds: Iterable[str], ratio: float = TEXT_CONTRAST, saturation_limit: float = 1
) -> str:
    """The shade of `colour` (same hue) nearest in lightness that reaches `ratio` on all `backgrounds`.

    A colour that already does comes back as it is. The backgrounds must be all light or all dark.
    `saturation_limit` (0 to 1) calms the shade: a deep colour that is only made lighter turns to neon.
    """
    backgrounds = tuple(backgrounds)
    if lowest_contrast(colour, backgrounds) >= ratio:
        return colour.lower()
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    saturation = min(saturation, saturation_limit)
    step = -1 if luminance(backgrounds[0]) > 0.5 else 1
    percent = round(lightness * 100)
    while 0 < percent < 100:
        percent += step
        red, green, blue = colorsys.hls_to_rgb(hue, percent / 100, saturation)
        shade = f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
        if lowest_contrast(shade, backgrounds) >= ratio:
            return shade
    return "#000000" if step < 0 else "#ffffff"


def dark_field(colour: str) -> str:
    """The field of a colour in the dark scheme: the same hue, as dark as the surfaces there."""
    hue, _lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    red, green, blue = colorsys.hls_to_rgb(hue, 0.155, min(saturation, 0.28))
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"

"""What a communicator sets once for the whole site: name, logo, colours, contact, footer, licence, language."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple, TextInput, TypedMultipleChoiceField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Site

from .colours import (
    DARK_BACKGROUNDS,
    LIGHT_BACKGROUNDS,
    ON_WARM,
    TEXT_CONTRAST,
    dark_field,
    lowest_contrast,
    readable_shade,
    validate_colour,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DEFAULT_BRAND = "#0f5257"
DEFAULT_ACCENT = "#a33c2c"
DEFAULT_WARM = "#f7e3c4"


class Licence(models.TextChoices):
    """Open licences that fit open data of a public body (Digg recommends CC0)."""

    CC0 = "cc0-1.0", _("CC0 1.0 (fri att använda utan villkor)")
    CC_BY = "cc-by-4.0", _("CC BY 4.0 (fri att använda, ange källan)")
    NONE = "", _("Ingen öppen licens")


LICENCE_ADDRESSES: dict[str, str] = {
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/deed.sv",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/deed.sv",
}


@lru_cache(maxsize=64)
def calm_dark_shade(colour: str) -> str:
    """The shade of `colour` for dark backgrounds: well above the contrast that is asked for, and not glaring."""
    return readable_shade(colour, DARK_BACKGROUNDS, ratio=8, saturation_limit=0.45)


class SchemeColours(NamedTuple):
    """The colours of one scheme (light or dark), as `#rrggbb`."""

    brand: str
    accent: str


def _news_kinds() -> list[tuple[str, Any]]:
    """The kinds of news there are, from the app that has them; none where it is not installed."""
    if not apps.is_installed("brygga.news"):
        return []
    return list(apps.get_model("brygga_news.NewsPage")._meta.get_field("kind").flatchoices)


class KindsField(models.JSONField):
    """Some of the kinds of news, ticked in a list."""

    def formfield(self, **kwargs: Any) -> Any:
        return TypedMultipleChoiceField(
            choices=_news_kinds,
            widget=CheckboxSelectMultiple,
            required=False,
            label=self.verbose_name,
            help_text=self.help_text,
        )


# The settings that link to a page, for header and footer.
LINKED_PAGES = ("contact_page", "accessibility_page", "privacy_page", "other_languages_page")


def _colour_field(label: StrOrPromise, help_text: StrOrPromise, **options: Any) -> models.CharField:
    return models.CharField(label, max_length=7, validators=[validate_colour], help_text=help_text, **options)


_DERIVED = _("Lämna tomt så räknas en ljusare nyans ut av sig själv.")


@register_setting(icon="cog", order=10)
class SiteSettings(BaseSiteSetting):
    """The settings of one site. Colours are checked: text in them can be read in the light and the dark scheme."""

    # Not the linked pages: joined, they would cost as much as everything else. The frame of a page fetches them.
    select_related = ["logo", "site"]

    # Wagtail's own field gives the site a `sitesettings`, a name that the settings of other apps have too.
    site = models.OneToOneField(Site, on_delete=models.CASCADE, editable=False, related_name="+")

    site_name = models.CharField(
        _("Webbplatsens namn"),
        max_length=80,
        blank=True,
        help_text=_("Står bredvid logotypen och sist i sidans titel, till exempel ”Jobb och integration i Solvik”."),
    )
    organisation_name = models.CharField(
        _("Ansvarig organisation"), max_length=120, blank=True, help_text=_("Till exempel ”Solviks kommun”.")
    )
    tagline = models.CharField(_("Kort beskrivning"), max_length=200, blank=True)
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("Logotyp"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Helst SVG. Visas 48 punkter hög på vit platta, så att den syns också i mörkt läge."),
    )

    brand_colour = _colour_field(
        _("Huvudfärg"), _("Länkar, knappar och rubrikernas detaljer på ljus bakgrund."), default=DEFAULT_BRAND
    )
    accent_colour = _colour_field(
        _("Accentfärg"), _("Det som ska märkas: mål, milstolpar och citat."), default=DEFAULT_ACCENT
    )
    warm_colour = _colour_field(
        _("Ton bakom projekt och motiv"),
        _("En ljus färg som svart text syns bra på. I mörkt läge blir den mörk av sig själv."),
        default=DEFAULT_WARM,
    )
    brand_colour_dark = _colour_field(_("Huvudfärg i mörkt läge"), _DERIVED, blank=True)
    accent_colour_dark = _colour_field(_("Accentfärg i mörkt läge"), _DERIVED, blank=True)

    address = models.TextField(_("Adress"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    email = models.EmailField(_("E-post"), blank=True)
    opening_hours = models.CharField(_("Öppettider"), max_length=200, blank=True)
    organisation_number = models.CharField(_("Organisationsnummer"), max_length=20, blank=True)
    contact_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("Sidan Kontakt"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    footer_text = RichTextField(_("Text i sidfoten"), blank=True, features=["bold", "italic", "link", "ul"])
    accessibility_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("Tillgänglighetsredogörelse"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Lagen kräver att redogörelsen är länkad från varje sida. Länken står i sidfoten."),
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("Sidan om personuppgifter"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    data_licence = models.CharField(
        _("Licens för öppna data"),
        max_length=20,
        choices=Licence.choices,
        default=Licence.CC0,
        blank=True,
        help_text=_("Gäller listorna och nyckeltalen som går att hämta som CSV och JSON."),
    )

    feedback_email = models.EmailField(
        _("Dit svar om sidor skickas"),
        blank=True,
        help_text=_("Lämna tomt så skickas de till den som äger sidan, annars till webbplatsens e-post."),
    )
    feedback_days = models.PositiveSmallIntegerField(
        _("Svar om sidor tas bort efter (dagar)"), default=180, validators=[MinValueValidator(1)]
    )

    old_after_months = models.PositiveSmallIntegerField(
        _("Nyheter är gamla efter (månader)"),
        default=24,
        validators=[MaxValueValidator(1200)],
        help_text=_("Gamla nyheter säger själva att de är gamla, med dagen då de publicerades. 0 betyder aldrig."),
    )
    old_kinds = KindsField(
        _("Slag av nyheter som blir gamla"), help_text=_("Inget valt betyder alla slag."), blank=True, default=list
    )
    show_new_facts = models.BooleanField(
        _("Visa ny uppgift för besökare"),
        default=False,
        help_text=_(
            "När en nyare publicerad nyhet säger något annat än ett projekts eller en enhets sida, till exempel ett "
            "annat slutdatum, står det på sidan som ”Ny uppgift” med länk till nyheten."
        ),
    )

    language = models.CharField(
        _("Webbplatsens språk"),
        max_length=10,
        choices=[("sv", "Svenska"), ("en", "English")],
        default="sv",
        help_text=_("Språket i menyer, etiketter och datum på den öppna webbplatsen."),
    )
    other_languages_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("Sidan Other languages"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Sida med information på andra språk, lättläst och teckenspråk. Länken står överst."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("site_name"), FieldPanel("organisation_name"), FieldPanel("tagline"), FieldPanel("logo")],
            heading=_("Namn och logotyp"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("brand_colour", widget=TextInput(attrs={"type": "color"})),
                        FieldPanel("accent_colour", widget=TextInput(attrs={"type": "color"})),
                        FieldPanel("warm_colour", widget=TextInput(attrs={"type": "color"})),
                    ]
                ),
                FieldRowPanel([FieldPanel("brand_colour_dark"), FieldPanel("accent_colour_dark")]),
            ],
            heading=_("Färger"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldRowPanel([FieldPanel("opening_hours"), FieldPanel("organisation_number")]),
                FieldPanel("contact_page"),
            ],
            heading=_("Kontakt"),
        ),
        MultiFieldPanel(
            [FieldPanel("footer_text"), FieldPanel("accessibility_page"), FieldPanel("privacy_page")],
            heading=_("Sidfot"),
        ),
        MultiFieldPanel([FieldPanel("feedback_email"), FieldPanel("feedback_days")], heading=_("Svar om sidor")),
        MultiFieldPanel([FieldPanel("data_licence")], heading=_("Öppna data")),
        MultiFieldPanel([FieldPanel("old_after_months"), FieldPanel("old_kinds")], heading=_("Gamla nyheter")),
        MultiFieldPanel([FieldPanel("show_new_facts")], heading=_("Projekt och enheter")),
        MultiFieldPanel([FieldPanel("language"), FieldPanel("other_languages_page")], heading=_("Språk")),
    ]

    class Meta:
        verbose_name = _("Webbplatsens inställningar")
        verbose_name_plural = _("Webbplatsens inställningar")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name to show: the one set here, else the site's own, else the responsible organisation."""
        return self.site_name or self.site.site_name or self.organisation_name or "Brygga"

    @property
    def light(self) -> SchemeColours:
        """The colours on light backgrounds."""
        return SchemeColours(self.brand_colour.lower(), self.accent_colour.lower())

    @property
    def dark(self) -> SchemeColours:
        """The colours on dark backgrounds: those set, else the nearest shade of the light ones that can be read."""
        return SchemeColours(
            self.brand_colour_dark.lower() or calm_dark_shade(self.brand_colour),
            self.accent_colour_dark.lower() or calm_dark_shade(self.accent_colour),
        )

    @property
    def warm_dark(self) -> str:
        """The warm field in the dark scheme."""
        return dark_field(self.warm_colour)

    @property
    def colour_version(self) -> str:
        """A short mark that changes when a colour does, so that browsers may keep the stylesheet for ever."""
        return hashlib.sha256("".join((*self.light, *self.dark, self.warm_colour)).encode()).hexdigest()[:12]

    @property
    def licence_address(self) -> str:
        """The address of the licence's text, empty when no open licence is chosen."""
        return LICENCE_ADDRESSES.get(self.data_licence, "")

    def clean(self) -> None:
        """Raises ValidationError at each colour whose text could not be read, with a shade that works."""
        super().clean()
        errors = {}
        checks = {
            "brand_colour": (LIGHT_BACKGROUNDS, _now("den ljusa bakgrunden")),
            "accent_colour": (LIGHT_BACKGROUNDS, _now("den ljusa bakgrunden")),
            "warm_colour": ((ON_WARM,), _now("mörk text")),
            "brand_colour_dark": (DARK_BACKGROUNDS, _now("den mörka bakgrunden")),
            "accent_colour_dark": (DARK_BACKGROUNDS, _now("den mörka bakgrunden")),
        }
        for field, (backgrounds, where) in checks.items():
            colour = getattr(self, field)
            try:
                validate_colour(colour)
            except ValidationError:
                continue  # the field's own validator says so, or the field is empty
            ratio = lowest_contrast(colour, backgrounds)
            if ratio < TEXT_CONTRAST:
                errors[field] = _now(
                    "Kontrasten mot %(where)s är %(ratio)s:1, men det krävs 4,5:1 för att alla ska kunna läsa. "
                    "Närmaste nyans som fungerar är %(shade)s."
                ) % {
                    "where": where,
                    "ratio": f"{int(ratio * 10) / 10:.1f}".replace(".", ","),
                    "shade": readable_shade(colour, backgrounds),
                }
        if errors:
            raise ValidationError(errors)

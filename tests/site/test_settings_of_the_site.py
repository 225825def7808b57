"""The site's settings: colours that can be read, and what visitors see of the rest."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

import brygga.site
from brygga.site.colours import DARK_BACKGROUNDS, LIGHT_BACKGROUNDS, contrast, lowest_contrast, readable_shade
from brygga.site.site_settings import SiteSettings

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def errors_of(settings: SiteSettings) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        settings.full_clean(exclude=["site"])
    return caught.value.message_dict


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(COLOURS)
def test_every_colour_has_a_shade_that_can_be_read_in_both_schemes(colour):
    assert lowest_contrast(readable_shade(colour, LIGHT_BACKGROUNDS), LIGHT_BACKGROUNDS) >= 4.5
    assert lowest_contrast(readable_shade(colour, DARK_BACKGROUNDS), DARK_BACKGROUNDS) >= 4.5


@given(COLOURS, COLOURS)
def test_the_colours_of_the_dark_scheme_can_be_read_when_nobody_has_set_them(brand, accent):
    dark = SiteSettings(brand_colour=brand, accent_colour=accent).dark
    assert lowest_contrast(dark.brand, DARK_BACKGROUNDS) >= 4.5
    assert lowest_contrast(dark.accent, DARK_BACKGROUNDS) >= 4.5


def test_a_pale_colour_is_refused_with_a_shade_that_works():
    errors = errors_of(SiteSettings(brand_colour="#ffcc00"))
    message = errors["brand_colour"][0]
    assert "4,5:1" in message
    shade = re.search(r"#[0-9a-f]{6}", message)[0]
    SiteSettings(brand_colour=shade).full_clean(exclude=["site"])


def test_a_dark_colour_is_refused_for_the_dark_scheme():
    assert "mörka" in errors_of(SiteSettings(accent_colour_dark="#222222"))["accent_colour_dark"][0]


@pytest.mark.parametrize("value", ["blå", "#fff", "#12345g", "0f5257", "#0f5257; }"])
def test_what_is_no_colour_is_refused_at_its_field(value):
    assert "brand_colour" in errors_of(SiteSettings(brand_colour=value))


def test_the_default_colours_are_good():
    SiteSettings().full_clean(exclude=["site"])


def test_the_backgrounds_that_are_checked_are_those_of_the_stylesheet():
    css = (Path(brygga.site.__path__[0]) / "static/brygga_site/site.css").read_text()
    light, dark = css.split("@media screen and (prefers-color-scheme: dark)", 1)
    for scheme, backgrounds in ((light, LIGHT_BACKGROUNDS), (dark, DARK_BACKGROUNDS)):
        found = [re.search(rf"--{name}: (#\w+);", scheme)[1] for name in ("ground", "surface", "surface-2")]
        assert tuple(found) == backgrounds
    ink = {name: re.findall(rf"--{name}: (#\w+);", css) for name in ("ink", "muted", "good", "brand", "accent")}
    for name, (in_light, in_dark) in ink.items():
        assert lowest_contrast(in_light, LIGHT_BACKGROUNDS) >= 4.5, name
        assert lowest_contrast(in_dark, DARK_BACKGROUNDS) >= 4.5, name


def test_the_colours_reach_the_browser_as_a_stylesheet_it_may_keep(site):
    settings = SiteSettings.for_site(site.site)
    settings.brand_colour = "#123456"
    settings.save()
    page = Client().get("/").content.decode()
    address = re.search(r'href="(/webbplats/farger\.css\?v=\w+)"', page)[1]
    response = Client().get(address)
    assert response.headers["Content-Type"].startswith("text/css")
    assert "--brand: #123456;" in response.content.decode()
    assert "max-age=31536000" in response.headers["Cache-Control"]
    assert "max-age=60" in Client().get("/webbplats/farger.css?v=old").headers["Cache-Control"]
    settings.brand_colour = "#234567"
    settings.save()
    assert address not in Client().get("/").content.decode()


def test_the_footer_has_the_contact_and_the_accessibility_statement(site):
    text = Client().get("/projekt/").content.decode()
    assert '<a href="tel:+46-590-110-00" class="nowrap">' in text
    assert '<a href="/tillganglighet/">Tillgänglighetsredogörelse</a>' in text
    assert "Storgatan 1<br>" in text


def test_an_english_site_is_in_english_with_english_dates(site):
    SiteSettings.objects.filter(site=site.site).update(language="en")
    text = Client().get("/nyheter/etableringscentrum-oppnar/").content.decode()
    assert '<html lang="en">' in text
    assert "June 8, 2018" in text
    assert "Skip to the content" in text
    assert "Hoppa till innehållet" not in text


def test_a_communicator_sees_at_the_colour_what_is_wrong_with_it(site, admin_client):
    address = f"/admin/settings/brygga_site/sitesettings/{site.site.pk}/"
    form = admin_client.get(address).context["form"]
    data = {name: "" if value is None else value for name, value in form.initial.items()}
    data = {name: getattr(value, "pk", value) for name, value in data.items()} | {"footer_text": "null"}
    page = BeautifulSoup(admin_client.post(address, data | {"brand_colour": "#ffee88"}).content, "lxml")
    field = page.find("input", attrs={"name": "brand_colour"}).find_parent(class_="w-field__wrapper")
    assert "Närmaste nyans som fungerar" in field.get_text()
    assert admin_client.post(address, data | {"brand_colour": "#224466"}).status_code == 302
    assert "--brand: #224466;" in Client().get("/webbplats/farger.css").content.decode()

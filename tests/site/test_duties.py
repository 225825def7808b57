"""The accessibility statement says what the law asks for, and the page on personal data what the product does."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from brygga.site.models import AccessibilityStatementPage, PrivacyPage, SiteSettings
from brygga.site.statements import points

from .content import add

pytestmark = pytest.mark.django_db


def statement(site, **fields):
    cache.clear()
    return add(site.home, AccessibilityStatementPage(title="Redogörelse", slug="redogorelse", **fields))


def words(path="/redogorelse/"):
    return Client().get(path).content.decode().replace("\u00ad", "")


def deficiency(**value):
    return (
        "deficiency",
        {"what": "Filmer saknar text", "criterion": "WCAG 1.2.2", "reason": "fault", "plan": "", **value},
    )


def test_the_form_is_filled_by_what_the_site_knows(site):
    page = statement(
        site,
        assessed_on=dt.date(2026, 2, 2),
        method="Egen granskning med axe.",
        deficiencies=[
            deficiency(plan="Klart i maj."),
            deficiency(what="Gamla kartor", reason="burden", plan="Ring så läser vi upp."),
            deficiency(what="Protokoll från 2017", reason="exempt", plan="Publicerade före 2018."),
        ],
    )
    text = words()
    for part in (
        "Jobb och integration i Solvik",
        "Solviks kommun",
        "delvis förenlig",
        "Filmer saknar text",
        "Klart i maj.",
        "12 §",
        "9 §",
        "Protokoll från 2017",
        "2 februari 2026",
        "Egen granskning med axe.",
        "https://www.digg.se/tdosanmalan",
        f"/svar/?sida={page.pk}",
        "mailto:kontakt@solvik.example",
    ):
        assert part in text, part
    kept = points(page, SiteSettings.for_site(site.site))
    assert len(kept) == 11
    assert all(point.kept for point in kept)


def test_without_deficiencies_it_is_wholly_conformant_and_a_claim_that_disagrees_is_told(site):
    page = statement(site)
    assert "helt förenlig" in words()
    settings = SiteSettings.for_site(site.site)
    missing = [point.asks for point in points(page, settings) if not point.kept]
    assert missing == ["När webbplatsen senast bedömdes", "Hur den bedömdes"]
    page.conformity = "helt"
    page.deficiencies = [deficiency()]
    missing = [point.asks for point in points(page, settings) if not point.kept]
    assert "Om den är helt, delvis eller inte förenlig med lagen" in missing
    assert "När bristerna ska vara rättade" in missing


def test_editors_see_in_the_form_what_is_missing(site, admin_client):
    page = statement(site)
    form = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "När webbplatsen senast bedömdes" in form
    assert "Fyll i dagen för bedömningen." in form
    assert (
        admin_client.get(f"/admin/pages/add/brygga_site/accessibilitystatementpage/{site.home.pk}/").status_code == 200
    )


def test_the_page_on_personal_data_tells_what_is_done_and_for_how_long(site):
    SiteSettings.objects.filter(site=site.site).update(feedback_days=90)
    cache.clear()
    add(site.home, PrivacyPage(title="Personuppgifter", slug="pu", officer_name="Kim Ek", log_days=14))
    text = words("/pu/")
    for part in ("Kim Ek", "90 dagar", "14 dagar", "artikel 6.1 e", "prenumererar", "imy.se", "sparar inga kakor"):
        assert part in text, part


@override_settings(BRYGGA_VISITOR_COOKIES=({"name": "stat", "purpose": "Räknar besök."},))
def test_a_site_that_sets_cookies_promises_nothing_else(site):
    add(site.home, PrivacyPage(title="Personuppgifter", slug="pu"))
    text = words("/pu/")
    assert "Räknar besök." in text
    assert "inga kakor" not in text

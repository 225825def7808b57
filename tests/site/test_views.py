"""Search, topics, addresses that are wrong or gone, robots.txt, the sitemap."""

import xml.etree.ElementTree as ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def text_of(response) -> str:
    return BeautifulSoup(response.content, "lxml").main.get_text(" ", strip=True)


def test_search_finds_pages_and_counts_them_by_type(site):
    page = BeautifulSoup(Client().get("/sok/?q=etableringscentrum").content, "lxml")
    assert page.select_one(".result-count").get_text() == "2 träffar för ”etableringscentrum”"
    links = [link.get_text() for link in page.select(".card__title a")]
    assert "Etableringscentrum" in links
    choice = next(link for link in page.select(".choices a") if "Projekt" in link.get_text())
    narrowed = BeautifulSoup(Client().get("/sok/" + choice["href"]).content, "lxml")
    assert [link.get_text() for link in narrowed.select(".card__title a")] == ["Etableringscentrum"]


@pytest.mark.parametrize("query", ['"', "'", "*", "a AND (", "\x00", "%", "<script>", "å" * 5000, "-", "NEAR/3", ":"])
def test_search_takes_anything(site, query):
    response = Client().get("/sok/", {"q": query})
    assert response.status_code == 200
    assert b"<script>" not in response.content


@pytest.mark.parametrize("parameters", [{"typ": "x"}, {"typ": "99999999999"}, {"page": "x"}, {"page": "-1"}])
def test_odd_parameters_of_a_search_are_ignored(site, parameters):
    assert Client().get("/sok/", {"q": "etablering", **parameters}).status_code == 200


def test_a_search_without_hits_says_what_to_try(site):
    assert "färre ord" in text_of(Client().get("/sok/?q=kvantfysik"))


def test_search_shows_no_draft_and_no_private_page(site):
    Page.objects.filter(pk=site.planned.pk).update(live=False)
    assert "Yrkesspår" not in text_of(Client().get("/sok/?q=yrkesspår"))


def test_a_topic_gathers_its_pages_by_kind(site):
    page = BeautifulSoup(Client().get("/amnen/etablering/").content, "lxml")
    groups = [heading.get_text(" ", strip=True) for heading in page.main.select("section > h2")]
    assert sorted(groups) == ["Andra ämnen", "Enheter 1", "Nyheter 1", "Projekt 1"]
    assert Client().get("/amnen/finns-inte/").status_code == 404


def test_a_wrong_address_helps_the_visitor_on(site):
    response = Client().get("/finns-inte/")
    assert response.status_code == 404
    assert "Vi hittar inte sidan" in text_of(response)
    assert BeautifulSoup(response.content, "lxml").find("input", attrs={"name": "q"})


def test_a_page_that_was_taken_down_is_gone(site):
    Page.objects.get(pk=site.report.pk).specific.unpublish()
    response = Client().get("/nyheter/ett-ar/")
    assert response.status_code == 410
    assert "Ett år med Jobbverkstan" in text_of(response)
    assert "allmän handling" in text_of(response)


def test_a_redirect_goes_before_gone(site):
    Page.objects.get(pk=site.report.pk).specific.unpublish()
    Redirect.objects.create(old_path="/nyheter/ett-ar", redirect_page=site.news, site=site.site)
    response = Client().get("/nyheter/ett-ar/")
    assert response.status_code == 301
    assert response.headers["Location"].endswith("/nyheter/etableringscentrum-oppnar/")


def test_a_page_that_was_never_published_is_just_not_found(site):
    draft = type(site.report)(title="Hemligt", slug="hemligt", live=False)
    site.news_index.add_child(instance=draft)
    response = Client().get("/nyheter/hemligt/")
    assert response.status_code == 404
    assert "Hemligt" not in text_of(response)


def test_robots_names_the_sitemap(site):
    text = Client().get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_the_sitemap_has_every_public_page_with_its_date(site):
    index = ElementTree.fromstring(Client().get("/sitemap.xml").content)
    parts = [part.text for part in index.findall("s:sitemap/s:loc", NAMESPACE)]
    assert len(parts) == 2
    entries = {}
    for part in parts:
        tree = ElementTree.fromstring(Client().get(part.replace("http://testserver", "")).content)
        entries |= {url.find("s:loc", NAMESPACE).text: url.find("s:lastmod", NAMESPACE) for url in tree}
    assert "http://localhost/projekt/etableringscentrum/" in entries
    assert entries["http://localhost/projekt/etableringscentrum/"].text
    assert any(address.endswith("/amnen/etablering/") for address in entries)


def test_a_listing_says_how_many_there_are_and_helps_when_there_are_none(site):
    assert "2 projekt" in text_of(Client().get("/projekt/"))
    chosen = Client().get("/projekt/?lage=completed")
    assert "1 projekt av 2" in text_of(chosen)
    page = BeautifulSoup(chosen.content, "lxml")
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex, follow"
    assert page.find("input", attrs={"name": "lage", "value": "completed"}).has_attr("checked")
    assert "Inget stämmer" in text_of(Client().get("/projekt/?lage=cancelled"))


def test_the_archive_of_news_leads_to_each_year(site):
    page = BeautifulSoup(Client().get("/nyheter/").content, "lxml")
    years = [link.get_text(" ", strip=True) for link in page.select(".archive a")]
    assert years == ["2023 1", "2018 1"]
    link = page.select(".archive a")[0]
    assert "Ett år med Jobbverkstan" in text_of(Client().get(link["href"]))


def test_the_page_for_errors_needs_no_database():
    from django.template.loader import render_to_string

    text = render_to_string("500.html")
    assert "Något gick fel" in text


def test_a_page_behind_a_password_asks_for_it_in_the_sites_own_form(site):
    PageViewRestriction.objects.create(page=site.about, restriction_type="password", password="sommar")
    page = BeautifulSoup(Client().get("/tillganglighet/").content, "lxml")
    assert page.h1.get_text() == "Sidan kräver lösenord"
    assert page.find("label", attrs={"for": page.find("input", type="password")["id"]})
    client = Client()
    address = page.select_one("form[method=post]")["action"]
    client.post(address, {"password": "sommar", "return_url": "/tillganglighet/"})
    assert "Så testar vi" in text_of(client.get("/tillganglighet/"))

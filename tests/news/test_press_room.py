"""The press room shows whom to ask, what to take away and what is coming, and nothing under embargo."""

import datetime as dt

from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from wagtail.documents import get_document_model
from wagtail.models import Page

from brygga.news.models import NewsPage, PressRoomContact, PressRoomPage
from tests.factories import NewsPageFactory
from tests.site.content import picture

SOON = dt.timedelta(days=3)


def document(title, name="fil.svg"):
    return get_document_model().objects.create(title=title, file=ContentFile(b"<svg/>", name=name))


def press_room(home, **fields):
    page = PressRoomPage(title="Pressrum", slug="press", **fields)
    home.add_child(instance=page)
    page.save_revision().publish()
    cache.clear()
    return page


def soup(client, path="/press/"):
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode().replace("\u00ad", ""), "lxml")


def words(node):
    return " ".join(node.get_text(" ").split())


def test_an_empty_press_room_says_where_to_turn_and_promises_nothing(client, home):
    press_room(home)
    page = soup(client)
    headings = [heading.get_text() for heading in page.main.find_all("h2")]
    assert headings == ["Kontakt för press", "Pressmeddelanden"]
    assert "Det finns inga pressmeddelanden än." in words(page.main)


def test_who_answers_for_two_subjects_stands_there_once_with_both(client, home):
    mona = {"name": "Mona Ek", "phone": "0590-110 00"}
    press_room(
        home,
        contacts=[
            PressRoomContact(subject="Sfi", **mona),
            PressRoomContact(subject="Praktik", **mona),
            PressRoomContact(subject="Budget", name="Kim Lo", email="kim@solvik.example"),
        ],
    )
    contacts = soup(client).select(".press-contact")
    assert [contact.h3.get_text() for contact in contacts] == ["Sfi, Praktik", "Budget"]
    assert contacts[0].find("a", href="tel:+46-590-110-00")


def test_a_picture_is_had_as_it_was_uploaded_with_size_credit_and_terms(client, home):
    image = picture("Bryggan", (3000, 2000))
    value = {"image": image, "alt": "En brygga", "credit": "Siv Holm", "terms": "Bara med nyheten."}
    logo = {"name": "Logotyp, liggande", "use": "Med luft omkring.", "files": [document("Logotyp som SVG")]}
    sheet = {"document": document("Sfi i siffror", "blad.pdf"), "about": "Hur många som läser sfi."}
    press_room(
        home,
        terms="Fria att använda.",
        pictures=[("picture", value)],
        logos=[("logo", logo)],
        fact_sheets=[("fact_sheet", sheet)],
    )
    page = soup(client)
    figure = page.select_one(".press-picture")
    assert figure.find("a", download=True)["href"] == image.file.url
    for said in ("Siv Holm", "Bara med nyheten.", "3000 × 2000", "25 × 16 cm i tryck"):
        assert said in words(figure), said
    assert client.get(image.file.url).status_code == 200
    assert "Fria att använda." in words(page.main)
    assert "Med luft omkring." in words(page.select_one(".logo-files"))
    assert "Hur många som läser sfi." in words(page.select_one(".fact-sheet"))
    for link in [*page.select(".logo-files a"), *page.select(".fact-sheet a")]:
        assert client.get(link["href"]).status_code == 200


def test_releases_stand_by_year_and_those_without_a_date_are_not_lost(client, home, news_index):
    for year in (2022, 2024, 2024):
        NewsPageFactory(parent=news_index, kind="press_release", first_published_on=dt.date(year, 3, 1))
    NewsPageFactory(parent=news_index, kind="press_release", title="Odaterat", source_name="gammal.html")
    NewsPageFactory(parent=news_index, kind="news", title="Ingen press", first_published_on=dt.date(2024, 1, 1))
    press_room(home)
    page = soup(client)
    assert [words(link) for link in page.select(".archive a")] == ["2024 2", "2022 1", "Utan datum 1"]
    assert len(page.select("#meddelanden .card")) == 2
    assert "Ingen press" not in words(page.main)
    assert "Odaterat" in words(soup(client, "/press/?ar=utan").main)
    for odd in ("x", "²²²²", "0000", "99999", "1"):
        assert len(soup(client, f"/press/?ar={odd}").select("#meddelanden .card")) == 2


def test_invitations_stand_there_until_they_are_over(client, home, news_index):
    now = timezone.now()
    NewsPageFactory(parent=news_index, title="Kommer", event_start=now + SOON, event_place="Stadshuset")
    NewsPageFactory(parent=news_index, title="Pågår", event_start=now - SOON, event_end=now + SOON)
    NewsPageFactory(parent=news_index, title="Förbi", event_start=now - SOON)
    NewsPageFactory(parent=news_index, title="Slut", event_start=now - 2 * SOON, event_end=now - SOON)
    press_room(home)
    section = soup(client).find("section", attrs={"aria-labelledby": "inbjudningar"})
    assert [card.a.get_text() for card in section.select(".card")] == ["Pågår", "Kommer"]
    calendar = Calendar.from_ical(client.get("/kalender/inbjudningar.ics").content)
    assert [str(event["summary"]) for event in calendar.walk("VEVENT")] == ["Pågår", "Kommer"]


def test_a_kept_page_drops_an_invitation_when_it_is_over(home, news_index, settings, monkeypatch):
    settings.BRYGGA_PAGE_CACHE = True
    press_room(home)
    begins = timezone.now() + dt.timedelta(minutes=5)
    NewsPageFactory(parent=news_index, title="Kom till verkstan", event_start=begins)
    for path in ("/press/", "/kalender/inbjudningar.ics"):
        assert "Kom till verkstan" in Client().get(path).content.decode()
    monkeypatch.setattr(timezone, "now", lambda: begins + dt.timedelta(minutes=1))
    for path in ("/press/", "/kalender/inbjudningar.ics"):
        assert "Kom till verkstan" not in Client().get(path).content.decode()


def test_what_is_under_embargo_is_nowhere_public(client, admin_client, home, news_index):
    image = picture("Hemligt")
    page = NewsPage(
        title="Embargonyheten",
        slug="embargo",
        kind="press_release",
        lead="Ordet kvastskaft.",
        lead_image=image,
        lead_image_alt="En stängd dörr",
        event_start=timezone.now() + SOON,
        go_live_at=timezone.now() + SOON,
        live=False,
    )
    news_index.add_child(instance=page)
    page.save_revision().publish()
    assert not Page.objects.get(pk=page.pk).live
    room = press_room(home)
    for address in (
        "/",
        "/press/",
        "/nyheter/",
        "/sok/?q=kvastskaft",
        "/floden/nyheter.atom",
        "/kalender/inbjudningar.ics",
        "/sitemap-sidor.xml",
        f"/api/v2/pages/?type=brygga_news.NewsPage&fields=*&parent={news_index.pk}",
    ):
        answer = client.get(address).content.decode().replace("\u00ad", "").replace("\r\n ", "")
        assert "Embargonyheten" not in answer, address
        assert "embargo/" not in answer, address
    closed = (f"/dela/{page.pk}.png", f"/kalender/inbjudan/{page.pk}.ics", f"/api/v2/pages/{page.pk}/", image.file.url)
    for address in ("/nyheter/embargo/", *closed):
        assert client.get(address).status_code == 404, address
    form = admin_client.get(f"/admin/pages/{room.pk}/edit/").content.decode()
    assert "Embargonyheten" in form


def test_a_press_room_costs_few_queries_however_much_it_holds(client, home, news_index):
    def queries():
        client.get("/press/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/press/")
        return len(captured)

    room = press_room(home)
    few = queries()
    for number in range(6):
        soon = timezone.now() + SOON
        NewsPageFactory(
            parent=news_index, kind="press_release", first_published_on=dt.date(2024, 1, 1), event_start=soon
        )
        room.contacts.add(PressRoomContact(subject=f"Ämne {number}", name=f"Person {number}"))
    room.save_revision().publish()
    assert few <= 12
    assert queries() <= few + 2

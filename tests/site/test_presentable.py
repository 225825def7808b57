"""Citizens never see the workshop: on a public page there is the thing itself or nothing; editors see it marked."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brygga.site.presentable import line, rich_text

from ..factories import (
    NewsIndexPageFactory,
    NewsPageFactory,
    ProjectContactFactory,
    ProjectIndexPageFactory,
    ProjectPageFactory,
    make_home,
)

HIDDEN = [
    ("missing_image", {"src": "c:/bilder/gammal.jpg", "alt": "Två svarvare", "caption": "Kvinnor vid svarven"}),
    ("heading", {"text": "Tomma rummet", "level": "2"}),
    ("heading", {"text": "Tomma skåpet", "level": "3"}),
    ("paragraph", "<p>Foto:</p>"),
    ("paragraph", "<p>  </p>"),
    ("paragraph", r"<p>G:\Kansliet\bilder\svarv 3.jpg</p>"),
    ("factbox", {"heading": "Faktalåda", "body": "<p></p>"}),
    ("faq", {"question": "Obesvarad fråga?", "answer": "<p></p>"}),
    ("image", {"image": None, "alt": "", "caption": "Bildtext utan bild"}),
    ("links", {"heading": "Länkrubrik", "items": []}),
    ("quote", {"text": "", "speaker_name": "Tyst Talare", "role": "", "organisation_name": ""}),
    ("contact", {"name": "", "role": "", "phone": "", "email": ""}),
    ("paragraph", "<p>Kontakt:</p>"),
]
SHOWN = [
    ("heading", {"text": "Svarven", "level": "2"}),
    ("paragraph", "<p>Alla får pröva svarven.<br/>Bild:</p><p>Kontakt:</p>"),
    ("contact", {"name": "Maja Lind", "role": "", "phone": "0590-110 00", "email": "maja(at)solvik.example"}),
    ("quote", {"text": "Det var roligt.", "speaker_name": "Eva Ek", "speaker_note": "Kanske Eva Berg?"}),
]
TRACES = [
    "svarvare",
    "Kvinnor vid",
    "Tomma",
    "Foto:",
    "Bild:",
    "Kansliet",
    "Faktalåda",
    "Obesvarad",
    "utan bild",
    "Länkrubrik",
    "Tyst",
    "(at)",
    "Kanske Eva",
]


def raw(*blocks: tuple[str, Any]) -> str:
    """A body as it is stored."""
    return json.dumps([{"type": kind, "value": value, "id": f"block-{n}"} for n, (kind, value) in enumerate(blocks)])


@pytest.fixture
def news(db: None) -> Any:
    """A published news page with the leavings of an old one in its body."""
    index = NewsIndexPageFactory(parent=make_home())
    return NewsPageFactory(parent=index, title="Svarven", body=raw(*SHOWN, *HIDDEN))


def addresses(news: Any) -> list[str]:
    return [
        news.url,
        f"/api/v2/pages/{news.pk}/",
        reverse("brygga_news_atom"),
        reverse("brygga_news_rss"),
        *(f"/sok/?q={word}" for word in ("svarven", "svarvare", "Kanske", "obesvarad")),
    ]


def test_visitors_get_the_thing_or_nothing(client: Client, news: Any) -> None:
    for address in addresses(news):
        text = client.get(address).content.decode()
        found = [trace for trace in TRACES if trace in text.replace("q=svarvare", "").replace('value="svarvare"', "")]
        if "/sok/" in address:
            found = [trace for trace in found if trace.casefold() not in address]
        assert not found, address
    text = client.get(news.url).content.decode()
    for word in ("Alla får pröva svarven.", "Kontakt:", "Maja Lind", "mailto:maja@solvik.example", "Det var roligt."):
        assert word in text


def test_what_is_stored_stays_and_an_editors_preview_marks_it(admin_client: Client, news: Any) -> None:
    news.refresh_from_db()
    assert len(news.body) == len(SHOWN) + len(HIDDEN)
    news.save_revision()
    revision = news.latest_revision.pk
    text = admin_client.get(reverse("wagtailadmin_pages:revisions_view", args=[news.pk, revision])).content.decode()
    assert text.count("Syns bara för redaktörer") >= 4
    for word in ("Kvinnor vid svarven", "Tomma rummet", "Alla får pröva svarven."):
        assert word in text


@pytest.mark.django_db
def test_a_section_without_anything_has_no_heading(client: Client) -> None:
    project = ProjectPageFactory(
        parent=ProjectIndexPageFactory(parent=make_home()),
        purpose="<p></p>",
        target_group="<p>Målgrupp:</p>",
        body=json.dumps([{"type": "karta_som_inte_finns", "value": {"plats": "Solvik"}, "id": "k"}]),
        faq=raw(("faq", {"question": "Vem?", "answer": "<p></p>"})),
    )
    text = client.get(project.url).content.decode()
    for heading in ("Om projektet", "Syfte", "Målgrupp", "Frågor och svar"):
        assert heading not in text


@pytest.mark.django_db
def test_the_same_contact_is_shown_once(client: Client) -> None:
    body = raw(
        ("contact", {"name": "Eva Ek", "role": "", "phone": "", "email": "eva@solvik.example"}),
        ("paragraph", "<p>Ring Eva Ek på 0590-110 00.</p>"),
        ("paragraph", "<p>Alla är välkomna.</p>"),
        ("contact", {"name": "Eva Ek", "role": "", "phone": "", "email": "eva@solvik.example"}),
        ("paragraph", "<p>Ring Eva Ek på 0590-110 00.</p>"),
        ("paragraph", "<p>Alla är välkomna.</p>"),
    )
    project = ProjectPageFactory(parent=ProjectIndexPageFactory(parent=make_home()), body=body)
    for _ in range(2):
        ProjectContactFactory(page=project, name="Maja Lind", role="projektledare", email="maja@solvik.example")
    text = client.get(project.url).content.decode()
    main = text.split("<main", 1)[1]
    assert main.count("mailto:eva@solvik.example") == 1
    assert main.count("0590-110 00") == 1
    assert main.count("mailto:maja@solvik.example") == 2  # among the contacts, and in the facts beside the text
    assert main.count("Alla är välkomna.") == 2  # prose is nobody's to shorten
    assert text.count('"ContactPoint"') == 1


def test_the_address_a_page_had_before_is_text(client: Client, news: Any) -> None:
    news.source_url = "https://gammal.solvik.example/svarven"
    news.save()
    text = client.get(news.url).content.decode()
    assert "Tidigare publicerad" in text
    assert 'href="https://gammal.solvik.example/svarven"' not in text


@pytest.mark.parametrize(
    ("markup", "followed", "left"),
    [
        ("<p>Kontakt:</p>", False, ""),
        ("<p>Kontakt:</p>", True, "<p>Kontakt:</p>"),
        ("<p>Kontakt:</p><p>Maja Lind</p>", False, "<p>Kontakt:</p><p>Maja Lind</p>"),
        ("<p>Text:</p><p>Bild:</p>", True, "<p>Text:</p>"),
        ("<p>Foto: Maja Lind</p>", False, "<p>Foto: Maja Lind</p>"),
        ("<p>Klockan 9:30</p>", False, "<p>Klockan 9:30</p>"),
        ("<ul><li></li></ul>", False, ""),
        ("<ul><li>Ett</li><li> </li></ul>", False, "<ul><li>Ett</li></ul>"),
        ('<p>Se <a href="file:///C:/a.doc">bilagan</a>.</p>', False, "<p>Se bilagan.</p>"),
        ("<p>maja.lind (at) solvik.example</p>", False, "<p>maja.lind@solvik.example</p>"),
        ("<p>Möt oss [at] torget</p>", False, "<p>Möt oss [at] torget</p>"),
        ("<p>Det här gäller för alla som vill komma med i projektet i höst:</p>", True, None),
        ("<p>Det här gäller för alla som vill komma med i projektet i höst:</p>", False, None),
    ],
)
def test_rich_text_keeps_all_but_orphans(markup: str, followed: bool, left: str | None) -> None:
    assert rich_text(markup, followed) == (markup if left is None else left)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Foto:", ""),
        ("DSC_0041.JPG", ""),
        (r"C:\bilder\a.jpg", ""),
        ("Maja Lind", "Maja Lind"),
        ("Foto: Maja Lind", "Foto: Maja Lind"),
        ("", ""),
        (None, ""),
    ],
)
def test_captions_are_words_or_nothing(text: str | None, shown: str) -> None:
    assert line(text) == shown

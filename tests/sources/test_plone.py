"""Plone's objects are read with what their kind keeps beside the text, and what a page shows of others."""

import json

import pytest

from brygga.importers.sources import add_known, open_source

from .test_exports import article_of, slate

UID = "0f" * 16
EVENT = {
    "@id": "https://solvik.example/kalender/sop", "@type": "Event", "UID": "1a" * 16, "title": "Städdag",
    "description": "Vi städar stranden tillsammans.", "review_state": "published", "effective": "2021-04-01T08:00:00",
    "text": {"data": "<p>Ta med handskar.</p>"},
}  # fmt: skip


@pytest.fixture
def read_first(tmp_path):
    def make(*rows):
        path = tmp_path / "plone.json"
        path.write_text(json.dumps(rows), encoding="utf-8")
        document = next(iter(open_source(str(path))))
        found = article_of(document)
        add_known(found, document)
        return found, "\n".join(block.text for block in found.blocks)

    return make


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"start": "2021-05-08T07:00:00+00:00", "end": "2021-05-08T10:30:00+00:00"},
         "Tid: 8 maj 2021 kl. 09.00–12.30"),
        ({"start": "2021-05-08T09:00:00", "end": "2021-05-09T12:00:00"},
         "Tid: 8 maj 2021 kl. 09.00–9 maj 2021 kl. 12.00"),
        ({"start": "2021-05-08T00:00:00", "end": "2021-05-10T00:00:00", "whole_day": True},
         "Tid: 8 maj 2021–9 maj 2021"),
        ({"start": "2021-05-08T09:00:00", "end": "2021-05-08T23:59:59", "open_end": True},
         "Tid: 8 maj 2021 kl. 09.00"),
        ({"start": "2021-12-31T23:30:00+00:00"}, "Tid: 1 januari 2022 kl. 00.30"),
        ({"location": "Badviken"}, "Plats: Badviken"),
        ({"attendees": ["Ulf Dal", "Siv Holm"]}, "Deltagare: Ulf Dal, Siv Holm"),
        ({"event_url": "https://strand.example/"}, "Webbplats: https://strand.example/"),
    ],
)  # fmt: skip
def test_an_event_tells_when_and_where_it_is(read_first, fields, shown):
    found, text = read_first({**EVENT, **fields})
    assert shown in text
    assert "Ta med handskar." in text
    assert found.published == "2021-04-01"


def test_an_event_names_whom_to_ask(read_first):
    fields = {"contact_name": "Siv Holm", "contact_phone": "0980-31 92 61", "contact_email": "siv.holm@solvik.example"}
    found, _ = read_first({**EVENT, **fields})
    (contact,) = found.contacts
    assert (contact.name, contact.phone, contact.email) == ("Siv Holm", "0980-31 92 61", "siv.holm@solvik.example")


@pytest.mark.parametrize("kind", ["Collection", "Folder", "Topic"])
def test_what_holds_others_is_a_page_where_it_has_a_text(read_first, kind):
    found, _ = read_first({**EVENT, "@type": kind})
    assert "Ta med handskar." in found.source_text


def test_a_link_with_a_text_leads_on(read_first):
    found, _ = read_first({**EVENT, "@type": "Link", "text": None, "remoteUrl": "https://strand.example/"})
    assert found.lead.text == "Vi städar stranden tillsammans."
    assert [link.href for link in found.links] == ["https://strand.example/"]


IMAGE = {
    "@id": "https://solvik.example/bilder/strand", "@type": "Image", "UID": UID, "title": "Stranden vid Badviken",
    "description": "Stranden före städningen", "image": {"filename": "s.jpg", "data": "YQ=="},
}  # fmt: skip


def test_a_captioned_image_has_the_caption_that_is_kept_at_the_image(read_first):
    img = f'<img src="../resolveuid/{UID}/image_large" alt="" class="image-inline captioned">'
    found, _ = read_first({**EVENT, "text": {"data": f"<p>Före.</p><p>{img}</p><p>Efter.</p>"}}, IMAGE)
    assert [text.text for text in found.captions] == ["Stranden före städningen"]
    assert [image.alt for image in found.images] == ["Stranden vid Badviken"]


def test_an_image_without_the_sign_for_it_has_no_caption(read_first):
    img = f'<img src="resolveuid/{UID}" alt="Strand">'
    found, _ = read_first({**EVENT, "text": {"data": f"<p>Före.</p>{img}<p>Efter.</p>"}}, IMAGE)
    assert not found.captions
    assert [image.alt for image in found.images] == ["Strand"]


def test_a_link_by_uid_that_leads_nowhere_is_named(read_first):
    found, text = read_first({**EVENT, "text": {"data": f'<p>Läs <a href="resolveuid/{"ab" * 16}">mer här</a>.</p>'}})
    assert "Läs mer här." in text
    assert "ab" * 16 in next(problem.message for problem in found.problems if problem.code == "dead-uid")


def test_what_an_object_names_as_related_is_linked(read_first):
    other = {"@id": "https://solvik.example/om", "title": "Om stranden"}
    found, _ = read_first({**EVENT, "relatedItems": [other, UID]}, IMAGE)
    assert {"https://solvik.example/om", IMAGE["@id"]} <= {link.href for link in found.links}


@pytest.mark.parametrize(
    ("block", "kept"),
    [
        ({"@type": "__button", "title": "Boka plats", "href": [{"@id": "https://solvik.example/boka"}]},
         ["Boka plats"]),
        ({"@type": "statistics_block", "items": [{"value": [{"type": "p", "children": [{"text": "40 säckar"}]}],
          "label": [{"type": "p", "children": [{"text": "skräp i fjol"}]}]}]}, ["40 säckar", "skräp i fjol"]),

                ({"@type": "slider", "slides": [{"title": "Vår", "description": "Stranden i april."}]},
         ["Stranden i april."]),
        ({"@type": "tabs_block", "data": {"blocks": {"a": {"title": "Lördag",
         "blocks": {"x": slate("p", {"text": "Grillning."})},
          "blocks_layout": {"items": ["x"]}}}, "blocks_layout": {"items": ["a"]}}}, ["Grillning.", "Lördag"]),
        ({"@type": "hero", "title": "Ren strand", "description": "Tillsammans varje vår.", "styles": {"size": "l"},
          "button_text": "Läs mer här", "align": "full"}, ["Ren strand", "Tillsammans varje vår.", "Läs mer här"]),
        ({"@type": "listing", "headline": "Fler städdagar", "querystring": {"query": []}}, ["Fler städdagar"]),
        ({"@type": "testimonial", "quote": "Bästa dagen på året.", "author": "Ulf Dal"},
         ["Bästa dagen på året.", "Ulf Dal"]),
    ],
)  # fmt: skip
def test_the_words_of_add_ons_blocks_are_kept(read_first, block, kept):
    filler = slate("p", {"text": "Stranden städas varje vår av föreningar och skolklasser i kommunen."})
    blocks = {"f": filler, "b": block, "g": filler | {}}
    page = {**EVENT, "@type": "Document", "text": None, "blocks": blocks, "blocks_layout": {"items": ["f", "b", "g"]}}
    found, _ = read_first(page)
    assert not [words for words in kept if words not in found.source_text]
    assert "full" not in found.source_text

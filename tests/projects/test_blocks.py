"""Blocks: what editors may not leave out, what they see before they choose one, and what the API gives."""

import json

import pytest
from django.core.exceptions import ValidationError
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from brygga.projects.models import ProjectPage
from brygga.site.blocks import FLOWING, body_blocks

BLOCKS = dict(body_blocks())
WORD = (
    '<p class=MsoNormal style="margin:0cm"><b><span style="font-size:11.0pt;font-family:Calibri">Praktik'
    '<o:p></o:p></span></b></p><!--[if !supportLists]--><p class=MsoListParagraph>Ring <a href="https://solvik.example"'
    ' onclick="x()">kommunen</a>&nbsp;idag.</p><script>alert(1)</script><ul type=disc><li>Steg ett</li></ul>'
)


def _errors(block, value):
    with pytest.raises(ValidationError) as error:
        BLOCKS[block].clean(BLOCKS[block].to_python(value))
    return {field: error.messages for field, error in error.value.block_errors.items()}


def test_a_link_has_exactly_one_target(db):
    link = BLOCKS["links"].child_blocks["items"].child_block
    for value, field in (({}, "page"), ({"url": "https://solvik.example", "document": None}, None)):
        if field is None:
            assert link.clean(link.to_python(value)).href == "https://solvik.example"
        else:
            with pytest.raises(ValidationError) as error:
                link.clean(link.to_python(value))
            assert field in error.value.block_errors


def test_an_empty_contact_says_what_to_write(db):
    assert "Skriv ett namn" in _errors("contact", {})["name"][0]


def test_html_pasted_from_word_keeps_its_words_and_loses_its_dress():
    converter = ContentstateConverter(FLOWING)
    html = converter.to_database_format(converter.from_database_format(WORD))
    for bad in ("Mso", "style", "font", "o:p", "onclick", "<script", "supportLists"):
        assert bad not in html
    for word in ("Praktik", "Ring", "kommunen", "idag.", "Steg ett"):
        assert word in html
    assert '<a href="https://solvik.example">' in html
    assert "<li" in html


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_tells_what_it_is_for(name):
    assert str(BLOCKS[name].meta.description)
    assert str(BLOCKS[name].label)


@pytest.mark.parametrize("name", [name for name, block in BLOCKS.items() if hasattr(block.meta, "preview_value")])
def test_a_block_can_be_looked_at_before_it_is_chosen(name, db, admin_client):
    block = BLOCKS[name]
    assert block.is_previewable
    response = admin_client.get("/admin/block-preview/", {"id": block.definition_prefix})
    assert response.status_code == 200
    assert "brygga_site/blocks.css" in response.content.decode()


def test_blocks_stay_out_of_migrations():
    for name in ("body", "faq"):
        _name, path, args, kwargs = ProjectPage._meta.get_field(name).deconstruct()
        assert (path, args) == ("brygga.site.fields.StreamField", [])
        assert "block" not in json.dumps(sorted(kwargs))


@pytest.mark.parametrize(("stored", "shown"), [("Vi är glada", "Vi är glada."), ("Vem vet?", "Vem vet?"), ("", "")])
def test_a_quote_ends_as_a_sentence_though_its_attribution_is_cut_off(stored, shown):
    block = BLOCKS["quote"]
    html = block.render(block.to_python({"text": stored, "speaker_name": "Eva Ek"}))
    assert f"<blockquote>{f'<p>{shown}</p>' if shown else ''}" in html.replace("\n", "")

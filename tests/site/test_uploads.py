"""Hostile and oversized images: cleaned, or refused with a message at the field."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image as PillowImage
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from brygga.site.uploads import clean_svg

HOSTILE = b"""<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaa">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 20 10"
 width="20" height="10" onload="alert(1)"><title>Bron</title><script>alert(2)</script><style>@import url(https://ond.example/a.css);</style>
<a xlink:href="javascript:alert(3)"><rect width="1" height="1"/></a>
<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://ond.example"/></foreignObject>
<defs><linearGradient id="g"/></defs><use xlink:href="https://ond.example/x.svg#y"/><use xlink:href="#g"/>
<rect x="1" y="2" width="3" height="4" fill="url(#g)" onclick="alert(4)" style="background:u\\72l(https://ond.example)"/>
<set attributeName="href" to="javascript:alert(5)"/><image href="https://ond.example/spy.png"/></svg>"""


def test_an_svg_keeps_its_drawing_and_loses_what_runs_or_calls_out():
    cleaned = clean_svg(HOSTILE).decode()
    for bad in ("script", "alert", "ond.example", "foreignObject", "onload", "onclick", "ENTITY", "DOCTYPE", "<set"):
        assert bad not in cleaned
    assert "<title>Bron</title>" in cleaned
    assert 'fill="url(#g)"' in cleaned
    assert 'href="#g"' in cleaned
    assert etree.fromstring(cleaned.encode()).get("viewBox") == "0 0 20 10"


def test_cleaning_a_clean_svg_again_changes_nothing():
    once = clean_svg(HOSTILE)
    assert clean_svg(once) == once


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "ingen SVG-bild"),
        (b"\x89PNG\r\n", "går inte att läsa"),
        (b"", "går inte att läsa"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<g/>" * 1_400_000, "större än 5 MB"),
    ],
)
def test_what_is_no_svg_is_refused_in_swedish(data, message):
    with translation.override("sv"), pytest.raises(ValidationError, match=message):
        clean_svg(data)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="&<>\"'"), max_size=60))
def test_no_attribute_can_call_out_of_the_drawing(text):
    data = f'<svg xmlns="http://www.w3.org/2000/svg"><rect fill="{text}url(//ond.example/x)" href="{text}:x"/></svg>'
    assert b"ond.example" not in clean_svg(data.encode())


def _form(name, data, kind):
    image_form = get_image_form(get_image_model())
    return image_form({"title": "Bron"}, {"file": SimpleUploadedFile(name, data, content_type=kind)})


def test_an_uploaded_svg_is_cleaned_before_it_is_kept(db):
    form = _form("bron.svg", HOSTILE.replace(b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>', b""), "image/svg+xml")
    form.is_valid()
    assert form.errors.get("file") is None, form.errors
    form.cleaned_data["file"].seek(0)
    assert b"alert" not in form.cleaned_data["file"].read()


def test_thirty_megapixels_get_a_message_at_the_file(db):
    data = io.BytesIO()
    PillowImage.new("1", (6000, 5000)).save(data, "PNG")
    with translation.override("sv"):
        form = _form("stor.png", data.getvalue(), "image/png")
        assert not form.is_valid()
        (message,) = form.errors["file"]
    assert "30000000" in message.replace("\u00a0", "").replace(" ", "")
    assert "upplösning" in message

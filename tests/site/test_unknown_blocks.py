"""No block disappears without a word: what a page has no block for is kept, for editors to see and for nobody else."""

import json
import re

import pytest
from django.apps import apps
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from brygga.importers.writing import news_values as news_writing
from brygga.site.blocks import body_blocks
from brygga.site.fields import StreamField
from brygga.site.models import ContentPage
from brygga.site.unknown_blocks import FORM_NAME, UnknownBlock, unplaced
from tests.factories import ContentPageFactory, make_home
from tests.importers.archive import KITCHEN, run_import, states, write

pytestmark = pytest.mark.django_db
HEADING = {
    "type": "heading",
    "value": {"text": "Besök oss", "level": "2"},
    "id": "a1b1c9a2-5d0e-4b3d-9f0e-2f1d0c3b4a51",
}
MAP = {
    "type": "karta",
    "value": {"plats": "Strandgatan 1", "lager": ["gator", "hus"]},
    "id": "b2b1c9a2-5d0e-4b3d-9f0e-2f1d0c3b4a52",
}
BODIES = [
    (model, field)
    for model in apps.get_models()
    for field in model._meta.local_fields
    if isinstance(field, StreamField) and field.name == "body"
]


@pytest.fixture
def page():
    return ContentPageFactory(parent=make_home(), title="Besök", slug="besok", body=json.dumps([HEADING, MAP]))


def stored(page: Page) -> list:
    return list(ContentPage.objects.get(pk=page.pk).body.get_prep_value())


def form_of(client, page: Page) -> str:
    """The text that an editor's form holds for the unknown block."""
    html = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "brygga_site/unknown_blocks.js" in html
    form = client.get(f"/admin/pages/{page.pk}/edit/").context["form"]
    state = form["body"].field.block.get_form_state(form["body"].value())
    assert [entry["type"] for entry in state] == ["heading", FORM_NAME]
    return state[1]["value"]


def sent(page: Page, text: str, **fields) -> dict:
    body = streamfield([("heading", HEADING["value"]), (FORM_NAME, text)])
    body["1"]["id"] = MAP["id"]
    data = {
        "title": page.title,
        "slug": page.slug,
        "lead": "",
        "body": body,
        "topics": [],
        "comments-count": 0,
        **fields,
    }
    return nested_form_data(data) | {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}


@pytest.mark.parametrize(("model", "field"), BODIES, ids=[model.__name__ for model, _ in BODIES])
def test_every_page_type_takes_every_block_of_a_body(model, field):
    names = set(field.stream_block.child_blocks)
    assert names == {name for name, _block in body_blocks()}
    assert names >= {"contact", "faq", "key_figure", "document", "embed", "quote"}


def test_saving_a_page_keeps_what_it_has_no_block_for(page):
    ContentPage.objects.get(pk=page.pk).save()
    page = ContentPage.objects.get(pk=page.pk)
    page.save_revision().publish()
    assert stored(page) == [HEADING, MAP]
    assert page.latest_revision.as_object().body.get_prep_value() == [HEADING, MAP]
    assert page.copy(update_attrs={"slug": "kopia"}).body.get_prep_value()[1]["value"] == MAP["value"]


def test_python_that_names_a_block_that_is_not_there_is_told(page):
    with pytest.raises(ValueError, match="Blocket ”karta” finns inte här"):
        page.body = [("karta", {"plats": "Strandgatan 1"})]


def test_visitors_see_nothing_of_it(page, client):
    html = client.get("/besok/").content.decode()
    assert "Besök oss" not in html.split("<main")[1], "a heading with nothing below it"
    api = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert not api["body"]
    for out in (html, json.dumps(api), str(page.body)):
        assert "Strandgatan" not in out
        assert "karta" not in out
    assert not any("Strandgatan" in text for text in page.body.stream_block.get_searchable_content(page.body))


def test_an_editor_sees_it_and_a_save_keeps_it(page, admin_client):
    text = form_of(admin_client, page)
    assert "karta" in text
    assert "Strandgatan 1" in text
    posted = text.replace("\n", "\r\n")  # as a browser sends it
    response = admin_client.post(f"/admin/pages/{page.pk}/edit/", sent(page, posted, **{"action-publish": "1"}))
    assert response.status_code == 302
    kept = stored(page)
    assert kept[1] == MAP
    assert kept[0]["value"] == HEADING["value"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("Strandgatan 1", "Strandgatan 2"),
        lambda text: text.replace("karta", "paragraph"),
        lambda text: text.rpartition("\n")[0],
        lambda text: "",
        lambda text: '{"block": "paragraph", "innehåll": "<script>alert(1)</script>"}',
    ],
)
def test_a_form_can_send_in_nothing_but_what_it_was_given(page, admin_client, change):
    text = change(form_of(admin_client, page))
    response = admin_client.post(f"/admin/pages/{page.pk}/edit/", sent(page, text))
    assert response.status_code == 200
    errors = response.context["form"].errors.as_data()["body"][0].block_errors
    assert "kom inte tillbaka som det var" in errors[1].messages[0]
    assert stored(page) == [HEADING, MAP]


def test_a_draft_keeps_it_too(page, admin_client):
    response = admin_client.post(f"/admin/pages/{page.pk}/edit/", sent(page, form_of(admin_client, page)))
    assert response.status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().body.get_prep_value()[1] == MAP


def test_versions_of_it_can_be_compared(page, admin_client):
    first = page.save_revision()
    page.body.raw_data[1] = {**MAP, "value": {"plats": "Hamngatan 3"}}
    second = page.save_revision()
    html = admin_client.get(f"/admin/pages/{page.pk}/revisions/compare/{first.pk}...{second.pk}/").content.decode()
    shown = " ".join(re.sub(r"<[^>]+>", "", html).split())
    assert "Strandgatan 1" in shown
    assert "Hamngatan 3" in shown


def test_what_has_no_place_is_found_at_every_depth():
    stream = ContentPage._meta.get_field("body").stream_block
    raw = [
        {"type": "karta", "value": {}},
        {"type": "contact", "value": {"name": "Maja Lind", "fax": "0980-1"}},
        {"type": "links", "value": {"heading": "", "items": [{"type": "item", "value": {"text": "A", "mål": 3}}]}},
        {"type": "table", "value": {"caption": "", "columns": [{"type": "date", "heading": "När"}], "rows": []}},
        {"type": "paragraph", "value": "<p>Allt väl.</p>"},
    ]
    found = list(unplaced(stream, raw))
    assert [re.findall(r"”([^”]+)”", text)[0] for text in found] == ["karta", "fax", "mål", "date"]


def test_an_import_that_makes_a_block_the_page_does_not_have_fails_for_that_document(tmp_path, monkeypatch):
    real = news_writing.news_page

    def with_a_map(*args):
        page = real(*args)
        page.values["body"] = [*page.values["body"], {"type": "karta", "value": {"plats": "Strandgatan 1"}}]
        return page

    monkeypatch.setattr("brygga.importers.writing.writer.news_page", with_a_map)
    run = run_import(write(tmp_path / "a", a=KITCHEN))
    assert states(run) == {"a.txt": "failed"}
    assert "Blocket ”karta” finns inte här" in run.entries.get().reason


def test_an_unknown_block_holds_any_value():
    block = UnknownBlock()
    block.set_name("karta")
    for value in (None, "", "text", 3, ["a"], {"a": {"b": None}}):
        assert block.get_prep_value(block.clean(block.to_python(value))) == value
        assert str(block.render(value)) == ""

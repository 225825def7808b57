"""A WordPress post is read as WordPress shows it: pictures, captions, blocks and fields, and no mark of a plugin."""

import re

import pytest

from brygga.importers.sources import add_known, open_source
from brygga.importers.sources.left_out import LeftOut

from .test_exports import WXR, article_of, wp_item


def medium(number, name, caption="", alt="", parent=""):
    more = f"<wp:attachment_url>https://solvik.example/wp-content/uploads/{name}</wp:attachment_url>"
    more += f"<wp:post_parent>{parent}</wp:post_parent>" if parent else ""
    if alt:
        more += "<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key>"
        more += f"<wp:meta_value><![CDATA[{alt}]]></wp:meta_value></wp:postmeta>"
    return wp_item(number, "attachment", "inherit", excerpt=caption, more=more)


def field(name, value):
    key = f"<wp:meta_key>{name}</wp:meta_key>"
    return f"<wp:postmeta>{key}<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"


MEDIA = (
    medium(31, "brygga.jpg", caption="Bryggan vid Norra udden", alt="En brygga i sol", parent="90"),
    medium(32, "bastu.png", caption="Bastun i oktober"),
    medium(33, "karta.pdf", parent="90"),
)
FILLER = "Bryggan vid Norra udden har fått en ny bastu som alla i kommunen får boka."


@pytest.fixture
def read_post(tmp_path):
    """The article and the document that a post with this content becomes."""

    def make(content, *others, number=1, **post):
        path = tmp_path / "solvik.xml"
        items = (wp_item(number, content=content, **post), *MEDIA, *others)
        path.write_text(WXR.format(items="".join(items)), encoding="utf-8")
        document = next(d for d in open_source(str(path)) if d.address == f"https://solvik.example/{number}/")
        found = article_of(document)
        add_known(found, document)
        return found, document

    return make


def words(found):
    return "\n".join([found.title.text, found.lead.text, *(b.text for b in found.blocks), *map(str, found.captions)])


def codes(found):
    return {problem.code for problem in found.problems}


@pytest.mark.parametrize(
    ("code", "pictures"),
    [
        ('[gallery ids="31,32"]', ["brygga.jpg", "bastu.png"]),
        ("[gallery columns=3 size=large ids='32, 31' link=\"none\"]", ["bastu.png", "brygga.jpg"]),
        ("[gallery ids=32]", ["bastu.png"]),
        ("[gallery include=”31″ orderby=”rand”]", ["brygga.jpg"]),
        ("[gallery]", ["brygga.jpg"]),
        ('[gallery columns="2" exclude="32"]', ["brygga.jpg"]),
        ('[gallery id="90"]', ["brygga.jpg"]),
        ('<!-- wp:gallery {"ids":[31,32],"columns":2} --><figure'
        ' class="wp-block-gallery"></figure><!-- /wp:gallery -->',
         ["brygga.jpg", "bastu.png"]),
        ('[vc_single_image image="32" img_size="large"]', ["bastu.png"]),
        ('[et_pb_image src="https://solvik.example/wp-content/uploads/x.jpg" alt="Ett'
        ' staket"][/et_pb_image]', ["x.jpg"]),
        ('<!-- wp:acf/bildspel {"name":"acf/bildspel","data":{"bild":32,"_bild":"field_1"}} /-->', ["bastu.png"]),
    ],
)  # fmt: skip
def test_the_pictures_of_galleries_and_plugins_are_shown(read_post, code, pictures):
    found, _ = read_post(f"{FILLER}\n\n{code}\n\nVälkommen dit i höst.", number=90)
    assert [image.src.rsplit("/", 1)[-1] for image in found.images] == pictures
    assert "[" not in words(found)
    assert "Välkommen dit i höst." in words(found)


def test_a_gallery_of_pictures_that_the_export_lacks_is_named(read_post):
    found, _ = read_post(f'{FILLER}\n\n[gallery ids="31,999"]')
    assert "missing-pictures" in codes(found)


@pytest.mark.parametrize(
    ("code", "caption"),
    [
        ('[caption id="a" width="300"]<img src="/s.jpg" alt="s"> Sten (A], [B) i rad[/caption]',
         "Sten (A], [B) i rad"),
        ('[caption width="3" caption="Rut &quot;Ruffa&quot; Dal [längst bak] vid &amp; efter"]<img'
        ' src="/s.jpg" />[/caption]',
         'Rut "Ruffa" Dal [längst bak] vid & efter'),
        ("[wp_caption align='left' caption='Rut [nr 2] i båten']<a href='/s.jpg'><img src='/s.jpg'></a>[/wp_caption]",
         "Rut [nr 2] i båten"),
        ("[caption]<img src='/s.jpg'> Foto: <em>Rut Dal</em>[/caption]", "Foto: Rut Dal"),
    ],
)  # fmt: skip
def test_captions_keep_quotes_and_brackets(read_post, code, caption):
    found, _ = read_post(f"{FILLER}\n\n{code}\n\nVälkommen.")
    assert [text.text for text in found.captions] == [caption]


def test_an_image_without_a_text_gets_that_of_the_library(read_post):
    address = "https://solvik.example/wp-content/uploads/brygga-300x200.jpg"
    for tag in (f'<img class="wp-image-31" src="{address}" alt="">', f'<img src="{address}">'):
        found, _ = read_post(f"<p>{FILLER}</p>{tag}")
        assert [image.alt for image in found.images] == ["En brygga i sol"]


def test_reusable_blocks_stand_where_they_are_shown_and_those_that_are_missing_are_named(read_post):
    shared = wp_item(
        50,
        "wp_block",
        content="<!-- wp:paragraph --><p>Bastun stängs klockan tio på kvällen.</p><!-- /wp:paragraph -->",
    )
    text = f'<!-- wp:paragraph --><p>{FILLER}</p><!-- /wp:paragraph --><!-- wp:block {{"ref":%d}} /-->'
    found, _ = read_post(text % 50, shared)
    assert "Bastun stängs klockan tio på kvällen." in words(found)
    assert "missing-block" not in codes(found)
    found, _ = read_post(text % 51, shared)
    assert "missing-block" in codes(found)


def test_a_reusable_block_that_shows_itself_ends(read_post):
    shared = wp_item(
        50, "wp_block", content='<p>Bastun stängs klockan tio på kvällen.</p><!-- wp:block {"ref":50} /-->'
    )
    found, _ = read_post(f'<p>{FILLER}</p><!-- wp:block {{"ref":50}} /-->', shared)
    assert "Bastun stängs klockan tio på kvällen." in words(found)


@pytest.mark.parametrize(
    ("block", "kept", "gone"),
    [
        ('<!-- wp:solvik/kort {"heading":"Boka bastun","text":"Ring \\u0022Badet\\u0022 på'
        ' vardagar.","columns":3,"color":"red"} /-->',
         ["Boka bastun", 'Ring "Badet" på vardagar.'], ["columns", "red"]),
        ('<!-- wp:acf/fakta {"name":"acf/fakta","data":{"rubrik":"Om'
        ' bastun","_rubrik":"field_9","rader_0_text":"Rymmer tolv."},"mode":"edit"} /-->',
         ["Om bastun", "Rymmer tolv."], ["field_9", "edit"]),
        ('<!-- wp:plugg/ruta {"text":"u003cstrongu003eVarmt vattenu003c/strongu003e finns."} /-->',
         ["Varmt vatten finns."], ["u003c"]),
        ('<!-- wp:plugg/lista {"items":[{"question":"Får hundar bada?","answer":"Nej, inte här."}]} /-->',
         ["Får hundar bada?", "Nej, inte här."], ["items"]),
        ('<!-- wp:plugg/hel {"text":"Står redan i texten."} --><p>Står redan i texten.</p><!-- /wp:plugg/hel -->',
         ["Står redan i texten."], ["Står redan i texten.\nStår redan i texten."]),
    ],
)  # fmt: skip
def test_the_words_in_the_options_of_blocks_are_kept_and_their_settings_are_not(read_post, block, kept, gone):
    found, _ = read_post(f"<!-- wp:paragraph --><p>{FILLER}</p><!-- /wp:paragraph -->\n{block}")
    assert not [text for text in kept if text not in words(found)]
    assert not [text for text in gone if text in words(found)]


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        ('[toggle title="Är vattnet varmt?" open="no"]Ja, tjugo grader.[/toggle]',
         ["Är vattnet varmt?", "Ja, tjugo grader."]),
        ('[vc_row full_width="stretch_row"][vc_column width="1/2"][vc_column_text'
        ' css=".vc_1{margin:0}"]Mitt i.[/vc_column_text][/vc_column][/vc_row]',
         ["Mitt i."]),
        ('[et_pb_blurb title="Bada året om" icon="%%22%%" _builder_version="4.9"]Vaken hålls öppen.[/et_pb_blurb]',
         ["Bada året om", "Vaken hålls öppen."]),
        ('[gravityform id="3" title="Boka här" description="false"]', ["Boka här"]),
        ("[su_button url='https://solvik.example/b' background='#fff']Boka nu[/su_button]", ["Boka nu"]),
        ("[formular]", []),
        ("[wpforms_lista]", []),
        ("[vc_raw_html]PHA+VmFydCB2YXR0ZW4uPC9wPg==[/vc_raw_html]", ["Vart vatten."]),
    ],
)  # fmt: skip
def test_codes_of_plugins_that_are_gone_leave_their_words_and_are_named(read_post, code, kept):
    found, _ = read_post(f"{FILLER}\n\n{code}\n\nVälkommen dit [sic] i höst [till vänster] (se [1]).")
    text = words(found)
    assert not [part for part in kept if part not in text]
    assert "Välkommen dit [sic] i höst [till vänster] (se [1])." in text
    assert not re.search(r"\[(?!sic|till vänster|1)|width|_version|#fff", text)
    assert "dead-shortcodes" in codes(found) or "raw_html" in code


@pytest.mark.parametrize("mark", ["<!--more-->", "<!--more Läs vidare-->", "<!--nextpage-->", "\n<!-- nextpage -->\n"])
def test_all_pages_of_a_text_are_read_as_one(read_post, mark):
    found, _ = read_post(f"{FILLER}{mark}På nästa sida står priset: tio kronor.")
    assert "På nästa sida står priset: tio kronor." in [block.text for block in found.blocks]


@pytest.mark.parametrize(
    "code",
    [
        "[embed]https://film.example/1[/embed]",
        "https://film.example/1",
        '[video mp4="https://film.example/1"][/video]',
        '<!-- wp:embed {"url":"https://film.example/1"} --><figure class="wp-block-embed"><div'
        ' class="wp-block-embed__wrapper">\n'
        "https://film.example/1\n</div></figure><!-- /wp:embed -->",
    ],
)
def test_what_is_embedded_is_led_to(read_post, code):
    found, _ = read_post(f"{FILLER}\n\n{code}\n\nVälkommen.")
    assert "https://film.example/1" in [link.href for link in found.links]


def test_the_sites_own_fields_are_text_and_a_plugins_are_counted(tmp_path):
    more = (
        field("ingress", "Nu går det att boka bastun vid udden.") + field("_ingress", "field_1")
        + field("fakta_0_text", "Bastun rymmer tolv personer.") + field("_fakta_0_text", "field_2")
        + field("bild", "32") + field("_bild", "field_3") + field("farg", "blue") + field("_farg", "field_4")
        + field("sponsortext", "Stödd av byalaget i Norra udden.") + field("_edit_last", "1")
    )  # fmt: skip
    path = tmp_path / "solvik.xml"
    path.write_text(WXR.format(items=wp_item(1, content=FILLER, more=more) + "".join(MEDIA)), encoding="utf-8")
    left = LeftOut()
    (document,) = open_source(str(path), left=left)
    found = article_of(document)
    assert found.lead.text == "Nu går det att boka bastun vid udden."
    assert "Bastun rymmer tolv personer." in words(found)
    assert "blue" not in words(found)
    assert [image.src.rsplit("/", 1)[-1] for image in found.images] == ["bastu.png"]
    assert left.counts["fältet sponsortext"] == 1


def test_every_sorting_of_a_post_is_a_topic_and_its_look_is_none(read_post):
    def category(domain, name, nicename="x"):
        return f'<category domain="{domain}" nicename="{nicename}"><![CDATA[{name}]]></category>'

    more = (
        category("category", "Fritid &amp; kultur") + category("post_tag", "bastu") + category("omrade", "Norra udden")
    )
    more += (
        category("post_format", "Galleri")
        + category("author", "Ulla Sjö", "cap-ulla")
        + category("language", "English", "en")
    )
    found, document = read_post(FILLER, more=more)
    assert document.known["categories"] == ["Fritid & kultur", "bastu", "Norra udden"]
    assert document.known["author"] == "Ulla Sjö"
    assert found.language == "en"


def test_titles_are_shown_without_their_tags(read_post):
    for written, shown in (
        ("Bada <em>varmt</em> &amp; skönt", "Bada varmt & skönt"),
        ("Priset &lt; 100 kronor", "Priset < 100 kronor"),
        ("Skriv till Rut &lt;rut@solvik.example&gt;", "Skriv till Rut <rut@solvik.example>"),
    ):
        found, _ = read_post(FILLER, title=written)
        assert found.title.text == shown


def test_addresses_that_led_to_a_post_before_lead_to_it(read_post):
    rule = wp_item(
        80,
        "redirect_rule",
        title="/bad",
        more=field("_redirect_rule_from", "/bad") + field("_redirect_rule_to", "/1/"),
    )
    more = (
        field("_wp_old_slug", "bastu")
        + field("_wp_old_slug", "gamla-bastun")
        + field("custom_permalink", "uppleva/bastu/")
    )
    _, document = read_post(FILLER, rule, more=more)
    assert document.known["old_addresses"] == ["bastu", "gamla-bastun", "/uppleva/bastu/", "/bad"]


def test_a_guid_that_says_it_is_no_address_is_none(tmp_path):
    items = wp_item(1, content="Ett") + wp_item(2, content="Två") + wp_item(3, content="Tre")
    items = items.replace("https://solvik.example/?p=2", "https://import.example/gammal/2")
    items = items.replace('isPermaLink="false">https://solvik.example/?p=3', ">https://solvik.example/tre-forr/")
    path = tmp_path / "solvik.xml"
    path.write_text(WXR.format(items=items), encoding="utf-8")
    assert [bool(d.known.get("id_only")) for d in open_source(str(path))] == [False, True, False]


def test_what_becomes_no_article_is_counted_by_reason(tmp_path):
    comment = "<wp:comment><wp:comment_content>Fint!</wp:comment_content></wp:comment>"
    slide = wp_item(6, "slajd", content="Bild").replace(
        "https://solvik.example/6/", "https://solvik.example/?post_type=slajd&amp;p=6"
    )
    items = (
        wp_item(1, content=FILLER, more=comment * 2), wp_item(2, "nav_menu_item"), wp_item(3, "nav_menu_item"),
        wp_item(4, status="trash", content="Borta"), slide, *MEDIA,
    )  # fmt: skip
    path = tmp_path / "solvik.xml"
    path.write_text(WXR.format(items="".join(items)), encoding="utf-8")
    left = LeftOut()
    assert [d.name for d in open_source(str(path), left=left)] == ["Inlägg 1"]
    assert left.counts == {
        "kommentarer": 2, "menyposter": 2, "i papperskorgen": 1, "innehåll utan egen sida (slajd)": 1,
        "filer i mediebiblioteket": 3,
    }  # fmt: skip

"""Exports as people have them: what is wrong in a post is mended there and named, nothing before or after is lost."""

import io
import json
import zipfile

import pytest

from brygga.importers.reading import UnreadableDocument
from brygga.importers.sources import SourceError, add_known, open_source
from brygga.importers.sources.left_out import LeftOut

from .test_exports import NEWS, PAGE, WXR, article_of, wp_item

BODY = "Färjan till Ytterön går varje timme från måndag, även på kvällar och helger."


def wxr(*items):
    return WXR.format(items="".join(items))


def article(document):
    found = article_of(document)
    add_known(found, document)
    return found


@pytest.fixture
def articles(tmp_path):
    """The articles of an export with these bytes."""

    def make(data, name="export.xml"):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return [article(document) for document in open_source(str(path))]

    return make


def text_of(found):
    return "\n".join([found.lead.text, *(block.text for block in found.blocks)])


def codes(found):
    return {problem.code for problem in found.problems}


@pytest.mark.parametrize(
    "before",
    [
        "\n\n  \n",
        "\ufeff",
        "<br />\n<b>Deprecated</b>: Function x() in <b>/var/www/y.php</b> on line <b>8</b><br />\n",
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n",
        "PHP Warning:  Cannot modify header & more < in a.php\n" * 2000,
        "<!-- en cache skrev detta <item> -->\n",
    ],
)
def test_what_a_server_wrote_before_the_xml_is_passed_over(articles, before):
    (found,) = articles(before + wxr(wp_item(1, content=BODY)))
    assert (found.title.text, text_of(found)) == ("Inlägg 1", BODY)


@pytest.mark.parametrize("sign", ["\x05", "\x1f", "\x00", "\ufffe", "\x7f"])
def test_control_characters_take_no_words_with_them(articles, sign):
    broken = BODY.replace("Ytterön", f"Ytter{sign}ön")
    first, second, third = articles(
        wxr(wp_item(1, content=BODY), wp_item(2, content=broken, title=f"Fär{sign}jan"), wp_item(3, content=BODY))
    )
    assert [text_of(found) for found in (first, second, third)] == [BODY] * 3
    assert second.title.text == "Färjan"
    assert codes(second) & {"control-characters", "null-bytes"} or sign == "\x7f"
    assert not codes(first) | codes(third)


@pytest.mark.parametrize("sign", ["\x0b", "\x0c"])
def test_a_break_of_an_old_word_processor_parts_words(articles, sign):
    (found,) = articles(wxr(wp_item(1, content=BODY.replace("varje timme", f"varje{sign}timme"))))
    assert "varjetimme" not in text_of(found)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Färjan &#5;går &nbsp; igen", "Färjan går igen"),
        ("Färjan &#x1F; går igen", "Färjan går igen"),
        ("Färjan &ouml;ar &amp; holmar", "Färjan öar & holmar"),
        ("Färjor & båtar", "Färjor & båtar"),
        ("Färjan &#150; nu igen", "Färjan – nu igen"),
        ("Åtta < nio", "Åtta < nio"),
        ("Färjan &finnsinte; går", "Färjan &finnsinte; går"),
    ],
)
def test_references_and_bare_signs_in_a_title_lose_no_word(articles, written, shown):
    item = wp_item(1, content=BODY, title="RUBRIK").replace("<![CDATA[RUBRIK]]>", written)
    (found,) = articles(wxr(item))
    assert " ".join(found.title.text.split()) == shown


def test_no_mark_of_the_xml_is_ever_shown(articles):
    inner = BODY + " ]]]]><![CDATA[> och sedan."
    (found,) = articles(wxr(wp_item(1, content=inner)))
    assert "CDATA" not in text_of(found)
    assert "och sedan." in text_of(found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("declared", ["UTF-8", "ISO-8859-1", "UTF-16"])
def test_an_export_is_read_in_the_encoding_that_it_has(articles, encoding, declared):
    text = wxr(wp_item(1, content=BODY, title="Färjan går")).replace('encoding="UTF-8"', f'encoding="{declared}"')
    (found,) = articles(text.encode(encoding))
    assert (found.title.text, text_of(found)) == ("Färjan går", BODY)


def test_posts_in_several_encodings_are_each_read_in_theirs(articles):
    parts = WXR.split("{items}")
    items = [
        wp_item(n, content=BODY, title="Färjan går").encode(e) for n, e in enumerate(("utf-8", "cp1252", "utf-8"), 1)
    ]
    found = articles(parts[0].encode() + b"".join(items) + parts[1].encode())
    assert [(one.title.text, text_of(one)) for one in found] == [("Färjan går", BODY)] * 3
    assert [bool(codes(one)) for one in found] == [False, True, False]


@pytest.mark.parametrize("cut", ["Ytterön", "<wp:post_id>2", "]]></content:encoded><excerpt:encoded><![CDATA[2"])
def test_an_export_that_ends_too_early_gives_what_is_there_says_so_and_publishes_no_half_post(tmp_path, cut):
    text = wxr(wp_item(1, content=BODY), wp_item(2, content="Början. " + BODY, excerpt="2"))
    path = tmp_path / "export.xml"
    path.write_text(text[: text.rindex(cut)], encoding="utf-8")
    first, second, end = open_source(str(path))
    assert not codes(article(first))
    half = article(second)
    assert "Början. Färjan till" in text_of(half)
    assert "]]>" not in text_of(half)
    assert "truncated" in codes(half)
    assert half.status == "draft"
    with pytest.raises(UnreadableDocument) as caught:
        end.load()
    assert caught.value.code == "part-missing"


def test_a_text_that_was_never_closed_does_not_swallow_the_next_post(articles):
    broken = wp_item(1, content=BODY).replace("]]></content:encoded>", "</content:encoded>")
    first, second = articles(wxr(broken, "\n", wp_item(2, content="Andra inlägget om färjan.")))
    assert text_of(first) == BODY
    assert "xml-repaired" in codes(first)
    assert text_of(second) == "Andra inlägget om färjan."


def test_a_post_that_is_no_whole_xml_is_mended_and_named(articles):
    broken = wp_item(1, content=BODY).replace("<dc:creator>", "<dc:creator><b>")
    first, second = articles(wxr(broken, wp_item(2, content=BODY)))
    assert text_of(first) == BODY
    assert "xml-repaired" in codes(first)
    assert not codes(second)


def test_html_that_nobody_wrapped_is_text(articles):
    item = wp_item(1, content="TEXT").replace("<![CDATA[TEXT]]>", f"<p>{BODY}</p><h2>Priser</h2><p>Tio kronor.</p>")
    (found,) = articles(wxr(item))
    assert [block.text for block in found.blocks][-2:] == ["Priser", "Tio kronor."]
    assert BODY in text_of(found)


def test_a_word_for_a_tag_in_a_text_begins_no_post(articles):
    (found,) = articles(wxr(wp_item(1, content=BODY + " <code><item></code> och </item> står så i filen.")))
    assert "står så i filen." in text_of(found)


# In archives and folders


def archive(path, **entries):
    with zipfile.ZipFile(path, "w") as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return path


def test_an_export_in_several_parts_of_an_archive_is_one(tmp_path):
    media = wp_item(
        7, "attachment", "inherit", excerpt="Färjan i maj",
        more="<wp:attachment_url>https://solvik.example/wp-content/uploads/2021/05/f.jpg</wp:attachment_url>",
    )  # fmt: skip
    first = wxr(wp_item(1, content=f'{BODY}\n\n[gallery ids="7"]'))
    path = archive(
        tmp_path / "solvik.zip",
        **{
            "ut/solvik.000.xml": first, "ut/solvik.001.xml": wxr(media, wp_item(2, content=BODY)),
            "ut/uploads/2021/05/f.jpg": b"jpg", "__MACOSX/ut/._solvik.000.xml": b"skrot",
            "ut/las mig.html": f"<h1>Hej</h1><p>{BODY}</p>",
        },
    )  # fmt: skip
    found = list(open_source(str(path)))
    assert [d.name for d in found] == ["Inlägg 1", "Inlägg 2", "ut/las mig.html"]
    assert [text.text for text in article(found[0]).captions] == ["Färjan i maj"]
    assert [attachment.load() for attachment in found[0].attachments] == [b"jpg"]


def test_exports_in_a_folder_are_read_with_the_files_beside_them(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "wordpress.xml").write_text(wxr(wp_item(1, content=BODY)), encoding="utf-8")
    (tmp_path / "plone.json").write_text(json.dumps([NEWS]), encoding="utf-8")
    (tmp_path / "sida.html").write_text(f"<h1>Hej</h1><p>{BODY}</p>", encoding="utf-8")
    archive(tmp_path / "mer.zip", **{"export.xml": wxr(wp_item(2, content=BODY))})
    archive(tmp_path / "bilaga.zip", **{"notes.html": f"<h1>Bilaga</h1><p>{BODY}</p>"})
    found = [d.name for d in open_source(str(tmp_path))]
    assert found == ["Inlägg 1", "Verkstaden öppnar", "Inlägg 2", "sida.html"]


def test_plones_files_in_an_archive_know_each_other(tmp_path):
    path = archive(
        tmp_path / "plone.zip", **{"a/nyheter.json": json.dumps([NEWS]), "a/sidor.json": json.dumps([PAGE])}
    )
    first, _second = open_source(str(path))
    assert "https://solvik.example/om" in [link.href for link in article(first).links]


def test_an_archive_with_nothing_to_read_says_what_is_in_it(tmp_path):
    path = archive(tmp_path / "tom.zip", **{"a.sql": b"x", "b.sql": b"y", "c.jpg": b"z"})
    with pytest.raises(SourceError, match=r"2 \.sql"):
        list(open_source(str(path)))


def test_a_damaged_export_in_an_archive_is_named(tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("export.xml", wxr(*(wp_item(n, content=f"{BODY} {n * 7919}") for n in range(900))))
    broken = bytearray(data.getvalue())
    broken[len(broken) // 2] ^= 0xFF
    path = tmp_path / "solvik.zip"
    path.write_bytes(bytes(broken))
    with pytest.raises(SourceError):
        list(open_source(str(path)))


def test_a_cut_off_plone_export_gives_the_objects_that_are_whole(tmp_path):
    path = tmp_path / "plone.json"
    whole = json.dumps([NEWS, PAGE], ensure_ascii=False)
    path.write_text(whole[: whole.index("Vi är tre")], encoding="utf-8")
    first, end = open_source(str(path))
    assert first.address == NEWS["@id"]
    with pytest.raises(UnreadableDocument) as caught:
        end.load()
    assert caught.value.code == "part-missing"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_plone_export_is_read_in_the_encoding_that_it_has(tmp_path, encoding):
    path = tmp_path / "plone.json"
    path.write_bytes(json.dumps([NEWS], ensure_ascii=False).encode(encoding))
    (document,) = open_source(str(path))
    assert document.name == "Verkstaden öppnar"


def test_what_plone_leaves_is_counted_by_reason(tmp_path):
    rows = [NEWS, {"@id": "https://solvik.example/b", "@type": "Image", "title": "b"}]
    rows += [{"@id": f"https://solvik.example/m{n}", "@type": "Folder", "title": f"Mapp {n}"} for n in range(2)]
    path = tmp_path / "plone.json"
    path.write_text(json.dumps(rows))
    left = LeftOut()
    assert len(list(open_source(str(path), left=left))) == 1
    assert left.counts == {"bilder": 1, "mappar utan egen text": 2}
    assert left.names["mappar utan egen text"] == ["Mapp 0", "Mapp 1"]

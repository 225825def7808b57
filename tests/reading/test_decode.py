"""Bytes become the text that was meant, and what cannot be text says so."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.importers.reading.formats.decode import decode
from brygga.importers.reading.formats.mojibake import repair_mojibake
from brygga.importers.reading.model.errors import UnreadableDocument

SWEDISH = "Språkcaféer på Hamngatan – ”välkommen” säger Åsa Öberg"


def codes(decoded):
    return [problem.code for problem in decoded.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32"])
def test_the_encodings_of_old_archives_are_told_apart(encoding):
    assert decode(SWEDISH.encode(encoding)).text == SWEDISH


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_seen_without_its_mark(encoding):
    assert decode(SWEDISH.encode(encoding)).text == SWEDISH


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_a_page_declared_as_latin_1_is_read_as_windows_1252(label):
    data = f'<meta charset="{label}"><p>{SWEDISH}</p>'.encode("cp1252")
    decoded = decode(data)
    assert SWEDISH in decoded.text
    assert decoded.problems == []


def test_a_declared_encoding_is_used_when_the_text_is_not_utf_8():
    data = '<?xml version="1.0" encoding="iso-8859-2"?><p>Łódź öl</p>'.encode("iso-8859-2")
    assert "Łódź öl" in decode(data).text


def test_the_header_decides_before_the_page():
    data = '<meta charset="iso-8859-2"><p>öl</p>'.encode("mac-roman")
    assert "öl" in decode(data, content_type="text/html; charset=macintosh").text


def test_utf_8_wins_over_a_wrong_declaration_and_is_reported():
    decoded = decode(f'<meta charset="iso-8859-1">{SWEDISH}'.encode())
    assert SWEDISH in decoded.text
    assert codes(decoded) == ["wrong-encoding"]


def test_an_unknown_encoding_is_reported_and_read_as_windows_1252():
    decoded = decode(f'<meta charset="x-klingon">{SWEDISH}'.encode("cp1252"))
    assert SWEDISH in decoded.text
    assert codes(decoded) == ["unknown-encoding"]


@pytest.mark.parametrize("label", ["base64", "rot13", "utf-7", "idna", "zlib"])
def test_a_codec_that_is_no_encoding_of_pages_is_unknown(label):
    decoded = decode(f'<meta charset="{label}">{SWEDISH}'.encode("cp1252"))
    assert SWEDISH in decoded.text
    assert "unknown-encoding" in codes(decoded)


def test_utf_8_cut_off_in_the_middle_of_a_letter_keeps_the_rest():
    decoded = decode((SWEDISH * 3).encode()[:-1] + "å".encode()[:1])
    assert decoded.text.startswith(SWEDISH * 2)
    assert codes(decoded) == ["mixed-encoding"]


def test_a_word_pasted_in_another_encoding_is_read_too():
    decoded = decode(SWEDISH.encode() + "Älvdalen".encode("cp1252"))
    assert decoded.text == SWEDISH + "Älvdalen"


@pytest.mark.parametrize("rounds", [1, 2])
def test_text_that_was_decoded_wrongly_before_is_mended_and_reported(rounds):
    damaged = SWEDISH
    for _ in range(rounds):
        damaged = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in damaged.encode("utf-8"))
    decoded = decode(damaged.encode("utf-8"))
    assert decoded.text == SWEDISH
    assert codes(decoded) == ["mojibake"]


@pytest.mark.parametrize("text", ["MILJÖ”", "ÂNGSTRÖM", "Ö–vik", "São Paulo", "â votre", "Ä€", "Ålands ”Å”"])
def test_real_words_are_not_taken_for_damage(text):
    assert repair_mojibake(text) == (text, 0)


def test_null_bytes_are_taken_away_and_reported():
    decoded = decode(SWEDISH.encode() + b"\x00\x00")
    assert decoded.text == SWEDISH
    assert codes(decoded) == ["null-bytes"]


def test_characters_lost_before_the_import_are_reported():
    assert codes(decode("Arbetsf\ufffdrmedlingen".encode())) == ["lost-characters"]


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t", b"\x00\x00", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b"\xef\xbb\xbf \n"]
)
def test_a_file_without_text_is_empty(data):
    with pytest.raises(UnreadableDocument) as caught:
        decode(data)
    assert caught.value.code == "empty"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + b"a" * 99,
        b"\xff\xd8\xff\xe0JFIF",
        b"GIF89a....",
        bytes(range(256)) * 20,
        b"\x7fELF\x02\x01",
    ],
)
def test_a_binary_file_is_refused(data):
    with pytest.raises(UnreadableDocument) as caught:
        decode(data)
    assert caught.value.code == "binary"


def test_a_file_over_the_limit_is_refused_with_both_sizes():
    with pytest.raises(UnreadableDocument, match=r"50 MB. Gränsen är 25 MB") as caught:
        decode(b"a" * (50 * 1024 * 1024))
    assert caught.value.code == "too-large"


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_named_reason(data):
    try:
        decoded = decode(data)
    except UnreadableDocument as error:
        assert error.code in {"empty", "binary", "too-large"}  # noqa: PT017 - either outcome is right, nothing else
    else:
        assert decoded.text.strip()


@given(
    st.text(
        st.characters(codec="utf-8", exclude_characters="\x00ÃÂâ\ufffd", exclude_categories=["Cc", "Cs"]), min_size=1
    )
)
def test_utf_8_text_comes_through_unchanged(text):
    try:
        decoded = decode(text.encode())
    except UnreadableDocument as error:
        assert not text.strip(), error  # noqa: PT017 - either outcome is right, nothing else
    else:
        assert decoded.text == text.removeprefix("\ufeff")

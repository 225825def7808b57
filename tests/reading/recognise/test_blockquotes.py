"""Quotes that the page's mark-up names."""

from brygga.importers.reading import read, to_json

PROSE = (
    "<p>Arbetslivscentrum i Solvik har tagit emot trettio deltagare under våren, och fler är på väg in i verkstaden. "
    "Handledarna möter varje deltagare två gånger i veckan.</p>"
)
SAID = "Vi frågar först vad man vill, och sedan vad man kan."


def page(quote: str) -> dict:
    html = f"<main><h1>Ett år i verkstaden</h1>{PROSE}{quote}{PROSE}</main>"
    return to_json(read(html.encode(), source="verkstad.html"))


def test_a_blockquote_is_said_by_whom_its_source_names():
    article = page(f"<blockquote><p>{SAID}</p><cite>Mona Lindqvist, verksamhetsledare</cite></blockquote>")
    (quote,) = article["quotes"]
    assert quote["text"] == SAID
    assert (quote["speaker"], quote["role"]) == ("Mona Lindqvist", "verksamhetsledare")
    assert quote["attribution"] == "Mona Lindqvist, verksamhetsledare"
    assert [b["quotes"] for b in article["blocks"] if b["type"] == "quote"] == [[quote]]


def test_a_blockquote_without_a_source_has_no_speaker_also_beside_a_name():
    article = page(f"<p>Mona Lindqvist är verksamhetsledare.</p><blockquote>{SAID}</blockquote>")
    assert [(q["text"], q["speaker"]) for q in article["quotes"]] == [(SAID, None)]


def test_a_blockquote_that_says_who_speaks_in_its_words_is_one_quote():
    article = page(f"<blockquote><p>– {SAID[:-1]}, säger Mona Lindqvist.</p></blockquote>")
    assert [q["speaker"] for q in article["quotes"]] == ["Mona Lindqvist"]

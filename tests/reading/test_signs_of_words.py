"""Signs that belong to words stay with them, and signs that belong to none part no word."""

import pytest

from brygga.importers.reading import read, to_json

REST = "<p>Arbetet tar två år och görs i etapper längs hela vägen, från bron vid ån till korset i Ekby.</p>"


def page(body, name="sida.html"):
    return to_json(read(f"<main>{body}{REST}</main>".encode(), source=name))


def words(data):
    return " ".join([data["title"], data["lead"] or "", *(block["text"] for block in data["blocks"])])


@pytest.mark.parametrize(
    "mark", ["<sup>{}</sup>", '<sup><a href="#not">{}</a></sup>', '<a href="#not"><sup>{}</sup></a>']
)
@pytest.mark.parametrize("number", ["4", "12"])
@pytest.mark.parametrize(
    "body",
    [
        "<h1>Väg 63@ byggs om</h1><p>Vägen är gammal.</p>",
        "<h1>Vägen</h1><p>Det kostar 63@ miljoner kronor att bygga om vägen mellan byarna.</p>",
        "<h1>Vägen</h1><ul><li>Väg 63@ byggs om</li><li>Bron rivs</li></ul>",
        "<h1>Vägen</h1><table><tr><th>Väg</th><th>Meter</th></tr><tr><td>Ekby</td><td>63@</td></tr></table>",
        "<h1>Vägen</h1><blockquote>Vi bygger om 63@ vägar.</blockquote>",
        '<h1>Vägen</h1><figure><img src="v.jpg" alt=""><figcaption>Väg 63@ i maj</figcaption></figure>',
    ],
    ids=["title", "lead", "item", "cell", "quote", "caption"],
)
def test_the_mark_of_a_note_is_never_part_of_the_number_before_it(body, number, mark):
    data = page(body.replace("@", mark.format(number)))
    assert f"63{number}" not in str(data)
    assert f"63{number.translate(str.maketrans('124', '¹²⁴'))}" in str(data)


def test_a_note_hides_no_figure_and_a_raised_unit_stays_one():
    data = page("<h1>Vägen</h1><p>Det kostar 105<sup>2</sup> miljoner kronor. Ytan är 40 m<sup>2</sup> i dag.</p>")
    figures = {(figure["value"], figure["unit"]) for figure in data["key_figures"]}
    assert figures == {("105", "miljoner kronor"), ("40", "m²")}


def test_a_note_is_raised_once_in_rich_text():
    found = read(f"<main><h1>Vägen</h1>{REST}<p>Väg 63<sup>1</sup> byggs om.</p></main>".encode(), source="sida.html")
    assert found.blocks[-1].content.html() == "Väg 63¹ byggs om."


@pytest.mark.parametrize(
    "sign", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\u202a", "\u2069"]
)
@pytest.mark.parametrize("name", ["sida.html", "sida.txt"])
def test_signs_that_cannot_be_seen_part_no_word(sign, name):
    body = f"Trafik{sign}verket bygger om vägen mellan Ekby och kvarnen, och {sign}den{sign} blir klar i höst."
    if name.endswith("html"):
        data = page(f"<h1>Vä{sign}gen</h1><p>{body}</p>")
    else:
        data = to_json(read(f"Vä{sign}gen\n\n{body}\n".encode(), source=name))
    assert data["title"] == "Vägen"
    assert "Trafikverket bygger om vägen" in words(data)
    assert "och den blir klar" in words(data)


def test_signs_that_join_letters_stay_where_the_script_has_them():
    persian = "می\u200cخواهم"
    assert persian in words(
        page(f"<h1>Kurs</h1><p>Välkommen till kursen, {persian} står det på skylten vid dörren.</p>")
    )


def test_preformatted_lines_stay_lines():
    found = read(
        f"<main><h1>Matsedel</h1>{REST}<pre>Måndag   soppa\nTisdag   fisk\nOnsdag   gröt</pre></main>".encode(),
        source="m.html",
    )
    assert "<br/>Tisdag" in " ".join(block.content.html() for block in found.blocks)


def test_references_that_an_export_left_in_a_text_are_signs():
    lines = [
        "V&auml;gen &ndash; s&aring; blir den",
        "Verket &amp; Ekby bygger om den&nbsp;gamla v&#228;gen i h&ouml;st.",
    ]
    text = "\n\n".join(lines)
    found = read(text.encode(), source="sida.txt")
    assert found.title.text == "Vägen – så blir den"
    assert found.lead.text == "Verket & Ekby bygger om den gamla vägen i höst."
    assert [problem.code for problem in found.problems] == ["entities"]


def test_what_only_looks_like_a_reference_stays():
    text = "Vägen byggs om\n\nJobb&Bildning; så heter kursen som hålls i huset vid vägen varje vecka.\n"
    found = read(text.encode(), source="sida.txt")
    assert "Jobb&Bildning; så heter" in found.lead.text
    assert found.problems == []

"""Pages from EPiServer's Content Delivery API: whatever a site calls its properties, their words are met again."""

import json
from urllib.parse import urlsplit

import pytest

from brygga.importers.sources import SourceError, open_source
from brygga.importers.sources.left_out import LeftOut

from .conftest import Answer
from .test_press_services import article_of, words

GUID = "8377a392-8614-4cdd-8054-fd044dab166{}"


def content(number, name="Nya rastplatser", kind="NewsPage", **properties):
    link = {"id": number, "workId": 0, "guidValue": GUID.format(number), "providerName": None}
    url = None if kind.endswith("Block") else f"https://solvik.example/n/{number}/"
    return {"contentLink": link, "name": name, "contentType": ["Block" if kind.endswith("Block") else "Page", kind],
            "url": url, "changed": "2020-06-01T10:00:00Z", "startPublish": "2020-05-04T23:30:00Z", "stopPublish": None,
            "status": "Published", "language": {"name": "sv"}, **properties}  # fmt: skip


def typed(value, kind, expanded=None):
    return {"value": value, "propertyDataType": kind, **({"expandedValue": expanded} if expanded else {})}


BLOCK = content(9, "Fakta", "FactBlock", heading=typed("Så hittar du dit", "PropertyLongString"),
                text=typed("<p>Leden börjar vid badet.</p>", "PropertyXhtmlString"),
                backgroundColor=typed("blue", "PropertyLongString"))  # fmt: skip
IMAGE = {"contentLink": {"id": 4, "guidValue": GUID.format(4), "url": "https://solvik.example/rast.jpg"},
         "name": "rast.jpg", "contentType": ["Image", "Media"],
         "altText": typed("En eldstad", "PropertyString")}  # fmt: skip
BODY = (
    f'<p>Veden fylls på. <a href="~/link/{GUID.format(2).replace("-", "")}.aspx">Läs mer</a> och '
    '<a href="/link/00000000000000000000000000000000.aspx">borta</a>.</p>'
)
WHOLE = content(
    1, "rast", heading=typed("Nya rastplatser", "PropertyLongString"), pageImage=typed({}, "Reference", IMAGE),
    preamble=typed("Kanotleden har fått rastplatser.", "PropertyLongString"),
    mainBody=typed(BODY, "PropertyXhtmlString"),
    mainContentArea=typed([{"contentLink": {"id": 9}}], "PropertyContentArea", [BLOCK]),
    metaDescription=typed("För sökmotorer.", "PropertyLongString"), disableIndexing=typed(False, "PropertyBoolean"),
    links=typed([{"href": "https://solvik.example/bada", "text": "Badplatser"}], "PropertyLinkCollection"),
)  # fmt: skip
FLAT = content(1, "rast", heading="Nya rastplatser", pageImage=IMAGE, preamble="Kanotleden har fått rastplatser.",
               mainBody=BODY, mainContentArea=[BLOCK], metaDescription="För sökmotorer.",
               links=[{"href": "https://solvik.example/bada", "text": "Badplatser"}])  # fmt: skip
OTHER = content(2, "Bada", mainBody=typed("<p>Vattnet är kallt.</p>", "PropertyXhtmlString"))


def upper(value):
    """As the first versions wrote names."""
    if isinstance(value, dict):
        return {key[:1].upper() + key[1:]: upper(inner) for key, inner in value.items()}
    return [upper(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("rows", [[WHOLE, OTHER], [FLAT, OTHER], upper([WHOLE, OTHER]), {"results": [WHOLE, OTHER]}],
                         ids=["typed", "flat", "upper", "search"])  # fmt: skip
def test_a_saved_answer_gives_the_page_with_all_its_words(tmp_path, rows):
    (tmp_path / "svar.json").write_text(json.dumps(rows))
    document, other = open_source(str(tmp_path))
    found = article_of(document)
    assert (found.title.text, found.lead.text) == ("Nya rastplatser", "Kanotleden har fått rastplatser.")
    assert (found.published, found.updated, document.address) == (
        "2020-05-05",
        "2020-06-01",
        "https://solvik.example/n/1/",
    )
    for said in ("Veden fylls på.", "Så hittar du dit", "Leden börjar vid badet.", "Badplatser"):
        assert said in words(found)
    assert "blue" not in words(found)
    assert [(image.src, image.alt) for image in found.images] == [("https://solvik.example/rast.jpg", "En eldstad")]
    assert ("Läs mer", "https://solvik.example/n/2/") in [(link.text, link.href) for link in found.links]
    told = {problem.code: problem.message for problem in found.problems}
    assert "1 länkar" in told["dead-uid"]
    assert "metaDescription" in told["fields-left"]
    assert "Vattnet är kallt." in words(article_of(other))


def test_pages_without_text_drafts_and_blocks_that_are_missing_are_told(tmp_path):
    draft = {
        **OTHER,
        "status": "CheckedOut",
        "area": typed([{"contentLink": {"id": 77, "guidValue": GUID.format(7)}}], "X"),
    }
    (tmp_path / "svar.json").write_text(json.dumps([content(3, "Arkiv"), BLOCK, draft]))
    left = LeftOut()
    (document,) = open_source(str(tmp_path), left=left)
    found = article_of(document)
    assert found.status == "draft"
    assert "missing-block" in [problem.code for problem in found.problems]
    assert left.lines() == ["block och filer utan egen sida: 1 (Fakta)", "sidor utan egen text: 1 (Arkiv)"]


def test_a_tree_of_pages_is_walked_once_whatever_leads_where(site, fetcher):
    below = {"1": [WHOLE, OTHER], GUID.format(1): [OTHER, content(5, "Rot", mainBody="<p>Gräset är vått.</p>")]}

    class Api(dict):
        def get(self, key, default=None):
            path = urlsplit(key).path.removeprefix("/api/episerver/v3.0/content/")
            if path == "7":
                return Answer(json.dumps(content(7, "Start")).encode())
            rows = below.get(path.removesuffix("/children").replace(GUID.format(7), "1"))
            return Answer(json.dumps(rows).encode()) if rows else Answer(b"", 404)

    site.answers = Api()
    found = list(open_source(f"{site.base}/api/episerver/v3.0/content/7", fetcher=fetcher))
    assert [document.name for document in found] == ["Nya rastplatser", "Bada", "Rot"]


@pytest.mark.parametrize("answer", ["{}", "[]", "[1]", '{"contentLink": {"guidValue": 1}', "[" * 100_000])
def test_what_is_no_answer_is_named(tmp_path, answer):
    (tmp_path / "svar.json").write_text(answer)
    with pytest.raises(SourceError):
        list(open_source(str(tmp_path / "svar.json"), kind="episerver-api"))

"""Pages in Markdown with a head, as Jekyll and Hugo keep them, give what the site showed: text, days, addresses."""

import zipfile

import pytest

from brygga.importers.reading import read
from brygga.importers.reading.formats.front_matter import front_matter
from brygga.importers.reading.model import ledger
from brygga.importers.sources import add_known, open_source

LEAD = "Kanotleden genom Solviks kommun har fått nya rastplatser."
YAML = f"""---
title:  "Nya rastplatser: vindskydd & eld"
date:   2019-12-31 23:30:00 +0000
tags: [led, friluft]
author: Ylva Strand
description: {LEAD}
image: /bilder/rast.jpg
faktaruta:
  rubrik: Så hittar du dit
  text: Leden börjar vid badet i Storön.
nummer: 12
---
"""
TOML = f"""+++
title = "Nya rastplatser: vindskydd & eld"
date = 2019-12-31T23:30:00Z
tags = ["led", "friluft"]
author = "Ylva Strand"
description = "{LEAD}"
image = "/bilder/rast.jpg"
nummer = 12
[faktaruta]
rubrik = "Så hittar du dit"
text = "Leden börjar vid badet i Storön."
+++
"""
JSON = (
    '{"title": "Nya rastplatser: vindskydd & eld", "date": "2019-12-31T23:30:00Z", "tags": ["led", "friluft"], '
    f'"description": "{LEAD}", "image": "/bilder/rast.jpg", "nummer": 12, "author": "Ylva Strand",'
    '"faktaruta": {"rubrik": "Så hittar du dit", "text": "Leden börjar vid badet i Storön."}}\n'
)
BODY = """Veden fylls på **varje** vecka. Läs [mer om leden]({{ site.baseurl }}/led/).

## Karta
{: .no_toc}

{{< figure src="/bilder/karta.png" title="Kartan över leden" alt="En karta" >}}

{% include notis.html text="Hunden ska vara kopplad i skogen." %}

| År | Platser |
|----|---------|
| 2019 | 4 |

- ett
- två
  - tre
"""


def read_one(path):
    (document,) = open_source(str(path))
    article = read(document.load(), source=document.name, content_type=document.content_type, address=document.address)
    ledger.check(article)
    add_known(article, document)
    return article, document


@pytest.mark.parametrize("head", [YAML, YAML.replace("\n", "\r\n"), "\ufeff" + YAML, TOML, JSON])
def test_a_page_is_read_as_its_site_showed_it(tmp_path, head):
    path = tmp_path / "rast.md"
    path.write_bytes((head + BODY).encode())
    article, _ = read_one(path)
    assert (article.title.text, article.lead.text) == ("Nya rastplatser: vindskydd & eld", LEAD)
    assert (article.published, article.author, article.topics) == ("2020-01-01", "Ylva Strand", ["led", "friluft"])
    words = "\n".join(block.text for block in article.walk())
    for said in (
        "Veden fylls på varje vecka.",
        "Hunden ska vara kopplad i skogen.",
        "Leden börjar vid badet i Storön.",
    ):
        assert said in words
    assert not any(mark in words for mark in ("{{", "{%", "{:", "no_toc", "**"))
    assert [(i.src, i.alt, i.caption) for i in article.images] == [
        ("/bilder/rast.jpg", "", None), ("/bilder/karta.png", "En karta", "Kartan över leden")]  # fmt: skip
    assert [(link.text, link.href) for link in article.links] == [("mer om leden", "/led/")]
    assert {"table", "list", "heading"} <= {block.type for block in article.walk()}
    told = {problem.code: problem.message for problem in article.problems}
    assert "notis" in told["dead-shortcodes"]
    assert "nummer" in told["fields-left"]


def test_what_reads_like_a_mark_in_code_is_left_as_it_is(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(YAML + 'Skriv så här för att visa en bild:\n\n```\n{{< figure src="a.png" >}}\n```\n')
    article, _ = read_one(path)
    assert '{{< figure src="a.png" >}}' in "\n".join(block.text for block in article.walk())


@pytest.mark.parametrize(
    "head",
    [
        "---\na: &a [x, x]\nb: *a\n---\n",
        "---\na: !!python/object/apply:os.system ['true']\ntitle: &t Led\nb: *t\n---\n",
        "---\n" + "a: " + "[" * 5000 + "\n---\n",
        "---\ntitle: [\n---\n",
        "+++\ntitle = \n+++\n",
        '{"title": "x"',
        "---\n- en\n- två\n---\n",
    ],
)
def test_a_head_that_is_none_is_text_like_any_other(tmp_path, head):
    path = tmp_path / "a.md"
    path.write_text(head + "Kanotleden har fått nya rastplatser.\n")
    assert front_matter(path.read_text()) is None
    article, _ = read_one(path)
    words = [article.title.text, article.lead.text, *(block.text for block in article.walk())]
    assert "Kanotleden har fått nya rastplatser." in " ".join(words)


def test_tags_and_types_of_yaml_are_words():
    head = front_matter("---\ntitle: Nej\ntid: 12:30:00\nkod: !!python/name:os.system x\nantal: 0x10\n---\n")
    assert head.values == {"title": "Nej", "tid": "12:30:00", "kod": "x", "antal": "0x10"}


def page(folder, name, more="", title="Rast"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: {title}\n{more}---\nVeden fylls på varje vecka vid badet.\n", encoding="utf-8")


def known(folder):
    return {document.name: document.known for document in open_source(str(folder))}


def test_jekylls_addresses_come_from_its_settings_or_its_defaults(tmp_path):
    (tmp_path / "_config.yml").write_text("url: https://led.solvik.example\nbaseurl: /n\npermalink: pretty\n")
    page(tmp_path, "_posts/2019-05-04-Nya-rastplatser.md", "categories: [led]\nredirect_from: [/gammal/, gammal2]\n")
    page(tmp_path, "_drafts/ved.md")
    found = known(tmp_path)
    assert found["2019-05-04-Nya-rastplatser.md"]["old_addresses"] == [
        "https://led.solvik.example/n/led/2019/05/04/nya-rastplatser/", "https://led.solvik.example/n/gammal/",
        "https://led.solvik.example/n/led/2019/05/04/nya-rastplatser/gammal2"]  # fmt: skip
    assert found["2019-05-04-Nya-rastplatser.md"]["published"] == "2019-05-04"
    assert found["ved.md"]["closed"] == "draft"
    (tmp_path / "_config.yml").unlink()
    assert known(tmp_path)["2019-05-04-Nya-rastplatser.md"]["old_paths"][0] == "/led/2019/05/04/nya-rastplatser.html"


def test_hugos_addresses_come_from_its_settings_or_its_defaults(tmp_path):
    (tmp_path / "hugo.toml").write_text(
        'baseURL = "https://led.solvik.example/"\n[permalinks]\nnotiser = "/:year/:month/:slug/"\n'
    )
    page(tmp_path, "content/nyheter/Rast.md")
    page(tmp_path, "content/nyheter/eld/index.md", "aliases: [/brasan]\n")
    page(tmp_path, "content/notiser/ved.md", "date: 2019-05-04\nslug: veden\n")
    page(tmp_path, "content/om.md", "url: /om-leden/\ndraft: true\nexpiryDate: 2020-01-01\n")
    addresses = {
        n: [a.removeprefix("https://led.solvik.example") for a in k["old_addresses"]]
        for n, k in known(tmp_path).items()
    }
    assert addresses == {
        "Rast.md": ["/nyheter/rast/"], "index.md": ["/nyheter/eld/", "/brasan"], "ved.md": ["/2019/05/veden/"],
        "om.md": ["/om-leden/"],
    }  # fmt: skip
    assert {k: v for k, v in known(tmp_path)["om.md"].items() if k in ("closed", "expire_at")} == {
        "closed": "draft", "expire_at": "2019-12-31T23:00:00+00:00"}  # fmt: skip


def test_a_site_in_an_archive_is_read_the_same(tmp_path):
    site = tmp_path / "s"
    (site / "content").mkdir(parents=True)
    (site / "hugo.toml").write_text('baseURL = "https://led.solvik.example/"\n')
    page(site, "content/rast.md", "draft: true\n")
    with zipfile.ZipFile(tmp_path / "s.zip", "w") as archive:
        for path in sorted(site.rglob("*.*")):
            archive.write(path, path.relative_to(tmp_path))
    article, document = read_one(tmp_path / "s.zip")
    assert document.known["old_addresses"] == ["https://led.solvik.example/rast/"]
    assert (article.title.text, article.status) == ("Rast", "draft")

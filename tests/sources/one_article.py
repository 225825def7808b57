"""One article in the form of every source, and which of its structures a reader kept."""

from __future__ import annotations

import email.policy
import io
import json
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from html import escape
from pathlib import Path

from docx import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image as Picture

from brygga.importers.reading.model.article import Article, Block
from brygga.importers.sources.document import Document
from brygga.importers.sources.opening import open_source
from tests.reading.pdf import make_pdf

TITLE = "Verkstaden på Hamngatan öppnar för fler"
LEAD = "I april öppnar Solviks kommun en ny verkstad för den som vill pröva ett yrke."
DAY = "2021-05-04"
PARAGRAPH = "Verkstaden ligger i den gamla seglarskolan vid hamnen. Där finns plats för trettio personer."
HEADING = "Ett halvår på prov"
SPEECH = "– Ingen ska behöva gissa vad ett jobb är, säger Alva Lindmark, enhetschef på Solviks kommun."
BULLETS = ["snickeri", "kök", "cykelservice"]
NESTED = "också elcyklar"
STEPS = ["Ring oss.", "Boka en tid."]
HEADER, ROW = ["År", "Platser"], ["2021", "18"]
ALT, CAPTION = "Foto av en hyvelbänk vid ett fönster", "Hyvelbänken är från 1911."
LINK, HREF = "seglarskolan", "https://www.solvik.example/seglarskolan"
QUESTION, ANSWER = "Vem får söka?", "Alla som är över arton år."
CONTACT = ["Omar Bergdahl", "Projektledare", "0555-123 45"]
IMAGE = "https://www.solvik.example/hyvelbank.jpg"

SENT = 132_646_032_000_000_000  # noon of that day, as Outlook counts

BODY = (
    f"<p>{PARAGRAPH.replace(LINK, f'<a href={HREF!r}>{LINK}</a>', 1)}</p><h2>{HEADING}</h2><p>{SPEECH}</p>"
    f"<ul><li>{BULLETS[0]}</li><li>{BULLETS[1]}</li><li>{BULLETS[2]}<ul><li>{NESTED}</li></ul></li></ul>"
    f"<ol><li>{STEPS[0]}</li><li>{STEPS[1]}</li></ol>"
    f'<figure><img src="{IMAGE}" alt="{ALT}"><figcaption>{CAPTION}</figcaption></figure>'
    f"<table><thead><tr><th>{HEADER[0]}</th><th>{HEADER[1]}</th></tr></thead>"
    f"<tbody><tr><td>{ROW[0]}</td><td>{ROW[1]}</td></tr></tbody></table>"
    f"<details><summary>{QUESTION}</summary><p>{ANSWER}</p></details>"
    f"<h2>Kontakt</h2><p>{'<br>'.join(CONTACT)}</p>"
)
TEXT = f"""{TITLE}

Publicerad: 4 maj 2021

{LEAD}

{PARAGRAPH}

{HEADING}

{SPEECH}

  • {BULLETS[0]}
  • {BULLETS[1]}
  • {BULLETS[2]}
      ◦ {NESTED}

1. {STEPS[0]}
2. {STEPS[1]}

{ALT}

{CAPTION}

{HEADER[0]}\t{HEADER[1]}
{ROW[0]}\t{ROW[1]}

Frågor och svar

{QUESTION}

{ANSWER}

Kontakt

{CONTACT[0]}
{CONTACT[1]}
{CONTACT[2]}
"""


def _first(name: str, data: bytes | str, folder: Path, kind: str = "auto") -> Document:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return next(iter(open_source(str(path), kind=kind)))


def html_page(folder: Path) -> Document:
    page = (
        f'<!DOCTYPE html><html lang="sv"><head><title>{TITLE}</title>'
        f'<meta property="article:published_time" content="{DAY}T08:00:00+02:00"></head><body>'
        f'<header>Meny</header><main><article><h1>{TITLE}</h1><p class="ingress">{LEAD}</p>{BODY}</article></main>'
        "<footer>Sidfot</footer></body></html>"
    )
    return _first("sida.html", page, folder)


def text(folder: Path) -> Document:
    return _first("sida.txt", TEXT, folder)


def word(folder: Path) -> Document:
    out = Word()
    out.add_heading(TITLE, 0)
    out.add_paragraph("Publicerad: 4 maj 2021")
    out.add_paragraph(LEAD)
    _linked(out.add_paragraph())
    out.add_heading(HEADING, 2)
    out.add_paragraph(SPEECH)
    for words in BULLETS:
        out.add_paragraph(words, style="List Bullet")
    out.add_paragraph(NESTED, style="List Bullet 2")
    for words in STEPS:
        out.add_paragraph(words, style="List Number")
    picture = io.BytesIO()
    Picture.effect_noise((120, 90), 64).save(picture, "PNG")
    picture.seek(0)
    shape = out.add_picture(picture)
    shape._inline.find(qn("wp:docPr")).set("descr", ALT)
    out.add_paragraph(CAPTION, style="Caption")
    table = out.add_table(rows=2, cols=2)
    for cells, words in zip(table.rows, (HEADER, ROW), strict=True):
        for cell, word_ in zip(cells.cells, words, strict=True):
            cell.text = word_
    out.add_heading("Frågor och svar", 2)
    out.add_heading(QUESTION, 3)
    out.add_paragraph(ANSWER)
    out.add_heading("Kontakt", 2)
    for line in CONTACT:
        out.add_paragraph(line)
    data = io.BytesIO()
    out.save(data)
    return _first("sida.docx", data.getvalue(), folder)


def _linked(paragraph) -> None:
    """The paragraph's words with the link in them, which python-docx has no call for."""
    before, after = PARAGRAPH.split(LINK, 1)
    paragraph.add_run(before)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(HREF, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(paragraph.add_run(LINK)._r)
    paragraph._p.append(link)
    paragraph.add_run(after)


def pdf(folder: Path) -> Document:
    lines: list[tuple[float, float, str]] = [(22, 780, TITLE), (9, 750, "Publicerad: 4 maj 2021"), (11, 720, LEAD)]
    lines += [(11, 690, PARAGRAPH), (15, 650, HEADING), (11, 620, SPEECH)]
    lines += [(11, 590 - 14 * n, f"• {words}") for n, words in enumerate(BULLETS)]
    lines += [(11, 540 - 14 * n, f"{n + 1}. {words}") for n, words in enumerate(STEPS)]
    lines += [(15, 490, "Kontakt"), *((11, 465 - 14 * n, line) for n, line in enumerate(CONTACT))]
    return _first("sida.pdf", make_pdf([lines]), folder)


def mail(folder: Path) -> Document:
    message = EmailMessage()
    message["Subject"], message["Date"] = f"Pressmeddelande: {TITLE}", "Tue, 04 May 2021 08:00:00 +0200"
    message.set_content("Se HTML-delen.")
    message.add_alternative(f"<html><body><p><b>{LEAD}</b></p>{BODY}</body></html>", subtype="html")
    return _first("brev.eml", message.as_bytes(policy=email.policy.SMTPUTF8), folder)


def outlook(folder: Path) -> Document:
    from tests.sources.outlook_files import message

    html = f"<html><body><p><b>{LEAD}</b></p>{BODY}</body></html>".encode()
    return _first("brev.msg", message(subject=f"Pressmeddelande: {TITLE}", html=html, sent=SENT), folder)


def markdown(folder: Path) -> Document:
    """The text as Hugo keeps it, with HTML where Markdown has no sign of its own."""
    marks = PARAGRAPH.replace(LINK, f"[{LINK}]({HREF})", 1)
    bullets = "".join(f"- {words}\n" for words in BULLETS)
    steps = "".join(f"{number}. {words}\n" for number, words in enumerate(STEPS, 1))
    rows = "\n".join(f"| {' | '.join(row)} |" for row in (HEADER, ["---", "---"], ROW))
    text = f"""---
title: "{TITLE}"
date: {DAY}T08:00:00+02:00
description: {LEAD}
---
{marks}

## {HEADING}

{SPEECH}

{bullets}  - {NESTED}

{steps}
{{{{< figure src="{IMAGE}" alt="{ALT}" caption="{CAPTION}" >}}}}

{rows}

<details><summary>{QUESTION}</summary>

{ANSWER}

</details>

## Kontakt

{"  ".join(f"{line}  {chr(10)}" for line in CONTACT)}
"""
    return _first("sida.md", text, folder)


def feed(folder: Path) -> Document:
    from brygga.importers.sources.feeds import document_of, parse_feed
    from brygga.importers.sources.fetch import Fetcher

    entry = (
        f"<entry><id>x</id><title>{TITLE}</title><published>{DAY}T08:00:00+02:00</published><summary>{LEAD}</summary>"
        f"<content type='html'>{escape(BODY)}</content></entry>"
    )
    parsed = parse_feed(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title>{entry}</feed>'.encode())
    return document_of(Fetcher(), parsed, parsed.entries[0], "https://www.solvik.example/feed", "x", True)


def wordpress(folder: Path) -> Document:
    from tests.sources.test_exports import WXR, wp_item

    item = wp_item(1, title=TITLE, excerpt=LEAD, content=f"<!-- wp:html -->{BODY}<!-- /wp:html -->")
    return _first("wp.xml", WXR.format(items=item), folder)


def wordpress_classic(folder: Path) -> Document:
    from tests.sources.test_exports import WXR, wp_item

    image = f'<img src="{IMAGE}" alt="{ALT}"'
    classic = BODY.replace("<p>", "").replace("</p>", "\n\n")
    classic = classic.replace(f"<figure>{image}>", f'[caption id="a"]{image} /> ')
    classic = classic.replace("<figcaption>", "").replace("</figcaption></figure>", "[/caption]\n\n")
    return _first("wp.xml", WXR.format(items=wp_item(1, title=TITLE, excerpt=LEAD, content=classic)), folder)


def wordpress_damaged(folder: Path) -> Document:
    """An archive with the export as a server may give it: words before the XML, another encoding, a control sign."""
    whole = wordpress_classic(folder).path or folder / "wp.xml"
    text = "\nPHP Warning: x & y\n" + whole.read_text(encoding="utf-8").replace("gamla seglar", "gamla \x05seglar")
    with zipfile.ZipFile(folder / "wp.zip", "w") as made:
        made.writestr("export/solvik.000.xml", text.encode("cp1252"))
    return next(open_source(str(folder / "wp.zip")))


def plone(folder: Path) -> Document:
    page = {"@id": "https://www.solvik.example/n", "@type": "News Item", "UID": "a" * 32, "title": TITLE}
    page |= {"description": LEAD, "effective": f"{DAY}T08:00:00+00:00", "text": {"data": BODY}}
    return _first("plone.json", json.dumps([page]), folder)


def volto(folder: Path) -> Document:
    def slate(kind, *children):
        return {"@type": "slate", "value": [{"type": kind, "children": list(children)}]}

    def item(words, *more):
        return {"type": "li", "children": [{"text": words}, *more]}

    before, after = PARAGRAPH.split(LINK, 1)
    link = {"type": "link", "data": {"url": HREF}, "children": [{"text": LINK}]}
    rows = [
        [{"type": kind, "value": [{"text": words}]} for words in row]
        for kind, row in (("header", HEADER), ("data", ROW))
    ]
    panel = {"title": QUESTION, "blocks": {"x": slate("p", {"text": ANSWER})}, "blocks_layout": {"items": ["x"]}}
    blocks = [
        {"@type": "title"},
        slate("p", {"text": before}, link, {"text": after}),
        slate("h2", {"text": HEADING}),
        slate("p", {"text": SPEECH}),
        slate("ul", item(BULLETS[0]), item(BULLETS[1]), item(BULLETS[2], {"type": "ul", "children": [item(NESTED)]})),
        slate("ol", *(item(words) for words in STEPS)),
        {"@type": "image", "url": IMAGE, "alt": ALT, "caption": CAPTION},
        {"@type": "slateTable", "table": {"rows": [{"cells": row} for row in rows]}},
        {"@type": "accordion", "data": {"blocks": {"q": panel}, "blocks_layout": {"items": ["q"]}}},
        slate("h2", {"text": "Kontakt"}),
        slate("p", {"text": "\n".join(CONTACT)}),
    ]
    page = {"@id": "https://www.solvik.example/n", "@type": "Document", "UID": "a" * 32, "title": TITLE}
    page |= {"description": LEAD, "effective": f"{DAY}T08:00:00+00:00"}
    page["blocks"] = {str(number): block for number, block in enumerate(blocks)}
    page["blocks_layout"] = {"items": [str(number) for number in range(len(blocks))]}
    return _first("plone.json", json.dumps([page]), folder)


def mynewsdesk(folder: Path) -> Document:
    release = {
        "id": 1,
        "type_of_media": "pressrelease",
        "header": TITLE,
        "summary": LEAD,
        "contact_people": [{"id": 2}],
    }
    release |= {"published_at": {"text": f"{DAY} 08:00:00"}, "body": BODY.split("<h2>Kontakt")[0]}
    person = {"id": 2, "type_of_media": "contact_person"} | dict(zip(("name", "title", "phone"), CONTACT, strict=True))
    return _first("pressrum.json", json.dumps({"items": [release, person]}), folder)


def drupal(folder: Path) -> Document:
    from brygga.importers.sources.drupal_fields import Things
    from brygga.importers.sources.drupal_service import drupal_node
    from brygga.importers.sources.fetch import Fetcher

    fields = {"title": TITLE, "created": f"{DAY}T08:00:00+02:00", "body": {"processed": BODY, "summary": LEAD}}
    from brygga.importers.sources.left_out import LeftOut

    site = "https://www.solvik.example"
    node = {"id": "1", "type": "node--article", "attributes": fields}
    return drupal_node(node, Things(Fetcher(), site), site, LeftOut())


def _page() -> str:
    """The article as a page that a server sends."""
    return (
        f'<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>{TITLE}</title>'
        f'<meta property="article:published_time" content="{DAY}T08:00:00+02:00"></head><body>'
        f'<main><article><h1>{TITLE}</h1><p class="ingress">{LEAD}</p>{BODY}</article></main></body></html>'
    )


def mirrored(folder: Path) -> Document:
    """A mirror of the site in an archive, packed where nobody says how the names are written."""
    from tests.sources.archives_of_a_site import in_zip

    made = in_zip({"www.solvik.example/på/visa.php?id=7": _page().encode()}, folder / "a.zip", "nfd")
    return next(open_source(str(made)))


def web_archive(folder: Path) -> Document:
    from tests.sources.test_warc import answer, warc

    return _first("sajt.warc.gz", warc([answer("/n", _page())]), folder)


def beside_table(folder: Path) -> Document:
    """The page without its day, which a workbook beside it says."""
    from tests.sources.test_tables_beside_files import xlsx

    place = folder / "mapp"
    place.mkdir()
    (place / "lista.xlsx").write_bytes(xlsx([["Fil", "Rubrik", "Publicerad"], ["sida.html", TITLE, "4 maj 2021"]]))
    body = f'<h1>{TITLE}</h1><p class="ingress">{LEAD}</p>{BODY}'
    page = f'<html lang="sv"><body><main><article>{body}</article></main></body></html>'
    (place / "sida.html").write_text(page, encoding="utf-8")
    return next(open_source(str(place)))


def cision(folder: Path) -> Document:
    release = {
        "EncryptedId": "A1",
        "Title": TITLE,
        "Intro": LEAD,
        "PublishDate": f"{DAY}T08:00:00Z",
        "LanguageCode": "sv",
    }
    release |= {"PublishDate": f"{DAY}T08:00:00Z"}
    release |= {"HtmlBody": BODY.split("<h2>Kontakt")[0], "HtmlContact": f"<p>{'<br>'.join(CONTACT)}</p>"}
    return _first("flode.json", json.dumps({"Releases": [release]}), folder)


def episerver(folder: Path) -> Document:
    from tests.sources.test_content_delivery import content

    page = content(1, TITLE, heading=TITLE, preamble=LEAD, mainBody=BODY) | {"startPublish": f"{DAY}T08:00:00Z"}
    return _first("svar.json", json.dumps([page]), folder)


FORMS: dict[str, Callable[[Path], Document]] = {
    "HTML": html_page,
    "Word": word,
    "text": text,
    "PDF": pdf,
    "e-post": mail,
    "Outlook (.msg)": outlook,
    "Markdown": markdown,
    "flöde": feed,
    "WordPress, block": wordpress,
    "WordPress, klassisk": wordpress_classic,
    "WordPress, skadad i ZIP": wordpress_damaged,
    "Plone Classic": plone,
    "Plone Volto": volto,
    "Mynewsdesk": mynewsdesk,
    "Cision": cision,
    "Optimizely": episerver,
    "Drupal": drupal,
    "webbarkiv (WARC)": web_archive,
    "speglad, i ZIP": mirrored,
    "tabell (XLSX) bredvid": beside_table,
}


def _blocks(article: Article, kind: str) -> list[Block]:
    return [block for block in article.walk() if block.type == kind]


def _has_list(article: Article, words: list[str], *, ordered: bool) -> bool:
    lists = [b for b in _blocks(article, "list") if b.ordered == ordered]
    return any([i.content.text for i in b.items][: len(words)] == words for b in lists)


STRUCTURES: dict[str, Callable[[Article], bool]] = {
    "titel": lambda a: a.title.text == TITLE,
    "ingress": lambda a: a.lead.text == LEAD,
    "datum": lambda a: a.published == DAY,
    "rubriker": lambda a: HEADING in [b.content.text for b in _blocks(a, "heading")],
    "punktlista": lambda a: _has_list(a, BULLETS, ordered=False),
    "lista i lista": lambda a: any(
        [c.text for c in i.children] == [NESTED] or NESTED in [x.text for c in i.children for x in c.items]
        for b in _blocks(a, "list")
        for i in b.items
    ),
    "numrerad lista": lambda a: _has_list(a, STEPS, ordered=True),
    "tabell": lambda a: any([c.text for c in b.header] == HEADER for b in _blocks(a, "table")),
    "bildtext": lambda a: CAPTION in [t.text for t in a.captions],
    "alternativtext": lambda a: ALT in [i.alt for i in a.images],
    "länkar": lambda a: (LINK, HREF) in [(link.text, link.href) for link in a.links],
    "citat": lambda a: [q.speaker for q in a.quotes] == ["Alva Lindmark"],
    "frågor": lambda a: [(f.question, f.answer) for f in a.faq] == [(QUESTION, ANSWER)],
    "kontakter": lambda a: [(c.name, c.phone) for c in a.contacts] == [(CONTACT[0], CONTACT[2])],
}

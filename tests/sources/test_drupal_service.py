"""A Drupal site gives its texts whole: own fields, paragraphs, media, files and terms, of every content type."""

import json
from urllib.parse import parse_qs, urlsplit

from brygga.importers.sources import open_source
from brygga.importers.sources.left_out import LeftOut

from .conftest import Answer
from .test_services import article_of


def ref(kind, key, **meta):
    return {"type": kind, "id": key, **({"meta": meta} if meta else {})}


def relation(*refs):
    return {"data": list(refs)}


def picture(key):
    return {
        f"media--image {key}": {
            "attributes": {"name": f"Bild {key}"},
            "relationships": {"field_media_image": relation(ref("file--file", f"f{key}", alt=f"Alt {key}"))},
        },
        f"file--file f{key}": {
            "attributes": {"filename": f"{key}.jpg", "uri": {"url": f"/sites/default/files/{key}.jpg"}}
        },
    }


THINGS = {
    **picture("p1"),
    **picture("p2"),
    **picture("p3"),
    "paragraph--text b1": {
        "attributes": {"field_rubrik": "Så går det till", "field_text": {"processed": "<p>Ring oss i dag.</p>"}},
        "relationships": {
            "field_bild": relation(ref("media--image", "p2")),
            "paragraph_type": relation(ref("paragraphs_type--t", "t")),
        },
    },
    "media--document d1": {
        "attributes": {"name": "Ansökan"},
        "relationships": {"field_media_document": relation(ref("file--file", "fd1"))},
    },
    "file--file fd1": {"attributes": {"filename": "a.pdf", "uri": {"url": "/sites/default/files/a.pdf"}}},
    "taxonomy_term--amnen t1": {"attributes": {"name": "Jobb"}},
}
PLACE = '<drupal-media data-entity-type="media" data-entity-uuid="p3" data-caption="Bänken"></drupal-media>'
NODE = {
    "type": "node--article",
    "id": "x-1",
    "attributes": {
        "title": "Verkstaden öppnar",
        "status": True,
        "created": "2021-05-04T10:00:00+02:00",
        "path": {"alias": "/nyheter/verkstaden"},
        "langcode": "sv",
        "body": {"processed": f"<p>Den är stor och ljus.</p>{PLACE}"},
        "field_ingress": "Nu öppnar verkstaden i hamnen.",
        "field_fakta": {"processed": "<h2>Fakta</h2><p>Trettio platser.</p>"},
        "field_las_mer": [{"uri": "internal:/kontakt", "url": "/kontakt", "title": "Kontakta oss"}],
        "field_tid": {"value": "2021-05-10", "end_value": "2021-05-11"},
    },
    "relationships": {
        "field_topp": relation(ref("media--image", "p1")),
        "field_innehall": relation(ref("paragraph--text", "b1")),
        "field_filer": relation(ref("media--document", "d1")),
        "field_amne": relation(ref("taxonomy_term--amnen", "t1")),
        "field_relaterat": relation(ref("node--article", "x-2")),
        "uid": relation(ref("user--user", "u")),
        "field_stangt": relation(ref("paragraph--text", "saknas")),
    },
}


class Drupal(dict):
    """Answers as Drupal does: what `include` names comes with the texts, and a name that is none is an error."""

    def __init__(self, nodes, *, includes=True, types=("article", "page"), broken_after=None):
        super().__init__()
        self.nodes, self.includes, self.types, self.broken_after = nodes, includes, types, broken_after

    def get(self, key, default=None):
        parts = urlsplit(key)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        steps = parts.path.strip("/").split("/")
        if steps[0] != "jsonapi":
            return default
        if len(steps) == 1:
            links = {f"node--{t}": {"href": f"/jsonapi/node/{t}"} for t in self.types} | {"file--file": {"href": "/x"}}
            return self.json({"data": [], "links": links}) if self.types else default
        if len(steps) == 4:
            kind, key = f"{steps[1]}--{steps[2]}", steps[3]
            thing = THINGS.get(f"{kind} {key}")
            return self.json({"data": {"type": kind, "id": key, **thing}}) if thing else default
        if steps[2] not in self.nodes:
            return Answer(b"{}", 403)
        if "page[offset]" in query and self.broken_after:
            return Answer(b"", 500)
        if query.get("include") and not self.includes:
            return Answer(b"{}", 400)
        included = self.included(self.nodes[steps[2]], query.get("include", "").split(","))
        more = {"next": {"href": key + "&page[offset]=50"}} if self.broken_after else {}
        return self.json({"data": self.nodes[steps[2]], "included": included, "links": more})

    def included(self, nodes, names):
        found = {}
        for name in filter(None, names):
            level = nodes
            for step in name.split("."):
                refs = [r for item in level for r in item.get("relationships", {}).get(step, {"data": []})["data"]]
                keys = [(r["type"], r["id"]) for r in refs]
                level = [{"type": k, "id": i, **THINGS[f"{k} {i}"]} for k, i in keys if f"{k} {i}" in THINGS]
                found |= {(item["type"], item["id"]): item for item in level}
        return list(found.values())

    @staticmethod
    def json(body):
        return Answer(json.dumps(body).encode())


def read(site, fetcher, address="", left=None):
    return list(open_source(address or site.base, kind="drupal-api", fetcher=fetcher, left=left))


def check_whole(site, document):
    found = article_of(document)
    words = "\n".join(block.text for block in found.blocks)
    assert found.lead.text == "Nu öppnar verkstaden i hamnen."
    for said in ("Den är stor och ljus.", "Trettio platser.", "Så går det till", "Ring oss i dag.", "Kontakta oss"):
        assert words.count(said) == 1, said
    files = f"{site.base}/sites/default/files"
    assert {(image.src, image.alt) for image in found.images} == {
        (f"{files}/{key}.jpg", f"Alt {key}") for key in ("p1", "p2", "p3")
    }
    assert [caption.text for caption in found.captions] == ["Bänken"]
    links = {(link.text, link.href) for link in found.links}
    assert links == {("Kontakta oss", f"{site.base}/kontakt"), ("Ansökan", f"{files}/a.pdf")}
    assert document.known["categories"] == ["Jobb"]


def test_a_text_is_whole_with_all_that_it_is_put_together_of(site, fetcher):
    site.answers = Drupal({"article": [NODE]})
    left = LeftOut()
    (document,) = read(site, fetcher, f"{site.base}/jsonapi/node/article", left)
    check_whole(site, document)
    assert left.counts == {
        "fältet field_tid": 1,
        "hänvisningar till annat innehåll (node)": 1,
        "delar som tjänsten inte lämnar ut (paragraph)": 1,
    }


def test_a_site_that_gives_no_parts_with_its_texts_is_asked_for_each_once(site, fetcher):
    site.answers = Drupal({"article": [NODE, {**NODE, "id": "x-2"}]}, includes=False)
    first, second = read(site, fetcher, f"{site.base}/jsonapi/node/article")
    check_whole(site, first)
    check_whole(site, second)
    parts = [path for path in site.paths if path.count("/") == 4]
    assert len(parts) == len(set(parts))


def test_every_content_type_is_read_and_closed_ones_are_named(site, fetcher):
    site.answers = Drupal({"article": [NODE], "page": [{**NODE, "id": "x-3"}]}, types=("article", "page", "intern"))
    left = LeftOut()
    found = read(site, fetcher, left=left)
    assert [document.source_id for document in found] == ["drupal:x-1", "drupal:x-3"]
    assert left.names["innehållstyper som tjänsten inte lämnar ut (403)"] == ["intern"]


def test_a_part_of_the_list_that_does_not_come_is_named(site, make_fetcher):
    site.answers = Drupal({"article": [NODE]}, broken_after=1)
    found = read(site, make_fetcher(retries=0), f"{site.base}/jsonapi/node/article")
    assert [document.known.get("part") for document in found] == [None, True]


def test_who_logs_in_is_not_kept_to_what_is_published(site, make_fetcher, tmp_path):
    logins = tmp_path / "inloggningar"
    logins.write_text(f"{site.base} redaktor hemligt", encoding="utf-8")
    site.answers = Drupal({"article": [{**NODE, "attributes": {**NODE["attributes"], "status": False}}]})
    (document,) = read(site, make_fetcher(logins=str(logins)), f"{site.base}/jsonapi/node/article")
    assert document.known["closed"] == "draft"
    assert not any("filter" in path for path in site.paths)

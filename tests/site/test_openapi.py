"""The OpenAPI document is valid and tells of all there is, answers are as it says, and the guide's examples run."""

import io
import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from jsonschema import Draft202012Validator

from brygga.site.api import api_router
from brygga.site.api_guide import EXAMPLES

pytestmark = pytest.mark.django_db
SHAPE = json.loads(Path(__file__).with_name("shapes").joinpath("openapi-3.1.json").read_text(encoding="utf-8"))


@pytest.fixture
def document(site):
    return Client().get("/oppna-data/openapi.json").json()


def test_the_document_is_openapi_31_and_tells_of_every_endpoint(document):
    assert document["openapi"].startswith("3.1.")
    assert [error.message for error in Draft202012Validator(SHAPE).iter_errors(document)] == []
    for address, item in document["paths"].items():
        named = {parameter["name"] for parameter in item["get"].get("parameters", []) if parameter["in"] == "path"}
        assert set(re.findall(r"{(\w+)}", address)) == named, address
        for content in item["get"]["responses"]["200"]["content"].values():
            Draft202012Validator.check_schema(content.get("schema", {}))
    for name in api_router._endpoints:
        assert f"/api/v2/{name}/" in document["paths"], name
    summaries = [item["get"]["summary"] for item in document["paths"].values()]
    assert not set(summaries) & set(api_router._endpoints), "an endpoint is described by its name only"
    operations = [item["get"]["operationId"] for item in document["paths"].values()]
    assert len(set(operations)) == len(operations)


def test_every_address_answers_as_the_document_says(site, document):
    keys = {"organisations": site.solvik.pk, "people": site.unit.head.pk, "pages": site.project.pk}
    keys |= {"indicators": site.indicator.pk, "nyckeltal": site.indicator.pk, "projekt": site.project.pk}
    keys["images"] = site.news.lead_image_id
    client = Client()
    checked = 0
    for address, item in document["paths"].items():
        part = next((part for part in keys if f"/{part}/" in address), "")
        if "{id}" in address and not part:
            continue  # no document is public on this site
        answer = client.get(address.replace("{id}", str(keys.get(part, ""))))
        assert answer.status_code == 200, address
        ((media_type, content),) = item["get"]["responses"]["200"]["content"].items()
        assert answer["Content-Type"].startswith(media_type), address
        if "schema" in content:
            errors = [error.message for error in Draft202012Validator(content["schema"]).iter_errors(answer.json())]
            assert errors == [], address
            checked += 1
    assert checked >= 12
    missing = client.get("/oppna-data/nyckeltal/99999999.json")
    assert missing.status_code == 404


def test_the_examples_of_the_guide_give_what_they_promise(site, monkeypatch, capsys):
    guide = BeautifulSoup(Client().get("/oppna-data/api/").content, "lxml")
    links = [link["href"] for link in guide.select(".address a")]
    assert links == [example.address for example in EXAMPLES]
    for address in links:
        answer = Client().get(address)
        assert answer.status_code == 200, address
        found = answer.json()
        if "fields=" in address:
            asked = address.split("fields=")[1].split("&")[0].split(",")
            assert found["items"], address
            assert all(set(asked) <= set(item) for item in found["items"]), address

    def urlopen(address):
        return io.BytesIO(Client().get(address.removeprefix("http://testserver")).content)

    monkeypatch.setattr("urllib.request.urlopen", urlopen)
    exec(guide.select_one(".code code").get_text(), {"json": json})
    assert "Etableringscentrum Avslutat 2018-05" in capsys.readouterr().out


def test_the_guide_says_nothing_of_what_is_not_public(site):
    site.project.unpublish()
    cache.clear()
    for address in ("/oppna-data/openapi.json", "/oppna-data/api/", "/oppna-data/svensk/projekt.csv"):
        assert "Etableringscentrum" not in Client().get(address).content.decode("utf-8-sig")

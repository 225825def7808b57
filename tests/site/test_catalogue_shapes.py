"""The catalogue keeps the published shapes of DCAT-AP, and the shapes notice a catalogue that does not."""

from pathlib import Path

import pytest
import rdflib
from django.test import Client
from pyshacl import validate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SHAPES = Path(__file__).parent / "shapes" / "dcat-ap-3.0.1.ttl"


def test_the_catalogue_keeps_the_shapes_of_dcat_ap(site):
    graph = rdflib.Graph().parse(data=Client().get("/oppna-data/katalog.ttl").content, format="turtle")
    shapes = rdflib.Graph().parse(SHAPES, format="turtle")
    conforms, _report, text = validate(graph, shacl_graph=shapes, advanced=False)
    assert conforms, text
    for title in list(graph.triples((None, rdflib.DCTERMS.title, None))):
        graph.remove(title)
    for contact in list(graph.triples((None, rdflib.DCAT.accessURL, None))):
        graph.remove(contact)
    conforms, _report, text = validate(graph, shacl_graph=shapes, advanced=False)
    assert not conforms
    assert "accessURL" in text

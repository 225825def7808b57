"""Links in rich text cost the same number of queries however many they are."""

import pytest
import wagtail_factories
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import ContentPageFactory, make_home


@pytest.fixture
def home(db):
    return make_home()


def _queries(client, page):
    for _number in range(2):  # the first request of all makes the site's settings
        client.get(page.url)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(page.url)
    return response, len(captured)


def _linking(targets, documents):
    links = [f'<p>Läs om <a linktype="page" id="{page.pk}">{page.title}</a>.</p>' for page in targets]
    links += [f'<p>Hämta <a id="{d.pk}" linktype="document">{d.title}</a>.</p>' for d in documents]
    return [("paragraph", link) for link in links]


def test_more_links_cost_no_more_queries(home, client):
    targets = [ContentPageFactory(parent=home) for _number in range(12)]
    documents = wagtail_factories.DocumentFactory.create_batch(4)
    few = ContentPageFactory(parent=home, body=_linking(targets[:1], documents[:1]))
    many = ContentPageFactory(parent=home, body=_linking(targets, documents))
    _response, few_queries = _queries(client, few)
    response, many_queries = _queries(client, many)
    assert many_queries == few_queries
    html = response.content.decode()
    for target in targets:
        assert f'<a href="{target.url}">{target.title}</a>' in html
    for document in documents:
        assert f'href="{document.url}"' in html


def test_a_link_to_a_page_that_is_gone_keeps_its_words(home, client):
    page = ContentPageFactory(parent=home, body=[("paragraph", '<p>Se <a linktype="page" id="99999">Bron</a>.</p>')])
    html = client.get(page.url).content.decode()
    assert "<a>Bron</a>" in html


def test_what_one_page_fetched_is_not_used_for_the_next(home, client):
    target = ContentPageFactory(parent=home, title="Bron", slug="bron")
    page = ContentPageFactory(parent=home, body=_linking([target], []))
    client.get(page.url)
    target.slug = "lyftet"
    target.save()
    assert '<a href="/lyftet/">' in client.get(page.url).content.decode()


def test_more_images_cost_no_more_queries(home, client):
    images = wagtail_factories.ImageFactory.create_batch(5)
    bodies = [
        [("image", {"image": image, "alt": "Verkstaden", "decorative": False}) for image in some]
        for some in (images[:1], images)
    ]
    few, many = [ContentPageFactory(parent=home, body=body) for body in bodies]
    assert _queries(client, many)[1] == _queries(client, few)[1]

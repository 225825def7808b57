"""Who writes a page by hand does not meet the fields that an import fills."""

import pytest
from django.urls import reverse

from tests.factories import NewsIndexPageFactory, NewsPageFactory, make_home

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("filled", "shown"), [({}, False), ({"source_name": "kok.docx"}, True)])
def test_where_a_page_comes_from_is_asked_only_where_it_is_known(admin_client, filled, shown):
    page = NewsPageFactory(parent=NewsIndexPageFactory(parent=make_home(), slug="nyheter"), title="Nytt kök", **filled)
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert ('name="source_url"' in html) is shown
    assert 'name="updated_on"' in html

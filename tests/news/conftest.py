"""A home page with a list of news, of projects and of units."""

import pytest

from tests.factories import NewsIndexPageFactory, ProjectIndexPageFactory, UnitIndexPageFactory, make_home


@pytest.fixture
def home(db):
    return make_home()


@pytest.fixture
def news_index(home):
    return NewsIndexPageFactory(parent=home, slug="nyheter")


@pytest.fixture
def project_index(home):
    return ProjectIndexPageFactory(parent=home, slug="projekt")


@pytest.fixture
def unit_index(home):
    return UnitIndexPageFactory(parent=home, slug="enheter")

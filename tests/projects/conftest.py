"""A home page with the two lists that units and projects stand in."""

import pytest

from tests.factories import ProjectIndexPageFactory, UnitIndexPageFactory, make_home


@pytest.fixture
def home(db):
    return make_home()


@pytest.fixture
def project_index(home):
    return ProjectIndexPageFactory(parent=home, slug="projekt")


@pytest.fixture
def unit_index(home):
    return UnitIndexPageFactory(parent=home, slug="enheter")

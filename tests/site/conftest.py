"""The small site of `content.py`, built once for each file of tests and rolled back after it."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import translation

from .content import build_site

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


@pytest.fixture(scope="session")
def catalogue() -> ModuleType:
    """What the scripts of the translations share."""
    sys.path.insert(0, str(SCRIPTS))
    try:
        import catalogue
    finally:
        sys.path.remove(str(SCRIPTS))
    return catalogue


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker) -> Iterator[SimpleNamespace]:
    """The pages of the site by name. What a test changes is rolled back after that test."""
    with django_db_blocker.unblock(), transaction.atomic():
        pages = build_site()
        Client().get("/nyheter/etableringscentrum-oppnar/")  # makes the sizes of the images, once
        yield pages
        transaction.set_rollback(True)
    cache.clear()
    ContentType.objects.clear_cache()


@pytest.fixture
def site(built: SimpleNamespace, db: None) -> Iterator[SimpleNamespace]:
    """The same, for a test that uses the database."""
    yield built
    cache.clear()
    translation.deactivate()  # a request for an English site leaves its language in this thread

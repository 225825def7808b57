"""What is built once for each file of tests, and rolled back after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

FOLDERS = {"MEDIA_ROOT": "media", "BRYGGA_RAW_ROOT": "raw"}


@contextmanager
def kept_in(folder: Path) -> Iterator[None]:
    """Pictures, documents and raw bytes lie below `folder`."""
    with override_settings(**{name: folder / part for name, part in FOLDERS.items()}):
        yield


def once(build: Callable[[Path], Any]) -> Any:
    """A fixture with what `build` gives, made once for the file whose tests ask for it. `build` gets a folder, where
    the files it makes lie too.

    What a test changes in the database is rolled back after that test; what it changes in the objects it was given is
    not, so a test that changes a page reads it anew. A test that needs an empty database stands in another file.
    """

    @pytest.fixture(scope="module")
    def built(
        tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
    ) -> Iterator[Any]:
        folder = tmp_path_factory.mktemp("once")
        with django_db_blocker.unblock(), kept_in(folder), transaction.atomic():
            cache.clear()
            yield build(folder)
            transaction.set_rollback(True)
        cache.clear()
        ContentType.objects.clear_cache()

    return built

from functools import partial

import pytest

from brygga.importers.archive import downloads
from brygga.importers.sources import Fetcher

from ..sources.conftest import serving


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    """Each test has media and raw bytes of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.BRYGGA_RAW_ROOT = tmp_path / "raw"


@pytest.fixture
def old_site(settings, monkeypatch):
    """A web server on this machine that imports may fetch from, without waiting between the tries."""
    settings.BRYGGA_FETCH = {"allow_private": True, "delay": 0.0, "read_timeout": 30.0, "retries": 2}
    monkeypatch.setattr(downloads, "Fetcher", partial(Fetcher, sleep=lambda seconds: None))
    with serving() as site:
        yield site


@pytest.fixture
def url(db, tmp_path):
    """The address of a database that other processes can use too."""
    from .processes import database_copy

    with database_copy(tmp_path) as address:
        yield address

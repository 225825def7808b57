"""What every test shares: Chromium for the browser tests, and a clean temporary folder afterwards."""

import os
import shutil
from pathlib import Path

import pytest

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find_chromium() -> str | None:
    """The path of a Chromium: BRYGGA_CHROMIUM, else one in PATH, else None."""
    candidates = (os.environ.get("BRYGGA_CHROMIUM") or None, *CHROMIUM_NAMES)
    return next((path for name in candidates if name and (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium, for playwright's `executable_path`."""
    path = find_chromium()
    if path is None:
        pytest.fail("Chromium saknas: installera det, eller ange programmets sökväg i BRYGGA_CHROMIUM.")
    return path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On a developer's machine without Chromium the browser tests are skipped by name; on CI they then fail."""
    if os.environ.get("CI") or find_chromium():
        return
    skip = pytest.mark.skip(reason="Chromium saknas: installera det, eller ange programmets sökväg i BRYGGA_CHROMIUM")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Removes the media and raw files that the tests wrote (a folder of each process's own; see settings/test.py)."""
    from django.conf import settings

    if settings.configured and (var := getattr(settings, "VAR", None)):
        folder = Path(var)
        if folder.name.startswith("brygga-test-"):
            shutil.rmtree(folder, ignore_errors=True)

"""What every test shares: hypothesis' profile, Chromium for the browser tests, a clean temporary folder afterwards."""

import os
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

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


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Loads the project's hypothesis profile, before the tests are imported.

    A slow machine fails no test: there is no deadline, nor a check of how fast examples are made. Where CI is set the
    examples are the same in every run; elsewhere they are new each time, from one seed that all processes share.
    """
    slow = [HealthCheck.too_slow]
    settings.register_profile("brygga", deadline=None, suppress_health_check=slow, print_blob=True)
    settings.register_profile("brygga-ci", settings.get_profile("brygga"), derandomize=True, database=None)
    if config.option.hypothesis_seed is not None:
        settings.load_profile("brygga")
    elif os.environ.get("CI"):
        settings.load_profile("brygga-ci")
    else:
        settings.load_profile("brygga")
        config.option.hypothesis_seed = str(random.SystemRandom().randrange(2**32))  # xdist hands it to its workers


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Says how the examples of the property tests are had again."""
    seed = config.option.hypothesis_seed
    again = "CI=true" if seed is None else f"--hypothesis-seed={seed}"
    terminalreporter.write_line(f"hypothesis: profile {settings.get_current_profile_name()}, repeat with {again}")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Removes the media and raw files that the tests wrote (a folder of each process's own; see settings/test.py)."""
    from django.conf import settings

    if settings.configured and (var := getattr(settings, "VAR", None)):
        folder = Path(var)
        if folder.name.startswith("brygga-test-"):
            shutil.rmtree(folder, ignore_errors=True)

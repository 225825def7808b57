"""What every test shares: hypothesis' profile, Chromium for the browser tests, a clean temporary folder afterwards."""

import gc
import os
import random
import shutil
from pathlib import Path

import pytest
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from tests import prepared_databases

# Commands draw their tables for the terminal of whoever runs them; tests read words that a narrow one breaks.
os.environ.pop("COLUMNS", None)

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


#: Files and folders whose tests take longest, the longest first. Whole files are handed to the processes that run
#: tests: one of these at the end would leave the others with nothing to do.
LONGEST = (
    "tests/browser/",
    "tests/line/",
    "tests/test_host.py",
    "tests/importers/test_same_import.py",
    "tests/reading/test_same_bytes.py",
    "tests/test_",
    "tests/importers/",
    "tests/site/",
)


#: Tests of what databases do differently, which `make test` runs on PostgreSQL too. All others run there in
#: `make proofs`.
DIFFERENT = (
    "test_data_migrations.py",  # columns, defaults and constraints of old rows
    "test_demo.py",  # all of it together: the order of rows that nobody sorts, long texts, whole numbers
    "site/test_search.py",  # another search engine
    "site/test_check_indexes.py",
    "site/test_short_queries.py",  # SQL of our own
    "site/test_large_numbers.py",
    "site/test_files.py",  # keys of generic relations
    "site/test_admin_lists.py",  # every list sorted, filtered and searched: DISTINCT, NULLs and casts
    "projects/test_listing.py",
    "projects/test_named.py",  # JSON of stored versions
    "projects/test_personal_data.py",  # regular expressions over JSON
    "importers/test_bulk.py",  # RETURNING, conflicts, numbers given beforehand
    "importers/test_failed_batches.py",  # a transaction that has failed takes nothing more
    "importers/test_bad_days.py",  # locks, a database that goes away
    "importers/test_processes.py",  # several at once
    "importers/test_workers.py",
    "importers/test_together.py",
    "importers/test_one_id.py",  # what is unique
    "importers/test_rollback.py",
    "importers/test_publishing.py",
)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """With `--databases`, other files than those of `DIFFERENT` are not even read."""
    if not config.getoption("--databases") or not collection_path.name.startswith("test_"):
        return None
    return None if collection_path.as_posix().endswith(tuple(f"tests/{name}" for name in DIFFERENT)) else True


#: The fixtures of pytest-django that open the database for a test.
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--database-only` leaves out the tests that ask for no database, `--databases` those that all answer alike."""
    parser.addoption("--database-only", action="store_true", help="only tests that use the database")
    parser.addoption("--databases", action="store_true", help="only the files of what databases do differently")


def asks_for_the_database(item: pytest.Item) -> bool:
    """Whether a test reads or writes the tests' database: by mark, by fixture, or as a test case of Django's."""
    names = set(getattr(item, "fixturenames", ()))
    case = getattr(item, "cls", None)
    return bool(
        item.get_closest_marker("django_db")
        or names & DATABASE_FIXTURES
        or (isinstance(case, type) and issubclass(case, TransactionTestCase))
    )


#: Tests that take about a second for each of their cases: of one with many, some cases run in `make test` and the
#: others in `make proofs`.
DEAR = (
    "tests/browser/test_accessibility.py",
    "tests/importers/",
    "tests/site/test_admin_lists.py",
    "tests/site/test_extras.py",
    "tests/site/test_large_numbers.py",
)
CASES = 3


#: Tests that `make proofs` runs and `make test` does not: names of files and tests, or how they begin.
LONG = tuple(
    line
    for line in Path(__file__).with_name("long_tests.txt").read_text(encoding="utf-8").splitlines()
    if line.startswith("tests/")
)


def thin_out(items: list[pytest.Item]) -> None:
    """Marks as slow what is long, and all but the first, the last and the middle cases of each test in `DEAR`."""
    groups: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.nodeid.startswith(DEAR) and "[" in item.nodeid and not item.get_closest_marker("slow"):
            groups.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for cases in groups.values():
        kept = {round(place * (len(cases) - 1) / (CASES - 1)) for place in range(CASES)}
        for item in (case for at, case in enumerate(cases) if at not in kept):
            item.add_marker(pytest.mark.slow)
    for item in items:
        if item.nodeid.startswith(LONG):
            item.add_marker(pytest.mark.slow)


def rank(item: pytest.Item) -> int:
    """Where a test stands in the order of `LONGEST`; what is not named there comes last."""
    return next((at for at, start in enumerate(LONGEST) if item.nodeid.startswith(start)), len(LONGEST))


@pytest.hookimpl(tryfirst=True)  # pytest chooses by mark after this
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest first. On a developer's machine without Chromium the browser tests are skipped by name; on CI they
    then fail."""
    thin_out(items)
    items.sort(key=rank)
    if config.getoption("--database-only"):
        config.hook.pytest_deselected(items=[item for item in items if not asks_for_the_database(item)])
        items[:] = [item for item in items if asks_for_the_database(item)]
    if os.environ.get("CI") or find_chromium():
        return
    skip = pytest.mark.skip(reason="Chromium saknas: installera det, eller ange programmets sökväg i BRYGGA_CHROMIUM")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)


def pytest_collection_finish() -> None:
    """What is loaded by now stays for good: looking through it for what nobody uses any more, again and again, would
    take a good part of the time of the tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Test databases begin from one that was migrated before."""
    prepared_databases.install()


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

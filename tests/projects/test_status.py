import datetime as dt

import pytest

from brygga.projects.models import ProjectPage
from brygga.projects.status import Status, derive_status, status_q
from tests.factories import ProjectPageFactory

TODAY = dt.date(2024, 6, 15)


def _status(page):
    return derive_status(page.status, page.status_note, page.start, page.end, TODAY)


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        ("2023", "2025", "running"),
        ("2024", "2024", "running"),
        ("2024-07", None, "planned"),
        ("2024-06", None, "running"),
        ("2023", "2024-06-15", "running"),
        (None, "2024-06-15", "running"),
        ("2024-06-15", None, "running"),
        ("2024-06-16", None, "planned"),
        (None, "2024-06-14", "completed"),
        (None, "2024-06", "running"),
        (None, "2024-05", "completed"),
        ("2020", "2023", "completed"),
        (None, None, ""),
    ],
)
def test_status_follows_the_dates_on_the_page_and_in_queries(project_index, start, end, code):
    page = ProjectPageFactory(parent=project_index, start=start, end=end)
    assert _status(page).code == code
    found = [choice for choice in Status.values if ProjectPage.objects.filter(status_q(choice, TODAY)).exists()]
    assert found == ([code] if code else [])


def test_the_editors_word_goes_before_the_dates(project_index):
    page = ProjectPageFactory(
        parent=project_index, start="2023", end="2025", status="cancelled", status_note="Medlen drogs in."
    )
    status = _status(page)
    assert (status.code, status.label, status.reason, status.derived) == (
        "cancelled",
        "Avbrutet",
        "Medlen drogs in.",
        False,
    )
    assert ProjectPage.objects.filter(status_q("cancelled", TODAY)).get() == page
    assert not ProjectPage.objects.filter(status_q("running", TODAY)).exists()


def test_the_reason_says_which_date_decided(project_index):
    page = ProjectPageFactory(parent=project_index, end="2021")
    assert _status(page).reason == "Projektet slutade 2021."

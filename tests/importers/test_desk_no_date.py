"""What the desk asks about a page that has no date."""

from __future__ import annotations

import pytest

from brygga.importers.models import ImportItem
from brygga.importers.review.desk_checks import checks_of
from brygga.importers.writing import pages

from .archive import run_import, write

pytestmark = pytest.mark.django_db
TEXT = "Kaféet i parken öppnar på lördag. Alla som vill är välkomna att titta in och äta en bulle.\n"


def test_a_missing_date_is_not_something_to_say_yes_to(tmp_path):
    run_import(write(tmp_path / "a", kafe=f"Kafé i parken\n\n{TEXT}\n{TEXT}"))
    item = ImportItem.objects.get(page__title="Kafé i parken")
    (check,) = [check for check in checks_of(item, pages.latest(item.page)) if check.key == "no-date"]
    assert [str(act.label) for act in check.acts] == ["Ändra", "Lämna utan datum"]

"""The rows of the register: no double, codes that fit, check digits that hold, a list and its day for each."""

import csv
import datetime as dt
from collections import Counter
from importlib.resources import files

import pytest

from brygga.projects.register import SOURCES, former_names, register_rows
from brygga.site.check_digits import luhn_holds

COUNTIES = frozenset("01 03 04 05 06 07 08 09 10 12 13 14 17 18 19 20 21 22 23 24 25".split())


def rows() -> list[dict[str, str]]:
    text = (files("brygga.projects") / "data" / "organisations.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def doubles(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def test_no_key_and_no_name_stands_twice():
    assert doubles([row["key"] for row in rows()]) == []
    assert doubles([row["name"].casefold() for row in rows()]) == []
    assert doubles([row["municipality_code"] for row in rows() if row["municipality_code"]]) == []


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["key"])
def test_codes_and_numbers_of_a_row_fit(row: dict[str, str]):
    assert row["county_code"] in COUNTIES | {""}
    if row["kind"] == "municipality":
        assert row["key"] == f"kommun:{row['municipality_code']}"
        assert len(row["municipality_code"]) == 4
        assert row["municipality_code"].startswith(row["county_code"])
        assert row["name"].startswith(row["short_name"][:3])
    if row["kind"] in ("region", "county_board"):
        assert row["key"].endswith(row["county_code"])
    if row["organisation_number"]:
        assert luhn_holds(row["organisation_number"].replace("-", ""))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["key"])
def test_a_row_says_which_list_it_was_compared_with_and_of_what_day_or_that_it_was_not(row: dict[str, str]):
    assert row["source"] in SOURCES
    assert bool(row["source"]) == bool(row["source_date"])
    if row["source_date"]:
        dt.date.fromisoformat(row["source_date"])


def test_former_names_belong_to_a_body_of_the_register_and_to_one_only():
    keys, now = {row["key"] for row in rows()}, {row["name"].casefold() for row in rows()}
    for old in former_names():
        assert old.key in keys
        assert old.source in SOURCES
        assert old.name.casefold() not in now
        assert dt.date(1980, 1, 1) < old.until < dt.date(2030, 1, 1)
    assert doubles([old.name.casefold() for old in former_names()]) == []


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("kommun:2023", "Malungs kommun"),
        ("myndighet:mucf", "Ungdomsstyrelsen"),
        ("organisation:skr", "Sveriges Kommuner och Landsting"),
        ("region:03", "Landstinget i Uppsala län"),
    ],
)
def test_what_a_body_was_called_before_is_one_of_its_names(key: str, name: str):
    assert name in next(row.other_names for row in register_rows() if row.key == key)


def test_municipalities_of_finland_have_a_code_each_and_a_name():
    text = (files("brygga.importers.reading") / "data" / "municipalities_finland.csv").read_text(encoding="utf-8")
    finland = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    assert len(finland) > 300
    assert doubles([row["code"] for row in finland]) == []
    assert all(len(row["code"]) == 3 and row["code"].isdigit() and row["swedish"][0].isupper() for row in finland)

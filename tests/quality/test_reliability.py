"""The reliability table counts right: on invented numbers, and on invented values beside a gold."""

from __future__ import annotations

import pytest

from brygga.importers.reading.model.article import Article
from brygga.importers.reading.model.findings import Funding, Mention, Name, Quote

from .reliability import BINS, ENOUGH, judged, reliability, table, upside_down
from .scoring import LISTS, Judged


def stated(kind: str, confidence: float, right: int, wrong: int = 0) -> list[Judged]:
    return [Judged(kind, confidence, True)] * right + [Judged(kind, confidence, False)] * wrong


def test_bins_shares_and_brier_score_of_invented_values():
    rows = reliability(stated("units", 0.9, 3, 1) + stated("units", 0.5, 1, 1) + stated("people", 0.39, 0, 2))
    units = dict(zip(BINS, rows["units"].bins, strict=True))
    assert {name: tuple(one) for name, one in units.items() if one.number} == {"≥ .9": (4, 3), ".5–.6": (2, 1)}
    assert units["≥ .9"].share == 0.75
    # (3 × 0,1² + 0,9² + 0,5² + 0,5²) / 6, and 4 of 6 right
    assert rows["units"].brier == pytest.approx(1.34 / 6)
    assert rows["units"].blind == pytest.approx(4 / 6 * 2 / 6)
    assert rows["people"].brier == pytest.approx(0.39**2)
    assert rows["all"].brier == pytest.approx((1.34 + 2 * 0.39**2) / 8)
    assert [one.number for one in rows["all"].bins] == [2, 0, 2, 0, 0, 0, 4]


@pytest.mark.parametrize(
    ("confidence", "name"),
    [(0, "< .4"), (0.4, ".4–.5"), (0.49, ".4–.5"), (0.6, ".6–.7"), (0.7, ".7–.8"), (0.8, ".8–.9"), (1.0, "≥ .9")],
)
def test_a_value_at_an_edge_belongs_to_the_bin_above(confidence, name):
    row = reliability(stated("units", confidence, 1))["units"]
    assert [kind for kind, one in zip(BINS, row.bins, strict=True) if one.number] == [name]


def test_certain_values_that_are_right_less_often_are_a_fault_only_where_there_are_enough_of_both():
    certain, asked = stated("units", 0.8, 20, 10), stated("units", 0.79, 25, 5)
    assert len(certain) == len(asked) == ENOUGH
    assert [row.split(":")[0] for row in upside_down(reliability(certain + asked))] == ["all", "units"]
    assert upside_down(reliability(certain + asked[1:])) == []
    assert upside_down(reliability(certain + stated("units", 0.79, 20, 10))) == []


def test_findings_and_offers_are_judged_each_with_its_confidence():
    gold = {
        **{kind: [] for kind in LISTS},
        "units": ["Träffpunkt Linden", "Jobbtorg Ekeby"],
        "organisations": ["Stiftelsen Bron"],
        "people": [{"name": "Alva Lind", "role": "rektor"}],
        "quotes": [{"text": "Det går bra nu.", "speaker": "Alva Lind", "role": "rektor"}],
        "funding": [{"funder": "Stiftelsen Bron", "share": "hälften"}],
        "accepted": {"projects": ["Nya vägar"]},
    }
    article = Article(
        units=[Name(name="Träffpunkt Linden", confidence=0.45), Name(name="Träffpunkt Linden", confidence=0.85)],
        people=[Mention(name="Alva Lind", confidence=0.9)],
        quotes=[Quote(text="Det går bra nu.", speaker="Bo Ek", role="rektor", confidence=0.95)],
        projects=[Name(name="Nya vägar", confidence=0.6), Name(name="Bättre vägar", confidence=0.7)],
        funding=[Funding(funder="Stiftelsen Bron", share="hälften", confidence=0.8)],
    )
    assert sorted(judged(gold, article)) == [
        ("funding", 0.8, True),
        ("people", 0.9, True),
        ("projects", 0.7, False),
        ("quotes", 0.95, True),
        ("quotes.speaker", 0.95, False),
        ("units", 0.45, False),
        ("units", 0.85, True),
    ]


def test_the_table_shows_number_and_share_of_each_bin():
    shown = table(reliability(stated("units", 0.9, 3, 1)))
    assert shown.splitlines()[2].split() == ["units", *["–"] * 6, "4", "0.75", "0.210", "0.188"]

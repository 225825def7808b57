from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from brygga.projects.funding import FundingSummary, shares_problem
from brygga.projects.models import Funding
from brygga.projects.shares import Share


@pytest.mark.parametrize(
    ("written", "text", "fraction"),
    [
        ("2/3", "2/3", Fraction(2, 3)),
        ("67 %", "67 %", Fraction(67, 100)),
        ("66,7 procent", "66,7 %", Fraction(667, 1000)),
        ("Två tredjedelar", "2/3", Fraction(2, 3)),
        ("hälften", "1/2", Fraction(1, 2)),
    ],
)
def test_a_share_is_kept_exactly(written, text, fraction):
    share = Share.parse(written)
    assert (share.text, share.fraction) == (text, fraction)


@pytest.mark.parametrize("written", ["", "mycket", "1/0", "-1/2", "67", "2 / 3 / 4"])
def test_what_is_no_share_is_refused(written):
    with pytest.raises(ValueError, match="no share"):
        Share.parse(written)


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_a_fraction_comes_back_as_it_was_written(numerator, denominator):
    share = Share.parse(f"{numerator}/{denominator}")
    assert Share.parse(str(share)) == share
    assert share.fraction == Fraction(numerator, denominator)


@pytest.mark.parametrize("share", ["4/3", "101 %"])
def test_a_share_above_one_gets_a_message_at_the_share(share):
    with pytest.raises(ValidationError) as error:
        Funding(funder_name="Kommunerna", share=share).full_clean(exclude=["page"])
    assert list(error.value.message_dict) == ["share"]
    assert "större än hela summan" in error.value.message_dict["share"][0]


@pytest.mark.parametrize("shares", [["2/3", "1/3"], ["33 %", "33 %", "33 %"], ["67 %", "1/3"], ["66,7 %", "33,3 %"]])
def test_shares_that_make_the_whole_are_accepted(shares):
    assert shares_problem(Share.parse(share) for share in shares) == ""


@pytest.mark.parametrize(("shares", "total"), [(["2/3", "1/2"], "116,67 %"), (["50 %", "40 %"], "90 %")])
def test_shares_that_do_not_make_the_whole_are_named_with_their_sum(shares, total):
    assert total in shares_problem(Share.parse(share) for share in shares).replace("\u00a0", " ")


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=12))
def test_fractions_of_one_whole_always_sum_to_it(parts):
    whole = sum(parts)
    assert shares_problem(Share(f"{part}/{whole}", Fraction(part, whole)) for part in parts) == ""


def test_what_is_left_is_explained():
    summary = FundingSummary.of([Funding(funder_name="ESF", share="2/3"), Funding(funder_name="Kommunerna")])
    assert (summary.known, summary.missing, summary.rest) == (Fraction(2, 3), 1, Fraction(1, 3))
    assert summary.text.replace("\u00a0", " ") == "Resten, 33,3 %, betalas av dem som står utan andel."


def test_a_share_with_its_amount_gives_the_whole_budget():
    rows = [Funding(funder_name="ESF", share="2/3", amount=Decimal(2_000_000)), Funding(funder_name="K", share="1/3")]
    assert FundingSummary.of(rows).total == Decimal(3_000_000)
    assert "3 000 000 kr" in FundingSummary.of(rows).text.replace("\u00a0", " ")


def test_shares_and_amounts_that_cannot_be_added_are_said_to_be_mixed():
    rows = [Funding(funder_name="ESF", share="50 %"), Funding(funder_name="Kommunen", amount=Decimal(100_000))]
    assert "går det inte att summera" in FundingSummary.of(rows).text


def test_funding_without_a_funder_gets_a_message_at_the_funder():
    with pytest.raises(ValidationError) as error:
        Funding(share="1/2").full_clean(exclude=["page"])
    assert "funder" in error.value.message_dict

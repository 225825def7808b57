"""What an article must say for a page to be made without asking."""

from __future__ import annotations

import pytest

from brygga.importers.writing.page_evidence import is_evident
from brygga.importers.writing.page_values import Desired


def unit(**more: object) -> Desired:
    page = Desired(role="unit", key="forsorjningsenheten", title="Försörjningsenheten", confidence=0.85)
    page.values = {"lead": "Enheten ger stöd."}
    for name, value in more.items():
        setattr(page, name, value)
    return page


def test_a_unit_of_nobody_is_asked_about():
    assert not is_evident(unit())


@pytest.mark.parametrize("whose", ["organisation", "scope", "assumed", "parent_key"])
def test_a_unit_whose_body_or_whose_text_is_known_becomes_a_page(whose):
    assert is_evident(unit(**{whose: "solviks-kommun"}))


def test_a_project_needs_no_owner():
    assert is_evident(unit(role="project"))

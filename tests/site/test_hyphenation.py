"""Long words break with a hyphen, at syllables, whatever the browser knows of Swedish."""

import pytest

from brygga.site.hyphenation import SOFT_HYPHEN, with_soft_hyphens
from brygga.site.templatetags.brygga import hyphenated


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("arbetsmarknadsenheten", "arbets-mark-nads-en-heten"),
        ("försörjningsstöd", "för-sörj-nings-stöd"),
        ("Tillgänglighetsredogörelse", "Till-gäng-lig-hets-re-do-gö-relse"),
        ("kommun", "kommun"),
    ],
)
def test_a_long_swedish_word_may_break_between_its_syllables(word, parts):
    assert with_soft_hyphens(word, "sv").replace(SOFT_HYPHEN, "-") == parts


def test_no_part_of_a_long_word_is_too_long_for_a_telephone():
    word = "arbetsmarknadsintegrationsverksamhetsutvecklingssamordnare"
    assert max(len(part) for part in with_soft_hyphens(word, "sv").split(SOFT_HYPHEN)) <= 7


def test_other_languages_have_their_own_patterns_and_those_without_are_left_alone():
    assert SOFT_HYPHEN in with_soft_hyphens("accessibility", "en-gb")
    assert with_soft_hyphens("tillgänglighetsredogörelse", "xx") == "tillgänglighetsredogörelse"


def test_what_stands_in_a_title_is_still_escaped():
    shown = hyphenated("<b>Arbetsmarknadsenheten</b> & co")
    assert "<b>" not in shown
    assert shown.replace(SOFT_HYPHEN, "") == "&lt;b&gt;Arbetsmarknadsenheten&lt;/b&gt; &amp; co".replace(
        "/b", "/<wbr>b"
    )

"""The ledger proves that it accounts for the whole source, and says so when it does not."""

import pytest

from brygga.importers.reading.model.article import Article, Block, LedgerEntry
from brygga.importers.reading.model.ledger import Ledger, LedgerError, check
from brygga.importers.reading.model.spans import Span, Text

SOURCE = "Rubrik här\n\nText."


def article(*entries):
    found = Article(source_text=SOURCE, title=Text.of(SOURCE, 0, 10))
    found.blocks = [Block("paragraph", content=Text.of(SOURCE, 12, 17))]
    found.ledger = list(entries)
    return found


TITLE = LedgerEntry(Span(0, 10), "placed", "title", "title")
BODY = LedgerEntry(Span(12, 17), "placed", "paragraph", "paragraph")


def test_a_whole_ledger_passes():
    check(article(TITLE, BODY))


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([TITLE], "no entry"),
        ([BODY], "no entry"),
        ([TITLE, LedgerEntry(Span(13, 17), "placed")], "no entry"),
        ([TITLE, LedgerEntry(Span(5, 17), "placed")], "overlap"),
        ([TITLE, LedgerEntry(Span(12, 17), "dropped", "share")], "says otherwise"),
    ],
)
def test_what_does_not_add_up_is_an_error(entries, message):
    with pytest.raises(LedgerError, match=message):
        check(article(*entries))


def test_text_that_left_the_article_is_noticed():
    found = article(TITLE, BODY)
    found.blocks[0].content = found.blocks[0].content[:2]
    with pytest.raises(LedgerError, match="says otherwise"):
        check(found)


def test_claims_become_runs_and_a_later_claim_wins():
    ledger = Ledger(SOURCE)
    ledger.claim(Text.of(SOURCE), "placed", "paragraph", "paragraph")
    ledger.claim(Text.of(SOURCE, 0, 6), "dropped", "menu")
    assert [(e.span, e.state, e.rule) for e in ledger.close()] == [
        (Span(0, 6), "dropped", "menu"),
        (Span(7, 17), "placed", "paragraph"),
    ]


def test_what_nobody_claimed_is_unknown():
    ledger = Ledger(SOURCE)
    ledger.claim(Text.of(SOURCE, 0, 10), "placed", "title")
    assert [e.state for e in ledger.close()] == ["placed", "unknown"]
    assert ledger.unclaimed() == [Span(12, 17)]

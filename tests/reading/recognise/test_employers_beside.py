"""Whom people work for, where the body stands beside the name, or is the only "förbund" of the text."""

from __future__ import annotations

import pytest

from .build import read

LEAGUE = "Samordningsförbundet Norra Åsen (SNÅ) driver arbetet."
OTHER = "Samordningsförbundet Södra Viken är med."


def employers(*parts: str) -> list[str | None]:
    return [person.organisation for person in read(*parts).people]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("– Vi fortsätter, säger enhetschef Sten Malmgård, Ekby kommun.", "Ekby kommun"),
        ("– Vi fortsätter, säger Sten Malmgård, handläggare, SNÅ.", "Samordningsförbundet Norra Åsen"),
        ("– Vi fortsätter, säger handläggare Sten Malmgård, SNÅ.", "Samordningsförbundet Norra Åsen"),
        ("– Vi fortsätter, säger utvecklare Sten Malmgård, Arbetsförmedlingen.", "Arbetsförmedlingen"),
    ],
)
def test_the_body_that_ends_the_apposition_is_the_employer(text, body):
    article = read(LEAGUE, text)
    assert [person.organisation for person in article.people] == [body]
    assert [quote.organisation for quote in article.quotes] == [body]


@pytest.mark.parametrize(
    "text",
    [
        "– Vi fortsätter, säger enhetschef Sten Malmgård, Kalmar.",  # where somebody lives, or works
        "Med var enhetschef Sten Malmgård, Arbetsförmedlingen och Försäkringskassan.",  # a row
        "– Vi fortsätter, säger enhetschef Sten Malmgård. Arbetsförmedlingen är med.",
    ],
)
def test_what_only_stands_near_employs_nobody(text):
    assert employers(LEAGUE, text) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "– Vi fortsätter, säger förbundschef Ylva Brännfors.",
        "– Vi fortsätter, säger Ylva Brännfors, förbundschef.",
    ],
)
def test_who_leads_the_league_works_for_the_only_one_that_is_named(text):
    assert employers(LEAGUE, text) == ["Samordningsförbundet Norra Åsen"]
    assert employers(LEAGUE, OTHER, text) == [None]
    assert employers("Arbetsförmedlingen är med.", text) == [None]

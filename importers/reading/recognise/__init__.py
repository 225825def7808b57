"""Recognise who said what, who they are and what is said of projects, units and money.

`recognise(article)` reads the tree that a reader made and adds what it finds. It changes no character: a paragraph
that is speech becomes a quote block, a question with its answer an faq block, lines with names and numbers a contact
block, and a text is at most cut in two. Everything found carries its span in the source text, the rule that found it
and how sure that rule is.
"""

from __future__ import annotations

from functools import cache

from ..article import Article
from . import (
    blockquotes,
    bodies,
    contacts,
    facts,
    faq,
    figures,
    funding,
    organisations,
    people,
    persons,
    projects,
    quotes,
    roles,
    roster,
    sensitive,
    speakers,
)
from .names import Names
from .passages import passages as passages_of


@cache
def _register() -> Names:
    return Names.register()


def recognise(article: Article, names: Names | None = None) -> None:
    """Fill quotes, people, contacts, faq, key_figures, organisations, municipalities, units, projects, funding, facts.

    `names` are the names known beforehand; without it, those of the register that comes with the product.
    """
    names = names or _register()
    token = roles.EXTRA.set(names.roles)
    try:
        _recognise(article, names)
    finally:
        roles.EXTRA.reset(token)


def _recognise(article: Article, names: Names) -> None:
    quotes.cut(article)
    article.faq = faq.find(article)
    passages = passages_of(article)
    for passage in passages:
        passage.bodies = bodies.find(passage, names)
        passage.persons = persons.find(passage)
    people.add_listed(passages)
    organisations.from_roles(passages)
    everybody = roster.build(passages)
    people.state_roles(passages, everybody)
    said = quotes.find(passages)
    article.quotes = speakers.resolve(said, passages, everybody)
    cards = contacts.find(article, passages)
    article.contacts = [card.contact for card in cards]
    quotes.rebuild(article, said)
    people.from_cards(cards, everybody)
    article.people = people.mentions(everybody, passages)
    blockquotes.attach(article)
    projects.find(passages)
    paid = funding.find(passages)
    article.funding = [row.funding for row in paid]
    shares: dict[int, list[tuple[int, int]]] = {}
    for row in paid:
        shares.setdefault(row.passage.order, []).extend(row.shares)
    counted = figures.find(passages, shares)
    article.key_figures = [figure for _, figure in counted]
    article.projects = projects.collect(passages)
    article.organisations = organisations.drop_generic(organisations.collect(passages, "organisation"))
    article.municipalities = organisations.collect(passages, "municipality")
    article.units = organisations.merge_slashed(organisations.collect(passages, "unit"))
    article.facts = facts.find(article, passages, paid, counted, everybody)
    facts.parts_as_units(article)
    sensitive.check(article, passages)


def add_publisher(article: Article, names: Names | None = None) -> None:
    """Add the municipality that publishes the article to its municipalities, once the publisher is known."""
    organisations.add_publisher(article, names or _register())


__all__ = ["Names", "add_publisher", "recognise"]

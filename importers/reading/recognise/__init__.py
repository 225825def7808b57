"""Recognise who said what, who they are and what is said of projects, units and money.

`recognise(article)` reads the tree that a reader made and adds what it finds. It changes no character: a paragraph
that is speech becomes a quote block, a question with its answer an faq block, lines with names and numbers a contact
block, and a text is at most cut in two. Everything found carries its span in the source text, the rule that found it
and how sure that rule is.
"""

from __future__ import annotations

from functools import cache

from ..model.article import Article
from .contacts import contact_cards
from .facts import fact_finder
from .figures import figure_finder, funding
from .mentions import bodies, county_rows, persons, role_base, roster
from .mentions import sheet as sheets
from .mentions.known_names import Names, full_names, official_names
from .mentions.passages import passages as passages_of
from .people import (
    ambiguous_bodies,
    article_bodies,
    article_people,
    effort_names,
    employers,
    sensitive,
    unit_owners,
)
from .projects import project_finder
from .questions import faq
from .speech import blockquotes, quote_blocks, quotes, speakers


@cache
def _register() -> Names:
    return Names.register()


def recognise(article: Article, names: Names | None = None) -> None:
    """Fill quotes, people, contacts, faq, key_figures, organisations, municipalities, units, projects, funding, facts.

    `names` are the names known beforehand; without it, those of the register that comes with the product.
    """
    names = names or _register()
    token = role_base.EXTRA.set(names.roles)
    try:
        _recognise(article, names)
    finally:
        role_base.EXTRA.reset(token)


def _recognise(article: Article, names: Names) -> None:
    quote_blocks.cut(article)
    quote_blocks.join(article)
    article.faq = faq.find(article)
    passages = passages_of(article)
    for passage in passages:
        passage.bodies = bodies.find(passage, names)
        county_rows.drop(passage)
        passage.persons = persons.find(passage)
    article_people.add_listed(passages)
    article_bodies.from_roles(passages)
    ambiguous_bodies.settle(passages)
    everybody = roster.build(passages)
    article_people.state_roles(passages, everybody)
    said = quotes.find(passages)
    article.quotes = speakers.resolve(said, passages, everybody)
    cards = contact_cards.find(article, passages)
    article.contacts = [card.contact for card in cards]
    quote_blocks.rebuild(article, said)
    article_people.from_cards(cards, everybody)
    effort_names.drop(passages, everybody, article.quotes, article.contacts)
    article.people = article_people.mentions(everybody, passages)
    blockquotes.attach(article)
    blockquotes.drop_repeated(article)
    sheet = list(sheets.rows(article, passages))
    project_finder.find(passages, sheet)
    paid = funding.find(passages, sheet)
    article.funding = [row.funding for row in paid]
    shares: dict[int, list[tuple[int, int]]] = {}
    for row in paid:
        shares.setdefault(row.passage.order, []).extend(row.shares)
    counted = figure_finder.find(passages, shares, sheet)
    article.key_figures = [figure for _, figure in counted]
    article.projects = project_finder.collect(passages)
    employers.settle(article, passages)
    article.organisations = article_bodies.drop_generic(article_bodies.collect(passages, "organisation"))
    article.municipalities = article_bodies.collect(passages, "municipality")
    article.units = article_bodies.merge_slashed(article_bodies.collect(passages, "unit"))
    article.facts = fact_finder.find(article, passages, paid, counted, everybody, sheet)
    fact_finder.parts_as_units(article)
    unit_owners.assign(article.units, passages)
    sensitive.check(article, passages)


def add_publisher(article: Article, names: Names | None = None) -> None:
    """Add the municipality that publishes the article to its municipalities, once the publisher is known."""
    article_bodies.add_publisher(article, names or _register())


__all__ = ["Names", "add_publisher", "full_names", "official_names", "recognise"]

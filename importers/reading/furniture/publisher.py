"""Whose page it is, where the page does not say so in so many words.

A text rendition seldom names its publisher, yet leaves traces: a logo's name, an address block at the foot, the
domain of the press contact, whose chief speaks, whom the lead begins with. Each trace gives a body some weight; a
publisher is named only where one body has enough of it and clearly more than the next. Else it stays unknown.

"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model.article import Article
from . import signatures
from .publisher_choice import clearly_most, is_government, is_its_own, may_publish, tell_of_rivals
from .publisher_employers import EMPLOYED_AT, employers_in
from .publisher_in_rest import weigh_about, weigh_contacts, weigh_place, weigh_title_stem
from .publisher_in_top import weigh_mentions, weigh_the_only, weigh_top
from .publisher_names import base_form, body_key
from .publisher_weights import CHIEF, EMPLOYER, FURNITURE, MORE_THAN_FIRST, SIGNATURE, SURE, Weights
from .site_owner import furniture_names

_CHIEF = re.compile(
    r"\b(?:förbunds|kommun|stads|region)(?:chef|direktör)\w*|\bgeneraldirektör\w*|\blandshövding\w*", re.IGNORECASE
)


def find_publisher(
    article: Article, official: Mapping[str, str], known_names: frozenset[str] = frozenset()
) -> str | None:
    """The body that published the article, by its name in the nominative, or None where the page leaves it open.

    `official` has the full name of each body in the register by its key, `known_names` all full names in lower case.
    Where several have the same standing the article gets a problem that names them.
    """
    weights = Weights(_as_written(article))
    for name in furniture_names(article):
        weights.add(name, FURNITURE)
    settled = set(weights.of)
    known = employers_in(article)
    named = [*known, *(name.name for name in article.organisations if name.confidence >= SURE)]
    body = [block.text for block in article.blocks if block.type != "contact"]
    lead = article.lead.text or (body[0] if body else "")
    weigh_top(article, lead, named, weights)
    weigh_mentions("\n".join(body), known, weights)
    weigh_the_only(article, lead, body, known, named, weights)
    for match in (m for text in body for m in EMPLOYED_AT.finditer(text) if _CHIEF.match(m[0])):
        weights.add(match["name"], CHIEF, CHIEF + EMPLOYER)
    weigh_about(article, weights)
    for name in dict.fromkeys(base_form(name) for name in signatures.find(article, known_names)):
        weights.add(name, SIGNATURE)
        weights.signed.add(body_key(weights.one_body.get(name, name)))
    weigh_contacts(article, weights)
    weigh_title_stem(article, weights)
    weigh_place(article, lead, "\n".join((lead, *body)), official, weights)
    best = clearly_most(weights.of, settled)
    if best and not settled and best == weights.first[0] and weights.of[best] - weights.first[1] < MORE_THAN_FIRST:
        return None  # to be named first says whom a text is about, not whose it is
    if best and best not in settled | weights.signed and not may_publish(best, known, weights):
        return None  # only one of those that the text names
    stated = settled | weights.signed | weights.stated
    if best and best not in stated and not is_its_own(weights.names[best], best, article, lead, known, weights):
        return None  # whom a text is about, or who is asked in it, need not have published it
    if best and not settled and is_government(f"{article.title.text}\n{lead}", "\n".join(body)):
        return None  # the government's own page, which names others
    if not best:
        tell_of_rivals(article, weights)
    return weights.names[best] if best else None


def _as_written(article: Article) -> dict[str, str]:
    """The full name of each recognised organisation by the forms in which the text writes it."""
    source = article.source_text
    sure = [name for name in article.organisations if name.confidence >= SURE]
    return {base_form(source[span.start : span.end]): name.name for name in sure for span in name.spans}

"""Who pays for a project, as an entry of its page: the body, the share or the kronor."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from brygga.projects.shares import Share

from ..reading.model.article import Article
from ..reading.model.findings import Funding
from ..reading.recognise.facts.project_scope import speaks_of_more
from .news_values import sentence_at, sure
from .page_values import Desired
from .register import Register
from .wanted_values import append, part_of

_AMOUNT = re.compile(r"(\d[\d\s\u00a0.]*)(?:,(\d+))?\s*(miljon|mkr|miljard|mdkr|tusen|tkr|kronor|kr|:-)?")


def funding_entry(value: Any, register: Register) -> dict[str, Any] | None:
    funder = value if isinstance(value, str) else part_of(value, "funder")
    if not funder:
        return None
    result: dict[str, Any] = {}
    # Several who pay together have no organisation of their own; their words are kept as written.
    known = register.find_organisation(funder)
    together = known is None and re.search(r",| och |;", funder)
    if together:
        result["funder_name"] = funder[:300]
    elif (body := known if known is not None else register.organisation(funder)) is not None:
        result["funder"] = body
    else:
        return None  # "kommunen": which one, only the words around it can say
    if share := part_of(value, "share"):
        try:
            result["share"] = str(Share.parse(share))
        except ValueError:
            result["funder_name"] = f"{funder} ({share})"[:300]
            result.pop("funder", None)
    if (amount := part_of(value, "amount")) and (number := kronor(amount)):
        result["amount"] = number
    return result


def kronor(text: str) -> str | None:
    """An amount as written ("2,5 miljoner kronor", "350 000 kr") in kronor, as a plain decimal; None if unclear."""
    match = _AMOUNT.search(text.casefold())
    if not match:
        return None
    whole = re.sub(r"[\s\u00a0.]", "", match[1])
    try:
        number = Decimal(f"{whole}.{match[2] or 0}")
    except InvalidOperation:
        return None
    factor = {"mil": 10**6, "mkr": 10**6, "mdk": 10**9, "tus": 10**3, "tkr": 10**3}.get((match[3] or "")[:3], 1)
    if (match[3] or "").startswith("miljard"):
        factor = 10**9
    return format((number * factor).normalize(), "f") if number else None


def joint_funding(article: Article, pages: list[Desired], register: Register) -> None:
    """Funding that no fact ties to a project belongs to the article's only project."""
    projects = [page for page in pages if page.role == "project"]
    if len(projects) != 1 or projects[0].values.get("funding") or speaks_of_more(article.source_text[:4000]):
        return
    for found in article.funding:
        if sure(found) and isinstance(found, Funding):
            append(projects[0].values, "funding", funding_entry(found, register))
            projects[0].add_source("funding", sentence_at(article, found), found.span)

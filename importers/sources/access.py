"""Who may see a page in its source: what is closed there, and from when to when it is public.

A source notes it among what it knows of a document (`Document.known`): "closed" is one of `CLOSED`, "go_live_at" a
moment that lies ahead, "expire_at" one when the page is to be taken down. Moments are ISO in UTC. An import keeps
every word of such a page, as a draft that it never publishes; what lies ahead is published when its time comes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ..reading.model.article import Article, Problem
from ..reading.swedish.timestamps import moment_of, swedish_day

PASSWORD, PRIVATE, DRAFT, MEMBERS = "password", "private", "draft", "members"
CLOSED = (PASSWORD, PRIVATE, DRAFT, MEMBERS)
SCHEDULED, EXPIRED = "scheduled", "expired"
MARKS = ("closed", "go_live_at", "expire_at")
# Systems that want a date for "never" write one as far away as they can.
_NEVER = 2400

# Code of the problem → what such pages are called in a sum, and what is said of each.
REASONS: dict[str, tuple[str, str]] = {
    PRIVATE: ("privat", "Sidan var privat i källan."),
    PASSWORD: ("lösenord", "Sidan var skyddad med lösenord i källan."),
    DRAFT: ("utkast", "Sidan var inte publicerad i källan."),
    MEMBERS: ("inloggade", "Sidan var bara för inloggade i källan, eller låg i en mapp som inte var publicerad."),
    SCHEDULED: ("kommande", "Sidan ska publiceras först {day} enligt källan."),
    EXPIRED: ("utgången", "Sidans publicering gick ut {day} enligt källan."),
}
_CLOSED_MEANS = "Den blir ett utkast, och importen publicerar den inte. Publicera den själv om den ska synas."
_SCHEDULED_MEANS = "Publiceras importen blir den tidsinställd och syns inte före dess."


def access_marks(*, closed: str = "", opens: str = "", closes: str = "") -> dict[str, object]:
    """What a source is to note in `known`: its word for closed, when the page was or is to be published, and when it
    is to be taken down (ISO; what is no date is none)."""
    marks: dict[str, object] = {"closed": closed} if closed else {}
    at, until = moment_of(opens), moment_of(closes)
    if at is not None and datetime.now(UTC) < at:
        marks["go_live_at"] = _iso(at)
    if until is not None and 1970 <= until.year < _NEVER:
        marks["expire_at"] = _iso(until)
    return marks


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def status_of(known: Mapping[str, Any]) -> str:
    """One of `CLOSED`, `SCHEDULED` or `EXPIRED`; "" for what is public now."""
    closed = str(known.get("closed") or "")
    if closed:
        return closed if closed in CLOSED else DRAFT
    now = datetime.now(UTC)
    at, until = moment_of(str(known.get("go_live_at") or "")), moment_of(str(known.get("expire_at") or ""))
    if until is not None and until <= now:
        return EXPIRED
    return SCHEDULED if at is not None and at > now else ""


def add_access(article: Article, known: Mapping[str, Any]) -> None:
    """Give the article what its source knows of who may see it, and a problem that says so where it is not public."""
    article.go_live_at = str(known.get("go_live_at") or "") or None
    article.expire_at = str(known.get("expire_at") or "") or None
    article.status = status_of(known)
    if not article.status:
        return
    moment = article.expire_at if article.status == EXPIRED else article.go_live_at
    _, said = REASONS[article.status]
    means = _SCHEDULED_MEANS if article.status == SCHEDULED else _CLOSED_MEANS
    text = f"{said.format(day=swedish_day(moment or '') or '')} {means}"
    article.problems.append(Problem(code_of(article.status), text))


def code_of(status: str) -> str:
    """The code of the problem, and of the message in a run's report."""
    return f"not-public-{status}"

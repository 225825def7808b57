"""How the fetcher behaves towards the servers it asks."""

from __future__ import annotations

from dataclasses import dataclass

from ..reading.formats.decode import MAX_BYTES

USER_AGENT = "Brygga/0.1 (municipal archive import)"


@dataclass(frozen=True, slots=True)
class Manners:
    """How to fetch. Times in seconds, sizes in bytes.

    A host that has not answered `failures` times in a row, or has refused or failed `refusals` times, is given up for
    as long as the fetcher lives; one that failed last is tried once, not `retries` times more.
    `fresh` is how old a stored copy may be to be used without asking the site; a copy that was fetched at `since`
    (seconds since the epoch) or later is used too: what an earlier try that was cut off has fetched.
    `allow_private` lets addresses of one's own network be fetched. `logins` is a file of names and passwords (see
    `logins`), each sent to the site that it stands beside and no other.
    """

    delay: float = 1.0
    longest_delay: float = 30.0
    connect_timeout: float = 10.0
    read_timeout: float = 30.0
    total_timeout: float = 120.0
    retries: int = 3
    failures: int = 3
    refusals: int = 10
    longest_wait: float = 120.0
    max_bytes: int = MAX_BYTES
    max_redirects: int = 8
    heed_robots: bool = True
    allow_private: bool = False
    fresh: float = 0.0
    since: float | None = None
    logins: str = ""
    user_agent: str = USER_AGENT

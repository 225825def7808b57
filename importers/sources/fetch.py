"""Fetching from the old site, politely and safely.

Polite: robots.txt is heeded, one request at a time to a host with a pause between, what has not changed is not sent
again, a server that is busy is left alone for a while. Safe: only http and https, only public addresses (see
`guard`), time-outs, a limit to size and to redirects.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

import urllib3
from protego import Protego

from .fetch_errors import FetchError, network_error, retry_after, status_error
from .guard import pool_manager
from .logins import read_logins, site_of
from .manners import Manners
from .store import Copy, CopyStore

_BUSY = frozenset({429, 500, 502, 503, 504})
_CHUNK = 64 * 1024


class Fetcher:
    """Fetches addresses, one at a time for each host. Not for several threads at once.

    `store` keeps copies; without one nothing is kept and nothing is asked conditionally. `sleep` and `clock` are
    for tests. Raises SourceError for a file of logins that cannot be used.
    """

    def __init__(
        self,
        manners: Manners | None = None,
        store: CopyStore | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.manners = manners or Manners()
        self.store = store
        self._logins = (
            read_logins(Path(self.manners.logins), unencrypted=self.manners.allow_private)
            if self.manners.logins
            else {}
        )
        self._sleep, self._clock = sleep, clock
        self._pool = pool_manager(
            allow_private=self.manners.allow_private, longest=self.manners.total_timeout, num_pools=4, maxsize=1
        )
        self.tell: Callable[[str], None] = lambda address: None  # is told of each address before it is asked for
        self._failed: dict[str, list[int]] = {}  # host → answers in a row that failed: none at all, refusals
        self._given_up: dict[str, bool] = {}  # host → whether it has been said
        self._robots: dict[str, Protego | None] = {}
        self._last: dict[str, float] = {}

    def fetch(self, address: str, accept: str = "") -> Copy:
        """What the address answers, after redirects, from the store where that is fresh enough.

        `accept` asks for a content type, for services that answer in several. Raises FetchError for anything but a
        document (status 200).
        """
        address = clean(address)
        who = "inloggad" if self.logs_in(address) else ""  # who is logged in is answered otherwise
        kept = self.store.get(address, who) if self.store else None
        if kept and self._is_fresh(kept):
            return kept
        self._refuse_given_up(_host(address))
        self.tell(address)
        try:
            copy = self._follow(address, kept, accept)
        except FetchError as error:
            self._note_failure(_host(address), error)
            raise
        self._failed.pop(_host(address), None)
        if self.store:
            self.store.put(copy, who)
        return copy

    def logs_in(self, address: str) -> bool:
        """Whether a name and password are sent to the address's site."""
        return site_of(address) in self._logins

    def _refuse_given_up(self, host: str) -> None:
        if host not in self._given_up:
            return
        said, self._given_up[host] = self._given_up[host], True
        raise FetchError(
            "given-up",
            f"Webbplatsen {host} svarar inte, eller släpper inte fram Brygga. Inget mer hämtas från den i den här "
            "körningen. Försök igen senare, eller hämta ingenting (--no-fetch).",
            said=said,
        )

    def _note_failure(self, host: str, error: FetchError) -> None:
        """Count what says something of the host rather than of the page that was asked for."""
        silent = error.code in ("timeout", "network")
        refused = error.code in ("refused", "robots") or error.status in _BUSY
        if not (silent or refused):
            self._failed.pop(host, None)
            return
        counts = self._failed.setdefault(host, [0, 0])
        counts[0 if silent else 1] += 1
        if counts[0] >= self.manners.failures or sum(counts) >= self.manners.refusals:
            self._given_up.setdefault(host, False)

    def _is_fresh(self, kept: Copy) -> bool:
        since = self.manners.since
        return self._clock() - kept.fetched < self.manners.fresh or (since is not None and kept.fetched >= since)

    def _follow(self, address: str, kept: Copy | None, accept: str) -> Copy:
        current = address
        for _ in range(self.manners.max_redirects + 1):
            if self.manners.heed_robots and not self.allowed(current):
                raise FetchError("robots", "Webbplatsens robots.txt tillåter inte att sidan hämtas.")
            status, headers, data = self._with_retries(current, kept, accept)
            if status == 304 and kept:
                kept.fetched = self._clock()
                return kept
            if status in (301, 302, 303, 307, 308) and headers.get("location"):
                current = clean(urljoin(current, headers["location"]))
                continue
            if status == 200:
                return Copy(address, current, status, headers, self._clock(), data)
            raise status_error(status, logged_in=self.logs_in(current))
        raise FetchError("redirects", "Adressen skickar vidare för många gånger. Kontrollera den i webbläsaren.")

    def _with_retries(self, address: str, kept: Copy | None, accept: str = "") -> tuple[int, dict[str, str], bytes]:
        retries = 0 if self._failed.get(_host(address)) else self.manners.retries
        for attempt in range(retries + 1):
            last = attempt == retries
            wait = min(2.0**attempt * max(self.manners.delay, 0.5), self.manners.longest_wait)
            try:
                status, headers, data = self._request(address, kept, accept)
            except FetchError as error:
                if last or error.code not in ("timeout", "network"):
                    raise
            else:
                if status not in _BUSY or last:
                    return status, headers, data
                wait = max(wait, min(retry_after(headers, self._clock()), self.manners.longest_wait))
            self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _request(self, address: str, kept: Copy | None, accept: str) -> tuple[int, dict[str, str], bytes]:
        manners = self.manners
        self._pause(address)
        headers = {"User-Agent": manners.user_agent, "Accept-Encoding": "gzip, deflate", "Accept-Language": "sv"}
        if accept:
            headers["Accept"] = accept
        if login := self._logins.get(site_of(address)):
            headers["Authorization"] = login
        if kept and kept.final == address:
            if etag := kept.headers.get("etag"):
                headers["If-None-Match"] = etag
            if modified := kept.headers.get("last-modified"):
                headers["If-Modified-Since"] = modified
        timeout = urllib3.Timeout(connect=manners.connect_timeout, read=manners.read_timeout)
        started = time.monotonic()
        response: urllib3.BaseHTTPResponse | None = None
        try:
            response = self._pool.request(
                "GET", address, headers=headers, redirect=False, preload_content=False, timeout=timeout, retries=False
            )
            found = {name.lower(): value for name, value in response.headers.items()}
            data = self._body(response, started) if response.status == 200 else b""
            return response.status, found, data
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise network_error(error) from error
        finally:
            self._last[_host(address)] = self._clock()
            if response is not None:
                with contextlib.suppress(Exception):
                    response.close()

    def _body(self, response: urllib3.BaseHTTPResponse, started: float) -> bytes:
        """The body, read in pieces so that neither size nor time can run away."""
        parts: list[bytes] = []
        size = 0
        while piece := response.read1(_CHUNK, decode_content=True):
            size += len(piece)
            if size > self.manners.max_bytes:
                raise FetchError("too-large", f"Sidan är större än {self.manners.max_bytes // 2**20} MB.")
            if time.monotonic() - started > self.manners.total_timeout:
                raise FetchError("timeout", "Webbplatsen sände för långsamt. Försök igen senare.")
            parts.append(piece)
        return b"".join(parts)

    def _pause(self, address: str) -> None:
        host = _host(address)
        robots = self._robots.get(_site(address))
        asked = robots.crawl_delay(self.manners.user_agent) if robots else None
        delay = min(max(self.manners.delay, asked or 0.0), self.manners.longest_delay)
        wait = self._last.get(host, -delay) + delay - self._clock()
        if wait > 0:
            self._sleep(wait)

    # robots.txt (RFC 9309)

    def allowed(self, address: str) -> bool:
        """Whether the site's robots.txt lets us fetch the address. A site that answers with an error above 499 is
        left alone; one that has no robots.txt allows everything."""
        site = _site(address)
        if site not in self._robots:
            self._robots[site] = None
            self._robots[site] = self._read_robots(site)
        robots = self._robots[site]
        return robots is None or robots.can_fetch(address, self.manners.user_agent)

    def sitemaps(self, address: str) -> list[str]:
        """The sitemaps that the site's robots.txt names."""
        with contextlib.suppress(FetchError):
            self.allowed(address)
        robots = self._robots.get(_site(address))
        return list(robots.sitemaps) if robots else []

    def _read_robots(self, site: str) -> Protego | None:
        current = site + "/robots.txt"
        for _ in range(6):
            status, headers, data = self._with_retries(current, None)
            if status in (301, 302, 303, 307, 308) and headers.get("location"):
                current = clean(urljoin(current, headers["location"]))
                continue
            if status >= 500:
                return Protego.parse("User-agent: *\nDisallow: /")
            return Protego.parse(data[: 512 * 1024].decode("utf-8", "replace")) if status == 200 else None
        return None


def clean(address: str) -> str:
    """An address as it is sent: without fragment, with what is not ASCII percent-encoded and the host as IDNA.

    Raises FetchError for what is no http or https address.
    """
    bare = urldefrag(address.strip())[0]
    try:
        parts = urlsplit(bare)
        host, port = parts.hostname or "", parts.port
        if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
            raise ValueError(bare)
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise FetchError("address", f"{address[:200]!r} är ingen webbadress som kan hämtas.") from error
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    return urlunsplit((parts.scheme, netloc, path, query, ""))


def _host(address: str) -> str:
    return urlsplit(address).netloc


def _site(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"

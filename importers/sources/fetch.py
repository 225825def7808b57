"""Fetching from the old site, politely and safely.

Polite: robots.txt is heeded, one request at a time to a host with a pause between, what has not changed is not sent
again, a server that is busy is left alone for a while. Safe: only http and https, only public addresses (see
`guard`), time-outs, a limit to size and to redirects.
"""

from __future__ import annotations

import contextlib
import email.utils
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

import urllib3
from protego import Protego

from ..reading.formats.decode import MAX_BYTES
from ..reading.model.errors import UnreadableDocument
from .guard import PrivateAddressError, pool_manager
from .store import Copy, CopyStore

USER_AGENT = "Brygga/0.1 (municipal archive import)"
_BUSY = frozenset({429, 500, 502, 503, 504})
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Manners:
    """How to fetch. Times in seconds, sizes in bytes.

    `fresh` is how old a stored copy may be to be used without asking the site; a copy that was fetched at `since`
    (seconds since the epoch) or later is used too: what an earlier try that was cut off has fetched.
    `allow_private` lets addresses of one's own network be fetched.
    """

    delay: float = 1.0
    longest_delay: float = 30.0
    connect_timeout: float = 10.0
    read_timeout: float = 30.0
    total_timeout: float = 120.0
    retries: int = 3
    longest_wait: float = 120.0
    max_bytes: int = MAX_BYTES
    max_redirects: int = 8
    heed_robots: bool = True
    allow_private: bool = False
    fresh: float = 0.0
    since: float | None = None
    user_agent: str = USER_AGENT


class FetchError(UnreadableDocument):
    """An address that gave no document. Codes: robots, private, not-found, gone, refused, status, timeout, network,
    too-large, redirects, address."""

    def __init__(self, code: str, message: str, status: int = 0) -> None:
        super().__init__(code, message)
        self.status = status


class Fetcher:
    """Fetches addresses, one at a time for each host. Not for several threads at once.

    `store` keeps copies; without one nothing is kept and nothing is asked conditionally. `sleep` and `clock` are
    for tests.
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
        self._sleep, self._clock = sleep, clock
        self._pool = pool_manager(allow_private=self.manners.allow_private, num_pools=4, maxsize=1)
        self._robots: dict[str, Protego | None] = {}
        self._last: dict[str, float] = {}

    def fetch(self, address: str, accept: str = "") -> Copy:
        """What the address answers, after redirects, from the store where that is fresh enough.

        `accept` asks for a content type, for services that answer in several. Raises FetchError for anything but a
        document (status 200).
        """
        address = clean(address)
        kept = self.store.get(address) if self.store else None
        if kept and self._is_fresh(kept):
            return kept
        copy = self._follow(address, kept, accept)
        if self.store:
            self.store.put(copy)
        return copy

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
            raise _status_error(status)
        raise FetchError("redirects", "Adressen skickar vidare för många gånger. Kontrollera den i webbläsaren.")

    def _with_retries(self, address: str, kept: Copy | None, accept: str = "") -> tuple[int, dict[str, str], bytes]:
        for attempt in range(self.manners.retries + 1):
            last = attempt == self.manners.retries
            wait = min(2.0**attempt * max(self.manners.delay, 0.5), self.manners.longest_wait)
            try:
                status, headers, data = self._request(address, kept, accept)
            except FetchError as error:
                if last or error.code not in ("timeout", "network"):
                    raise
            else:
                if status not in _BUSY or last:
                    return status, headers, data
                wait = max(wait, min(_retry_after(headers, self._clock()), self.manners.longest_wait))
            self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _request(self, address: str, kept: Copy | None, accept: str) -> tuple[int, dict[str, str], bytes]:
        manners = self.manners
        self._pause(address)
        headers = {"User-Agent": manners.user_agent, "Accept-Encoding": "gzip, deflate", "Accept-Language": "sv"}
        if accept:
            headers["Accept"] = accept
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
            raise _network_error(error) from error
        finally:
            self._last[_host(address)] = self._clock()
            if response is not None:
                with contextlib.suppress(Exception):
                    response.close()

    def _body(self, response: urllib3.BaseHTTPResponse, started: float) -> bytes:
        """The body, read in pieces so that neither size nor time can run away."""
        parts: list[bytes] = []
        size = 0
        while piece := response.read(_CHUNK, decode_content=True):
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


def _retry_after(headers: dict[str, str], now: float) -> float:
    value = headers.get("retry-after", "").strip()
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - now)
    except (ValueError, TypeError):
        return 0.0


def _network_error(error: Exception) -> FetchError:
    """What a failed connection means, however deep urllib3 has wrapped it."""
    inner: object = error
    for _ in range(10):
        if isinstance(inner, PrivateAddressError):
            return FetchError("private", "Adressen leder till ett internt nät och hämtas inte.")
        if isinstance(inner, BaseException):
            inner = (
                inner.__cause__ or inner.__context__ or next((a for a in inner.args if isinstance(a, Exception)), None)
            )
    if isinstance(error, urllib3.exceptions.TimeoutError) and not isinstance(
        error, urllib3.exceptions.NewConnectionError
    ):
        return FetchError("timeout", "Webbplatsen svarade inte i tid. Försök igen senare.")
    return FetchError("network", "Webbplatsen gick inte att nå. Kontrollera adressen eller försök igen senare.")


def _status_error(status: int) -> FetchError:
    if status == 404:
        return FetchError("not-found", "Sidan finns inte på den gamla webbplatsen (404).", status)
    if status == 410:
        return FetchError("gone", "Sidan är borttagen från den gamla webbplatsen (410).", status)
    if status in (401, 403):
        return FetchError("refused", f"Sidan kräver inloggning eller är spärrad ({status}).", status)
    return FetchError("status", f"Webbplatsen svarade med fel {status}. Försök igen senare.", status)

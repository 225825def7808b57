"""What can go wrong when something is fetched, in words for people."""

from __future__ import annotations

import email.utils

import urllib3

from ..reading.model.errors import UnreadableDocument
from .guard import PrivateAddressError


class FetchError(UnreadableDocument):
    """An address that gave no document. Codes: robots, private, not-found, gone, refused, status, timeout, network,
    too-large, redirects, address, given-up. `said` tells that the same has been said of the host before."""

    def __init__(self, code: str, message: str, status: int = 0, *, said: bool = False) -> None:
        super().__init__(code, message)
        self.status, self.said = status, said


def retry_after(headers: dict[str, str], now: float) -> float:
    """For how many seconds the server asks to be left alone; 0 where it does not say."""
    value = headers.get("retry-after", "").strip()
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - now)
    except (ValueError, TypeError):
        return 0.0


def network_error(error: Exception) -> FetchError:
    """What a failed connection means, however deep urllib3 has wrapped it."""
    inner: object = error
    for _ in range(10):
        if isinstance(inner, PrivateAddressError):
            return FetchError("private", "Adressen leder till ett internt nät och hämtas inte.")
        if isinstance(inner, BaseException):
            inner = (
                inner.__cause__ or inner.__context__ or next((a for a in inner.args if isinstance(a, Exception)), None)
            )
    if isinstance(error, TimeoutError):
        return FetchError("timeout", "Webbplatsen sände för långsamt. Försök igen senare.")
    if isinstance(error, urllib3.exceptions.TimeoutError) and not isinstance(
        error, urllib3.exceptions.NewConnectionError
    ):
        return FetchError("timeout", "Webbplatsen svarade inte i tid. Försök igen senare.")
    return FetchError("network", "Webbplatsen gick inte att nå. Kontrollera adressen eller försök igen senare.")


def status_error(status: int, *, logged_in: bool = False) -> FetchError:
    """The error for an answer with this status, to who sent a name and password or did not."""
    if status == 404:
        return FetchError("not-found", "Sidan finns inte på den gamla webbplatsen (404).", status)
    if status == 410:
        return FetchError("gone", "Sidan är borttagen från den gamla webbplatsen (410).", status)
    if status in (401, 403) and logged_in:
        text = (
            f"Inloggningen godtogs inte, eller räcker inte till sidan ({status}). Kontrollera filen med inloggningar."
        )
        return FetchError("refused", text, status)
    if status in (401, 403):
        return FetchError("refused", f"Sidan kräver inloggning eller är spärrad ({status}).", status)
    return FetchError("status", f"Webbplatsen svarade med fel {status}. Försök igen senare.", status)

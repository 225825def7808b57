"""Names and passwords for old sites: read from a file of their own, so that none stands in a command or a setting.

# site                         user      password, to the end of the line
https://www.kommunen.se        redaktor  abcd efgh ijkl mnop
# or a token
https://intranat.kommunen.se   Bearer    eyJhbGciOi…
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from .document import SourceError

_LONGEST = 1_000_000


def read_logins(path: Path, *, unencrypted: bool = False) -> Mapping[str, str]:
    """What to send as `Authorization`, by site (scheme, host and port).

    `unencrypted` lets a password be sent over http, on one's own network. Raises SourceError, which says the number of
    the line and nothing of what is in it.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")[:_LONGEST]
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError("login", f"Filen med inloggningar ({path.name}) gick inte att läsa.") from error
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split(None, 2)
        if not words or words[0].startswith("#"):
            continue
        site = site_of(words[0])
        if len(words) < 3 or not site:
            raise SourceError(
                "login", f"{path.name}, rad {number}: skriv webbplatsens adress, användaren och lösenordet."
            )
        if site.startswith("http:") and not unencrypted:
            raise SourceError(
                "login",
                f"{path.name}, rad {number}: lösenord sänds bara till https-adresser. Ligger webbplatsen på det egna "
                "nätet: använd --allow-private.",
            )
        found[site] = _header(words[1], words[2].strip())
    return found


def site_of(address: str) -> str:
    """The scheme, host and port of an address; "" for what has none, or a name and password in it."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        return ""
    ordinary = port in (None, {"http": 80, "https": 443}[parts.scheme])
    return f"{parts.scheme}://{parts.hostname}" + ("" if ordinary else f":{port}")


def _header(user: str, secret: str) -> str:
    if user == "Bearer":
        return f"Bearer {secret}"
    return "Basic " + base64.b64encode(f"{user}:{secret}".encode()).decode("ascii")

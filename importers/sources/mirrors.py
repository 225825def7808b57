"""Where a page of a mirrored site lay: as the mirroring program wrote into it, or by the folder of its host."""

from __future__ import annotations

import re
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

# HTTrack and others write where a page came from; browsers that save one do so too.
_MIRRORED = re.compile(
    r"<!-- Mirrored from (?P<a>\S{4,1000}) by |<!-- saved from url=\(\d+\)(?P<b>https?://\S{4,1000}) -->"
)
_HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}(?:\+\d+)?", re.IGNORECASE)
# Endings of files that folders are called after only by accident.
_NO_HOST = re.compile(r"\.(?:html?|txt|docx?|pdf|jpe?g|png|gif|zip|xml|json|md|files?|old|bak|backup)$", re.IGNORECASE)


def address_of_mirrored(name: str, start: str) -> dict[str, object]:
    """What a page's file says of its address: `name` is its path in the archive, `start` how it begins. With the forms
    that it may have had, since programs that mirror add index.html and .html. Empty where nothing is known."""
    told = _MIRRORED.search(start)
    if told:
        address = unescape(told["a"] or told["b"])
        address = address if "://" in address else f"http://{address}"
        return {"address": _shortened(address)} if _has_host(address) else {}
    parts = PurePosixPath(name).parts
    at = next((n for n, part in enumerate(parts[:-1]) if _HOST.fullmatch(part) and not _NO_HOST.search(part)), None)
    if at is None:
        return {}
    host = parts[at].casefold().replace("+", ":")
    path = "/".join(parts[at + 1 :])
    query = ""
    if marked := re.match(r"(?P<path>[^?@]*)[?@](?P<query>[^/]*=[^/]*)$", path):
        path, query = marked["path"], re.sub(r"\.html?$", "", marked["query"])
    forms = [re.sub(r"(^|/)(?:index|default)\.(?:html?|php|aspx?)$", r"\1", path)]
    bare = re.sub(r"\.(?:html?|xhtml)$", "", forms[0])
    forms = list(dict.fromkeys((bare, *forms) if re.search(r"\.(?:php|aspx?|jsp|cfm)$", bare) else (*forms, bare)))
    ending = f"?{quote(query, safe='=&%;,:+-_.~')}" if query else ""
    addresses = [f"https://{host}/{quote(form)}{ending}" for form in forms]
    known: dict[str, object] = {"address": addresses[0]}
    if addresses[1:]:
        known["old_addresses"] = addresses[1:]
    return known


def _has_host(address: str) -> bool:
    try:
        return bool(_HOST.fullmatch(urlsplit(address).hostname or ""))
    except ValueError:
        return False


def _shortened(address: str) -> str:
    return re.sub(r"/index\.html?$", "/", address)

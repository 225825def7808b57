"""Mail addresses that a page hides from machines, and shows to people by a script: put back where they stand.

Cloudflare writes them as hexadecimal figures, the first of which is the key to the others, in `data-cfemail` or after
`/cdn-cgi/l/email-protection#`, and shows "[email protected]" to those who run no script.
"""

from __future__ import annotations

import re

from .element import Element

_PATH = "/cdn-cgi/l/email-protection"
_HIDDEN = re.compile(r"(?:[0-9a-f]{2}){4,120}", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+(?:\?.*)?")


def show(root: Element) -> None:
    """Put the addresses back in the tree of a page."""
    for element in root.iter("a", "span"):
        hidden = element.get("data-cfemail")
        address = _read(hidden) if hidden else ""
        if address:
            for child in list(element):
                element.remove(child)
            element.text = address
        path, _, figures = (element.get("href") or "").partition("#")
        if path.endswith(_PATH) and (found := _read(figures) or address):
            element.set("href", f"mailto:{found}")


def _read(figures: str) -> str:
    if not _HIDDEN.fullmatch(figures):
        return ""
    key, *rest = bytes.fromhex(figures)
    address = bytes(byte ^ key for byte in rest).decode("utf-8", "replace")
    return address if _ADDRESS.fullmatch(address) else ""

"""Which document is which, where a source gives several documents one id: the address tells them apart.

An export is not to be trusted with ids: a copied site repeats its guids, a merged Plone its UIDs. One of the documents
keeps the plain id, the others get the address with it. Which keeps it is not decided by their order, since a feed has
the newest first: it is the one that has it in the index of what was got before, else the one of the first address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from .document import Document


def shared_ids(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Of (id, address) pairs: the ids that several addresses have, with all of their addresses."""
    addresses: dict[str, set[str]] = defaultdict(set)
    for source_id, address in pairs:
        if source_id:
            addresses[source_id].add(address)
    return {source_id: frozenset(those) for source_id, those in addresses.items() if len(those) > 1}


def with_rivals(documents: Iterable[Document]) -> list[Document]:
    """The documents, each told which addresses have its id among them."""
    those = list(documents)
    shared = shared_ids((document.source_id, document.address or "") for document in those)
    for document in those:
        document.rivals = shared.get(document.source_id, frozenset())
    return those


class Identities:
    """The ids of the documents of one source, as they come. `index` has the rows of those that were got before."""

    def __init__(self, index: Mapping[str, Mapping[str, Any]]) -> None:
        self._index = index
        self._met: dict[str, tuple[str, str]] = {}  # id → the source's own id and address
        self._repeated: dict[str, int] = defaultdict(int)

    def tell_apart(self, document: Document) -> bool:
        """Give the document an id of its own. False where neither id nor address tells it from one that came before:
        then its id is one that only names it."""
        plain, address = document.source_id, document.address or ""
        name = self._name(plain, address, document.rivals)
        met = self._met.get(name)
        if met is not None and met != (plain, address):
            name = _with_address(plain, address)
            met = self._met.get(name)
        if met is None:
            self._met[name] = (plain, address)
            document.source_id = name
            return True
        self._repeated[name] += 1
        document.source_id = f"{name} ({self._repeated[name] + 1})"
        return False

    def of(self, document: Document) -> str:
        """The id of the document that came before with the same id and address."""
        return document.source_id.rpartition(" (")[0]

    def _name(self, plain: str, address: str, rivals: frozenset[str]) -> str:
        own = _with_address(plain, address)
        if own in self._index or own == plain:
            return own
        if address not in rivals:
            return plain
        before = self._index.get(plain)
        holder = str(before.get("given") or before.get("address") or "") if before else min(rivals)
        # A holder that is not among them has moved; one of them is it, and which cannot be known.
        holder = holder if holder in rivals else min(rivals)
        return plain if address == holder else own


def _with_address(plain: str, address: str) -> str:
    return f"{plain} [{address}]" if address and address != plain else plain

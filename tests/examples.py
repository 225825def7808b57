"""How many examples a property test gets: few in `make test`, all in `make proofs`, which sets BRYGGA_PROOFS."""

from __future__ import annotations

import os

SHARE = 5


def examples(whole: int, short: int = 0) -> int:
    """`whole` in `make proofs`; else `short`, or a fifth where that is not said."""
    return whole if os.environ.get("BRYGGA_PROOFS") else short or -(-whole // SHARE)

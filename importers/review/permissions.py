"""The rights to each act of importing, and who has them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied

IMPORT, REVIEW = "brygga_importers.import_archive", "brygga_importers.review_import"
ROLL_BACK, ORIGINALS = "brygga_importers.roll_back_import", "brygga_importers.see_originals"
SEALED = "brygga_importers.see_sealed_originals"
# The right of before, which held all of them.
EVERYTHING = "brygga_importers.change_importrun"


def may(user: Any, right: str) -> bool:
    """Whether the user has the right, or the one that holds all."""
    return bool(user.has_perm(right) or user.has_perm(EVERYTHING))


def require(user: Any, right: str) -> None:
    """Raises `PermissionDenied` for who has not the right."""
    if not may(user, right):
        raise PermissionDenied

"""Numbers that visitors send: in addresses, as `<brygga_key:pk>`, and in the query of the API.

Django's `int` takes any number of digits, and a database answers one that it cannot hold with an error.
"""

from __future__ import annotations

from django.urls import register_converter

HIGHEST = 2**31 - 1  # what the key of a page can be
LONGEST = len(str(2**63 - 1)) - 1  # as many digits can any number have, in any database


class KeyConverter:
    """The key of a page or a row: a number that one can have. Anything else is no address of ours, so 404."""

    regex = "[0-9]{1,10}"

    def to_python(self, value: str) -> int:
        number = int(value)
        if number > HIGHEST:
            raise ValueError(f"no key: {value}")
        return number

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(KeyConverter, "brygga_key")

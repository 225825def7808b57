"""The page type of docs/avinstallera.md."""

from tests.guide import documented

exec(documented("archived-page", "avinstallera.md"))

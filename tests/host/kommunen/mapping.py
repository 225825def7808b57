"""The rules that docs/egna-sidtyper.md shows."""

from tests.guide import documented

exec(documented("article-mapping", "egna-sidtyper.md"))

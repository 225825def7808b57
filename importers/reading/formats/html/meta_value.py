"""What a page says of itself to machines."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Metadata:
    """What the page declares. Dates are ISO; `sources` says for each field where its value came from."""

    headline: str = ""
    og_title: str = ""
    page_title: str = ""
    site_name: str = ""
    publisher: str = ""
    description: str = ""
    published: str | None = None
    updated: str | None = None
    image: str = ""
    kind: str | None = None
    language: str | None = None
    generator: str = ""
    canonical: str = ""
    base: str = ""
    sources: dict[str, str] = field(default_factory=dict)
    times: tuple[str | None, str | None] = (None, None)  # published, updated: what <time> elements say
    utc: bool = False  # `published` is stamped in UTC: the day may be another where the page was written

    def set(self, name: str, value: str | None, source: str) -> None:
        """Fill a field that has no value yet."""
        if value and not getattr(self, name):
            setattr(self, name, value)
            self.sources[name] = source

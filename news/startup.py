"""What this app adds to the site's home page once all models are there."""

from __future__ import annotations

from brygga.site import sections

from .home import newest_news


def connect() -> None:
    """Called once, when Django is ready."""
    sections.register(20, "news", "brygga_news/sections/newest.html", newest_news)

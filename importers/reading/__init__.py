"""Reads old web pages and press releases: bytes in, an Article out. No Django, no database, no network."""

from .model.article import Article
from .model.article_json import to_json
from .model.errors import UnreadableDocument
from .pipeline import read

__all__ = ["Article", "UnreadableDocument", "read", "to_json"]

"""Reads old web pages and press releases: bytes in, an Article out. No Django, no database, no network."""

from .model.article import Article
from .model.article_json import to_json
from .model.errors import UnreadableDocument
from .pipeline import READER_VERSION, read

__all__ = ["READER_VERSION", "Article", "UnreadableDocument", "read", "to_json"]

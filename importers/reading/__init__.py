"""Reads old web pages and press releases: bytes in, an Article out. No Django, no database, no network."""

from .article import Article
from .errors import UnreadableDocument
from .readers import READER_VERSION, read
from .serialise import to_json

__all__ = ["READER_VERSION", "Article", "UnreadableDocument", "read", "to_json"]

"""Reads web pages: mark-up in, an `Article` with its structure out."""

from .html_reader import read_html

__all__ = ["read_html"]

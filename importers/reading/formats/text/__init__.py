"""Reads text renditions of pages, line by line."""

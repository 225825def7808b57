"""From the bytes of each format to an article's blocks."""

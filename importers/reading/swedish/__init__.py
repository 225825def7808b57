"""Swedish: words, dates and numbers, known to all of the reader."""

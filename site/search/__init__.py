"""Search in Swedish: the words, the index on SQLite and PostgreSQL, and the public site's search."""

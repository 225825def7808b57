"""A site of invented pages with queries and what they should find, for `make score-search`."""

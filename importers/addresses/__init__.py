"""Everything about old addresses: when two mean the same, redirects, and whether each still answers."""

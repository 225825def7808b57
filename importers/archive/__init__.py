"""What never changes: the raw bytes by hash, stored documents, and what was fetched for them."""

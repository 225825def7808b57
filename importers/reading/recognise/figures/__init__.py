"""Key figures and funding."""

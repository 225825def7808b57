"""Runs: their states, and the work from documents to settled items, and back."""

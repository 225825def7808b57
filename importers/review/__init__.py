"""Imported pages in front of a person: who looks at which, what is to be checked, what was done and can be undone."""

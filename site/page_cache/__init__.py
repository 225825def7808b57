"""Whole public pages, kept until anything changes that visitors may see.

`states` says in which state the content is, `writes` gives it a new one with every transaction that writes,
`moments` until when a page holds by itself, `kept_pages` which pages are kept, and `keeping` keeps them.
"""

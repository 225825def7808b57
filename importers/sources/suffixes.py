"""The endings of the files that a folder is searched for."""

# A file that is named itself is tried whatever it is called.
SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".mdx", ".html", ".htm", ".xhtml", ".docx", ".pdf", ".eml", ".msg"}
)

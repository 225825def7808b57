"""Article → pages: values, merging, pages, files, links, redirects."""

# Raised when the same document would give other pages than before: then the next run reads every document again.
WRITING_VERSION = "1"

"""Article → pages: values, merging, pages, files, links."""

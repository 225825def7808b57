"""For a site that imports into a page type of its own: `class Articles(ArticleMapping)`. See docs/egna-sidtyper.md."""

from .writing.article_mapping import ArticleMapping

__all__ = ["ArticleMapping"]

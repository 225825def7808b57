"""Subclasses of Brygga's page types: the project that the guide shows, and news with a field that has a default. And
the article of docs/egna-sidtyper.md, which is the site's own."""

from django.db import models

from brygga.news.models import NewsPage
from tests.guide import documented

exec(documented("own-page-type"))
exec(documented("own-article-page", "egna-sidtyper.md"))


class KommunNewsPage(NewsPage):
    channel = models.CharField(max_length=20, default="webben")

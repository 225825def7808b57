"""Subclasses of Brygga's page types: the project that the guide shows, and news with a field that has a default."""

from django.db import models

from brygga.news.models import NewsPage
from tests.guide import documented

exec(documented("own-page-type"))


class KommunNewsPage(NewsPage):
    channel = models.CharField(max_length=20, default="webben")

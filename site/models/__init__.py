"""What every page shares: base pages, mixins, topics, the home page and plain content pages."""

from ..site_settings import SiteSettings
from .base_page import BasePage
from .document_text import DocumentText
from .mixins import LeadImageMixin, LeadMixin, ReviewDateMixin, TopicsMixin
from .page_origin import PageOrigin
from .pages import ContentPage, HomePage
from .standing import Standing, StandingMixin, StandingQuerySet
from .topics import Topic

__all__ = [
    "BasePage",
    "ContentPage",
    "DocumentText",
    "HomePage",
    "LeadImageMixin",
    "LeadMixin",
    "PageOrigin",
    "ReviewDateMixin",
    "SiteSettings",
    "Standing",
    "StandingMixin",
    "StandingQuerySet",
    "Topic",
    "TopicsMixin",
]

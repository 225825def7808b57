"""What every page shares: base pages, mixins, topics, the home page and plain content pages."""

from ..gate.records import GateProblem, GateRecord
from ..gate.rule_settings import GateSettings
from ..site_settings import SiteSettings
from .acceptance import Standing, StandingMixin, StandingQuerySet
from .base_page import BasePage
from .content_change import ContentChange
from .document_text import DocumentText
from .duty_pages import AccessibilityStatementPage, PrivacyPage
from .feedback import Answer, Feedback
from .mixins import LeadImageMixin, LeadMixin, ReviewDateMixin, TopicsMixin
from .page_origin import PageOrigin
from .page_records import Correction, PublicVersion, Responsibility
from .pages import ContentPage, HomePage
from .public_message import MessageKind, PublicMessage
from .synonyms import Synonym
from .topics import Topic

__all__ = [
    "AccessibilityStatementPage",
    "Answer",
    "BasePage",
    "ContentChange",
    "ContentPage",
    "Correction",
    "DocumentText",
    "Feedback",
    "GateProblem",
    "GateRecord",
    "GateSettings",
    "HomePage",
    "LeadImageMixin",
    "LeadMixin",
    "MessageKind",
    "PageOrigin",
    "PrivacyPage",
    "PublicMessage",
    "PublicVersion",
    "Responsibility",
    "ReviewDateMixin",
    "SiteSettings",
    "Standing",
    "StandingMixin",
    "StandingQuerySet",
    "Synonym",
    "Topic",
    "TopicsMixin",
]

"""What the site app adds to the admin."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from .accepting import ACCEPTED, AcceptBulkAction
from .deleting import NamedDeleteBulkAction, tell_before_bulk_delete
from .files.rule import is_public, may_see
from .gate import gate_hooks  # noqa: F401 (they register themselves)
from .models import Topic
from .name_choices import suggestions
from .publishing import CountedPublishBulkAction
from .rich_text import DocumentLinks, PageLinks
from .shown_in_lists import is_listed
from .viewsets import (
    CorrectionViewSet,
    FeedbackViewSet,
    PublicMessageViewSet,
    ResponsibilityViewSet,
    SynonymViewSet,
    TopicViewSet,
)

register_snippet(TopicViewSet)
register_snippet(PublicMessageViewSet)
register_snippet(SynonymViewSet)
register_snippet(FeedbackViewSet)
register_snippet(ResponsibilityViewSet)
register_snippet(CorrectionViewSet)
hooks.register("before_bulk_action", tell_before_bulk_delete)


@hooks.register("register_rich_text_features", order=100)
def fetch_links_together(features: FeatureRegistry) -> None:
    """Replaces the core's link handlers, which look links up one text at a time."""
    features.register_link_type(PageLinks)
    features.register_link_type(DocumentLinks)


@hooks.register("before_serve_document", order=-10)
def documents_follow_the_page(document: Any, request: HttpRequest) -> None:
    """Answers 404 for a document that nothing public shows, as for one that does not exist; see `files.rule`."""
    if not is_public(document) and not may_see(request, type(document), document.pk):
        raise Http404


@hooks.register("register_admin_urls")
def names_url() -> list:
    """Suggestions for fields where one chooses by name; the admin's login guards it."""
    return [path("brygga/namn/<slug:app_label>/<slug:model_name>/", suggestions, name="brygga_names")]


@hooks.register("register_bulk_action", order=100)
class TopicAcceptBulkAction(AcceptBulkAction):
    """Ticked topics."""

    models = [Topic]


hooks.register("register_bulk_action", CountedPublishBulkAction, order=200)  # after Wagtail's, which it replaces


@hooks.register("register_log_actions")
def say_who_accepted(actions: LogActionRegistry) -> None:
    """Lets the history of a thing tell that somebody accepted it."""
    actions.register_action(ACCEPTED, gettext_lazy("Godta"), gettext_lazy("Godtagen"))


@hooks.register("register_bulk_action", order=100)
class TopicDeleteBulkAction(NamedDeleteBulkAction):
    """Ticked topics."""

    models = [Topic]


@hooks.register("after_publish_page")
def tell_of_missing_lead(request: HttpRequest, page: Page) -> None:
    """Who publishes a page that lists do not show is told so, and what it lacks."""
    if not is_listed(page):
        messages.warning(
            request,
            _("Sidan ”%(title)s” visas inte i listor, i sökningen eller på startsidan förrän den har en ingress.")
            % {"title": page.get_admin_display_title()},
        )

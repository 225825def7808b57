"""What the site app adds to the admin."""

from django.urls import path
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from .deleting import NamedDeleteBulkAction, tell_before_bulk_delete
from .models import Topic
from .name_choices import suggestions
from .rich_text import DocumentLinks, PageLinks
from .viewsets import TopicViewSet

register_snippet(TopicViewSet)
hooks.register("before_bulk_action", tell_before_bulk_delete)


@hooks.register("register_rich_text_features", order=100)
def fetch_links_together(features: FeatureRegistry) -> None:
    """Replaces the core's link handlers, which look links up one text at a time."""
    features.register_link_type(PageLinks)
    features.register_link_type(DocumentLinks)


@hooks.register("register_admin_urls")
def names_url() -> list:
    """Suggestions for fields where one chooses by name; the admin's login guards it."""
    return [path("brygga/namn/<slug:app_label>/<slug:model_name>/", suggestions, name="brygga_names")]


@hooks.register("register_bulk_action", order=100)
class TopicDeleteBulkAction(NamedDeleteBulkAction):
    """Ticked topics."""

    models = [Topic]

"""The admin's list and form of topics."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from .accepting import StandingChooserViewSet, standing_column
from .deleting import NamedDeleteView
from .models import Topic


class TopicViewSet(SnippetViewSet):
    """Topics, beside the other things that pages point at."""

    model = Topic
    delete_view_class = NamedDeleteView
    icon = "tag"
    menu_label = _("Ämnen")
    menu_order = 260
    add_to_admin_menu = True
    chooser_viewset_class = StandingChooserViewSet
    list_display = ["name", "slug", standing_column()]
    list_filter = ["standing"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("description"),
            FieldPanel("motif"),
            FieldPanel("slug"),
            FieldPanel("standing"),
        ]
    )

"""The admin's list and form of topics."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from .accepting import standing_column
from .choosers import NewForm, ToldApartChooserViewSet
from .deleting import NamedDeleteView
from .models import Correction, Feedback, PublicMessage, Responsibility, Synonym, Topic
from .spreadsheet_cells import safe_cell


class NewTopicForm(NewForm):
    """A topic, as it is made in the chooser."""

    class Meta:
        model = Topic
        fields = ["name", "description"]


class TopicChooserViewSet(ToldApartChooserViewSet):
    """Topics with what they are about."""

    creation_form_class = NewTopicForm


class TopicViewSet(SnippetViewSet):
    """Topics, beside the other things that pages point at."""

    model = Topic
    delete_view_class = NamedDeleteView
    icon = "tag"
    menu_label = _("Ämnen")
    menu_order = 260
    add_to_admin_menu = True
    chooser_viewset_class = TopicChooserViewSet
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


class PublicMessageViewSet(SnippetViewSet):
    """Messages to all, in the menu of who may write them."""

    model = PublicMessage
    icon = "warning"
    menu_label = _("Meddelanden")
    menu_order = 265
    add_to_admin_menu = True
    list_display = ["title", "kind", "state", "starts_at", "ends_at"]
    list_filter = ["kind"]
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel("title"),
            FieldPanel("text"),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldPanel("section"),
            FieldPanel("language"),
        ]
    )


class FeedbackIndexView(IndexView):
    """The list, and its export: what anybody has written is no formula in a spreadsheet."""

    custom_value_preprocess = {
        **IndexView.custom_value_preprocess,
        str: {IndexView.FORMAT_CSV: safe_cell},
    }


class FeedbackViewSet(SnippetViewSet):
    """What visitors have answered about pages: read, marked as handled, registered; never written here."""

    model = Feedback
    index_view_class = FeedbackIndexView
    icon = "comment"
    menu_label = _("Svar om sidor")
    menu_order = 266
    add_to_admin_menu = True
    list_display = ["path", "answer", "text", "created_at", "handled"]
    list_filter = ["answer", "handled", "created_at"]
    list_export = ["path", "answer", "text", "created_at", "handled", "registered_as"]
    search_fields = ["path", "text"]
    edit_handler = ObjectList(
        [
            FieldPanel("path", read_only=True),
            FieldPanel("answer", read_only=True),
            FieldPanel("text", read_only=True),
            FieldPanel("email", read_only=True),
            FieldPanel("created_at", read_only=True),
            FieldPanel("handled"),
            FieldPanel("registered_as"),
        ]
    )


class SynonymViewSet(SnippetViewSet):
    """The words that mean the same in search, with a preview of what each changes."""

    model = Synonym
    icon = "search"
    menu_label = _("Synonymer")
    menu_order = 270
    add_to_admin_menu = True
    list_display = ["asked", "finds", "both_ways"]
    search_fields = ["asked", "finds"]
    edit_handler = ObjectList(
        [FieldPanel("asked"), FieldPanel("finds"), FieldPanel("both_ways"), FieldPanel("source")]
    )


class ResponsibilityViewSet(SnippetViewSet):
    """Who answers for which part of the site."""

    model = Responsibility
    icon = "group"
    menu_label = _("Ansvar för sidor")
    menu_order = 268
    add_to_admin_menu = True
    list_display = ["page", "unit", "unit_name", "email"]
    edit_handler = ObjectList(
        [
            FieldPanel("page"),
            FieldPanel("unit"),
            FieldPanel("unit_name"),
            FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        ]
    )


class CorrectionViewSet(SnippetViewSet):
    """What was essentially wrong on pages, and when it was put right."""

    model = Correction
    icon = "edit"
    menu_label = _("Rättelser")
    menu_order = 269
    add_to_admin_menu = True
    list_display = ["page", "day", "text"]
    list_filter = ["day"]
    search_fields = ["text"]
    edit_handler = ObjectList([FieldPanel("page"), FieldPanel("day"), FieldPanel("text")])

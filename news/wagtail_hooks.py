"""What the news app adds to the admin: who subscribes, so that somebody who asks can be helped to leave."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .subscription import Subscription


class SubscriptionViewSet(SnippetViewSet):
    """Subscriptions: looked up and deleted, never added, since only the address itself can say yes."""

    model = Subscription
    icon = "mail"
    menu_label = _("Prenumerationer")
    menu_order = 267
    add_to_admin_menu = True
    list_display = ["email", "about", "frequency", "created_at", "confirmed_at"]
    list_filter = ["about", "frequency"]
    search_fields = ["email"]
    edit_handler = ObjectList(
        [
            FieldPanel("email", read_only=True),
            FieldPanel("about", read_only=True),
            FieldPanel("frequency"),
            FieldPanel("confirmed_at", read_only=True),
        ]
    )


register_snippet(SubscriptionViewSet)

"""The admin's lists and forms of what is no page: organisations, people, key figures, target groups."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import InspectView, SnippetViewSet, SnippetViewSetGroup

from brygga.site.accepting import StandingChooserViewSet, standing_column
from brygga.site.deleting import NamedDeleteView

from .choosers import IndicatorChooserViewSet, OrganisationChooserViewSet, PersonChooserViewSet
from .models import Indicator, Organisation, Person, TargetGroup
from .person_mentions import mentions


class OrganisationViewSet(SnippetViewSet):
    """Municipalities, agencies, funds and others."""

    model = Organisation
    delete_view_class = NamedDeleteView
    chooser_viewset_class = OrganisationChooserViewSet
    icon = "site"
    menu_label = _("Organisationer")
    list_display = ["name", "kind", "short_name", "municipality_code", standing_column()]
    list_filter = ["kind", "county_code", "standing"]
    ordering = ["name"]
    inspect_view_enabled = True
    list_per_page = 50
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldRowPanel([FieldPanel("short_name"), FieldPanel("kind")]),
                    FieldPanel("standing"),
                ],
                _("Namn"),
            ),
            InlinePanel(
                "names",
                panels=[FieldRowPanel([FieldPanel("name"), FieldPanel("kind")])],
                heading=_("Andra namn och förkortningar"),
                label=_("Namn"),
                help_text=_("Så att organisationen känns igen i gamla texter: tidigare namn, förkortningar."),
            ),
            MultiFieldPanel([FieldPanel("website"), FieldPanel("logo")], _("Webbplats och logotyp")),
            MultiFieldPanel(
                [
                    FieldPanel("organisation_number"),
                    FieldRowPanel([FieldPanel("municipality_code"), FieldPanel("county_code")]),
                ],
                _("Nummer och koder"),
            ),
            MultiFieldPanel(
                [
                    HelpPanel(
                        _(
                            "Organisationer i registret uppdateras när registret laddas om. "
                            "Det du själv har ändrat lämnas i fred."
                        )
                    ),
                    FieldPanel("register_key", read_only=True),
                    FieldRowPanel(
                        [FieldPanel("register_source", read_only=True), FieldPanel("register_date", read_only=True)]
                    ),
                ],
                _("Från registret"),
                classname="collapsed",
            ),
        ]
    )


class PersonInspectView(InspectView):
    """A person with every page and quote that names them: what somebody needs who asks what is known of them."""

    template_name = "brygga_projects/admin/person_inspect.html"
    mentions_per_page = 50

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = Paginator(mentions(self.object), self.mentions_per_page).get_page(self.request.GET.get("p"))
        numbers = shown.paginator.get_elided_page_range(shown.number)
        return super().get_context_data(mentions=shown, elided_page_range=numbers, **kwargs)


class PersonViewSet(SnippetViewSet):
    """People in their work."""

    model = Person
    delete_view_class = NamedDeleteView
    chooser_viewset_class = PersonChooserViewSet
    icon = "user"
    menu_label = _("Personer")
    list_display = ["name", Column("role", label=_("Roll"), accessor="current_role"), "email", standing_column()]
    list_filter = ["standing"]
    ordering = ["name"]
    inspect_view_enabled = True
    inspect_view_class = PersonInspectView
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                    FieldPanel("standing"),
                ],
                _("Personen i sitt arbete"),
                help_text=_("Bara det som hör till arbetet. Inga personnummer och inget privat."),
            ),
            InlinePanel(
                "names",
                panels=[FieldPanel("name")],
                heading=_("Andra namn"),
                label=_("Namn"),
                help_text=_("Så att personen känns igen i texter: tidigare namn, andra stavningar."),
            ),
            InlinePanel(
                "roles",
                panels=[
                    FieldPanel("role"),
                    FieldRowPanel([FieldPanel("organisation"), FieldPanel("unit")]),
                    FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                    FieldPanel("source_text"),
                    FieldRowPanel([FieldPanel("source_page"), FieldPanel("standing")]),
                ],
                heading=_("Roller"),
                label=_("Roll"),
                help_text=_("En ny roll är en ny rad. Citat visar rollen som personen hade när det sades."),
            ),
        ]
    )

    def get_queryset(self, request: Any) -> QuerySet[Person]:
        return Person.objects.prefetch_related("roles__organisation")


class IndicatorViewSet(SnippetViewSet):
    """Key figures with their values."""

    model = Indicator
    delete_view_class = NamedDeleteView
    chooser_viewset_class = IndicatorChooserViewSet
    icon = "history"
    menu_label = _("Nyckeltal")
    list_display = [
        "name",
        "unit",
        "organisation",
        Column("count", label=_("Värden"), accessor="observation_count"),
        standing_column(),
    ]
    list_filter = ["organisation", "standing"]
    ordering = ["name"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldRowPanel([FieldPanel("unit"), FieldPanel("higher_is_better")]),
                    FieldPanel("organisation"),
                    FieldPanel("description"),
                    FieldPanel("standing"),
                ],
                _("Vad som mäts"),
            ),
            InlinePanel(
                "observations",
                panels=[
                    FieldRowPanel([FieldPanel("value"), FieldPanel("value_text")]),
                    FieldRowPanel([FieldPanel("date"), FieldPanel("period_end")]),
                    FieldPanel("note"),
                    FieldPanel("source_page"),
                    FieldPanel("source_document"),
                    FieldRowPanel([FieldPanel("source_url"), FieldPanel("source_text")]),
                    FieldPanel("standing"),
                ],
                heading=_("Värden"),
                label=_("Värde"),
            ),
        ]
    )

    def get_queryset(self, request: Any) -> QuerySet[Indicator]:
        return Indicator.objects.select_related("organisation").annotate(observation_count=Count("observations"))


class TargetGroupViewSet(SnippetViewSet):
    """The short list that projects are filtered by."""

    model = TargetGroup
    delete_view_class = NamedDeleteView
    chooser_viewset_class = StandingChooserViewSet
    icon = "group"
    menu_label = _("Målgrupper")
    list_display = ["name", standing_column()]
    list_filter = ["standing"]
    edit_handler = ObjectList([FieldPanel("name"), FieldPanel("slug"), FieldPanel("standing")])


class RegisterViewSetGroup(SnippetViewSetGroup):
    """One entry of the admin's menu for all that pages point at."""

    menu_label = _("Register")
    menu_name = "brygga-register"
    menu_icon = "group"
    menu_order = 250
    items = (OrganisationViewSet, PersonViewSet, IndicatorViewSet, TargetGroupViewSet)

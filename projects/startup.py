"""What this app adds to the site's home page, API and forms once all models are there."""

from __future__ import annotations

from wagtail.admin.compare import register_comparison_class

from brygga.site import name_choices, sections
from brygga.site.api import register_endpoint
from brygga.site.beside import show
from brygga.site.comparisons import WrittenValueComparison
from brygga.site.data_described import describe_data
from brygga.site.page_cache.unseen import not_shown
from brygga.site.search.ranking import set_apart

from . import endpoints, gate_rules, home, openapi
from .data_sets import dataset_data
from .models import Indicator, Organisation, ProjectPage, UnitPage
from .own_units import of_others, projects_of_others
from .searched import INDICATOR
from .shares import ShareField


def connect() -> None:
    """Called once, when Django is ready."""
    register_comparison_class(ShareField, comparison_class=WrittenValueComparison)
    not_shown("brygga_projects.BlockedName", "brygga_projects.RightsCase")
    show(Indicator, INDICATOR)
    gate_rules.register()
    set_apart(UnitPage, of_others, "organisation__name")
    set_apart(ProjectPage, projects_of_others, "owner_organisation__name")
    name_choices.allow(Organisation, "name", kind=Organisation.Kind.MUNICIPALITY)
    name_choices.allow(ProjectPage, "title")
    name_choices.allow(UnitPage, "title")
    register_endpoint("organisations", endpoints.OrganisationsAPIViewSet)
    register_endpoint("people", endpoints.PeopleAPIViewSet)
    register_endpoint("indicators", endpoints.IndicatorsAPIViewSet)
    openapi.describe()
    describe_data(dataset_data)
    sections.register(10, "projects", "brygga_projects/sections/projects.html", home.current_projects)
    sections.register(30, "units", "brygga_projects/sections/units.html", home.units)

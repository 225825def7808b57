"""Organisations, people, units, projects and key figures."""

from .. import blocks  # noqa: F401  (registers the blocks of bodies that know people and key figures)
from .indicators import Indicator, Observation
from .merges import Merge, NotTheSame
from .organisations import Organisation, OrganisationName
from .people import Person, PersonName, PersonRole
from .personal_data import BlockedName, RightsCase
from .project_parts import Funding, Goal, Milestone, Partner, ProjectContact, ProjectDocument, ProjectKeyFigure
from .projects import ProjectIndexPage, ProjectPage
from .target_groups import TargetGroup
from .units import UnitContact, UnitDocument, UnitIndexPage, UnitKeyFigure, UnitPage

__all__ = [
    "BlockedName",
    "Funding",
    "Goal",
    "Indicator",
    "Merge",
    "Milestone",
    "NotTheSame",
    "Observation",
    "Organisation",
    "OrganisationName",
    "Partner",
    "Person",
    "PersonName",
    "PersonRole",
    "ProjectContact",
    "ProjectDocument",
    "ProjectIndexPage",
    "ProjectKeyFigure",
    "ProjectPage",
    "RightsCase",
    "TargetGroup",
    "UnitContact",
    "UnitDocument",
    "UnitIndexPage",
    "UnitKeyFigure",
    "UnitPage",
]

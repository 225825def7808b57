"""Where projects and units are: a schematic map of the counties, and the same as a list by county and municipality.

What names no municipality stands last in the list, so that nothing is left out. Only what everybody may see is asked
for, and nothing is fetched from other hosts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from brygga.site.page_querysets import LINK_FIELDS

from .counties import COLUMNS, COUNTIES, ROWS, County
from .models import Organisation, ProjectPage, UnitPage

TILE_WIDTH, TILE_HEIGHT, GAP = 118, 74, 8


@dataclass
class Place:
    """A municipality, or a county as a whole where `name` is "": its projects and units by name."""

    name: str
    projects: list[ProjectPage] = field(default_factory=list)
    units: list[UnitPage] = field(default_factory=list)


@dataclass
class Area:
    """A county with its places, and where its square stands on the map."""

    county: County
    places: dict[str, Place] = field(default_factory=dict)

    @property
    def projects(self) -> int:
        """How many projects, each counted once however many municipalities of the county it is in."""
        return len({page.pk for place in self.places.values() for page in place.projects})

    @property
    def units(self) -> int:
        """How many units."""
        return len({page.pk for place in self.places.values() for page in place.units})

    @property
    def total(self) -> int:
        """How many in all; 0 leaves the square empty."""
        return self.projects + self.units

    @property
    def x(self) -> int:
        """Where the square begins, from the left."""
        return self.county.column * (TILE_WIDTH + GAP)

    @property
    def y(self) -> int:
        """Where the square begins, from above."""
        return self.county.row * (TILE_HEIGHT + GAP)

    @property
    def middle(self) -> int:
        """The middle of the square, which its words stand around."""
        return self.x + TILE_WIDTH // 2

    @property
    def number_y(self) -> int:
        """The line that the number stands on."""
        return self.y + 34

    @property
    def name_lines(self) -> list[tuple[int, str]]:
        """The lines of the name, each with where it stands."""
        lines = self.county.lines
        first = self.y + (66 if len(lines) == 1 else 50) - (0 if self.total else 20 if len(lines) == 1 else 10)
        return [(first + 17 * number, line) for number, line in enumerate(lines)]

    @property
    def sorted_places(self) -> list[Place]:
        """The places by name, the county as a whole first."""
        return [self.places[name] for name in sorted(self.places)]


@dataclass
class Drawn:
    """The whole map: all counties in its order, and what has no place."""

    areas: list[Area]
    nowhere: Place

    @property
    def with_something(self) -> list[Area]:
        """The counties that have anything, by name."""
        return sorted((area for area in self.areas if area.total), key=lambda area: area.county.name)

    # With room for the outlines of the outermost squares.
    drawn_width = COLUMNS * (TILE_WIDTH + GAP) - GAP + 4
    drawn_height = ROWS * (TILE_HEIGHT + GAP) - GAP + 4


def drawn_map(below: Page) -> Drawn:
    """The map of the public projects and units below a page, in a handful of queries however many there are."""
    areas = {county.code: Area(county) for county in COUNTIES}
    nowhere = Place("")
    for project in _projects(below):
        for place in _places(areas, nowhere, project.municipalities.all()):
            place.projects.append(project)
    for unit in _units(below):
        for place in _places(areas, nowhere, [unit.organisation] if unit.organisation else []):
            place.units.append(unit)
    return Drawn(list(areas.values()), nowhere)


def _places(areas: dict[str, Area], nowhere: Place, organisations: Iterable[Organisation]) -> list[Place]:
    """The places that the organisations stand for, each once; `nowhere` where none of them has one."""
    found: dict[int, Place] = {}
    for organisation in organisations:
        area = areas.get(organisation.county_code or organisation.municipality_code[:2])
        if area is not None:
            name = organisation.display_name if organisation.kind == Organisation.Kind.MUNICIPALITY else ""
            place = area.places.setdefault(name, Place(name))
            found[id(place)] = place
    return list(found.values()) or [nowhere]


def _projects(below: Page) -> Any:
    projects = ProjectPage.objects.live().public().listed().descendant_of(below).only(*LINK_FIELDS)
    return projects.prefetch_related("municipalities").order_by("title", "pk")


def _units(below: Page) -> Any:
    units = UnitPage.objects.live().public().listed().descendant_of(below)
    return units.select_related("organisation").only(*LINK_FIELDS, "organisation").order_by("title", "pk")


@require_safe
def map_page(request: HttpRequest) -> HttpResponse:
    """The map with its list; Http404 for a host that is no site's."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    drawn = drawn_map(site.root_page)
    context = {"drawn": drawn, "tile_width": TILE_WIDTH, "tile_height": TILE_HEIGHT}
    return render(request, "brygga_projects/map.html", context)

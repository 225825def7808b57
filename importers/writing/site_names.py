"""What the site already knows by name: told to the recognisers, so that they find it in the texts."""

from __future__ import annotations

from brygga.projects.models import Organisation, ProjectPage, UnitPage

from ..reading.recognise.mentions.known_names import Known, Names
from .common_names import is_common
from .territory import Territory


def site_names(territory: Territory) -> Names:
    """The register that comes with the product, the site's own projects and units, and all organisations.

    Titles count only in the case they are written in, since a project may well be called "Stegvis" or "Ett bord".
    Five queries.
    """
    names = Names.register()
    of_site = territory.of(UnitPage.objects.all())
    units = list(of_site.values_list("title", "full_name", "abbreviation", "organisation__name"))
    # What another site has a page for as a unit is no organisation, though its name may stand in the register too.
    elsewhere = set(UnitPage.objects.values_list("title", flat=True)) - {title for title, *_ in units}
    own = Organisation.objects.filter(register_key=None).prefetch_related("names")
    for organisation in (organisation for organisation in own if organisation.name not in elsewhere):
        known = Known(organisation.name, organisation.kind, short=organisation.short_name)
        names.add(known, [organisation.name])
        municipality = organisation.kind == Organisation.Kind.MUNICIPALITY
        if organisation.short_name:
            names.add(known, [organisation.short_name], exact=not municipality, bare=municipality)
        names.add(known, [other.name for other in organisation.names.all()], exact=True)
    for title, full_name in territory.of(ProjectPage.objects.all()).values_list("title", "full_name"):
        names.add(Known(title, "project"), [title, *filter(None, [full_name])], exact=True)
    for title, full_name, abbreviation, owner in units:
        # That this site has a page of one municipality's "Arbetsmarknadsenheten" does not make all others hers.
        parent = None if is_common(full_name or title) else owner
        known = Known(full_name or title, "unit", abbreviation=abbreviation or None, parent=parent)
        names.add(known, dict.fromkeys(filter(None, (title, full_name, abbreviation))), exact=True)
    return names

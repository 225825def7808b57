"""What the site already knows by name: told to the recognisers, so that they find it in the texts."""

from __future__ import annotations

from brygga.projects.models import Organisation, ProjectPage, UnitPage

from ..reading.recognise.names import Known, Names


def site_names() -> Names:
    """The register that comes with the product, and the site's own organisations, projects and units.

    Titles count only in the case they are written in, since a project may well be called "Stegvis" or "Ett bord".
    Four queries.
    """
    names = Names.register()
    own = Organisation.objects.filter(register_key=None).prefetch_related("names")
    for organisation in own:
        known = Known(organisation.name, organisation.kind, short=organisation.short_name)
        names.add(known, [organisation.name])
        municipality = organisation.kind == Organisation.Kind.MUNICIPALITY
        if organisation.short_name:
            names.add(known, [organisation.short_name], exact=not municipality, bare=municipality)
        names.add(known, [other.name for other in organisation.names.all()], exact=True)
    for title, full_name in ProjectPage.objects.values_list("title", "full_name"):
        names.add(Known(title, "project"), [title, *filter(None, [full_name])], exact=True)
    units = UnitPage.objects.values_list("title", "full_name", "abbreviation", "organisation__name")
    for title, full_name, abbreviation, organisation in units:
        known = Known(full_name or title, "unit", abbreviation=abbreviation or None, parent=organisation)
        names.add(known, dict.fromkeys(filter(None, (title, full_name, abbreviation))), exact=True)
    return names

"""Earlier versions made redirects as soon as a page was imported: those that lead to what nobody may see go. They are
made anew when the page is published."""

from typing import Any

from django.db import migrations


def take_away(apps: Any, schema_editor: Any) -> None:
    """Delete the redirects that imports made and whose page is a draft, or lies in a private part of a site."""
    old_address = apps.get_model("brygga_importers", "OldAddress")
    redirect = apps.get_model("wagtailredirects", "Redirect")
    restriction = apps.get_model("wagtailcore", "PageViewRestriction")
    private = tuple(restriction.objects.values_list("page__path", flat=True))
    made = old_address.objects.filter(redirect__automatically_created=True, redirect__redirect_page__isnull=False)
    rows = made.values_list("redirect", "redirect__redirect_page__live", "redirect__redirect_page__path").distinct()
    keys = [pk for pk, live, path in rows.iterator() if not live or path.startswith(private)]
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        old_address.objects.filter(redirect__in=some).update(redirect=None)
        redirect.objects.filter(pk__in=some).delete()


class Migration(migrations.Migration):
    dependencies = [("brygga_importers", "0005_page_proposals")]
    operations = [migrations.RunPython(take_away, migrations.RunPython.noop)]

"""Puts the first page in place of the one that Wagtail comes with, as the projects of `wagtail start` do."""

from django.db import migrations


def make_first_page(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    HomePage = apps.get_model("home.HomePage")
    apps.get_model("wagtailcore.Page").objects.filter(slug="home", depth=2).delete()  # and its site with it
    kind, _ = ContentType.objects.get_or_create(model="homepage", app_label="home")
    page = HomePage.objects.create(
        title="Solviks kommun",
        draft_title="Solviks kommun",
        intro="En liten webbplats med Brygga som tillägg.",
        slug="home",
        content_type=kind,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
    )
    apps.get_model("wagtailcore.Site").objects.create(hostname="localhost", root_page=page, is_default_site=True)


class Migration(migrations.Migration):
    # While Wagtail's tables are still those that this migration knows.
    run_before = [("wagtailcore", "0053_locale_model")]
    dependencies = [("home", "0001_initial")]
    operations = [migrations.RunPython(make_first_page, migrations.RunPython.noop)]

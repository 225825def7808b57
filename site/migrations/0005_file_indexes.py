"""Indexes on the names of files: whose a file is, is asked at every request for one (`site.files.finding`)."""

from typing import Any

from django.db import migrations
from wagtail.documents import get_document_model, get_document_model_string
from wagtail.images import get_image_model, get_image_model_string


def _indexes() -> list[tuple[str, str, str]]:
    image, document = get_image_model(), get_document_model()
    models = [image, image.get_rendition_model(), document]
    places = [(model._meta.db_table, model._meta.get_field("file").column) for model in models]
    return [(f"brygga_file_{number}", table, column) for number, (table, column) in enumerate(places)]


def make(apps: Any, schema_editor: Any) -> None:
    """The tables are other apps': where one of them has a model of its own, its table may be made later. Then the
    index is left out, as is any that is there."""
    introspection = schema_editor.connection.introspection
    with schema_editor.connection.cursor() as cursor:
        tables = set(introspection.table_names(cursor))
        for name, table, column in _indexes():
            if table in tables and name not in introspection.get_constraints(cursor, table):
                quote = schema_editor.quote_name
                schema_editor.execute(f"CREATE INDEX {quote(name)} ON {quote(table)} ({quote(column)})")


def drop(apps: Any, schema_editor: Any) -> None:
    """Take them away."""
    for name, _table, _column in _indexes():
        schema_editor.execute(f"DROP INDEX IF EXISTS {schema_editor.quote_name(name)}")


class Migration(migrations.Migration):
    dependencies = [
        ("brygga_site", "0004_show_new_facts"),
        migrations.swappable_dependency(get_image_model_string()),
        migrations.swappable_dependency(get_document_model_string()),
    ]
    operations = [migrations.RunPython(make, drop)]

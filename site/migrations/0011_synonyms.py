"""Synonyms for search, with a list to begin with."""

import json
from pathlib import Path
from typing import Any

import wagtail.models
from django.db import migrations, models

BEGINNING = Path(__file__).parent.parent / "search" / "synonyms.json"


def add_the_beginning(apps: Any, schema_editor: Any) -> None:
    """Puts the list in, for editors to change."""
    model = apps.get_model("brygga_site", "Synonym")
    rows = json.loads(BEGINNING.read_text(encoding="utf-8"))
    model.objects.using(schema_editor.connection.alias).bulk_create(model(**row) for row in rows)


class Migration(migrations.Migration):
    dependencies = [("brygga_site", "0010_reverse_name")]

    operations = [
        migrations.CreateModel(
            name="Synonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked", models.CharField(help_text="Ett eller flera ord, med komma emellan: socialbidrag.", max_length=300, verbose_name="när någon söker på")),  # noqa: E501
                ("finds", models.CharField(help_text="Orden som sidorna använder: försörjningsstöd, ekonomiskt bistånd.", max_length=300, verbose_name="hittas också")),  # noqa: E501
                ("both_ways", models.BooleanField(default=True, help_text="Kryssa ur om det ena är snävare: den som söker på bidrag vill ha försörjningsstöd, men inte tvärtom.", verbose_name="gäller åt båda hållen")),  # noqa: E501
                ("source", models.CharField(blank=True, help_text="Varför orden hör ihop.", max_length=300, verbose_name="källa")),  # noqa: E501
            ],
            options={"verbose_name": "synonym", "verbose_name_plural": "synonymer", "ordering": ["asked"]},
            bases=(wagtail.models.PreviewableMixin, models.Model),
        ),
        migrations.RunPython(add_the_beginning, migrations.RunPython.noop),
    ]

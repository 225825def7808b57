"""The words of documents' files, for search."""

import django.db.models.deletion
from django.db import migrations, models
from wagtail.documents import get_document_model_string


class Migration(migrations.Migration):
    dependencies = [
        ("brygga_site", "0006_look"),
        migrations.swappable_dependency(get_document_model_string()),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.CharField(max_length=500, verbose_name="fil")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("document", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="brygga_text", to=get_document_model_string(), verbose_name="dokument")),
            ],
            options={
                "verbose_name": "text i dokument",
                "verbose_name_plural": "texter i dokument",
            },
        ),
    ]

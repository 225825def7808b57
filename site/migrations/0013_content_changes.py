"""A mark for each transaction that writes what visitors may see: kept pages are told from right ones by them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("brygga_site", "0012_publish_gate")]

    operations = [
        migrations.CreateModel(
            name="ContentChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.BigIntegerField(editable=False)),
            ],
            options={"verbose_name": "ändring av innehåll", "verbose_name_plural": "ändringar av innehåll"},
        ),
    ]

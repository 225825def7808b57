"""What imports have made, and nobody has saved since, is proposed until somebody accepts it."""

from typing import Any

from django.db import migrations
from django.db.models import CharField
from django.db.models.functions import Cast

MODELS = ("organisation", "person", "personrole", "indicator", "observation")


def propose(apps: Any, schema_editor: Any) -> None:
    """What an import made becomes proposed; not the organisations of the shipped register, nor what a person has
    saved in the admin. A role learns which page it was read from."""
    types = apps.get_model("contenttypes", "ContentType").objects
    made = apps.get_model("brygga_importers", "MadeObject").objects
    saved = apps.get_model("wagtailcore", "ModelLogEntry").objects.filter(user__isnull=False)
    for name in MODELS:
        kind = types.filter(app_label="brygga_projects", model=name).first()
        if kind is None:
            continue
        model = apps.get_model("brygga_projects", name)
        rows = model.objects.filter(pk__in=made.filter(content_type=kind).values("object_id"))
        rows = rows.annotate(key=Cast("pk", CharField()))
        rows = rows.exclude(key__in=saved.filter(content_type=kind).values("object_id"))
        if name == "organisation":
            rows = rows.filter(register_key=None)
        keys = list(rows.values_list("pk", flat=True))
        for start in range(0, len(keys), 500):
            model.objects.filter(pk__in=keys[start : start + 500]).update(standing="proposed")
        if name in ("person", "personrole"):
            of_whom = "person_id" if name == "person" else "pk"
            _roles(apps, made.filter(content_type=kind, object_id__in=keys), of_whom)


def _roles(apps: Any, made: Any, of_whom: str) -> None:
    roles = apps.get_model("brygga_projects", "PersonRole").objects
    for key, page in made.values_list("object_id", "entry__item__page"):
        roles.filter(**{of_whom: key}, source_page=None).update(standing="proposed", source_page=page)


class Migration(migrations.Migration):

    dependencies = [
        ("brygga_importers", "0002_undo_stopped"),
        ("brygga_projects", "0002_standing"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(propose, migrations.RunPython.noop, elidable=True)]

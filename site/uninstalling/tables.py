"""The last step: nothing of the four apps is left in the database. It cannot be undone."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from . import ours


def drop() -> int:
    """Removes content types with what hangs on them (rights, versions, references), the tables, and the memory of the
    migrations. Gives the number of tables. Not within a transaction, which SQLite cannot do this in."""
    ours.content_types().delete()
    models = [model for model in ours.models() if not model._meta.auto_created]
    with connection.schema_editor() as editor:
        for model in models:
            editor.delete_model(model)
    MigrationRecorder(connection).migration_qs.filter(app__in=ours.LABELS).delete()
    return len(models)

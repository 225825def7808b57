"""What `manage.py check` says of a site's settings for importing: the originals, the queue, the models of files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Field
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from brygga.site import import_extra
from brygga.site.checks import error, warning
from brygga.site.options import option

from .writing.article_mapping import article_mapping
from .writing.page_types import PAGE_TYPES

#: What an import gives each file itself.
_GIVEN = ("title", "file", "collection", "width", "height")
_DATABASE_QUEUE = "django_tasks_db"


@checks.register("brygga")
def check_raw_folder(**_kwargs: Any) -> Iterator[checks.CheckMessage]:
    """E011: original files where visitors may read them. W011: no folder for them, or none that can be written."""
    hint = _("Sätt BRYGGA_RAW_ROOT till en mapp som webbservern aldrig visar och som webbplatsen får skriva i.")
    if not (chosen := option("BRYGGA_RAW_ROOT")):
        yield warning(11, _("BRYGGA_RAW_ROOT saknas: det går inte att importera."), hint)
        return
    folder = Path(chosen).resolve()
    for name, public in (("MEDIA_ROOT", settings.MEDIA_ROOT), ("STATIC_ROOT", settings.STATIC_ROOT)):
        if public and folder.is_relative_to(Path(public).resolve()):
            message = _(
                "BRYGGA_RAW_ROOT (%(folder)s) ligger i %(name)s: importens originalfiler skulle bli offentliga."
            )
            yield error(11, message % {"folder": folder, "name": name}, hint)
    above = next((place for place in (folder, *folder.parents) if place.exists()), folder)
    if not above.is_dir() or not os.access(above, os.W_OK):
        yield warning(11, _("Det går inte att skriva i BRYGGA_RAW_ROOT (%s).") % folder, hint)


@checks.register("brygga")
def check_import_extra(**_kwargs: Any) -> Iterator[checks.CheckMessage]:
    """I016: a site without what importing needs. It serves all the same, so this is told and stops nothing."""
    if import_extra.missing():
        yield checks.Info(
            _("Importen är inte installerad (%s saknas). Ord i PDF-filer hittas inte heller i sökningen.")
            % ", ".join(import_extra.missing()),
            hint=_("Ska webbplatsen importera: kör %s och sedan manage.py read_document_words.") % import_extra.PIP,
            id="brygga.I016",
        )


@checks.register("brygga")
def check_queue(**_kwargs: Any) -> Iterator[checks.CheckMessage]:
    """E012: a queue whose tables are missing. W012: imports that the admin's own process would have to carry."""
    queues = option("TASKS")
    queue = queues.get("imports")
    if queue is None:
        yield warning(
            12,
            _('TASKS["imports"] saknas: importer från admin körs i den vanliga kön.'),
            _('Sätt TASKS["imports"] till {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["imports"]}.'),
        )
    elif "imports" not in queue.get("QUEUES", ["imports"]):
        hint = _('Sätt "QUEUES": ["imports"] i TASKS["imports"].')
        yield error(12, _('TASKS["imports"] tar inte emot kön ”imports”.'), hint)
    used = any(entry.get("BACKEND", "").startswith(f"{_DATABASE_QUEUE}.") for entry in queues.values())
    if used and not apps.is_installed(_DATABASE_QUEUE):
        message = _("TASKS använder %(app)s, som saknas i INSTALLED_APPS.")
        hint = _("Lägg till appen %(app)s och kör manage.py migrate.")
        yield error(12, message % {"app": _DATABASE_QUEUE}, hint % {"app": _DATABASE_QUEUE})


@checks.register("brygga")
def check_models_of_files(**_kwargs: Any) -> Iterator[checks.CheckMessage]:
    """W013: the site's image or document model requires what no import knows. E013: a value for a field it lacks."""
    for name, model in (
        ("BRYGGA_IMAGE_DEFAULTS", get_image_model()),
        ("BRYGGA_DOCUMENT_DEFAULTS", get_document_model()),
    ):
        fields = {field.name: field for field in model._meta.get_fields() if isinstance(field, Field)}
        for unknown in sorted(set(option(name)) - set(fields) - {f.attname for f in fields.values() if f.concrete}):
            words = {"name": name, "field": unknown, "model": model._meta.label}
            message = _("%(name)s har ett värde för %(field)s, som %(model)s inte har.")
            yield error(13, message % words, _("Ta bort %(field)s ur %(name)s.") % words)
        for field in fields.values():
            if _required(field) and not {field.name, field.attname} & set(option(name)):
                words = {"name": name, "field": field.name, "model": model._meta.label}
                message = _("%(model)s kräver %(field)s, som en importerad fil inte har: filer kan inte tas in.")
                yield warning(13, message % words, _("Ge %(field)s ett värde i %(name)s.") % words)


@checks.register("brygga")
def check_page_types(**_kwargs: Any) -> Iterator[checks.CheckMessage]:
    """E014: page types that imports cannot make."""
    chosen = option("BRYGGA_PAGE_TYPES")
    for role in sorted(set(chosen) - set(PAGE_TYPES)):
        message = _("BRYGGA_PAGE_TYPES: det finns ingen sorts sida som heter ”%s”.") % role
        yield error(14, message, _("Använd någon av %s.") % ", ".join(PAGE_TYPES))
    for role in PAGE_TYPES:
        try:
            PAGE_TYPES[role]
        except ImproperlyConfigured as wrong:
            yield error(14, str(wrong), _("Ange en egen sidtyp, till exempel {”news”: ”kommunen.Nyhetssida”}."))


@checks.register("brygga")
def check_article_mapping(**_kwargs: Any) -> Iterator[checks.CheckMessage]:
    """E015: a mapping that cannot be had, or rules that do not fit the page type."""
    try:
        mapping = article_mapping()
    except ImproperlyConfigured as wrong:
        found = [str(wrong)]
    else:
        found = list(mapping.problems()) if mapping is not None else []
    for told in found:
        yield error(15, told, _("Reglerna beskrivs i docs/egna-sidtyper.md."))


def _required(field: Field[Any, Any]) -> bool:
    own = field.concrete and field.editable and not field.primary_key and field.name not in _GIVEN
    return own and not field.blank and not field.has_default()

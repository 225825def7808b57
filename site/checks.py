"""What `manage.py check` says of a site that Brygga was added to: each line of docs/installera.md, and each way to get
it wrong. `brygga.E…` stops the site or shows what should not be seen, `brygga.W…` takes something away."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.files.storage import storages
from django.db import connection
from django.urls import NoReverseMatch, Resolver404, get_script_prefix, resolve, reverse
from django.utils.translation import gettext as _

from .files.serving import media
from .files.storage import AskingStorage
from .option_table import OPTIONS
from .options import option
from .plugging import APPS, MIDDLEWARE, REDIRECTS, SEARCH, TEMPLATES

SETTINGS_PROCESSOR = "wagtail.contrib.settings.context_processors.settings"
#: One address of each part of `brygga.site.plugin_urls`.
ADDRESSES = ("brygga_colours", "brygga_search", "brygga_news_atom", "brygga_projects_csv")
STOCK_SEARCH = ("wagtail.search.backends.database", "modelsearch.backends.database")
_EACH_ITS_OWN = ("LocMemCache", "DummyCache")


def error(number: int, message: str, hint: str) -> checks.Error:
    return checks.Error(message, hint=hint, id=f"brygga.E{number:03}")


def warning(number: int, message: str, hint: str) -> checks.Warning:
    return checks.Warning(message, hint=hint, id=f"brygga.W{number:03}")


@checks.register("brygga")
def check_apps(**_kwargs: Any) -> Iterator[checks.CheckMessage]:
    """E001: an app that the pages, the API or the admin need."""
    for app in APPS:
        if not apps.is_installed(app):
            yield error(1, _("Appen %s saknas i INSTALLED_APPS.") % app, _help())


@checks.register("brygga")
def check_templates(**_kwargs: Any) -> Iterator[checks.CheckMessage]:
    """E002: the pages' name, colours and language come through a context processor."""
    for engine in settings.TEMPLATES:
        options: Any = engine.get("OPTIONS", {})
        processors = options.get("context_processors", ())
        if engine["BACKEND"] == TEMPLATES and SETTINGS_PROCESSOR not in processors:
            message = _("Mallarna saknar %s: sidornas namn, färger och språk blir tomma.") % SETTINGS_PROCESSOR
            yield error(2, message, _help())


@checks.register("brygga")
def check_urls(**_kwargs: Any) -> Iterator[checks.CheckMessage]:
    """E003: addresses that the pages link to. W003: one that something above it answers."""
    hint = _('Lägg path("", include("brygga.site.plugin_urls")) i urls.py, på raden ovanför Wagtails egna adresser.')
    for name in ADDRESSES:
        try:
            address = reverse(name)
        except NoReverseMatch:
            yield error(
                3, _("Bryggas adresser saknas i urls.py (%s finns inte): sidorna går inte att visa.") % name, hint
            )
            return
        found = _answers(address)
        if found != name:
            yield warning(3, _("Adressen %s når inte Brygga: något annat i urls.py svarar före.") % address, hint)


@checks.register("brygga")
def check_files(**_kwargs: Any) -> Iterator[checks.CheckMessage]:
    """W004: uploaded files that are shown without the question who may see them."""
    if settings.MEDIA_URL and "//" not in settings.MEDIA_URL and settings.MEDIA_URL.strip("/"):
        try:
            view = resolve(_below(f"{settings.MEDIA_URL}x.png")).func
        except Resolver404:
            view = None
        if view is not None and view is not media:
            yield warning(
                4,
                _("Något i urls.py visar filerna under %s före Brygga: bilder i utkast blir offentliga.")
                % settings.MEDIA_URL,
                _("Ta bort static(settings.MEDIA_URL, …) ur urls.py. brygga.site.plugin_urls visar filerna."),
            )
    storage = storages["default"]
    if type(storage).__module__.startswith("storages.") and not isinstance(storage, AskingStorage):
        yield warning(
            4,
            _("Uppladdade filer ligger i %s, som ger ut egna adresser: bilder i utkast kan bli offentliga.")
            % type(storage).__name__,
            _("Lägg brygga.site.files.storage.AskingStorage runt lagringen (se docs/installera.md)."),
        )


@checks.register("brygga")
def check_middleware(**_kwargs: Any) -> Iterator[checks.CheckMessage]:
    """W005: old addresses that get no honest answer, since middleware is missing or stands in the wrong order."""
    there = list(settings.MIDDLEWARE)
    missing = [name for name in MIDDLEWARE if name not in there]
    for name in missing:
        message = _("%s saknas i MIDDLEWARE: gamla adresser svarar 404 i stället för att leda rätt eller svara 410.")
        yield warning(5, message % name, _help())
    after = there[there.index(REDIRECTS) :] if REDIRECTS in there else []
    for name in MIDDLEWARE:
        if name != REDIRECTS and name in after:
            message = _("%(name)s står under %(redirects)s: den svarar före webbplatsens egna omdirigeringar.")
            yield warning(
                5,
                message % {"name": name, "redirects": REDIRECTS},
                _("Flytta den till raden ovanför %s i MIDDLEWARE.") % REDIRECTS,
            )


@checks.register("brygga")
def check_time_and_language(**_kwargs: Any) -> Iterator[checks.CheckMessage]:
    """E006: times without time zones. W006: a site that does not know Swedish, in which Brygga's texts are."""
    if not settings.USE_TZ:
        yield error(6, _("USE_TZ är False: listor och importer kan inte räkna med tider."), _("Sätt USE_TZ = True."))
    if not settings.USE_I18N:
        hint = _("Sätt USE_I18N = True.")
        yield warning(6, _("USE_I18N är False: Bryggas texter översätts inte."), hint)
    if not any(code.split("-")[0] == "sv" for code, _name in settings.LANGUAGES):
        yield warning(
            6,
            _("Svenska saknas i LANGUAGES: webbplatsen kan inte visas på svenska."),
            _('Lägg till ("sv", "Svenska") i LANGUAGES.'),
        )


@checks.register("brygga")
def check_search(**_kwargs: Any) -> Iterator[checks.CheckMessage]:
    """W007: a search that knows no Swedish words."""
    backend = option("WAGTAILSEARCH_BACKENDS").get("default", {}).get("BACKEND", "wagtail.search.backends.database")
    if backend != SEARCH["BACKEND"] and backend.startswith(STOCK_SEARCH):
        yield warning(
            7,
            _("Sökningen (%s) kan inte svenska: ”bilar” hittar inte ”bil”.") % backend,
            _('Sätt WAGTAILSEARCH_BACKENDS["default"] till %s och kör manage.py update_index.') % SEARCH,
        )


@checks.register("brygga", deploy=True)
def check_cache(**_kwargs: Any) -> Iterator[checks.CheckMessage]:
    """W008: a cache that each process has for itself: a change is seen late in the others."""
    backend = str(settings.CACHES["default"]["BACKEND"]).rpartition(".")[2]
    if backend in _EACH_ITS_OWN:
        yield warning(
            8,
            _("Cachen (%s) delas inte mellan processer: en ändring i menyn eller sidfoten syns sent i de andra.")
            % backend,
            _("Sätt CACHES till Redis, databasen eller Memcached om fler än en process visar webbplatsen."),
        )


@checks.register("brygga")
def check_setting_names(**_kwargs: Any) -> Iterator[checks.CheckMessage]:
    """W009: a setting that Brygga does not have, most often one that is spelt wrong. E009: one of another kind."""
    for name in dir(settings):
        if not name.startswith("BRYGGA_"):
            continue
        if (known := OPTIONS.get(name)) is None:
            close = difflib.get_close_matches(name, OPTIONS, n=1)
            hint = (
                _("Menades %s?") % close[0]
                if close
                else _("Ta bort den. Alla inställningar står i docs/installningar.md.")
            )
            yield warning(9, _("Inställningen %s finns inte i Brygga.") % name, hint)
        elif (value := option(name)) is not None and not isinstance(value, known.kinds):
            words = {"name": name, "kind": type(value).__name__, "kinds": ", ".join(k.__name__ for k in known.kinds)}
            message = _("Inställningen %(name)s är av slaget %(kind)s, men ska vara något av %(kinds)s.")
            yield error(9, message % words, _("Alla inställningar står i docs/installningar.md."))


@checks.register(checks.Tags.database)
def check_database(databases: Sequence[str] | None = None, **_kwargs: Any) -> Iterable[checks.CheckMessage]:
    """E010: a database that Brygga has not been tried with."""
    if connection.vendor in ("postgresql", "sqlite"):
        return []
    message = _("Databasen (%s) stöds inte: Brygga är prövad med PostgreSQL och SQLite.") % connection.vendor
    return [error(10, message, _("Använd PostgreSQL 14 eller senare."))]


def _help() -> str:
    return _("Lägg add_brygga(globals()) sist i inställningarna (se docs/installera.md).")


def _below(address: str) -> str:
    """The address as the resolver sees it, where the site runs below another one."""
    return "/" + address.removeprefix(get_script_prefix()).lstrip("/")


def _answers(address: str) -> str | None:
    try:
        return resolve(_below(address)).view_name
    except Resolver404:
        return None

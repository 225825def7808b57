"""One call at the end of another site's settings: `add_brygga(globals())`. It adds what is missing, replaces nothing.

Django reads settings before its apps, so nothing of Django is imported here.
"""

from __future__ import annotations

from typing import Any

APPS = (
    "brygga.importers",
    "brygga.news",
    "brygga.projects",
    "brygga.site",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.api.v2",
    "rest_framework",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.sitemaps",
)
CONTEXT_PROCESSORS = (
    "django.template.context_processors.request",
    "wagtail.contrib.settings.context_processors.settings",
)
REDIRECTS = "wagtail.contrib.redirects.middleware.RedirectMiddleware"
#: From the outermost inwards: a redirect that somebody has made goes before the answer that a page is gone.
MIDDLEWARE = (
    "brygga.site.middleware.GonePageMiddleware",
    "brygga.importers.addresses.middleware.GoneAddressMiddleware",
    REDIRECTS,
)
SEARCH = {"BACKEND": "brygga.site.search.backend"}
QUEUES = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "imports": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["imports"]},
}
TEMPLATES = "django.template.backends.django.DjangoTemplates"


def add_brygga(settings: dict[str, Any]) -> None:
    """Adds Brygga to `settings`, the `globals()` of a site's settings module, as the last thing there.

    Apps that are missing go first, so that Brygga's translations and templates are found; middleware goes above
    Wagtail's for redirects, or last; Swedish is added to LANGUAGES where there are some. What the site has chosen for
    its search, its tasks, its language and its cache stays. `manage.py check` tells what it lacks then.
    """
    apps = list(settings.get("INSTALLED_APPS", ()))
    settings["INSTALLED_APPS"] = [*(app for app in APPS if not _installed(app, apps)), *apps]
    settings["MIDDLEWARE"] = _with_middleware(list(settings.get("MIDDLEWARE", ())))
    settings["TEMPLATES"] = [_with_processors(engine) for engine in settings.get("TEMPLATES", ())]
    settings["TASKS"] = {**QUEUES, **settings.get("TASKS", {})}
    settings["WAGTAILSEARCH_BACKENDS"] = {"default": SEARCH, **settings.get("WAGTAILSEARCH_BACKENDS", {})}
    languages = settings.get("LANGUAGES")
    if languages and not any(code.split("-")[0] == "sv" for code, _ in languages):
        settings["LANGUAGES"] = [*languages, ("sv", "Svenska")]


def _installed(app: str, apps: list[str]) -> bool:
    """Whether the app is there by its name, or by a configuration of it ("rest_framework.apps.RestConfig")."""
    return any(other == app or other.startswith(f"{app}.apps.") for other in apps)


def _with_middleware(middleware: list[str]) -> list[str]:
    missing = [name for name in MIDDLEWARE if name not in middleware]
    place = min((middleware.index(name) for name in MIDDLEWARE if name in middleware), default=len(middleware))
    return [*middleware[:place], *missing, *middleware[place:]]


def _with_processors(engine: dict[str, Any]) -> dict[str, Any]:
    if engine.get("BACKEND") != TEMPLATES:
        return engine
    options = dict(engine.get("OPTIONS", {}))
    processors = list(options.get("context_processors", ()))
    options["context_processors"] = [*processors, *(name for name in CONTEXT_PROCESSORS if name not in processors)]
    return {**engine, "OPTIONS": options}

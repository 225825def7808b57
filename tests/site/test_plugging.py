"""`add_brygga` adds to another site's settings and replaces nothing of them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from brygga.site.plugging import APPS, MIDDLEWARE, QUEUES, SEARCH, add_brygga

ENGINE: dict[str, Any] = {
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "OPTIONS": {"context_processors": ["django.contrib.auth.context_processors.auth"]},
}
HOST: dict[str, Any] = {
    "INSTALLED_APPS": ["kommunen", "rest_framework.apps.RestFrameworkConfig", "wagtail.contrib.redirects", "wagtail"],
    "MIDDLEWARE": ["first", MIDDLEWARE[2], "last"],
    "TEMPLATES": [ENGINE, {"BACKEND": "django.template.backends.jinja2.Jinja2"}],
    "TASKS": {"default": {"BACKEND": "own"}},
    "WAGTAILSEARCH_BACKENDS": {"default": {"BACKEND": "own.search"}},
    "LANGUAGES": [("en", "English")],
    "LANGUAGE_CODE": "en",
    "CACHES": {"default": {"BACKEND": "own.cache"}},
}


def plugged(host: dict[str, Any]) -> dict[str, Any]:
    settings = deepcopy(host)
    add_brygga(settings)
    return settings


def test_what_the_site_has_chosen_stays():
    settings = plugged(HOST)
    assert settings["INSTALLED_APPS"][-4:] == HOST["INSTALLED_APPS"]
    assert settings["TASKS"] == {"default": {"BACKEND": "own"}, "imports": QUEUES["imports"]}
    assert settings["WAGTAILSEARCH_BACKENDS"] == HOST["WAGTAILSEARCH_BACKENDS"]
    assert (
        settings["TEMPLATES"][0]["OPTIONS"]["context_processors"][0] == "django.contrib.auth.context_processors.auth"
    )
    assert settings["TEMPLATES"][1] == HOST["TEMPLATES"][1]
    assert settings["LANGUAGES"] == [("en", "English"), ("sv", "Svenska")]
    assert {name: settings[name] for name in ("LANGUAGE_CODE", "CACHES")} == {
        name: HOST[name] for name in ("LANGUAGE_CODE", "CACHES")
    }


def test_what_is_missing_is_added_once_and_in_its_place():
    settings = plugged(HOST)
    assert settings["INSTALLED_APPS"][0] == APPS[0]
    assert [app for app in settings["INSTALLED_APPS"] if app.startswith("rest_framework")] == [
        "rest_framework.apps.RestFrameworkConfig"
    ]
    assert settings["MIDDLEWARE"] == ["first", *MIDDLEWARE, "last"]
    assert plugged(settings) == settings


def test_a_site_with_next_to_nothing_gets_the_rest():
    settings = plugged({})
    assert settings["INSTALLED_APPS"] == list(APPS)
    assert settings["MIDDLEWARE"] == list(MIDDLEWARE)
    assert settings["WAGTAILSEARCH_BACKENDS"] == {"default": SEARCH}
    assert settings["TASKS"] == QUEUES
    assert "LANGUAGES" not in settings

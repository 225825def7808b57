"""`manage.py check` tells each mistake that one can make with the guide, and what to do; and is silent without one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as configured
from django.core import checks
from django.db import connection
from django.http import HttpResponse
from django.urls import clear_url_caches, include, path
from wagtail.images import get_image_model

from brygga.importers.checks import check_models_of_files
from brygga.site.checks import check_database
from brygga.site.plugging import MIDDLEWARE, REDIRECTS

urlpatterns: list[Any] = []  # the addresses of a site whose owner has made a mistake in them


def found(deploy: bool = False) -> list[checks.CheckMessage]:
    return checks.run_checks(tags=["brygga"], include_deployment_checks=deploy)


def numbers(messages: Iterable[checks.CheckMessage]) -> list[str]:
    return sorted(str(message.id).removeprefix("brygga.") for message in messages)  # they come in any order


def without(name: str) -> list[str]:
    return [value for value in configured.MIDDLEWARE if value != name]


def test_a_site_that_follows_the_guide_is_told_nothing():
    assert found() == []


TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"context_processors": []}}]
MISTAKES: dict[str, tuple[dict[str, Any], str, str]] = {
    "no context processor": ({"TEMPLATES": TEMPLATES}, "E002", "context_processors.settings"),
    "no middleware for gone pages": ({"MIDDLEWARE": without(MIDDLEWARE[0])}, "W005", "410"),
    "no middleware for gone addresses": ({"MIDDLEWARE": without(MIDDLEWARE[1])}, "W005", "410"),
    "no redirects": ({"MIDDLEWARE": without(REDIRECTS)}, "W005", REDIRECTS),
    "time without zones": ({"USE_TZ": False}, "E006", "USE_TZ = True"),
    "no translations": ({"USE_I18N": False}, "W006", "USE_I18N = True"),
    "no Swedish": ({"LANGUAGES": [("en", "English")]}, "W006", "LANGUAGES"),
    "a search without Swedish": (
        {"WAGTAILSEARCH_BACKENDS": {"default": {"BACKEND": "wagtail.search.backends.database"}}},
        "W007",
        "brygga.site.search.backend",
    ),
    "no search set": ({"WAGTAILSEARCH_BACKENDS": {}}, "W007", "update_index"),
    "a setting that is spelt wrong": ({"BRYGGA_RAWROOT": "/x"}, "W009", "BRYGGA_RAW_ROOT?"),
    "a setting of another kind": ({"BRYGGA_FETCH": "snabbt"}, "E009", "dict"),
    "no folder for the originals": ({"BRYGGA_RAW_ROOT": None}, "W011", "BRYGGA_RAW_ROOT"),
    "a folder that is a file": ({"BRYGGA_RAW_ROOT": Path(__file__) / "raw"}, "W011", "skriva"),
    "no queue for imports": (
        {"TASKS": {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}},
        "W012",
        "DatabaseBackend",
    ),
    "a queue of another name": (
        {"TASKS": {"imports": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}},
        "E012",
        "QUEUES",
    ),
    "a role that is none": ({"BRYGGA_PAGE_TYPES": {"nyhet": "brygga_news.NewsPage"}}, "E014", "project"),
    "a model that is none": ({"BRYGGA_PAGE_TYPES": {"news": "kommunen.Nyhet"}}, "E014", "kommunen.Nyhet"),
    "a page type of another kind": (
        {"BRYGGA_PAGE_TYPES": {"news": "brygga_projects.UnitPage"}},
        "E014",
        "underklass till brygga_news.NewsPage",
    ),
    "a value for a field that is not there": ({"BRYGGA_IMAGE_DEFAULTS": {"rättigheter": "x"}}, "E013", "rättigheter"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_what_to_do(settings: Any, mistake: str):
    made, number, word = MISTAKES[mistake]
    for name, value in made.items():
        setattr(settings, name, value)
    told = found()
    assert number in numbers(told)
    first = next(message for message in told if str(message.id).endswith(number))
    assert first.hint
    assert word in f"{first.msg} {first.hint}"


def test_an_app_that_is_missing_is_an_error(settings: Any, monkeypatch: pytest.MonkeyPatch):
    there = apps.is_installed
    monkeypatch.setattr(
        apps, "is_installed", lambda name: not name.startswith(("rest_", "django_tasks_db")) and there(name)
    )
    told = found()
    assert numbers(told) == ["E001", "E001"]
    assert any("rest_framework" in message.msg for message in told)
    settings.TASKS = {"imports": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    assert numbers(found()) == ["E001", "E001", "E012"]


def test_originals_that_visitors_could_read_are_an_error(settings: Any, tmp_path: Path):
    for name in ("MEDIA_ROOT", "STATIC_ROOT"):
        setattr(settings, name, tmp_path / name)
        settings.BRYGGA_RAW_ROOT = tmp_path / name / "original"
        assert numbers(found()) == ["E011"], name


def test_middleware_below_the_redirects_is_told_to_be_moved(settings: Any):
    settings.MIDDLEWARE = [*without(MIDDLEWARE[0]), MIDDLEWARE[0]]
    (told,) = found()
    assert (told.id, MIDDLEWARE[0] in told.msg, "raden ovanför" in str(told.hint)) == ("brygga.W005", True, True)


def anything(request: Any, **_kwargs: Any) -> HttpResponse:
    return HttpResponse()


PLUGIN = path("", include("brygga.site.plugin_urls"))


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        ([], ["E003"]),
        ([PLUGIN], []),
        ([path("<path:rest>", anything), PLUGIN], ["W003", "W003", "W003", "W003", "W004"]),
        ([path("media/<path:name>", anything), PLUGIN], ["W004"]),
    ],
    ids=["left out", "there", "below the pages", "media shown by another"],
)
def test_addresses_are_tried(settings: Any, monkeypatch: pytest.MonkeyPatch, patterns: list[Any], expected: list[str]):
    monkeypatch.setitem(globals(), "urlpatterns", patterns)
    settings.ROOT_URLCONF = __name__
    clear_url_caches()
    assert numbers(found()) == expected


def test_a_cache_that_is_not_shared_is_told_before_a_site_goes_public(settings: Any):
    for backend in ("locmem.LocMemCache", "dummy.DummyCache"):
        settings.CACHES = {"default": {"BACKEND": f"django.core.cache.backends.{backend}"}}
        assert numbers(found(deploy=True)) == ["W008"]
        assert found() == []
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    assert found(deploy=True) == []


def test_a_database_that_is_not_supported_is_an_error(monkeypatch: pytest.MonkeyPatch):
    assert list(check_database()) == []
    monkeypatch.setattr(connection, "vendor", "mysql", raising=False)
    assert numbers(check_database()) == ["E010"]


def test_a_file_model_that_requires_more_is_told_what_to_set(settings: Any, monkeypatch: pytest.MonkeyPatch):
    field = get_image_model()._meta.get_field("description")
    monkeypatch.setattr(field, "blank", False)
    monkeypatch.setattr(field, "has_default", lambda: False)
    (told,) = check_models_of_files()
    assert (told.id, "description" in told.msg, "BRYGGA_IMAGE_DEFAULTS" in told.hint) == ("brygga.W013", True, True)
    settings.BRYGGA_IMAGE_DEFAULTS = {"description": "Bild"}
    assert list(check_models_of_files()) == []

"""What is remembered between requests, and when it is forgotten."""

import subprocess
import sys
import textwrap

import pytest
from django.core.cache import cache
from django.test import override_settings

from brygga.site.remembered import forget, recall
from tests.factories import make_home


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    cache.clear()
    yield
    cache.clear()


def test_a_change_counts_again_when_it_is_true_for_others(db, django_capture_on_commit_callbacks):
    """Another process may remember the old between the change and its commit: the commit makes that old too."""
    with django_capture_on_commit_callbacks() as at_commit:
        home = make_home()
        for _number in range(3):
            home.save()
    assert recall({"other process": lambda: "old"}) == {"other process": "old"}
    assert recall({"other process": lambda: "new"}) == {"other process": "old"}
    renewals = [callback for callback in at_commit if "renew" in callback.__name__]
    assert len(renewals) == 1  # once for the whole transaction
    renewals[0]()
    assert recall({"other process": lambda: "new"}) == {"other process": "new"}


def test_what_is_wanted_together_comes_in_one_look_and_only_the_missing_is_made():
    made = []

    def make(name):
        return lambda: made.append(name) or name

    assert recall({"a": make("a")}) == {"a": "a"}
    assert recall({"b": make("b"), "a": make("a")}) == {"b": "b", "a": "a"}
    assert made == ["a", "b"]
    forget()
    recall({"a": make("a"), "b": make("b")})
    assert made == ["a", "b", "a", "b"]


def test_nothing_is_also_remembered():
    recall({"nothing": lambda: None})
    assert recall({"nothing": lambda: pytest.fail("made twice")}) == {"nothing": None}


def test_processes_that_share_a_cache_forget_together(tmp_path):
    caches = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(tmp_path)}}
    other_process = textwrap.dedent(f"""
        from django.conf import settings
        from django.test.utils import override_settings
        import django
        django.setup()
        with override_settings(CACHES={caches!r}):
            from brygga.site.remembered import forget, recall
            assert recall({{"menu": lambda: "new"}}) == {{"menu": "old"}}
            forget()
    """)
    with override_settings(CACHES=caches):
        assert recall({"menu": lambda: "old"}) == {"menu": "old"}
        subprocess.run([sys.executable, "-c", other_process], check=True)
        assert recall({"menu": lambda: "new"}) == {"menu": "new"}

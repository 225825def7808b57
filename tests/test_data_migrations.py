"""A data migration that saves what it finds changes nothing but what it was written to change.

Historical models are made of what the fields say of themselves when a migration is written, so a field that says too
little loses data there. Each field of a class of our own is tried, whatever model it is in.
"""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython
from factory.django import DjangoModelFactory
from wagtail.models import Page

from brygga.projects.decimals import DecimalField
from brygga.projects.shares import ShareField
from brygga.site.fields import PartialDateField, PartialDayField, SortDayField, StreamField
from brygga.site.gate.rule_settings import LevelsField
from tests import factories

STORED = [
    {"type": "heading", "value": {"text": "Så gick det", "level": "2"}, "id": "6b0c1a52-0e0f-4b3d-9f0e-2f1d0c3b4a59"},
    {"type": "kontaktkort", "value": {"namn": "Maja Lind"}, "id": "0b8f4c61-3d7e-4d59-8a55-6b0a8d0b7e11"},
]
STORED_AS: dict[type[models.Field], Any] = {
    StreamField: STORED,
    PartialDateField: "2021-06",
    ShareField: "2/3",
    DecimalField: Decimal("12.5"),
    LevelsField: {"identity_numbers": "warn"},
}
FOLLOWING = (PartialDayField, SortDayField)  # kept by themselves from the field they follow

OWN = [
    (model, field)
    for model in apps.get_models()
    if model.__module__.startswith("brygga.")
    for field in model._meta.local_fields
    if type(field).__module__.startswith("brygga.")
]


def make(model: type[models.Model]) -> models.Model:
    """A row of the model, by its factory."""
    made = [
        one
        for one in vars(factories).values()
        if isinstance(one, type) and issubclass(one, DjangoModelFactory) and one._meta.model is model
    ]
    assert made, f"tests/factories.py has no factory of {model.__name__}"
    return made[0](**({"parent": Page.get_first_root_node()} if issubclass(model, Page) else {}))


def save_all(apps: Any, schema_editor: Any) -> None:
    for model in apps.get_models():
        if model._meta.app_label.startswith("brygga_") and model._meta.managed:
            for thing in model.objects.all():
                thing.save()


@pytest.fixture(scope="module")
def history(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The project as the migrations alone describe it."""
    with django_db_blocker.unblock():
        state = MigrationExecutor(connection).loader.project_state()
    state.apps  # noqa: B018  (makes the models, once for the file)
    return state


def migrate(state: Any) -> None:
    RunPython(save_all).database_forwards("brygga_site", SimpleNamespace(connection=connection), state, state)


@pytest.mark.parametrize(("model", "field"), OWN, ids=[f"{m.__name__}.{f.name}" for m, f in OWN])
def test_a_migration_that_saves_keeps_what_every_field_of_ours_holds(history, db, model, field):
    thing = make(model)
    rows = model.objects.filter(pk=thing.pk)
    source = model._meta.get_field(field.source) if isinstance(field, FOLLOWING) else field
    value = next((stored for kind, stored in STORED_AS.items() if isinstance(source, kind)), "2021-06-30")
    setattr(thing, source.name, value)
    thing.save()
    if isinstance(field, StreamField):  # as it is stored when the block has been taken away since
        rows.update(**{field.name: value})
    before = _column(model, field, thing.pk)
    assert before
    migrate(history)
    assert _column(model, field, thing.pk) == before


def _column(model: type[models.Model], field: models.Field, pk: Any) -> Any:
    """What the database holds, past what the field makes of it."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
        cursor.execute(f"SELECT {quote(field.column)} FROM {table} WHERE {key} = %s", [pk])
        return cursor.fetchone()[0]


def test_a_migration_can_read_and_change_the_raw_blocks(history, db):
    from brygga.news.models import NewsPage

    page = factories.NewsPageFactory(parent=Page.get_first_root_node(), body=STORED[:1])
    old = history.apps.get_model("brygga_news", "NewsPage").objects.get(pk=page.pk)
    assert [(block.block_type, block.value["text"]) for block in old.body] == [("heading", "Så gick det")]
    old.body.raw_data[0] = {**STORED[0], "value": {"text": "Så blev det", "level": "2"}}
    old.save()
    assert NewsPage.objects.get(pk=page.pk).body[0].value["text"] == "Så blev det"


@pytest.mark.parametrize(("model", "field"), OWN, ids=[f"{m.__name__}.{f.name}" for m, f in OWN])
def test_a_copy_of_a_field_reads_and_writes_as_the_field_does(model, field):
    copy = field.clone()
    if isinstance(field, StreamField):
        assert list(copy.stream_block.child_blocks) == list(field.stream_block.child_blocks) != []
        assert copy.stream_block.meta.required == field.stream_block.meta.required
    assert type(copy) is type(field)
    for name in ("null", "blank", "editable", "max_length", "default", "source", "edge"):
        assert getattr(copy, name, None) == getattr(field, name, None), name
    assert [type(one) for one in copy.validators] == [type(one) for one in field.validators]

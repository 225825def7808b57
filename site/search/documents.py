"""What the search index is given of an object: its searchable fields as Swedish stems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.encoding import force_str
from modelsearch.index import BaseField, RelatedFields, SearchField
from modelsearch.query import PlainText

from .words import indexed

TITLE_BOOST = 100  # the greatest of all


class ForgivingText(PlainText):
    """Words that may be written without å, ä and ö, and then also find those that have them."""


def forgives(query: PlainText) -> bool:
    """Whether the asker may have left out the dots and rings of å, ä and ö."""
    return isinstance(query, ForgivingText)


class Document:
    """An object as the index is to see it. It stands in for the object where Wagtail reads its fields' values."""

    def __init__(self, instance: Any, *, title_in_body: bool) -> None:
        self.instance, self.pk, self.title_in_body = instance, instance.pk, title_in_body

    def get_search_fields(self) -> list[Any]:
        fields = [wrapped(field) for field in self.instance.get_search_fields()]
        if self.title_in_body:
            titles = [field for field in fields if isinstance(field, Stemmed) and field.field_name == "title"]
            fields += [Stemmed(field.own, name="title_in_body", boost=TITLE_BOOST) for field in titles]
        return fields


def documents(instances: Sequence[Any], *, title_in_body: bool = False) -> list[Document]:
    """The objects for `add_items`. With `title_in_body` the title stands in the body too, with the greatest weight,
    so that one index holds all words of an object."""
    return [Document(instance, title_in_body=title_in_body) for instance in instances]


def wrapped(field: Any) -> Any:
    """A field of a model's `search_fields` that reads a `Document`, and gives stems if it is for searching."""
    if isinstance(field, SearchField):
        return Stemmed(field)
    return Related(field) if isinstance(field, RelatedFields) else _autocomplete(field)


def _own(holder: Any) -> Any:
    return holder.instance if isinstance(holder, Document) else holder


class Stemmed(SearchField):
    """A searchable field that gives stems instead of words."""

    def __init__(self, own: SearchField, name: str = "", boost: float | None = None) -> None:
        super().__init__(name or own.field_name, boost=own.boost if boost is None else boost)
        self.own = own

    def get_value(self, obj: Any) -> str:
        return indexed(" ".join(texts(self.own.get_value(_own(obj)))))


class Related(RelatedFields):
    """Fields of related objects."""

    def __init__(self, own: RelatedFields) -> None:
        super().__init__(own.field_name, [wrapped(field) for field in own.fields])
        self.own = own

    def get_value(self, obj: Any) -> Any:
        return self.own.get_value(_own(obj))


def _autocomplete(field: BaseField) -> BaseField:
    """A field that is not for searching, with its value as it is."""
    copy = type(field)(field.field_name, **field.kwargs)
    copy.get_value = lambda obj: field.get_value(_own(obj))
    return copy


def texts(value: Any) -> Iterator[str]:
    """The texts in a field's value, which may hold lists and dictionaries of them."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple | set):
        for entry in value:
            yield from texts(entry)
    elif value is not None:
        yield force_str(value)

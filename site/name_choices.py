"""A field for choosing many things by name: one types, and the admin suggests.

A list of 290 check boxes, or a list box where one must hold Ctrl, is no way to choose three municipalities. The
value is a line of names ("Hagfors, Munkfors"); without JavaScript it is that line. The comma that is part of a name is
shown as its look-alike ‚ (U+201A). Names that several things share are told apart by their number: "Enheten (12)".
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

SUGGESTIONS = 12
COMMA, LOOKALIKE = ",", "\u201a"
# What may be chosen this way, by model: the field that holds the name, and which rows. Filled by `allow`.
_allowed: dict[type[Model], tuple[str, dict[str, Any]]] = {}


def allow(model: type[Model], name_field: str, **conditions: Any) -> None:
    """Lets things of `model` be chosen by `name_field`; `conditions` narrow them."""
    _allowed[model] = (name_field, conditions)


def choosable(model: type[Model]) -> QuerySet:
    """The things of a model that may be chosen."""
    _name, conditions = _allowed[model]
    return model._default_manager.filter(**conditions)


def names_of(model: type[Model], rows: QuerySet) -> dict[int, str]:
    """The name of each of `rows` by key, with the number added where the same name means several things."""
    field = _allowed[model][0]
    named = dict(rows.order_by(field, "pk").values_list("pk", field))
    same = Counter(choosable(model).filter(**{f"{field}__in": set(named.values())}).values_list(field, flat=True))
    shown = {pk: name.replace(COMMA, LOOKALIKE).replace('"', "”") for pk, name in named.items()}
    return {pk: f"{shown[pk]} ({pk})" if same[name] > 1 else shown[pk] for pk, name in named.items()}


def parse_names(line: str) -> list[str]:
    """The names in a line, each once: between commas, without the quotation marks that the suggestions add."""
    parts = (part.strip().strip('"').strip() for part in line.split(COMMA))
    return list(dict.fromkeys(part for part in parts if part))


class NamesWidget(forms.TextInput):
    """The line of names, with Wagtail's suggestions while one types."""

    def __init__(self, model: type[Model], attrs: dict[str, Any] | None = None) -> None:
        self.model = model
        super().__init__(attrs)

    def format_value(self, value: Any) -> str:
        if not value:
            return ""
        if isinstance(value, str):
            return value
        keys = [getattr(item, "pk", item) for item in value]
        names = names_of(self.model, self.model._default_manager.filter(pk__in=keys))
        return f"{COMMA} ".join(names.values())

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        label = self.model._meta.label_lower
        context["widget"]["attrs"] |= {
            "data-controller": "w-tag",
            "data-w-tag-delay-value": 150,
            "data-w-tag-url-value": reverse("brygga_names", args=label.split(".")),
            "data-w-tag-options-value": json.dumps({"allowSpaces": True, "autocompleteOnly": True}),
        }
        return context


class NamesField(forms.ModelMultipleChoiceField):
    """Chooses many things of a model by name."""

    def __init__(self, queryset: QuerySet, **kwargs: Any) -> None:
        kwargs["widget"] = NamesWidget(queryset.model)  # in the place of a list box
        super().__init__(queryset, **kwargs)

    def clean(self, value: Any) -> QuerySet:
        names = parse_names(value) if isinstance(value, str) else list(value or [])
        if not names:
            return super().clean([])
        keys, unknown = self._keys(names)
        if unknown:
            message = _("Det finns inget som heter %(names)s. Välj bland förslagen när du skriver.")
            raise ValidationError(message % {"names": ", ".join(f"”{name}”" for name in unknown)}, code="unknown")
        return super().clean(keys)

    def _keys(self, names: list[Any]) -> tuple[list[int], list[str]]:
        queryset = self.queryset
        assert queryset is not None  # __init__ is given one
        field = _allowed[queryset.model][0]
        numbers = {name: _number_of(name) for name in names if isinstance(name, str)}
        written = {*numbers, *(name.replace(LOOKALIKE, COMMA).replace("”", '"') for name in numbers)}
        candidates = queryset.filter(
            Q(**{f"{field}__in": written}) | Q(pk__in=[number for number in numbers.values() if number])
        )
        by_name = {name: pk for pk, name in names_of(queryset.model, candidates).items()}
        keys = [name for name in names if not isinstance(name, str)]
        unknown: list[Any] = []
        for name in numbers:
            (keys if name in by_name else unknown).append(by_name.get(name, name))
        return keys, unknown

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = {str(getattr(item, "pk", item)) for item in initial or []}
        try:
            after = {str(item.pk) for item in self.clean(data)}
        except ValidationError:
            return True
        return before != after


def _number_of(name: str) -> int | None:
    """The number at the end of "Arbetsenheten (12)"."""
    _words, _bracket, rest = name.rpartition(" (")
    digits = rest.removesuffix(")")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def suggestions(request: HttpRequest, app_label: str, model_name: str) -> JsonResponse:
    """The names that hold `?term=`, those that begin with it first; for people in the admin."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404 from error
    if model not in _allowed:
        raise Http404
    field, term = _allowed[model][0], request.GET.get("term", "").replace("\x00", "").strip()
    if not term:
        return JsonResponse([], safe=False)
    found = choosable(model)
    keys = list(
        found.filter(**{f"{field}__istartswith": term}).order_by(field).values_list("pk", flat=True)[:SUGGESTIONS]
    )
    if len(keys) < SUGGESTIONS:
        inside = found.filter(**{f"{field}__icontains": term}).exclude(pk__in=keys).order_by(field)
        keys += list(inside.values_list("pk", flat=True)[: SUGGESTIONS - len(keys)])
    names = names_of(model, found.filter(pk__in=keys))
    return JsonResponse([names[key] for key in keys], safe=False)

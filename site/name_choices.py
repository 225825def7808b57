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
from wagtail.admin.staticfiles import versioned_static

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
            # What is typed without being chosen is sent too: the field takes it, or says why it does not.
            "data-w-tag-options-value": json.dumps({"allowSpaces": True, "autocompleteOnly": False}),
            "data-brygga-names": "",
        }
        return context

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=[versioned_static("brygga_site/names.js")])


class NamesField(forms.ModelMultipleChoiceField):
    """Chooses many things of a model by name."""

    def __init__(self, queryset: QuerySet, **kwargs: Any) -> None:
        kwargs["widget"] = NamesWidget(queryset.model)  # in the place of a list box
        super().__init__(queryset, **kwargs)

    def clean(self, value: Any) -> QuerySet:
        """The things that the line names. What is no name in full counts when only one thing can be meant by it.

        Raises ValidationError for words that nothing, or more than one thing, fits.
        """
        names = parse_names(value) if isinstance(value, str) else list(value or [])
        if not names:
            return super().clean([])
        keys, unknown = self._keys(names)
        messages = []
        for name in unknown:
            meant = self._meant(name)
            if len(meant) == 1:
                keys += list(meant)
            elif meant:
                message = _("”%(name)s” kan betyda flera: %(meant)s. Välj en av dem.")
                messages.append(message % {"name": name, "meant": self._listed(meant)})
            else:
                message = _("Det finns inget som heter ”%(name)s”. Välj bland förslagen när du skriver.")
                messages.append(message % {"name": name})
        if messages:
            raise ValidationError([ValidationError(message, code="unknown") for message in messages])
        return super().clean(list(dict.fromkeys(keys)))

    def _rows(self) -> QuerySet:
        """What may be chosen, as it is now."""
        if self.queryset is None:
            raise ValueError("NamesField has no queryset")
        return self.queryset.all()

    def _meant(self, name: str) -> dict[int, str]:
        """What an unfinished name can mean: what is named so but for case, else what begins with it, else what has it
        somewhere."""
        rows = self._rows()
        exact, beginning, inside = _fitting(rows, name.replace(LOOKALIKE, COMMA).replace("”", '"'))
        keys = exact or beginning or inside
        return names_of(rows.model, rows.filter(pk__in=keys)) if keys else {}

    def _listed(self, meant: dict[int, str]) -> str:
        shown = [f"”{name}”" for name in list(meant.values())[:SUGGESTIONS]]
        return ", ".join(shown) + (" …" if len(meant) > SUGGESTIONS else "")

    def _keys(self, names: list[Any]) -> tuple[list[int], list[str]]:
        """The keys of those that are named in full, and the other names."""
        rows = self._rows()
        field = _allowed[rows.model][0]
        numbers = {name: _number_of(name) for name in names if isinstance(name, str)}
        written = {*numbers, *(name.replace(LOOKALIKE, COMMA).replace("”", '"') for name in numbers)}
        candidates = rows.filter(
            Q(**{f"{field}__in": written}) | Q(pk__in=[number for number in numbers.values() if number])
        )
        by_name = {name: pk for pk, name in names_of(rows.model, candidates).items()}
        keys = [name for name in names if not isinstance(name, str)]
        keys += [by_name[name] for name in numbers if name in by_name]
        unknown = [name for name in numbers if name not in by_name]
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
    term = request.GET.get("term", "").replace("\x00", "").strip()
    if not term:
        return JsonResponse([], safe=False)
    found = choosable(model)
    exact, beginning, inside = _fitting(found, term)
    keys = [*exact, *beginning, *inside][:SUGGESTIONS]
    names = names_of(model, found.filter(pk__in=keys))
    return JsonResponse([names[key] for key in keys], safe=False)


def _fitting(rows: QuerySet, term: str) -> tuple[list[int], list[int], list[int]]:
    """The keys of those that are named `term`, whose names begin with it, and whose names hold it elsewhere; by name.

    Compared here and not by the database, since SQLite takes Å and å for different letters.
    """
    field, wanted = _allowed[rows.model][0], term.casefold()
    exact: list[int] = []
    beginning: list[int] = []
    inside: list[int] = []
    for pk, name in rows.order_by(field, "pk").values_list("pk", field):
        folded = name.casefold()
        if wanted in folded:
            (exact if folded == wanted else beginning if folded.startswith(wanted) else inside).append(pk)
    return exact, beginning, inside

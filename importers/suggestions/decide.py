"""A person's decision on one suggestion: accepted onto the page, declined, or taken up again."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from brygga.projects.models import Observation, ProjectPage
from brygga.projects.rules import Broken, broken
from brygga.site.index_watch import pages_follow
from brygga.site.models import Standing, StandingMixin

from ..models import Suggestion
from ..writing import fields, observations, pages
from ..writing.equality import same
from .page_state import refresh
from .stated_figures import FIGURE, has_values, is_shown_figure, note_value, observations_of
from .value_fields import digest
from .values import EVERY, references

State = Suggestion.State
STANDING = "standing"  # in what a decision can be undone by: what was only proposed before it


class CannotDecideError(Exception):
    """The decision cannot be carried out; the message is Swedish and says what to do instead."""


def seen(values: Any) -> str:
    """A mark for what a person was shown of a field, so that nobody decides against what is not there any more."""
    return digest(values)


@transaction.atomic
def accept(suggestion: Suggestion, user: Any, shown: str | None = None) -> bool:
    """Put the value on the page's latest revision, and nothing else. Returns whether that was published.

    It is published only where the page was live without a waiting draft and the user may publish. `shown` is `seen`
    of the field as it was when the person decided. Raises `PermissionDenied`, and `CannotDecideError` when the page
    is locked, has changed since, or cannot hold the value: the rules are those of the page's form. Shares that do not
    reach the whole may wait for the next suggestion; see `rules_broken`.
    """
    page = _page(suggestion, user)
    _still(suggestion, (State.NEW, State.DECLINED, State.REPLACED))
    current = pages.latest(page)
    field = EVERY[suggestion.field]
    if shown is not None and shown != seen(fields.read(current, field.name)):
        raise CannotDecideError(_("Sidan har ändrats sedan du öppnade förslagen. Jämför igen."))
    _require_references(suggestion, current)
    before = rules_broken(current)
    changes = field.put(current, suggestion.value)
    _require_sound(current, field.name, before)
    published = _save(page, current, changes, user)
    if suggestion.field == "key_figures" and (row := note_value(suggestion)):
        changes["observation"] = [None, row.pk]
    if accepted := _stand_behind(suggestion, current):
        changes[STANDING] = [None, accepted]
    _decided(suggestion, State.ACCEPTED, user, changes)
    refresh(page, by_person=True)
    return published


@transaction.atomic
def decline(suggestion: Suggestion, user: Any) -> None:
    """Say no. A key figure that the page shows and that is contradicted is taken off, as by `remove`; one that is only
    proposed goes from its indicator, since the page that it was read from may be public. Raises as `accept`."""
    page = _page(suggestion, user)
    if suggestion.state == State.PRESENT and is_shown_figure(suggestion):
        remove(suggestion, user)
        return
    _still(suggestion, (State.NEW, State.REPLACED))
    if suggestion.field == "key_figures":
        for row in observations_of(suggestion):
            if row.is_proposed:
                observations.remove(row)
    _decided(suggestion, State.DECLINED, user)
    refresh(page, by_person=True)


@transaction.atomic
def remove(suggestion: Suggestion, user: Any) -> bool:
    """Take a value that stands on the page off it, and decline it. Returns whether that was published; see `accept`,
    also for what it raises. `reopen` puts it back."""
    page = _page(suggestion, user)
    _still(suggestion, (State.PRESENT, State.ACCEPTED))
    current = pages.latest(page)
    field = EVERY[suggestion.field]
    changes: dict[str, list[Any]] = {}
    noted: dict[str, list[Any]] = {}
    if suggestion.field == "key_figures":
        if not user.has_perm("brygga_projects.change_indicator"):
            raise CannotDecideError(_("Du får inte ändra nyckeltal. Be någon som får det att ta bort värdet."))
        for row in observations_of(suggestion):
            noted = {FIGURE: [row.standing, None]}
            observations.remove(row)
    if suggestion.field != "key_figures" or not has_values(suggestion):
        try:
            changes = field.take(current, suggestion.value)
        except ValueError as error:
            raise CannotDecideError(
                _("Uppgiften står inte för sig själv i texten. Öppna sidan och ta bort den där.")
            ) from error
    published = _save(page, current, changes, user)
    _decided(suggestion, State.DECLINED, user, changes | noted)
    refresh(page, by_person=True)
    return published


@transaction.atomic
def reopen(suggestion: Suggestion, user: Any) -> None:
    """Take a decision back: the suggestion is open again, and what accepting it changed is changed back.

    Raises as `accept`, also when the page's field has been changed since it was accepted.
    """
    page = _page(suggestion, user)
    _still(suggestion, Suggestion.DECIDED)
    removed = suggestion.state == State.DECLINED and suggestion.undo is not None
    if suggestion.state == State.ACCEPTED or removed:
        current = pages.latest(page)
        undo = dict(suggestion.undo or {})
        _before, made = undo.pop("observation", (None, None))
        _before, accepted = undo.pop(STANDING, (None, None))
        stood, _after = undo.pop(FIGURE, (None, None))
        for name, (_before, after) in undo.items():
            if not same(_without_keys(fields.read(current, name)), _without_keys(after)):
                raise CannotDecideError(_("Fältet har ändrats sedan dess. Ändra i stället på sidan."))
        changes = {name: [after, before] for name, (before, after) in undo.items()}
        for name, (_after, before) in changes.items():
            fields.write(current, name, before)
        _save(page, current, changes, user)
        for row in Observation.objects.filter(pk=made):
            observations.remove(row)
        for label, keys in (accepted or {}).items():
            apps.get_model(label).objects.filter(pk__in=keys).update(standing=Standing.PROPOSED)
        if removed and suggestion.field == "key_figures" and (again := note_value(suggestion)):
            Observation.objects.filter(pk=again.pk).update(standing=stood or again.standing)
        if suggestion.field == "key_figures":
            pages_follow(observations_of(suggestion))
    _decided(suggestion, State.NEW, None)
    refresh(page)


def _page(suggestion: Suggestion, user: Any) -> Page:
    """The page, held until the transaction ends; only for those who may edit it, and where no lock stands. What is
    known of the suggestion is brought up to date."""
    page = Page.objects.select_for_update().get(pk=suggestion.page_id)
    suggestion.refresh_from_db()
    specific = page.specific
    if not specific.permissions_for_user(user).can_edit():
        raise PermissionDenied
    lock = specific.get_lock()
    if lock is not None and lock.for_user(user):
        raise CannotDecideError(_("Sidan är låst. Be den som har låst den att låsa upp den."))
    return page


def _still(suggestion: Suggestion, states: Any) -> None:
    if suggestion.state not in states:
        raise CannotDecideError(
            _("Förslaget är redan avgjort: %(state)s.") % {"state": suggestion.get_state_display().lower()}
        )


def _save(page: Page, current: Page, changes: dict[str, list[Any]], user: Any) -> bool:
    """A revision with the changes, published where the page was; none where nothing changes."""
    if all(same(before, after) for before, after in changes.values()):
        return False
    clean = page.live and not page.has_unpublished_changes
    publish = clean and page.permissions_for_user(user).can_publish()
    try:
        pages.update(current, publish=publish, user=user)
    except ValidationError as error:
        reason = " ".join(error.messages)
        raise CannotDecideError(_("Sidan kan inte sparas med uppgiften: %(why)s") % {"why": reason}) from error
    return publish


def _decided(suggestion: Suggestion, state: str, user: Any, changes: dict[str, list[Any]] | None = None) -> None:
    suggestion.state, suggestion.contradicts, suggestion.undo = state, False, changes
    suggestion.decided_by, suggestion.decided_at = user, timezone.now() if user else None
    suggestion.save(update_fields=["state", "contradicts", "undo", "decided_by", "decided_at"])


def _without_keys(value: Any) -> Any:
    """Rows without their keys in the database, which they get when the page is published."""
    if isinstance(value, list):
        return [{k: v for k, v in row.items() if k != "pk"} if isinstance(row, dict) else row for row in value]
    return value


def rules_broken(page: Page) -> list[Broken]:
    """The rules between the page's parts that it breaks: "Andelarna blir 130 % tillsammans"."""
    return broken(page) if isinstance(page, ProjectPage) else []


def _require_sound(page: Page, name: str, before: list[Broken]) -> None:
    """Refuse what the page's form would refuse: rows that are not sound, and a rule that is broken by this."""
    manager = getattr(page, name, None)
    if fields.field_kind(type(page), name) is fields.CHILDREN and manager is not None:
        for row in manager.all():
            try:
                row.full_clean(exclude=["page"])
            except ValidationError as error:
                reason = " ".join(error.messages)
                raise CannotDecideError(_("Sidan kan inte sparas med uppgiften: %(why)s") % {"why": reason}) from error
    codes = {one.code for one in before} | {"sum"}
    if new := [one.text for one in rules_broken(page) if one.code not in codes]:
        raise CannotDecideError(
            _("Uppgiften går inte ihop med det som redan står på sidan. %(why)s Rätta på sidan först, eller avböj.")
            % {"why": " ".join(new)}
        )


def _require_references(suggestion: Suggestion, page: Page) -> None:
    """What the value points at may have been removed since it was read."""
    for model, key in references(type(page), suggestion.field, suggestion.value):
        if not model._default_manager.filter(pk=key).exists():
            raise CannotDecideError(_("Det som uppgiften pekar på finns inte längre. Avböj förslaget."))


def _stand_behind(suggestion: Suggestion, page: Page) -> dict[str, list[int]]:
    """Accept what the value points at, and the value of a key figure; returns the keys of what was only proposed, by
    model."""
    objects = [(model, key) for model, key in references(type(page), suggestion.field, suggestion.value)]
    if suggestion.field == "key_figures":
        objects += [(Observation, row.pk) for row in observations_of(suggestion)]
    accepted: dict[str, list[int]] = {}
    for model, key in objects:
        if issubclass(model, StandingMixin) and model.objects.filter(pk=key).accept():
            accepted.setdefault(model._meta.label, []).append(int(key))
    if Observation._meta.label in accepted:
        pages_follow(observations_of(suggestion))
    return accepted


# Values of key figures

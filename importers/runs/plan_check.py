"""Whether a run did what its plan said."""

from __future__ import annotations

from typing import Any

from ..models import ImportItem, ImportMessage, ImportRun, RunEntry

Changes = list[dict[str, Any]]


def differences(planned: Changes, done: Changes) -> list[str]:
    """In Swedish, for each page: where what was done is not what was planned. Nothing when it is the same."""
    before = {(change["role"], change["title"]): change for change in planned if _does_something(change)}
    after = {(change["role"], change["title"]): change for change in done if _does_something(change)}
    result = []
    for key in dict.fromkeys([*before, *after]):
        one, other = before.get(key), after.get(key)
        if one is None:
            result.append(f"”{key[1]}” ändrades, men det stod inte i planen.")
        elif other is None:
            result.append(f"”{key[1]}” lämnades, fast planen sade att den skulle ändras.")
        elif one["action"] != other["action"] or len(one["conflicts"]) != len(other["conflicts"]):
            result.append(f"”{key[1]}”: något har ändrats sedan planen gjordes.")
        elif fields := _other_fields(one, other):
            result.append(f"”{key[1]}”: {', '.join(fields)} blev inte som i planen.")
    return result


def _does_something(change: dict[str, Any]) -> bool:
    return change["action"] != "leave" or bool(change["conflicts"])


def _other_fields(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """Labels of the fields whose outcome differs. A value that points at something a plan could not make has no
    fingerprint, and is not compared."""
    planned = {row["field"]: row for row in one["fields"]}
    done = {row["field"]: row for row in other["fields"]}
    found = []
    for name in dict.fromkeys([*planned, *done]):
        first, second = planned.get(name), done.get(name)
        if first is None or second is None:
            only = first or second
            if only and only["after_is"]:
                found.append(only["label"])
        elif first["after_is"] and second["after_is"] and first["after_is"] != second["after_is"]:
            found.append(first["label"])
    return found


def tell_differences(run: ImportRun, done: dict[int, Changes]) -> None:
    """Note with each item (by primary key) where the run did something else than its plan said."""
    planned = RunEntry.objects.filter(run=run.plan_id, item__in=done).values_list("item", "changes")
    ImportMessage.objects.bulk_create(
        ImportMessage(run=run, item=ImportItem(pk=item), code="plan-differs", text=text)
        for item, changes in planned
        for text in differences(changes, done[item])
    )

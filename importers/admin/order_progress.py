"""How far an ordered import has come, for its page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from ..models import ImportOrder, ImportRun
from ..runs import orders, run_states
from .plan_preview import plan_details

PATIENCE = timedelta(minutes=2)  # after so long a worker ought to have taken it up
RESUMABLE = (ImportRun.State.STOPPED, ImportRun.State.FAILED)


def order_details(order: ImportOrder, number: Any = 1) -> dict[str, Any]:
    """For the template: the run that is at work or was, whether something will still happen by itself (`moves`), what
    may be done, and the plan where one waits for a word (page `number` of its articles)."""
    run = order.run or order.plan
    dead = orders.is_dead(order) or (run is not None and run_states.is_abandoned(run))
    working = order.state in (ImportOrder.State.QUEUED, ImportOrder.State.READING)
    active = run is not None and run.state in ImportRun.ACTIVE
    planned = order.run is None and run is not None and run.state == ImportRun.State.FINISHED
    return {
        "work": run,
        "moves": (working or active) and not dead,
        "dead": dead,
        "unheard": _is_unheard(order, run),
        "may_read_again": order.state == ImportOrder.State.FAILED or (working and dead),
        "may_stop": active and not dead and run is not None and run.state == ImportRun.State.RUNNING,
        "may_resume": run is not None and bool(run.total) and (run.state in RESUMABLE or (active and dead)),
        "plan": plan_details(run, number) if planned and run is not None else None,
        "done": order.run is not None and order.run.state == ImportRun.State.FINISHED,
    }


def _is_unheard(order: ImportOrder, run: ImportRun | None) -> bool:
    """Whether nobody has taken up what waits: the process that works on imports is not there."""
    now = timezone.now()
    if order.state == ImportOrder.State.QUEUED:
        return order.created_at < now - PATIENCE
    return run is not None and run.state == ImportRun.State.QUEUED and run.created_at < now - PATIENCE

"""Imports that were ordered in the admin: their files and addresses become a plan, and the plan a run."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ..archive import spool
from ..models import ImportItem, ImportOrder, ImportRun, ImportSource, RunEntry
from ..sources.document import SourceError
from ..sources.left_out import LeftOut
from . import at_work, entry_states, launch, run_names, run_states
from .retry import RunCannotGoOnError

logger = logging.getLogger(__name__)
State = ImportOrder.State
SILENCE = timedelta(minutes=10)  # a process that reads in and has not been heard of for so long is dead


class CannotOrderError(Exception):
    """What was ordered cannot be carried out; the message is Swedish and says what to do."""


def addresses_of(order: ImportOrder) -> list[str]:
    """The web addresses of the order, each once."""
    return list(dict.fromkeys(line.strip() for line in order.addresses.splitlines() if line.strip()))


def submit(order: ImportOrder) -> None:
    """gathering or failed → queued. Raises `CannotOrderError` where there is nothing to read in, or when the order has
    been read in already."""
    if not addresses_of(order) and not spool.held(order.token):
        raise CannotOrderError(_("Släpp minst en fil, eller skriv minst en adress."))
    ready = ImportOrder.objects.filter(pk=order.pk, state__in=(State.GATHERING, State.FAILED)) | _dead(order)
    label = run_names.order_words([file.name for file in spool.held(order.token)], addresses_of(order))
    if not ready.update(state=State.QUEUED, note="", label=label, created_at=timezone.now()):
        raise CannotOrderError(_("Importen är redan på väg."))


def is_dead(order: ImportOrder) -> bool:
    """Whether the process that was reading it in has not been heard of."""
    return _dead(order).exists()


def _dead(order: ImportOrder) -> QuerySet[ImportOrder]:
    limit = timezone.now() - SILENCE
    return ImportOrder.objects.filter(pk=order.pk, state=State.READING, worked_at__lt=limit)


def read_in(order: ImportOrder, *, plan: bool = True) -> ImportRun | None:
    """queued → reading → read: the documents are in a run (a plan, unless told otherwise) with their bytes kept, and
    the files that were sent are gone. What goes wrong is noted with the order, which can then be submitted again;
    None where there is no run."""
    begun = {"state": State.READING, "worked_at": timezone.now()}
    if not ImportOrder.objects.filter(pk=order.pk, state=State.QUEUED).update(**begun):
        return None
    order.refresh_from_db()
    try:
        run = _begin(order, plan)
    except (SourceError, RunCannotGoOnError, run_states.RunAlreadyActiveError) as error:
        _failed(order, str(error))
        return None
    except OSError as error:
        _failed(order, _("Filerna går inte att läsa: %s.") % error.strerror)
        return None
    except Exception:
        _failed(order, _("Det gick inte att läsa in. Det är ett fel i Brygga: det står mer i loggen."))
        raise
    kept = {"plan": run} if plan else {"run": run}
    ImportOrder.objects.filter(pk=order.pk).update(state=State.READ, **kept)
    order.refresh_from_db()
    spool.clear(order.token)
    return run


def _failed(order: ImportOrder, why: str) -> None:
    ImportOrder.objects.filter(pk=order.pk).update(state=State.FAILED, note=why)
    order.refresh_from_db()


def _begin(order: ImportOrder, plan: bool) -> ImportRun:
    spool.sweep(but=order.token)
    source, left = source_of(order), LeftOut()
    documents = at_work.order_documents.staged_documents(order, addresses_of(order), source, left)
    return launch.begin(
        source,
        documents,
        plan=plan,
        parent_page=order.parent_page,
        user=order.created_by,
        tell=_alive(order),
        left=left,
    )


def _alive(order: ImportOrder) -> Callable[[int], None]:
    def tell(number: int) -> None:
        note = _("%(number)d texter är inlästa.") % {"number": number}
        ImportOrder.objects.filter(pk=order.pk).update(worked_at=timezone.now(), note=note)

    return tell


def source_of(order: ImportOrder) -> ImportSource:
    """The source that the order's documents belong to: the one of that name, so that a text which comes again is the
    same text, else a new one."""
    addresses = addresses_of(order)
    name = order.name.strip()
    of_addresses = at_work.downloads.source_key(addresses) if addresses else ""
    key = slugify(name)[:70] or of_addresses or f"uppladdat-{order.pk}"
    under = order.parent_page.specific if order.parent_page is not None else None
    key = launch.key_on_site(key, under)
    if not name and not ImportSource.objects.filter(key=key).exists():
        hosts = dict.fromkeys(urlsplit(address).netloc for address in addresses)
        name = run_names.in_words(list(hosts), len(hosts)) if hosts else order.label
    source = launch.source_for(key, name=name)
    if source.kind == ImportSource.Kind.FILES and addresses:
        source.kind = ImportSource.Kind.FEED if order.kind == ImportOrder.Kind.FEED else ImportSource.Kind.SITE
        source.save(update_fields=["kind"])
    return source


def apply(order: ImportOrder) -> ImportRun:
    """The run that does what the order's finished plan said. Raises `CannotOrderError` where there is none."""
    plan = order.plan
    if plan is None or order.run is not None:
        raise CannotOrderError(_("Importen är redan startad."))
    try:
        run = launch.apply_plan(plan)
    except (run_states.IllegalTransitionError, run_states.RunAlreadyActiveError) as error:
        raise CannotOrderError(str(error)) from error
    ImportOrder.objects.filter(pk=order.pk).update(run=run)
    order.refresh_from_db()
    return run


def leave_out(order: ImportOrder, entry: RunEntry, user: Any) -> None:
    """Leave a document out of the order's plan: the run that does what the plan said leaves it too. Raises
    `CannotOrderError` where the plan is done, or would not write the document."""
    _own_entry(order, entry)
    who = user.get_full_name() or user.get_username()
    try:
        entry_states.leave_out(entry, _("%(who)s valde att inte ta med den.") % {"who": who})
    except run_states.IllegalTransitionError as error:
        raise CannotOrderError(_("Texten kan inte väljas bort nu. Läs in sidan på nytt.")) from error


def take_in_again(order: ImportOrder, entry: RunEntry) -> None:
    """Undo `leave_out`. Raises as that."""
    _own_entry(order, entry)
    try:
        entry_states.take_in_again(entry)
    except run_states.IllegalTransitionError as error:
        raise CannotOrderError(_("Texten är inte bortvald. Läs in sidan på nytt.")) from error


def _own_entry(order: ImportOrder, entry: RunEntry) -> None:
    if order.run_id is not None or order.plan_id is None or entry.run_id != order.plan_id:
        raise CannotOrderError(_("Importen är redan startad."))


def at_once(order: ImportOrder) -> tuple[ImportItem | None, str]:
    """Read in one text and write its page now, as a draft. Returns the document with its page, or None and why not
    (the order keeps its files then)."""
    submit(order)
    run = read_in(order, plan=False)
    if run is None:
        return None, order.note
    run = launch.carry_out(run)
    entry: Any = run.entries.select_related("item__page").first()
    if entry is None:
        return None, _("Det fanns ingen text att läsa.")
    if entry.item.page is None:
        return None, entry.reason or entry.item.reason
    return entry.item, entry.reason

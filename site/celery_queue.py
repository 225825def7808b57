"""Django's tasks (`TASKS`) on a site's own Celery: a backend that leaves each task to the site's Celery app.

```python
TASKS["imports"] = {
    "BACKEND": "brygga.site.celery_queue.CeleryBackend",
    "QUEUES": ["imports"],
    "OPTIONS": {"app": "mysite.celery.app"},
}
CELERY_IMPORTS = ["brygga.site.celery_queue"]  # so that the workers know the task
```

Celery is no dependency of Brygga: a site that names this module has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from celery import Celery, shared_task
from django.core import checks
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.signals import task_enqueued
from django_tasks.utils import get_random_id, normalize_json

NAME = "brygga.carry_out_task"


@shared_task(name=NAME, ignore_result=True)
def carry_out(path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Do a task of Django's in a worker of Celery's. Raises `ValueError` for a path that leads to anything else: what
    the broker says is not to choose which function is run."""
    task = import_string(path)
    if not isinstance(task, Task):
        raise ValueError(f"{path} is no task")
    task.call(*args, **kwargs)


class CeleryBackend(BaseTaskBackend):
    """Leaves tasks to the Celery app that `OPTIONS["app"]` names, in the Celery queue of the task's own name.

    What becomes of a task is not asked for: an import's state is in its run.
    """

    supports_async_task = True
    supports_defer = True

    @property
    def app(self) -> Celery:
        """The site's Celery app, found when it is needed: it may itself need the settings."""
        found: Celery = import_string(self.options["app"])
        return found

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        """Send the task to the broker. Raises kombu's `OperationalError` where there is none."""
        self.validate_task(task)
        args, kwargs = normalize_json(list(args)), normalize_json(dict(kwargs))
        result: TaskResult = TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=None,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=args,
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
        self.app.send_task(
            NAME, [task.module_path, args, kwargs], task_id=result.id, queue=task.queue_name, eta=task.run_after
        )
        task_enqueued.send(type(self), task_result=result)
        return result

    def check(self, **kwargs: Any) -> Iterable[checks.CheckMessage]:
        """Whether the app that is named can be had."""
        yield from super().check(**kwargs)
        try:
            found = self.app
        except (KeyError, ImportError, ValueError):
            what = _("Celeryappen i TASKS[”%s”] hittas inte.") % self.alias
            hint = _('Sätt "OPTIONS": {"app": "webbplatsen.celery.app"}, med sökvägen till er Celeryapp.')
            yield checks.Error(what, hint=hint, id="brygga.E014")
            return
        if __name__ not in {*found.conf.imports, *found.conf.include}:
            what = _("Celerys arbetare känner inte Bryggas uppgifter.")
            hint = _('Sätt CELERY_IMPORTS = ["brygga.site.celery_queue"].')
            yield checks.Error(what, hint=hint, id="brygga.E015")

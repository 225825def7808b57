"""What people are told of what was learnt of a site, kept with the runs that read by it."""

from __future__ import annotations

from ..models import ImportMessage, ImportRun, SiteLearning

CODE = "site-learnt"


def note_learnt(run: ImportRun, learning: SiteLearning) -> None:
    """Note with a run what was learnt, line by line."""
    ImportMessage.objects.bulk_create(
        ImportMessage(run=run, code=CODE, level=ImportMessage.Level.INFO, text=line) for line in learning.told
    )


def learnt_lines(run: ImportRun) -> list[str]:
    """What was learnt of the site that the run's pages come from."""
    return list(ImportMessage.objects.filter(run=run, code=CODE, item=None).values_list("text", flat=True))

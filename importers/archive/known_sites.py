"""What is known of the sites that documents come from, as it was kept when it was learnt."""

from __future__ import annotations

from functools import lru_cache

from ..models import ImportItem, ImportRun, SiteLearning
from ..reading.model.site_knowledge import SiteKnowledge

MARK = "s-"  # before the identity of what was learnt, in the version that a document was read by


def knowledge_of_run(run: ImportRun) -> SiteKnowledge | None:
    """What the run's documents are read by; None where nothing was learnt."""
    return _kept(run.learning.identity, run.learning.pk) if run.learning is not None else None


def knowledge_of_item(item: ImportItem) -> SiteKnowledge | None:
    """What the document was last read by; None where it was read alone."""
    last = item.reader_version.rpartition("/")[2]
    if not last.startswith(MARK):
        return None
    identity = last.removeprefix(MARK)
    found = SiteLearning.objects.filter(source_id=item.source_id, identity=identity)
    key = found.values_list("pk", flat=True).first()
    return _kept(identity, key) if key is not None else None


@lru_cache(maxsize=4)
def _kept(identity: str, key: int) -> SiteKnowledge:
    """What a row holds. A row that was rolled back leaves its number to another: the identity tells them apart."""
    data = SiteLearning.objects.values_list("data", flat=True).get(pk=key)
    return SiteKnowledge.from_json(data)

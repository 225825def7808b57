"""Learning the site that a source's pages come from, once for many runs: all that read for a run read by the same.

What was learnt holds as long as the code that learnt it, and as most pages that it was learnt from are as they were.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.db import DatabaseError, models, transaction

from ..archive import raw
from ..models import ImportItem, ImportRun, ImportSource, SiteLearning
from ..reading.explain.learnt_site import told_of
from ..reading.formats.decode import decode
from ..reading.formats.detect import detect, looks_like_html
from ..reading.formats.html.sampling import spread
from ..reading.formats.html.site_learning import LEAST_PAGES, MOST_BYTES, MOST_PAGES
from ..reading.formats.html.site_study import study
from ..reading.model.errors import UnreadableDocument
from ..sources.record_pages import is_composed
from ..writing.code_digest import code_digest
from . import entry_states
from .learnt_notes import note_learnt

logger = logging.getLogger(__name__)
_MOST_TRIES, _MOST_HELD = 3 * MOST_PAGES, 40_000_000  # documents that are opened, and bytes of them held at once
_GROWN = 1.5  # so many times as many documents are another archive
_OTHER = frozenset(".docx .pdf .eml .msg .txt .md .markdown .mdx .xml .json".split())


def identity_for(source: ImportSource) -> str:
    """The identity of what this code has learnt of the source's site; "" where that is nothing."""
    return _latest(source).values_list("identity", flat=True).first() or ""


def settle(run: ImportRun) -> None:
    """Let the run's documents be read by what is known of their site, learnt anew where that does not hold any more;
    say what that is. What goes wrong is told in the log: then each page is read alone."""
    before = identity_for(run.source)
    try:
        with transaction.atomic():
            learning = learning_of(run.source)
    except DatabaseError:
        raise
    except Exception:
        logger.exception("Learning the site of %s failed", run.source.key)
        return
    if learning is None:
        return
    _give(run, learning)
    if learning.identity != before:
        entry_states.read_unchanged_again(run)


def learning_of(source: ImportSource) -> SiteLearning | None:
    """What is known of the source's site, learnt now where it must; None for a source of too few web pages."""
    known = _latest(source).first()
    if known is not None and _holds(known):
        return known
    sample = list(_sample(source))
    found = study([(name, data) for name, data, _ in sample]) if len(sample) >= LEAST_PAGES else None
    if found is None:
        return None
    identity = found.knowledge.identity
    if known is not None and known.identity == identity:
        return known
    return SiteLearning.objects.create(
        source=source,
        identity=identity,
        learner=code_digest(),
        data=found.knowledge.to_json(),
        sample=[digest for _, _, digest in sample],
        documents=_documents(source).count(),
        told=told_of(found),
    )


def follow(run: ImportRun, earlier: ImportRun) -> None:
    """Let a run over the bytes of an earlier one read them by what that was read by, where this code learnt it."""
    if earlier.learning is not None and earlier.learning.learner == code_digest():
        _give(run, earlier.learning)
    else:
        settle(run)


def _give(run: ImportRun, learning: SiteLearning) -> None:
    run.learning = learning
    ImportRun.objects.filter(pk=run.pk).update(learning=learning)
    note_learnt(run, learning)


def _latest(source: ImportSource) -> models.QuerySet[SiteLearning]:
    return SiteLearning.objects.filter(source=source, learner=code_digest()).order_by("-pk")


def _documents(source: ImportSource) -> models.QuerySet[ImportItem]:
    """The source's documents that it still has, without those whose originals are sealed."""
    return ImportItem.objects.filter(source=source, raw__isnull=False, gone_since=None, raw__seal=None)


def _holds(learning: SiteLearning) -> bool:
    documents = _documents(learning.source)
    if documents.count() > _GROWN * learning.documents:
        return False
    there = documents.filter(raw__in=learning.sample).values("raw").distinct().count()
    return 2 * there >= len(learning.sample)


def _sample(source: ImportSource) -> Iterator[tuple[str, bytes, str]]:
    """Web pages spread over the archive: name, bytes and digest."""
    held = found = 0
    for name, digest in _spread(source):
        try:
            data = raw.load(digest)
        except (FileNotFoundError, ValueError):
            continue
        if len(data) > MOST_BYTES or not _is_page(name, data):
            continue
        held, found = held + len(data), found + 1
        yield name, data, digest
        if held > _MOST_HELD or found == MOST_PAGES:
            return


def _spread(source: ImportSource) -> list[tuple[str, str]]:
    """The source's documents that may be web pages, one from each part of the archive in turn, and in each part spread
    from its first to its last."""
    parts: list[tuple[tuple[str, str], tuple[str, str]]] = []
    rows = _documents(source).order_by("identifier").values_list("identifier", "address", "location", "raw_id")
    for identifier, address, location, digest in rows.iterator(chunk_size=2000):
        name = location or identifier
        if PurePosixPath(name).suffix.casefold() not in _OTHER and digest is not None:
            place = urlsplit(address) if address else urlsplit(identifier)
            parts.append(((place.netloc, "/".join(place.path.split("/")[:3][:-1])), (name, digest)))
    return list({digest: (name, digest) for name, digest in spread(parts, _MOST_TRIES)}.values())


def _is_page(name: str, data: bytes) -> bool:
    """Whether bytes are a web page as a site showed it, not one that was made of an export's fields."""
    try:
        form = detect(data, source=name)
        return (form == "html" or (form == "" and looks_like_html(decode(data).text))) and not is_composed(data)
    except UnreadableDocument:
        return False

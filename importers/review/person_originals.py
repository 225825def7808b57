"""Originals that hold a person: found for whoever answers a request about personal data, and sealed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from html import unescape
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from brygga.projects.personal_data.asking import rows_that_may
from brygga.projects.personal_data.holdings import ORIGINALS, Holding, around, key_for
from brygga.projects.personal_data.naming import Named
from brygga.projects.personal_data.wording import KEEP, SEAL, hits_in

from ..archive import raw
from ..models import (
    ImportItem,
    ImportMessage,
    PageProposalSource,
    RunEntry,
    SealedOriginal,
    Suggestion,
    SuggestionSource,
    WrittenPage,
)
from ..models.sealed_original import HIDDEN
from ..suggestions.values import FIELDS
from .left_out_prose import article_of_bytes

ORIGINAL = "original"
_READ_WHOLE = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf")


class Originals:
    """Looks in the bytes that imports have kept."""

    def find(self, named: Named, pattern: str, pages: Collection[int], *, thorough: bool) -> list[Holding]:
        """The originals with the person in them: of the documents that something known says it of, or of all."""
        items = ImportItem.objects.filter(raw__isnull=False).order_by("pk")
        if not thorough:
            items = items.filter(self._known(pattern, pages)).distinct()
        seals = {seal.raw_id: seal for seal in SealedOriginal.objects.all()}
        found: dict[str, Holding] = {}
        for item in items.iterator(chunk_size=200):
            earlier = RunEntry.objects.filter(item=item).exclude(raw_digest="").values_list("raw_digest", flat=True)
            for digest in dict.fromkeys((str(item.raw_id), *earlier)):
                if digest not in found and (place := self._in(item, digest, named, pattern, seals.get(digest))):
                    found[digest] = place
        return list(found.values())

    def _known(self, pattern: str, pages: Collection[int]) -> Q:
        known = Q(page__in=pages) | Q(written__page__in=pages) | Q(duplicate_of__page__in=pages)
        known |= Q(messages__code=HIDDEN) | Q(raw__in=SealedOriginal.objects.values("pk"))
        known |= Q(pk__in=rows_that_may(ImportItem, pattern).values("pk"))
        for model in (WrittenPage, SuggestionSource, PageProposalSource, ImportMessage):
            known |= Q(pk__in=rows_that_may(model, pattern).exclude(item=None).values("item"))
        return known

    def _in(
        self, item: ImportItem, digest: str, named: Named, pattern: str, seal: SealedOriginal | None
    ) -> Holding | None:
        text, read = text_of(item, digest, pattern)
        hits = hits_in(text, named) if read else []
        if read and not hits:
            return None
        title, where = str(item), _("Originalet, som det togs emot")
        if named.hits(title):
            title = _("Dokument %(number)d") % {"number": item.pk}
        if seal is not None:
            where = _("Förseglat %(date)s") % {"date": date_format(localtime(seal.sealed_at), "j F Y")}
        said = around(" ".join(text.split()), 0, 0) if not hits else around(text, hits[0].start, hits[0].end)
        return Holding(
            key_for("original", digest, (ORIGINAL,)),
            ORIGINALS,
            ORIGINAL,
            title,
            where,
            " ".join(said.split()) if read else _("Originalet går inte att läsa. Öppna det och se efter."),
            (KEEP,) if seal is not None else (KEEP, SEAL),
            certain=read,
            address=reverse("importdokument:inspect", args=[item.pk]),
            model="brygga_importers.RawDocument",
            pk=digest,
            full=" ".join(text.split()) if read else "",
        )

    def seal(self, holdings: Collection[Holding], reason: str, user: Any) -> int:
        """Seal them. Those that are sealed stay as they are."""
        rows = [SealedOriginal(raw_id=one.pk, reason=reason[:300], sealed_by=user) for one in holdings]
        return len(SealedOriginal.objects.bulk_create(rows, ignore_conflicts=True))

    def settle(self) -> None:
        """Suggestions are known by what they say: those that say something else now are known by that."""
        for row in Suggestion.objects.all().iterator(chunk_size=500):
            kind = FIELDS.get(row.field)
            key = kind.key(row.value) if kind is not None else row.key
            same = Suggestion.objects.filter(page=row.page_id, field=row.field, key=key)
            if key != row.key and not same.exists():
                Suggestion.objects.filter(pk=row.pk).update(key=key)


def text_of(item: ImportItem, digest: str, pattern: str) -> tuple[str, bool]:
    """The words of an original, and whether they could be read. Web pages and plain texts are read only where their
    bytes may hold the person; what is packed (Word, PDF, mail) has to be read to see."""
    try:
        data = raw.load(digest)
    except (FileNotFoundError, ValueError, OSError):
        return "", False
    packed = data.startswith(_READ_WHOLE) or b"Content-Transfer-Encoding" in data[:20000]
    if not packed and not any(re.search(pattern, form, re.IGNORECASE) for form in _forms(data)):
        return "", True
    article = article_of_bytes(item, data)
    return (article.source_text, True) if article is not None else ("", False)


def _forms(data: bytes) -> Iterable[str]:
    for encoding in ("utf-8", "cp1252"):
        text = data.decode(encoding, errors="replace")
        yield text
        yield unescape(text)

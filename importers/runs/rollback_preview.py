"""What undoing a run would do: the same answers as `rollback.py` gives, without writing anything.

The pages and objects of the run and who needs each of them are asked for together; then they leave in the order in
which undoing lets them go.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, ReferenceIndex, Revision

from brygga.projects.models import Indicator, Observation
from brygga.site.version_references import Key, key_of, named_by_versions, names

from ..models import ImportRun, MadeObject, OldAddress, PageChange, RunEntry, WrittenPage
from . import why_kept
from .removal_order import Node, circle_of, let_free
from .restoring import STANDING
from .rollback_rules import progress, undoable
from .undo_result import Undone

AT_ONCE = 500  # keys in one query


@dataclass
class Foreseen(Undone):
    """What undoing would do. Of `removed` and `restored` those that visitors see now; what goes besides pages, by kind
    and name; how many old addresses stop to lead anywhere; documents undone already, and all of them."""

    removed_public: list[str] = field(default_factory=list)
    restored_public: list[str] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    redirects: int = 0
    done: int = 0
    total: int = 0


def marked(titles: list[str], public: list[str]) -> list[tuple[str, bool]]:
    """Each title, those that are public first, and whether it is: two pages may have the same."""
    left = Counter(titles) - Counter(public)
    return [(title, True) for title in public] + [(title, False) for title in left.elements()]


def preview(run: ImportRun) -> Foreseen:
    """What would be removed, restored and kept, with the reasons, if the run was undone now. What has gone already is
    not in it, but how many documents that was."""
    return _Preview(run).carry_out()


def _chunks(values: Iterable[Any]) -> Iterable[list[Any]]:
    listed = list(values)
    return (listed[start : start + AT_ONCE] for start in range(0, len(listed), AT_ONCE))


class _Preview:
    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.entries = {entry.pk: entry for entry in undoable(run)}
        finished = RunEntry.objects.filter(run=run, state=RunEntry.State.ROLLED_BACK)
        self.entries |= {entry.pk: entry for entry in finished}
        self.items = {entry.item_id for entry in self.entries.values()}
        rows = PageChange.objects.filter(entry__run=run).select_related("page", "entry").order_by("-pk")
        self.changes = [change for change in rows if change.entry_id in self.entries]
        self.result = Foreseen()
        self.kept: list[tuple[PageChange, str]] = []
        self.before: dict[Key, set[Key]] = {}  # restored page → what the version it gets back names
        self.published: set[Key] = set()  # those of them whose public version goes back too

    def carry_out(self) -> Foreseen:
        result = self.result
        result.done, result.total = progress(self.run)
        created = self._follow_changes()
        pages = self._pages(created)
        objects = self._objects()
        gone = self._let_go(pages, objects)
        for change in created:
            if _page(change) in gone:
                self._note(change, result.removed, result.removed_public)
            else:
                self.kept.append((change, pages[_page(change)].why(gone)))
        removed = {*result.removed, *(change.title for change in self.changes if change.undone == "removed")}
        for change in self.changes:
            if change.page is None and change.undone in ("", "kept") and change.title not in removed:
                self.kept.append((change, why_kept.GONE))
        result.kept = why_kept.once(self.kept)
        result.objects = sorted(node.label for key, node in objects.items() if key in gone)
        result.objects_kept = [(node.label, node.why(gone)) for key, node in objects.items() if key not in gone]
        entries = self._all_entries()
        before = why_kept.number_gone(entries.filter(state=RunEntry.State.ROLLED_BACK))
        result.objects_removed = why_kept.number_made(entries) - len(result.objects_kept) - before
        result.redirects = self._redirects({int(pk) for model, pk in gone if model is Page})
        return result

    def _note(self, change: PageChange, titles: list[str], public: list[str]) -> None:
        titles.append(change.title)
        if change.page is not None and change.page.live:
            public.append(change.title)

    def _redirects(self, gone: set[int]) -> int:
        """How many redirects go: those to pages that go, and those of documents that only joined a page."""
        wrote = {(self.entries[change.entry_id].item_id, change.page_id) for change in self.changes}
        joined = [
            entry.item_id
            for entry in self.entries.values()
            if entry.state != RunEntry.State.ROLLED_BACK
            and entry.item.page_id not in gone
            and (entry.item_id, entry.item.page_id) not in wrote
            and entry.item_id not in self.standing
        ]
        going: set[int] = set()
        for some in _chunks(gone):
            going |= set(Redirect.objects.filter(redirect_page__in=some).values_list("pk", flat=True))
        for some in _chunks(joined):
            theirs = OldAddress.objects.filter(item__in=some, redirect__automatically_created=True)
            going |= set(theirs.values_list("redirect", flat=True))
        return len(going)

    @cached_property
    def standing(self) -> set[int]:
        """The documents (primary keys) that an earlier run wrote and that stand by it."""
        earlier = RunEntry.objects.filter(STANDING, run__lt=self.run.pk, run__mode=ImportRun.Mode.APPLY)
        return set(earlier.values_list("item", flat=True)) & self.items

    def _all_entries(self) -> models.QuerySet[RunEntry]:
        return RunEntry.objects.filter(run=self.run, pk__in=list(self.entries))

    # Pages

    def _follow_changes(self) -> list[PageChange]:
        """Go back from each page's latest version, change by change. The changes that made pages nobody has touched
        since; what is restored or kept for the sake of an editor is noted."""
        by_page: dict[int, list[PageChange]] = defaultdict(list)
        for change in self.changes:
            if change.page is not None and change.undone in ("", "kept"):
                by_page[change.page.pk].append(change)
        wanted = [change.revision_before for those in by_page.values() for change in those if change.revision_before]
        there: set[int] = set()
        for some in _chunks(wanted):
            there |= set(Revision.objects.filter(pk__in=some).values_list("pk", flat=True))
        return [made for those in by_page.values() for made in self._follow(those, there)]

    def _follow(self, changes: list[PageChange], there: set[int]) -> list[PageChange]:
        page = changes[0].page
        assert page is not None, f"{changes[0]} has no page to go back from"
        current, left, public = page.latest_revision_id, list(changes), page.live
        live = page.live_revision_id
        while step := next((change for change in left if change.revision_after == current), None):
            if step.created:
                left.remove(step)
                return [step]
            if step.revision_before not in there:
                left.remove(step)
                self.kept.append((step, why_kept.NO_VERSION))
                break
            left.remove(step)
            self._note(step, self.result.restored, self.result.restored_public)
            republished = public and live == step.revision_after and step.live_revision_before == step.revision_before
            current = step.revision_before
            live = current if republished else live
            self._note_restored(_page(step), current, republished)
        if left:  # one reason is told for each page
            self.kept.append((left[0], why_kept.edited(left[0])))
        return []

    def _note_restored(self, page: Key, revision: int, republished: bool) -> None:
        row = Revision.objects.filter(pk=revision).select_related("content_type").first()
        model = row.content_type.model_class() if row is not None else None
        self.before[page] = set(names(model, row.content)) if row is not None and model is not None else set()
        if republished:
            self.published.add(page)

    def _pages(self, created: list[PageChange]) -> dict[Key, Node]:
        nodes = {_page(change): Node(_page(change), change.title) for change in created}
        for change in created:
            if change.page is not None and change.page.numchild:
                children = change.page.get_children().values_list("pk", flat=True)
                nodes[_page(change)].children = {key_of(Page, pk) for pk in children}
        self._hold_written(created, nodes)
        self._refer(nodes)
        drafts = named_by_versions(set(nodes), since=self.run.created_at, drafts=True)
        for key, whose in drafts.items():
            others = {why_kept.as_key(row) for row in whose} - {key}
            nodes[key].versions = {by for by in others if by not in self.before or key in self.before[by]}
        return nodes

    def _hold_written(self, created: list[PageChange], nodes: dict[Key, Node]) -> None:
        """Pages to which documents have contributed that are not undone with the run."""
        own = {change.page_id: self.entries[change.entry_id].item_id for change in created}
        mine = {(self.entries[c.entry_id].item_id, c.page_id): c for c in reversed(self.changes) if c.page_id}
        for some in _chunks(own):
            for item, page in WrittenPage.objects.filter(page__in=some).values_list("item", "page"):
                change = mine.get((item, page))
                goes = item in self.items and (
                    not change.written_before if change is not None else item not in self.standing
                )
                if item != own[page] and not goes:
                    nodes[key_of(Page, page)].held = why_kept.OTHERS_WROTE

    # What was made besides pages

    def _objects(self) -> dict[Key, Node]:
        objects = why_kept.made_by(self._all_entries())
        held = why_kept.why_held(objects, set(self._values()))
        nodes = {}
        for obj in objects:
            key = key_of(type(obj), obj.pk)
            nodes[key] = Node(key, why_kept.label(obj), held=held.get(key, ""))
        self._refer(nodes)
        for key, whose in why_kept.named_by_any(objects, self.run.created_at).items():
            nodes[key].versions = {why_kept.as_key(row) for row in whose}
        return nodes

    def _values(self) -> Iterable[int]:
        """The values of key figures that the run noted (primary keys)."""
        made = MadeObject.objects.filter(entry__in=self._all_entries())
        return made.filter(content_type=why_kept.content_type(Observation)).values_list("object_id", flat=True)

    def _refer(self, nodes: dict[Key, Node]) -> None:
        """Note who refers to each, when the pages that are restored say what they said before."""
        by_model: dict[type[models.Model], list[str]] = defaultdict(list)
        for model, pk in nodes:
            by_model[model].append(pk)
        for model, pks in by_model.items():
            for some in _chunks(pks):
                rows = ReferenceIndex.objects.filter(
                    to_content_type=why_kept.content_type(model), to_object_id__in=some
                )
                for to, base, pk in rows.values_list("to_object_id", "base_content_type", "object_id").distinct():
                    key, by = (model, to), why_kept.as_key((base, pk))
                    if by not in self.published or key in self.before[by]:
                        nodes[key].references.add(by)
        self._forget_values(nodes)

    def _forget_values(self, nodes: dict[Key, Node]) -> None:
        """A key figure refers to a page by its values, and those that the run noted go first."""
        values = set(self._values())
        for (model, pk), node in nodes.items():
            figures = {by for by in node.references if by[0] is Indicator}
            if model is Page and figures:
                rows = Observation.objects.filter(source_page=pk).exclude(pk__in=values)
                node.references -= figures - {
                    key_of(Indicator, key) for key in rows.values_list("indicator", flat=True)
                }

    # Letting go

    def _let_go(self, pages: dict[Key, Node], objects: dict[Key, Node]) -> set[Key]:
        """What leaves, as undoing does it: pages that nothing needs, pages that only need each other, objects; as
        long as that lets more go."""
        gone: set[Key] = set()
        while True:
            before = len(gone)
            let_free(pages, gone)
            gone |= circle_of(pages, gone)
            let_free(objects, gone)
            if len(gone) == before:
                return gone


def _page(change: PageChange) -> Key:
    return key_of(Page, change.page_id)

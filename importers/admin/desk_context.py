"""What the desk shows of one document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.utils.text import capfirst
from wagtail.images import get_image_model
from wagtail.models import Page

from ..models import FieldConflict, ImportItem, Review, Suggestion
from ..review import review_queue
from ..review.desk_checks import NOTES, Check, checks_of
from ..review.left_out_prose import article_of, left_prose
from ..suggestions.values import EVERY, references
from ..writing import fields, pages
from .rights import IMPORT, ORIGINALS, REVIEW, may
from .run_details import conflict_shown
from .suggestion_display import Named, in_words

NO_ONE_ELSE = 100  # of those it can be passed to


@dataclass(frozen=True, slots=True)
class Said:
    """A suggestion that this document gives a page."""

    pk: int
    page: Page
    label: str
    text: str
    sentence: str
    contradicts: bool


def desk_context(item: ImportItem, page: Page, user: Any) -> dict[str, Any]:
    """For the template of the desk."""
    current = pages.latest(page)
    prose = left_prose(article_of(item))
    checks = checks_of(item, current, prose)
    everything = review_queue.queue(user)
    ready = review_queue.waiting(everything, user)
    body = fields.read(current, "body")
    permissions = page.permissions_for_user(user)
    return {
        "item": item,
        "page": current,
        "checks": checks,
        "pictures": pictures_of(checks),
        "left": ready.count(),
        "aside": everything.filter(review__state="aside").count(),
        "prose": [piece for piece in prose if piece.furniture],
        "notes": _notes(item),
        "said": suggestions_of(item, user),
        "quotes": [block for block in body if block["type"] == "quote"],
        "headings": [block for block in body if block["type"] == "heading"],
        "conflicts": [conflict_shown(one) for one in _open_conflicts(item)],
        "others": other_pages(item),
        "step": item.review.steps.last() if hasattr(item, "review") else None,
        "may_publish": permissions.can_publish(),
        "may_delete": permissions.can_delete(),
        "thrown": hasattr(item, "review") and item.review.state == Review.State.THROWN,
        "may_see_original": may(user, ORIGINALS) and item.raw_id is not None,
        "may_import": may(user, IMPORT),
        "colleagues": colleagues(user),
        "holder": review_queue.holder(item, user),
    }


def pictures_of(checks: list[Check]) -> dict[int, Any]:
    """The images that the checks are about, by primary key."""
    return get_image_model().objects.in_bulk([check.picture for check in checks if check.picture])


def _open_conflicts(item: ImportItem) -> Any:
    return FieldConflict.objects.filter(item=item, state=FieldConflict.State.OPEN).select_related("page")


def _notes(item: ImportItem) -> list[str]:
    latest = item.entries.order_by("-pk").first()
    if latest is None:
        return []
    told = item.messages.filter(run=latest.run_id).filter(Q(level="info") | Q(code__in=NOTES))
    return list(told.values_list("text", flat=True)[:30])


def suggestions_of(item: ImportItem, user: Any) -> list[Said]:
    """The values that the document suggests for pages the user may edit, and that nobody has decided on."""
    rows = list(
        Suggestion.objects.filter(sources__item=item, state=Suggestion.State.NEW).select_related("page__content_type")
    )
    if not rows:
        return []
    sentences = dict(item.suggestion_sources.values_list("suggestion", "sentence"))
    models = {row.pk: row.page.specific_class or Page for row in rows}
    named = Named(ref for row in rows for ref in references(models[row.pk], row.field, row.value))
    return [
        Said(
            row.pk,
            row.page,
            capfirst(str(EVERY[row.field].label)),
            in_words(models[row.pk], row.field, row.value, named),
            sentences.get(row.pk, ""),
            row.contradicts,
        )
        for row in rows
        if row.page.specific.permissions_for_user(user).can_edit()
    ]


def other_pages(item: ImportItem) -> list[Page]:
    """The drafts of projects and units that the document made beside its news."""
    made = item.written.exclude(page=item.page_id).filter(page__live=False).select_related("page")
    return [row.page for row in made]


def colleagues(user: Any) -> Any:
    """Whom a document can be passed to: those who may review, besides the user."""
    codename = REVIEW.partition(".")[2]
    right = Permission.objects.filter(codename=codename, content_type__app_label="brygga_importers")
    may_review = Q(groups__permissions__in=right) | Q(user_permissions__in=right) | Q(is_superuser=True)
    found = get_user_model().objects.filter(may_review, is_active=True).exclude(pk=user.pk)
    return found.distinct().order_by("pk")[:NO_ONE_ELSE]

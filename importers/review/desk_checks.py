"""What in an imported news page a person is to look at, in order of weight, each with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from brygga.news.models import NewsPage
from brygga.site.gate.evaluate import stops_of

from ..models import FieldConflict, ImportItem, Review
from ..sources.access import REASONS, status_of
from ..writing import fields
from . import edits
from .left_out_prose import LeftProse

OK = "stammer"
# Messages that say what nobody need act on before the page is published, and those that a check of its own is about.
NOTES = frozenset(
    {"page-proposed", "fact-offered", "publisher-unclear", "figure-left-as-text", "comments", "left-out"}
)
TOLD_OTHERWISE = frozenset({"no-date", "image-missing"})


@dataclass(frozen=True, slots=True)
class Blank:
    """Something to fill in: a field of the form that "Ändra" opens. `hint` stands beside it and fills nothing in."""

    name: str
    label: str
    value: str = ""
    kind: str = "text"
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """What can be done about a check. `do` changes the draft by what was filled in and raises `edits.CannotEditError`;
    None means that it is right as it is."""

    name: str
    label: str
    do: Callable[[Page, dict[str, str]], None] | None = None
    blanks: tuple[Blank, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at. `key` is the same as long as it is the same thing. `picture` is the image that it is
    about (a primary key), which has to be seen."""

    key: str
    text: str
    words: str = ""
    acts: tuple[Act, ...] = ()
    picture: int | None = None


def checks_of(item: ImportItem, page: Page, prose: list[LeftProse] | None = None) -> list[Check]:
    """The checks of the document's page (its latest version) that nobody has found right, the heaviest first."""
    review = Review.objects.filter(item=item).first()
    passed = set(review.passed) if review is not None else set()
    body = fields.read(page, "body")
    found = [
        *_stopped(page),
        *_closed(item),
        *_conflicts(item),
        *_quotes(body),
        *_dates(item, page),
        *_pictures(page, body),
        *_left_out(prose or []),
        *_messages(item),
    ]
    return [check for check in found if check.key not in passed]


def _right(label: str = "") -> Act:
    return Act(OK, label or _("Det stämmer"))


def _stopped(page: Page) -> Iterator[Check]:
    """What keeps the page from being published, but for pictures, which have a check of their own."""
    for one in stops_of(page):
        if one.rule != "alt":
            text = _("Stoppar publicering: %s") % one.problem.text
            yield Check(f"gate:{one.rule}:{one.problem.spot.path}", text, one.problem.words)


def _closed(item: ImportItem) -> Iterator[Check]:
    status = status_of(item.known)
    if status:
        yield Check(
            "closed",
            _("Sidan var inte offentlig i källan (%(why)s). Ska alla få läsa den?") % {"why": REASONS[status][0]},
            acts=(_right(_("Ja, den får bli offentlig")),),
        )


def _conflicts(item: ImportItem) -> Iterator[Check]:
    open_ones = FieldConflict.objects.filter(item=item, state=FieldConflict.State.OPEN)
    if open_ones.exists():
        yield Check("conflict", _("Både sidan och källan har ändrats. Välj vilken text som gäller, längre ner."))


def _quotes(body: list[dict[str, Any]]) -> Iterator[Check]:
    for block in body:
        value = block["value"]
        if block["type"] != "quote" or not value.get("speaker_note"):
            continue
        where = block["id"]
        blanks = (
            Blank("speaker_name", _("Vem"), value.get("speaker_name") or ""),
            Blank("role", _("Roll"), value.get("role") or ""),
            Blank("organisation_name", _("Organisation eller enhet"), value.get("organisation_name") or ""),
        )
        yield Check(
            f"quote:{where}",
            value["speaker_note"],
            value["text"],
            (
                Act("andra", _("Ändra"), partial(edits.set_speaker, where), blanks),
                Act(OK, _("Det stämmer"), partial(edits.clear_note, where)),
                Act("text", _("Gör till vanlig text"), partial(edits.quote_to_text, where)),
            ),
        )


def _dates(item: ImportItem, page: Page) -> Iterator[Check]:
    day = fields.read(page, "first_published_on") or ""
    told = str(item.known.get("published") or "")[:10]
    change = Act(
        "andra",
        _("Ändra"),
        partial(edits.set_field, "first_published_on"),
        (Blank("value", _("Publicerad"), day or told, "date"),),
    )
    if not day:
        yield Check(
            "no-date",
            _("Datum saknas: texten säger inte när den publicerades."),
            acts=(change, _right(_("Lämna utan datum"))),
        )
    elif told and told != day:
        text = _("Datumen skiljer sig: sidan säger %(page)s, källan %(source)s.") % {"page": day, "source": told}
        take = Act(
            "kallan",
            _("Ta källans"),
            lambda page, _given: edits.set_field("first_published_on", page, {"value": told}),
        )
        yield Check(f"date:{day}:{told}", text, acts=(take, change, _right()))


def _pictures(page: Page, body: list[dict[str, Any]]) -> Iterator[Check]:
    undescribed = isinstance(page, NewsPage) and page.lead_image_id and not page.lead_image_alt.strip()
    if undescribed and not page.lead_image_decorative:
        yield Check(
            "lead-alt",
            _("Bilden överst saknar beskrivning för den som inte ser den."),
            acts=(
                Act(
                    "andra",
                    _("Beskriv"),
                    partial(edits.set_field, "lead_image_alt"),
                    (_description(page.lead_image_caption),),
                ),
                Act("dekoration", _("Bara dekoration"), edits.set_lead_decorative),
            ),
            picture=page.lead_image_id,
        )
    for block in body:
        value, where = block["value"], block["id"]
        if block["type"] == "missing_image":
            yield Check(
                f"missing:{where}",
                _("En bild fanns inte med. Besökarna ser inget tomrum."),
                value.get("caption") or value.get("alt") or value.get("src") or "",
                (Act("bort", _("Ta bort"), partial(edits.remove_block, where)), _right(_("Låt platsen stå"))),
            )
        if block["type"] == "image" and not (value.get("alt") or "").strip() and not value.get("decorative"):
            describe = Act(
                "andra",
                _("Beskriv"),
                partial(edits.set_alt, where),
                (_description(value.get("caption") or ""),),
            )
            yield Check(
                f"alt:{where}",
                _("En bild saknar beskrivning för den som inte ser den."),
                acts=(describe, Act("dekoration", _("Bara dekoration"), partial(edits.set_decorative, where))),
                picture=value.get("image"),
            )


def _description(caption: str) -> Blank:
    """Where one writes what a picture shows. The caption says something else, and is read too: only a hint."""
    hint = _("Bildtexten, som också läses upp: %s") % caption[:250] if caption.strip() else ""
    return Blank("value", _("Vad bilden visar"), hint=hint)


def _left_out(prose: list[LeftProse]) -> Iterator[Check]:
    for piece in prose:
        if piece.furniture:
            continue
        take = Act("med", _("Ta med"), partial(edits.take_in, piece.text, piece.before))
        text = _("Utelämnat ur originalet (%(why)s):") % {"why": piece.why}
        yield Check(f"left:{piece.key}", text, piece.text, (take, _right(_("Rätt utelämnat"))))


def _messages(item: ImportItem) -> Iterator[Check]:
    latest = item.entries.order_by("-pk").first()
    if latest is None:
        return
    told = item.messages.filter(run=latest.run_id).exclude(level="info").exclude(code__in=NOTES | TOLD_OTHERWISE)
    for message in told.exclude(code__startswith="closed")[:20]:
        yield Check(f"told:{message.code}:{message.start or 0}", message.text, acts=(_right(_("Har sett")),))

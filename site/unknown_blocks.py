"""Streams that lose nothing: a block of a kind that the stream does not have is kept as it is stored.

Wagtail drops such blocks in silence when the value is read, and the next save makes it final. Here the editor sees
them, a save keeps them and visitors see nothing of them. In a migration, where a stream knows no blocks at all
(see `brygga.site.fields.StreamField`), this is what keeps whole bodies.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.templatetags.static import static
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock

from .presentable import presentable

FORM_NAME = "brygga_unknown"  # what unknown blocks are called in an editor's form, whatever kind they are of
SEAL = Signer(salt="brygga.site.unknown_blocks")


class UnreadableError(ValueError):
    """A form gave something else than the block that it was given."""


def _sealed(kind: str, value: Any) -> str:
    """The text of a form's field: the block as JSON, signed, so that nobody can send in a block that was not there
    (as one with HTML that no cleaner has seen)."""
    content = json.dumps({"block": kind, "innehåll": value}, ensure_ascii=False, indent=2)
    return f"{content}\n\n{SEAL.signature(' '.join(content.split()))}"


def _opened(text: str) -> tuple[str, Any]:
    """The kind and the value of a block as `_sealed` wrote it; raises UnreadableError."""
    content, _space, seal = text.strip().rpartition("\n")
    try:
        SEAL.unsign(f"{' '.join(content.split())}{SEAL.sep}{seal.strip()}")
        block = json.loads(content)
        return block["block"], block["innehåll"]
    except (BadSignature, ValueError, KeyError, TypeError) as error:
        raise UnreadableError from error


class UnknownBlock(blocks.FieldBlock):
    """A block that the stream has no definition of. Its value is the raw value, whatever that is.

    In a form its text is the sealed JSON; a text that does not come back as it was is refused by `clean`.
    """

    def __init__(self, **kwargs: Any) -> None:
        self.field = forms.CharField(
            required=False,
            strip=False,
            widget=forms.Textarea(attrs={"readonly": True, "rows": 8}),
            help_text=_(
                "Sidan har inget sådant block, så besökare ser det inte. Det sparas som det är, tills du tar bort det."
            ),
        )
        super().__init__(**kwargs)

    class Meta:
        label = _("Okänt block")
        icon = "warning"
        default = None

    def to_python(self, value: Any) -> Any:
        return value

    def get_prep_value(self, value: Any) -> Any:
        return value

    def normalize(self, value: Any) -> Any:
        return value

    def clean(self, value: Any) -> Any:
        if isinstance(value, Unopened):
            message = _("Innehållet i det okända blocket kom inte tillbaka som det var. Läs in sidan på nytt.")
            raise ValidationError(message, code="changed")
        return value

    def value_for_form(self, value: Any) -> str:
        return str(value) if isinstance(value, Unopened) else _sealed(self.name, value)

    def render(self, value: Any, context: Any = None) -> SafeString:
        return SafeString("")

    def render_basic(self, value: Any, context: Any = None) -> SafeString:
        """For editors who compare versions."""
        return escape(json.dumps({self.name: value}, ensure_ascii=False))

    def get_searchable_content(self, value: Any) -> list[str]:
        return []


class Unopened(str):
    """What a form sent in for an unknown block and could not be read."""

    __slots__ = ()


class _Children(dict[str, blocks.Block]):
    """The blocks of a stream by name; any other name gives an unknown block, without being counted in."""

    def __missing__(self, name: str) -> blocks.Block:
        unknown = UnknownBlock()
        unknown.set_name(name)
        return unknown


class KeepingStreamBlock(blocks.StreamBlock):
    """Wagtail's stream, which keeps the blocks that it does not know.

    A stored block of an unknown kind is read, saved and copied as it is. Python code that names an unknown block in
    a list of (name, value) has made a mistake, and gets a ValueError; only a stream without any blocks, as in a
    migration, takes them all.
    """

    child_blocks: dict[str, blocks.Block]

    def __init__(self, local_blocks: Any = None, search_index: bool = True, **kwargs: Any) -> None:
        super().__init__(local_blocks, search_index, **kwargs)
        self.child_blocks = _Children(self.child_blocks)

    def to_python(self, value: Any) -> blocks.StreamValue:
        if isinstance(value, blocks.StreamValue):
            return value
        if isinstance(value, str) and value:
            try:
                value = json.loads(value)
            except ValueError:
                return self.empty_value(raw_text=value)
        entries = list(value or ())
        if entries and isinstance(entries[0], Mapping):
            return blocks.StreamValue(self, entries, is_lazy=True)
        if self.child_blocks:
            for entry in entries:
                if isinstance(entry, tuple | list) and entry and entry[0] not in self.child_blocks:
                    raise ValueError(unknown_message(str(entry[0]), self.child_blocks))
            return super().to_python(entries)
        return blocks.StreamValue(self, entries)

    def bulk_to_python(self, values: Iterable[Iterable[Mapping[str, Any]]]) -> list[blocks.StreamValue]:
        streams = [list(stream) for stream in values]
        raw: dict[str, list[Any]] = {}
        for stream in streams:
            for entry in stream:
                raw.setdefault(entry["type"], []).append(entry["value"])
        read = {name: iter(self.child_blocks[name].bulk_to_python(found)) for name, found in raw.items()}
        return [
            blocks.StreamValue(self, [(entry["type"], next(read[entry["type"]]), entry.get("id")) for entry in stream])
            for stream in streams
        ]

    def get_form_state(self, value: Any) -> list[dict[str, Any]]:
        return [
            {
                "type": child.block_type if child.block_type in self.child_blocks else FORM_NAME,
                "value": child.block.get_form_state(child.value),
                "id": child.id,
            }
            for child in value or ()
        ]

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> blocks.StreamValue:
        sent = super().value_from_datadict(data, files, prefix)
        return blocks.StreamValue(self, [self._as_stored(child) for child in sent])

    def _as_stored(self, child: Any) -> Any:
        """A child of a form: an unknown block gets back the kind and the value that it had."""
        if child.block_type in self.child_blocks:
            return child
        try:
            kind, value = _opened(str(child.value or ""))
        except UnreadableError:
            kind, value = FORM_NAME, Unopened(child.value or "")
        if kind in self.child_blocks:  # there is such a block by now: what it says has to pass its own checks
            value = self.child_blocks[kind].to_python(value)
        return kind, value, child.id

    def shown(self, value: Any) -> list[Any]:
        """The children that visitors see, as they see them (`brygga.site.presentable`)."""
        return presentable(child for child in value or () if child.block_type in self.child_blocks)

    def get_api_representation(self, value: Any, context: Any = None) -> list[dict[str, Any]]:
        return super().get_api_representation(self.shown(value), context=context)

    def render_basic(self, value: Any, context: Any = None) -> SafeString:
        return super().render_basic(self.shown(value), context=context)


class KeepingStreamBlockAdapter(StreamBlockAdapter):
    """Gives the editor's form a definition of unknown blocks, without offering them among those that can be added."""

    js_constructor = "brygga.site.KeepingStreamBlock"

    def js_args(self, block: KeepingStreamBlock) -> list[Any]:
        unknown = UnknownBlock()
        unknown.set_name(FORM_NAME)
        return [*super().js_args(block), unknown]

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=[static("brygga_site/unknown_blocks.js")])


register(KeepingStreamBlockAdapter(), KeepingStreamBlock)


def unknown_message(kind: str, known: Iterable[str]) -> str:
    """What to tell somebody who wrote a block that the field does not have."""
    return str(_("Blocket ”%(kind)s” finns inte här. Det som finns är: %(known)s.")) % {
        "kind": kind,
        "known": ", ".join(known),
    }


def unplaced(block: blocks.Block, raw: Any, where: str = "") -> Iterator[str]:
    """What in a raw value its block has no place for, and would lose: "fax i contact", "kontaktkort" …

    For those who write raw values (a builder, an importer), before they are stored.
    """
    if isinstance(block, blocks.StreamBlock):
        for entry in raw or ():
            kind = entry["type"]
            if kind in block.child_blocks:
                yield from unplaced(block.child_blocks[kind], entry["value"], kind)
            else:
                yield unknown_message(kind, block.child_blocks)
    elif isinstance(block, blocks.StructBlock) and isinstance(raw, Mapping):
        for name, value in raw.items():
            if name in block.child_blocks:
                yield from unplaced(block.child_blocks[name], value, f"{where}.{name}")
            else:
                yield str(_("%(where)s: fältet ”%(name)s” finns inte. De som finns är: %(known)s.")) % {
                    "where": where,
                    "name": name,
                    "known": ", ".join(block.child_blocks),
                }
    elif isinstance(block, BaseTypedTableBlock) and isinstance(raw, Mapping):
        for column in raw.get("columns") or ():
            if column["type"] not in block.child_blocks:
                yield f"{where}: {unknown_message(column['type'], block.child_blocks)}"
    elif isinstance(block, blocks.ListBlock):
        for item in raw or ():
            is_wrapped = isinstance(item, Mapping) and item.get("type") == "item" and "value" in item
            yield from unplaced(block.child_block, item["value"] if is_wrapped else item, where)

"""The form of a page refuses to publish what the gate stops, at the fields, and saves every draft."""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField
from wagtail.models import Page

from .evaluate import stops_of
from .problems import Finding


class GatedPageForm(WagtailAdminPageForm):
    """Wagtail's, with the gate. A page type with a form of its own lets it inherit from this one."""

    gate_stops: list[Finding] = []

    def is_valid(self) -> bool:
        """Also asks the gate, where what was pressed would make the page public."""
        valid = super().is_valid()
        if valid and not self.gate_stops and self._publishes():
            page = self.save(commit=False)
            _name_blocks(page)
            self.gate_stops = stops_of(page, self.parent_page)
            self._tell(self.gate_stops)
        return valid and not self.gate_stops

    def _publishes(self) -> bool:
        """Whether the button publishes: the editor's own, and the approval that is the last of a workflow."""
        if self.is_deferred_validation:
            return False
        if "action-publish" in self.data:
            return True
        approves = self.data.get("workflow-action-name") == "approve" and "action-workflow-action" in self.data
        return bool(approves and self.instance.pk and _is_last_task(self.instance))

    def _tell(self, found: list[Finding]) -> None:
        """Adds an error for each, at its field or block where the form has it."""
        at_blocks: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
        for one in found:
            spot = one.problem.spot
            if spot.field in self.fields and spot.block:
                at_blocks[spot.field][spot.block].append(one)
            else:
                self.add_error(spot.field if spot.field in self.fields else None, _error(one))
        for name, of_block in at_blocks.items():
            stream = getattr(self.instance, name)
            errors = {
                n: _block_error(child, of_block[child.id]) for n, child in enumerate(stream) if child.id in of_block
            }
            placed = {child.id for child in stream}
            # A block within a block is told of above the form, with the words it is about.
            for key, those in of_block.items():
                for one in those if key not in placed else ():
                    self.add_error(None, _error(one))
            if errors:
                self.add_error(name, StreamBlockValidationError(block_errors=errors))


def _name_blocks(page: Page) -> None:
    """Gives new blocks the ids that Wagtail gives them when they are saved, so that problems can be told of them."""
    for each in page._meta.fields:
        for child in getattr(page, each.name) if isinstance(each, StreamField) else ():
            child.id = child.id or str(uuid.uuid4())


def _error(*found: Finding) -> ValidationError:
    return ValidationError([ValidationError(one.told, code=one.rule) for one in found])


def _block_error(child: Any, found: list[Finding]) -> ValidationError:
    """The error of one block: at its parts where it has them."""
    block = child.block
    if not isinstance(block, blocks.BaseStructBlock):
        return ValidationError(" ".join(one.told for one in found), code="gate")
    parts: dict[str, list[str]] = defaultdict(list)
    whole: list[str] = []
    for one in found:
        part = one.problem.spot.part
        simple = isinstance(block.child_blocks.get(part), blocks.FieldBlock)
        (parts[part] if simple else whole).append(one.told)
    return StructBlockValidationError(
        block_errors={part: ValidationError(" ".join(texts), code="gate") for part, texts in parts.items()},
        non_block_errors=[ValidationError(text, code="gate") for text in whole],
    )


def _is_last_task(page: Page) -> bool:
    """Whether nothing is left of the page's workflow once its present task is approved, so that it is published."""
    state = page.current_workflow_state
    if state is None:
        return False
    states = [task.task_state for task in state.all_tasks_with_state()]
    left = [one for one in states if one is None or one.status not in ("approved", "skipped")]
    return len(left) <= 1

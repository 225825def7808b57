"""Rules between the parts of a project, shown at the field of the part that breaks them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from brygga.site.gate.gate_form import GatedPageForm

from .rules import partner_rule, shares_rule


def _kept(formset: Any) -> list[Any]:
    """The forms of a formset that will be saved and are sound so far."""
    return [
        form
        for form in formset.forms
        if getattr(form, "cleaned_data", None) and not form.cleaned_data.get("DELETE") and not form.errors
    ]


class ProjectPageForm(GatedPageForm):
    """Partners that are not the owner itself, shares that sum to one."""

    def is_valid(self) -> bool:
        """Also checks the rules between parts: they need both the page's own fields and its parts. A draft may
        break them: it is on its way."""
        valid = super().is_valid()
        if valid and not self.is_deferred_validation:
            self._check_partners()
            self._check_shares()
            valid = super().is_valid()
        return valid

    def _check_partners(self) -> None:
        owner = self.cleaned_data.get("owner_organisation")
        unit = self.cleaned_data.get("owner_unit")
        owners = {organisation.pk for organisation in (owner, unit.organisation if unit else None) if organisation}
        seen: set[tuple[int, str]] = set()
        for form in _kept(self.formsets["partners"]):
            organisation, role = form.cleaned_data["organisation"], form.cleaned_data.get("role", "")
            if found := partner_rule(organisation, role, owners, seen):
                form.add_error("organisation", ValidationError(found.text, code=found.code))
            seen.add((organisation.pk, role))

    def _check_shares(self) -> None:
        forms = _kept(self.formsets["funding"])
        if found := shares_rule([form.cleaned_data.get("share") for form in forms]):
            last = next(form for form in reversed(forms) if form.cleaned_data.get("share"))
            last.add_error("share", ValidationError(found.text, code="sum"))

"""How people, organisations and key figures are chosen, and made in the chooser where they are missing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from brygga.site.choosers import NewForm, ToldApartChooserViewSet

from .models import Indicator, Organisation, Person, PersonRole


class NamedOrganisationField(forms.CharField):
    """An organisation by its name as one writes it: a chooser in a chooser is no way to say who somebody works for."""

    def clean(self, value: Any) -> Organisation | None:
        """The organisation, None for no words. Raises ValidationError for words that no one organisation fits."""
        name = super().clean(value)
        if not name:
            return None
        found = Organisation.objects.matching(name)
        if found is None:
            raise ValidationError(
                _("Ingen organisation i registret heter ”%(name)s”, eller flera gör det. Rätta eller lämna tomt."),
                code="unknown",
                params={"name": name},
            )
        return found


class NewPersonForm(NewForm):
    """A person with the role that tells them from others of the same name."""

    role = forms.CharField(label=_("Roll"), max_length=200, required=False)
    employer = NamedOrganisationField(
        label=_("Organisation"), max_length=200, required=False, help_text=_("Namnet, så som det står i registret.")
    )

    class Meta:
        model = Person
        fields = ["name", "email", "phone"]

    field_order = ["name", "role", "employer", "email", "phone"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("employer") and not data.get("role"):
            self.add_error("role", _("Skriv vilken roll personen har i organisationen."))
        return data

    def save(self, commit: bool = True) -> Person:
        """The person, saved, with the role where there is one."""
        person = super().save(commit=commit)
        if commit and self.cleaned_data["role"]:
            held = PersonRole(
                person=person, role=self.cleaned_data["role"], organisation=self.cleaned_data["employer"], sort_order=0
            )
            held.save()
        return person


class NewOrganisationForm(NewForm):
    """An organisation that no name in the register means yet."""

    class Meta:
        model = Organisation
        fields = ["name", "kind", "short_name", "organisation_number"]

    def clean_name(self) -> str:
        """The name. Raises ValidationError where the register has it: two of one name are what one merges later."""
        name = self.cleaned_data["name"]
        if known := Organisation.objects.matching(name):
            raise ValidationError(
                _("”%(name)s” finns redan i registret. Sök efter namnet och välj den."),
                code="known",
                params={"name": known.name},
            )
        return name


class NewIndicatorForm(NewForm):
    """A key figure; its values are added in the register."""

    concerns = NamedOrganisationField(
        label=_("Gäller"),
        max_length=200,
        required=False,
        help_text=_("Organisationens namn, så som det står i registret."),
    )

    class Meta:
        model = Indicator
        fields = ["name", "unit"]

    field_order = ["name", "unit", "concerns"]

    def save(self, commit: bool = True) -> Indicator:
        """The key figure, of the organisation that was named."""
        self.instance.organisation = self.cleaned_data["concerns"]
        return super().save(commit=commit)


class PersonChooserViewSet(ToldApartChooserViewSet):
    """People with their roles."""

    fetched = ("roles__organisation",)
    creation_form_class = NewPersonForm


class OrganisationChooserViewSet(ToldApartChooserViewSet):
    """Organisations with their kind, number and other names."""

    fetched = ("names",)
    creation_form_class = NewOrganisationForm


class IndicatorChooserViewSet(ToldApartChooserViewSet):
    """Key figures with what is counted and whom it concerns."""

    fetched = ("organisation",)
    creation_form_class = NewIndicatorForm

"""The forms of a request about personal data: who it is about, and what is to be done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ..models import Person
from .carrying_out import Orders
from .naming import Named, digits_of, lines
from .wording import KEEP, REMOVE, REPLACE, SHORTEN

_ROWS = {"rows": 2, "spellcheck": "false", "autocomplete": "off"}
SHORTEST_NUMBER = 6  # digits: what is shorter is in many other numbers
CHOICE = "do-"  # what a place's choice is called in the form


class NamedForm(forms.Form):
    """Whom the request is about. Nothing of it is kept."""

    names = forms.CharField(
        label=_("Namn"),
        widget=forms.Textarea(attrs=_ROWS),
        help_text=_("För- och efternamn. Ett namn på varje rad om personen har hetat eller skrivits på flera sätt."),
    )
    mails = forms.CharField(label=_("E-postadresser"), widget=forms.Textarea(attrs=_ROWS), required=False)
    phones = forms.CharField(label=_("Telefonnummer"), widget=forms.Textarea(attrs=_ROWS), required=False)
    people = forms.ModelMultipleChoiceField(
        Person.objects.all(), required=False, widget=forms.MultipleHiddenInput, label=_("I registret")
    )
    thorough = forms.BooleanField(
        label=_("Läs alla original"),
        required=False,
        help_text=_("Tar längre tid. Hittar också original vars sidor inte nämner personen."),
    )

    def clean_names(self) -> str:
        """Raises `ValidationError` for a name alone, which is many people's."""
        text = str(self.cleaned_data["names"])
        for name in lines(text):
            if len(name.split()) < 2:
                raise forms.ValidationError(
                    _t("Skriv både för- och efternamn: ”%(name)s” är för kort för att söka på."), params={"name": name}
                )
        return text

    def clean_mails(self) -> str:
        """Raises `ValidationError` for what is no address."""
        text = str(self.cleaned_data["mails"])
        for mail in lines(text):
            validate_email(mail)
        return text

    def clean_phones(self) -> str:
        """Raises `ValidationError` for a number that is a part of many others."""
        text = str(self.cleaned_data["phones"])
        for phone in lines(text):
            if len(digits_of(phone)) < SHORTEST_NUMBER:
                raise forms.ValidationError(
                    _t("Skriv hela numret, med riktnummer: ”%(phone)s” är för kort."), params={"phone": phone}
                )
        return text

    def named(self) -> Named:
        """The person, of a form that is valid."""
        data = self.cleaned_data
        return Named(
            lines(data["names"]), lines(data["mails"]), lines(data["phones"]), tuple(p.pk for p in data["people"])
        )


class OrdersForm(forms.Form):
    """What is to be done, besides what is chosen at each place."""

    everywhere = forms.ChoiceField(
        label=_("Gör så här på alla ställen"),
        choices=[
            (KEEP, _("Behåll")),
            (SHORTEN, _("Förkorta till förnamnet")),
            (REPLACE, _("Ersätt med andra ord")),
            (REMOVE, _("Ta bort")),
        ],
        initial=REPLACE,
        widget=forms.RadioSelect,
        help_text=_("Du kan välja något annat vid varje ställe nedan."),
    )
    words = forms.CharField(
        label=_("Ord i stället för namnet"), max_length=100, initial=_("en deltagare"), required=False
    )
    history = forms.BooleanField(
        label=_("Ändra också i sidornas äldre versioner"),
        required=False,
        help_text=_("Annars kan den som redigerar sidan se de gamla orden i historiken."),
    )
    blocked = forms.BooleanField(
        label=_("Spärra vid import"),
        required=False,
        initial=True,
        help_text=_("Nästa import lägger inte tillbaka namnet. Spärren minns bara en kontrollsumma, inte namnet."),
    )
    reason = forms.CharField(
        label=_("Skäl eller diarienummer"),
        max_length=300,
        help_text=_("Sparas i loggen. Skriv inte personens namn."),
    )

    def __init__(self, *args: Any, named: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named = named

    def clean_reason(self) -> str:
        """Raises `ValidationError` for a reason that says who it is about: it stays in the log."""
        reason = str(self.cleaned_data["reason"])
        if self.named.hits(reason):
            raise forms.ValidationError(_t("Skriv ett skäl utan personens namn och kontaktuppgifter. Det sparas."))
        return reason

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        words = cleaned.get("words", "")
        if not words.strip() and cleaned.get("everywhere") != KEEP:
            self.add_error("words", _t("Skriv vad som ska stå i stället för namnet. En rubrik kan inte bli tom."))
        elif self.named.hits(words):
            self.add_error("words", _t("Skriv andra ord än personens namn."))
        return cleaned

    def orders(self, *, thorough: bool) -> Orders:
        """The orders, of a form that is valid, with what was chosen at each place."""
        data = self.cleaned_data
        choices = {name.removeprefix(CHOICE): value for name, value in self.data.items() if name.startswith(CHOICE)}
        return Orders(data["everywhere"], data["words"].strip(), choices, data["history"], data["blocked"], thorough)

"""The form of "Ny import"."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from brygga.news.models import NewsIndexPage

from ..addresses.address_keys import is_web
from ..models import ImportOrder
from .rights import news_lists, under_of


class NewsListField(forms.ModelChoiceField):
    """Chooses a news list, which is named with the page that it stands below."""

    def label_from_instance(self, obj: Any) -> str:
        parent = obj.get_parent()
        return f"{obj.title} ({parent.title})" if parent is not None else str(obj.title)


def lists_field(user: Any) -> NewsListField:
    """The field, with the lists that the user may put news in; the first is chosen."""
    lists = news_lists(user)
    return NewsListField(lists, label=_("Lägg nyheterna i"), empty_label=None, initial=lists.first())


class OrderForm(forms.ModelForm):
    """What is to be imported, besides the files that were dropped."""

    class Meta:
        model = ImportOrder
        fields = ["addresses", "kind", "pattern", "limit", "fetch_files", "name"]
        widgets = {
            "addresses": forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "placeholder": "https://"}),
            "limit": forms.NumberInput(attrs={"min": 1}),
        }
        labels = {
            "addresses": _("Adresser, en på varje rad"),
            "name": _("Vad källan ska heta"),
        }
        help_texts = {
            "addresses": _(
                "En artikel, ett flöde eller en webbplatskarta. Bara sådant som alla kan nå på webben hämtas."
            ),
            "kind": _("Behövs bara när adressen inte säger det själv."),
            "pattern": _("Till exempel /nyheter/. Bara adresser där det står tas med."),
            "limit": _("Bra för ett första försök. Lämna tomt för allt."),
            "fetch_files": _("Kryssa ur om den gamla webbplatsen inte finns längre."),
            "name": _(
                "Samma namn som förra gången gör att en text som har ändrats uppdateras och inte kommer två gånger."
            ),
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["index"] = lists_field(user)
        self.fields["limit"].required = False

    @property
    def more(self) -> list[Any]:
        """The fields that few need."""
        return [self[name] for name in ("kind", "pattern", "limit", "fetch_files", "name")]

    def clean_addresses(self) -> str:
        """Each line a web address."""
        text = self.cleaned_data["addresses"]
        for line in (line.strip() for line in text.splitlines()):
            if line and not is_web(line):
                raise forms.ValidationError(
                    _t("”%(line)s” är ingen webbadress. Den ska börja med https://."), params={"line": line[:200]}
                )
        return text

    def save(self, commit: bool = True) -> ImportOrder:
        """The order, with the page that all goes below."""
        self.instance.parent_page = Page.objects.get(pk=under_of(self.cleaned_data["index"]).pk)
        return super().save(commit)


class TextForm(forms.Form):
    """A text of today, pasted or in a file."""

    text = forms.CharField(
        label=_("Klistra in texten"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Rubriken först. Citat, kontakter, siffror och mellanrubriker känns igen."),
    )
    file = forms.FileField(
        label=_("Eller välj en fil"),
        required=False,
        help_text=_("Word, e-post (.eml), PDF, text eller en webbsida."),
        widget=forms.FileInput(attrs={"accept": ".docx,.eml,.pdf,.txt,.md,.html,.htm"}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["index"] = lists_field(user)

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("file")) == bool((cleaned.get("text") or "").strip()) and not self.errors:
            raise forms.ValidationError(_t("Klistra in en text eller välj en fil, det ena av de två."))
        return cleaned


def index_of(form: forms.Form) -> NewsIndexPage:
    """The list that was chosen."""
    return form.cleaned_data["index"]

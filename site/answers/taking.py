"""Takes what a visitor answers about a page."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Page, Site

from ..mailing import send_soon
from ..models.feedback import Answer, Feedback
from ..privacy import seen
from ..site_settings import SiteSettings
from . import guard

LONGEST = 4000


class FeedbackForm(forms.Form):
    """An answer to "Hjälpte sidan dig?", or what is wrong."""

    sida = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    svar = forms.ChoiceField(choices=Answer.choices)
    text = forms.CharField(label=_("Vad är fel, eller vad saknas?"), required=False, max_length=LONGEST)
    epost = forms.EmailField(label=_("Din e-post, om du vill ha svar"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("svar") == Answer.FAULT and not cleaned.get("text", "").strip():
            self.add_error("text", _("Skriv vad som är fel, så att vi kan rätta det."))
        return cleaned


# Visitors have no cookies, so there is no token to compare; `guard` asks the browser instead.
@never_cache
@csrf_exempt
def answer(request: HttpRequest) -> HttpResponse:
    """Takes an answer, and thanks; shows the form with what is wrong where it cannot be taken."""
    if request.method != "POST":
        page = _page(request, request.GET.get("sida", ""))
        return render(request, "brygga_site/answer.html", {"form": FeedbackForm(), "about": page})
    if guard.is_from_elsewhere(request):
        return HttpResponseForbidden(_now("Formuläret kom från en annan webbplats. Gå till sidan och skicka igen."))
    form = FeedbackForm(request.POST)
    page = _page(request, request.POST.get("sida", ""))
    if not form.is_valid():
        return render(request, "brygga_site/answer.html", {"form": form, "about": page}, status=400)
    written = bool(form.cleaned_data["text"].strip() or form.cleaned_data["epost"])
    # A machine is thanked like everybody else: it learns nothing.
    if not guard.looks_mechanical(request, written=written):
        if guard.too_many(request, "feedback"):
            form.add_error(None, _("Det har kommit många svar härifrån. Vänta en timme, eller ring oss."))
            return render(request, "brygga_site/answer.html", {"form": form, "about": page}, status=429)
        _keep(request, form.cleaned_data, page)
    return redirect(f"{reverse('brygga_answer_thanks')}{f'?sida={page.pk}' if page else ''}")


@never_cache
def thanks(request: HttpRequest) -> HttpResponse:
    """Says that the answer has come, and leads back."""
    return render(request, "brygga_site/answer_thanks.html", {"about": _page(request, request.GET.get("sida", ""))})


def _page(request: HttpRequest, number: str) -> Page | None:
    """The page of this site that is asked about, where everybody may see it."""
    site = Site.find_for_request(request)
    if site is None or not (number.isascii() and number.isdigit()) or len(number) > 9:
        return None
    pages = Page.objects.descendant_of(site.root_page, inclusive=True).filter(pk=int(number))
    return next(iter(seen(pages)), None)


def _keep(request: HttpRequest, said: dict[str, Any], page: Page | None) -> None:
    settings = SiteSettings.for_request(request)
    Feedback.objects.older_than(settings.feedback_days).delete()
    path = (page.get_url(request) or "/") if page else "/"
    kept = Feedback.objects.create(
        page=page, path=path[:500], answer=said["svar"], text=said["text"].strip(), email=said["epost"]
    )
    to = responsible_for(page, settings)
    if kept.text and to:
        subject = _now("Någon har skrivit om sidan %(path)s") % {"path": path}
        words = [f"{kept.get_answer_display()}: {request.build_absolute_uri(path)}", kept.text]
        if kept.email:
            words.append(_now("Svara till: %(email)s") % {"email": kept.email})
        transaction.on_commit(partial(send_soon, subject, "\n\n".join(words), [to]))


def responsible_for(page: Page | None, settings: SiteSettings) -> str:
    """Where what is written about a page goes: to the site's address for it, else to who owns the page, else to the
    municipality."""
    owner = page.owner.email if page and page.owner and page.owner.is_active else ""
    return settings.feedback_email or owner or settings.email

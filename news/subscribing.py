"""Subscribing by e-mail: asking, confirming with a letter, leaving with one click. No cookies, no script."""

from __future__ import annotations

from functools import partial

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from brygga.site.answers import guard
from brygga.site.models import Topic

from .letters import send_confirmation
from .subjects import Subject, read
from .subscription import About, Frequency, Subscription


class SubscriptionForm(forms.Form):
    """An address, a subject and how often."""

    epost = forms.EmailField(label=_("Din e-post"), max_length=254)
    om = forms.CharField(max_length=30)
    hur_ofta = forms.ChoiceField(label=_("Hur ofta?"), choices=Frequency.choices, initial=Frequency.DAILY)

    def clean_om(self) -> Subject:
        found = read(self.cleaned_data["om"])
        if found is None:
            raise forms.ValidationError(_("Välj vad nyheterna ska handla om."))
        return found


def _choices(chosen: Subject | None) -> list[Subject]:
    subjects = [Subject(About.ALL, 0, _now("alla nyheter"))]
    subjects += [Subject(About.TOPIC, topic.pk, topic.name) for topic in Topic.objects.public()]
    return subjects if chosen is None or chosen in subjects else [chosen, *subjects]


# Visitors have no cookies, so there is no token to compare; `guard` asks the browser instead.
@never_cache
@csrf_exempt
def subscribe(request: HttpRequest) -> HttpResponse:
    """The form, and what it is answered with: the same words whether the address was known or not."""
    if request.method != "POST":
        chosen = read(request.GET.get("om", About.ALL))
        context = {"form": SubscriptionForm(), "chosen": chosen, "subjects": _choices(chosen)}
        return render(request, "brygga_news/subscribe.html", context)
    if guard.is_from_elsewhere(request):
        return HttpResponseForbidden(_now("Formuläret kom från en annan webbplats. Gå till sidan och skicka igen."))
    form = SubscriptionForm(request.POST)
    chosen = read(request.POST.get("om", ""))
    context = {"form": form, "chosen": chosen, "subjects": _choices(chosen)}
    if not form.is_valid():
        return render(request, "brygga_news/subscribe.html", context, status=400)
    if not guard.looks_mechanical(request):
        if guard.too_many(request, "subscribe"):
            form.add_error(None, _("Det har kommit många svar härifrån. Vänta en timme, eller ring oss."))
            return render(request, "brygga_news/subscribe.html", context, status=429)
        _ask(form.cleaned_data["epost"], form.cleaned_data["om"], form.cleaned_data["hur_ofta"])
    return render(request, "brygga_news/subscribed.html", {"email": form.cleaned_data["epost"]})


def _ask(email: str, about: Subject, frequency: str) -> None:
    """Keeps the wish, and sends a letter to confirm it; who has confirmed already is not troubled."""
    found, _made = Subscription.objects.get_or_create(
        email=email.lower(), about=about.about, about_key=about.key, defaults={"frequency": frequency}
    )
    if found.confirmed_at is None:
        Subscription.objects.filter(pk=found.pk).update(frequency=frequency, created_at=timezone.now())
        transaction.on_commit(partial(send_confirmation.enqueue, found.pk))


@never_cache
@csrf_exempt
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Says yes with a button, since mail programs look at links by themselves."""
    found = Subscription.objects.filter(token=token).first()
    if request.method == "POST" and found and found.confirmed_at is None:
        found.confirmed_at = found.told_until = timezone.now()
        found.save(update_fields=["confirmed_at", "told_until"])
    context = {"subscription": found, "about": read(_value(found)) if found else None}
    return render(request, "brygga_news/confirm.html", context, status=200 if found else 404)


@never_cache
@csrf_exempt
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Ends a subscription: with the button, or with the one POST of a mail program (RFC 8058). It is deleted."""
    found = Subscription.objects.filter(token=token).first()
    left = request.method == "POST"
    if left and found:
        found.delete()
    return render(request, "brygga_news/leave.html", {"left": left or found is None, "subscription": found})


def _value(subscription: Subscription) -> str:
    return Subject(subscription.about, subscription.about_key, "").value

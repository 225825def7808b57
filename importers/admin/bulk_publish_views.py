"""Many at once: what would happen, on a sample; then publish what has nothing to check, follow it, take it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..models import ImportSource
from ..review import bulk_publish, review_queue
from .desk_views import NAME
from .rights import REVIEW, require


def _part(request: HttpRequest) -> tuple[int | None, int | None]:
    """The source and the year that the address asks for."""
    source, year = request.GET.get("kalla", ""), request.GET.get("ar", "")
    return (int(source) if source.isdecimal() else None), (int(year[:4]) if year.isdecimal() else None)


def _since(request: HttpRequest) -> datetime | None:
    try:
        moment = parse_datetime(request.GET.get("sedan", ""))
    except ValueError:
        return None
    return moment if moment is not None and timezone.is_aware(moment) else None


class ManyView(WagtailAdminTemplateMixin, TemplateView):
    """The choice, the sample, and how far it has come."""

    template_name = "brygga_importers/admin/bulk_publish.html"
    header_icon = "list-ul"
    page_title = _("Många på en gång")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require(request.user, REVIEW)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": _t("Start")},
            {"url": reverse(f"{NAME}:index"), "label": _t("Granska")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, since = self.request.user, _since(self.request)
        everything = review_queue.waiting(review_queue.queue(user), user)
        items = bulk_publish.part_of(everything, *_part(self.request))
        sample = [] if since is not None or "visa" not in self.request.GET else bulk_publish.sample_of(items)
        years = (
            everything.order_by()
            .values_list("page__brygga_news_newspage__first_published_on__year", flat=True)
            .distinct()
        )
        return super().get_context_data(
            number=items.count(),
            sample=sample,
            clean=sum(not one.checks for one in sample),
            since=since.isoformat() if since is not None else "",
            published=bulk_publish.published_since(user, since).count() if since is not None else 0,
            sources=ImportSource.objects.filter(pk__in=everything.order_by().values("source")),
            years=sorted({year for year in years if year}, reverse=True),
            query=self.request.GET.urlencode(),
            **kwargs,
        )


@require_POST
def publish_many(request: HttpRequest) -> HttpResponse:
    """Begin to publish, in the background."""
    require(request.user, REVIEW)
    source, year = _part(request)
    begun = timezone.now().isoformat()
    bulk_publish.publish_clean.enqueue(int(request.user.pk or 0), source, year)
    messages.success(request, _t("Publiceringen har börjat. Du kan lämna sidan."))
    query = {"kalla": source or "", "ar": year or "", "sedan": begun}
    return redirect(f"{reverse(f'{NAME}:many')}?{urlencode(query)}")


@require_POST
def take_many_back(request: HttpRequest) -> HttpResponse:
    """Take down again what was published since, in the background."""
    require(request.user, REVIEW)
    since = _since(request)
    if since is not None:
        bulk_publish.take_back.enqueue(int(request.user.pk or 0), since.isoformat())
        messages.success(request, _t("Det som publicerades tas ner igen och läggs i kön."))
    return redirect(f"{NAME}:index")

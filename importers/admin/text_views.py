""" "Ny nyhet från text": a text of today, pasted or in a file, becomes a draft that opens in the editor."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from brygga.site import import_extra

from ..archive import spool
from ..models import ImportItem, ImportOrder, ImportRun, ImportSource
from ..runs import orders
from ..sources import SourceError
from .lacking_extra import lacking_page
from .order_forms import TextForm
from .rights import news_lists, under_of

NAME = "ny-nyhet"
PASTED = "text.txt"


class TextView(WagtailAdminTemplateMixin, FormView):
    """The form, and the reading: a text is short, so it is done while one waits."""

    template_name = "brygga_importers/admin/text.html"
    form_class = TextForm
    header_icon = "doc-full"
    page_title = _("Ny nyhet från text")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not news_lists(request.user).exists():
            raise PermissionDenied
        if import_extra.missing():
            return lacking_page(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": _t("Start")},
            {"url": "", "label": self.page_title},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: TextForm) -> HttpResponse:
        order = ImportOrder.objects.create(
            created_by_id=self.request.user.pk,
            name=self._source_name(),
            parent_page_id=under_of(form.cleaned_data["index"]).pk,
            fetch_files=False,
        )
        file = form.cleaned_data.get("file")
        try:
            if file is not None:
                spool.append(order.token, file.name, 0, file.read(), file.size)
            else:
                data = form.cleaned_data["text"].replace("\r\n", "\n").encode()
                spool.append(order.token, PASTED, 0, data, len(data))
            item, why = orders.at_once(order)
        except (spool.RefusedFileError, SourceError, orders.CannotOrderError) as error:
            item, why = None, str(error)
        if item is None:
            spool.clear(order.token)
            form.add_error("file" if file is not None else "text", why or _t("Det gick inte att läsa texten."))
            return self.form_invalid(form)
        self._written_here(item)
        self._named(order, item, file.name if file is not None else item.title)
        return self._opened(item, why)

    def _named(self, order: ImportOrder, item: ImportItem, what: str) -> None:
        """Source, run and order get the text's own name: the one before only kept two texts apart."""
        user: Any = self.request.user
        who = user.get_full_name() or user.get_username()
        name = _t("%(what)s, inlagd av %(who)s") % {"what": what[:150], "who": who}
        ImportSource.objects.filter(pk=item.source_id).update(name=name[:255])
        ImportRun.objects.filter(orders=order).update(label=what[:255])
        ImportOrder.objects.filter(pk=order.pk).update(name="", label=what[:255])

    def _written_here(self, item: ImportItem) -> None:
        """Today's work is no archive's: without a source of its own it gets its day when it is published."""
        page: Any = item.page.get_latest_revision_as_object() if item.page is not None else None
        if page is not None and not page.live and page.source_name:
            page.source_name = ""
            page.save_revision(user=self.request.user)

    def _opened(self, item: ImportItem, why: str) -> HttpResponse:
        told = _t("Utkastet är gjort. Läs igenom det, och publicera när det stämmer.")
        messages.success(self.request, f"{told} {why}".strip().replace("%", "%%"))
        doubts = list(item.messages.exclude(level="info").order_by("pk").values_list("text", flat=True)[:10])
        if doubts:
            listed = " ".join(doubts)
            messages.warning(self.request, format_html("<strong>{}</strong> {}", _t("Att kontrollera:"), listed))
        return redirect(reverse("wagtailadmin_pages:edit", args=[item.page_id]))

    def _source_name(self) -> str:
        """A source of each text's own, so that two colleagues' texts are never one that has changed."""
        who = self.request.user.get_username()
        return _t("Skrivet av %(who)s %(when)s") % {
            "who": who,
            "when": timezone.localtime().strftime("%Y-%m-%d %H.%M.%S.%f")[:-3],
        }


class WritersMenuItem(MenuItem):
    """Shown to those who may put news somewhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        return news_lists(request.user).exists()


class TextViewSet(ViewSet):
    """The menu's "Ny nyhet från text"."""

    name = NAME
    icon = "doc-full"
    menu_label = _("Ny nyhet från text")
    menu_item_class = WritersMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [path("", TextView.as_view(), name="index")]

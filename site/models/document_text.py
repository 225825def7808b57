"""The words of a document's file, for search."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string


class DocumentText(models.Model):
    """What stands in a file: read when the document is saved, so that no search has to open it. `file` is the name of
    the file that was read."""

    document = models.OneToOneField(
        get_document_model_string(), verbose_name=_("dokument"), on_delete=models.CASCADE, related_name="brygga_text"
    )
    file = models.CharField(_("fil"), max_length=500)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("text i dokument")
        verbose_name_plural = _("texter i dokument")

    def __str__(self) -> str:
        return self.file

"""The site's own image and document models: each asks for who owns the rights."""

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class KommunImage(AbstractImage):
    rights = models.CharField(max_length=100)
    admin_form_fields = (*Image.admin_form_fields, "rights")

    def __str__(self) -> str:
        return self.title


class KommunRendition(AbstractRendition):
    image = models.ForeignKey(KommunImage, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def __str__(self) -> str:
        return self.filter_spec


class KommunDocument(AbstractDocument):
    rights = models.CharField(max_length=100)
    admin_form_fields = (*Document.admin_form_fields, "rights")

    def __str__(self) -> str:
        return self.title

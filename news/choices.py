"""The choices that the news fields offer. No model is imported here: the models import this."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of news a page is."""

    NEWS = "news", _("Nyhet")
    PRESS_RELEASE = "press_release", _("Pressmeddelande")
    PRESS_INVITATION = "press_invitation", _("Pressinbjudan")
    NOTICE = "notice", _("Meddelande")
    REPORT = "report", _("Reportage")


#: What is sent to the press, and stands in the archive of the press room.
PRESS_KINDS = (Kind.PRESS_RELEASE, Kind.PRESS_INVITATION)
KIND_LABELS = dict(Kind.choices)

"""Single-purpose parts that page types are put together from."""

from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.search import index

from ..beside import Beside


class ReviewDateMixin(models.Model):
    """When somebody should read the page again to see that it still holds."""

    review_date = models.DateField(
        _("granskas senast"),
        null=True,
        blank=True,
        help_text=_("Dagen då någon ska läsa sidan igen och se att allt stämmer. Visas inte för besökare."),
    )

    review_panels = [FieldPanel("review_date")]

    class Meta:
        abstract = True

    @property
    def review_is_due(self) -> bool:
        """True from the day after the review date on."""
        return bool(self.review_date and self.review_date < timezone.localdate())


class LeadMixin(models.Model):
    """The paragraph that opens the page and stands for it in listings, feeds and search results."""

    lead = models.TextField(
        _("ingress"),
        blank=True,
        help_text=_("Det viktigaste i två eller tre meningar. Visas överst på sidan och i listor."),
    )

    lead_search_fields = [index.SearchField("lead", boost=2)]

    class Meta:
        abstract = True


class LeadImageMixin(models.Model):
    """The picture that the page opens with, and that stands for it in lists and where it is shared."""

    lead_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("bild"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Utan bild ritas ett motiv efter sidans ämne. Bildens fokuspunkt avgör hur den beskärs."),
    )
    lead_image_alt = models.CharField(
        _("alternativtext"),
        max_length=250,
        blank=True,
        help_text=_("Vad bilden visar, för den som inte ser den. Skriv inte ”bild på”."),
    )
    lead_image_decorative = models.BooleanField(
        _("bara dekoration"),
        default=False,
        help_text=_("Kryssa i om bilden inte säger något som texten inte säger. Då läses den inte upp."),
    )
    lead_image_credit = models.CharField(_("fotograf eller källa"), max_length=150, blank=True)

    lead_image_panel = MultiFieldPanel(
        [
            FieldPanel("lead_image"),
            FieldPanel("lead_image_alt"),
            FieldPanel("lead_image_decorative"),
            FieldPanel("lead_image_credit"),
        ],
        _("Bild"),
    )

    class Meta:
        abstract = True


class TopicsMixin(models.Model):
    """What the page is about."""

    topics = ParentalManyToManyField(
        "brygga_site.Topic",
        verbose_name=_("ämnen"),
        blank=True,
        help_text=_("Sidan visas på ämnets sida och i ämnets nyhetsflöde."),
    )

    topic_search_fields = [Beside("topics", [index.SearchField("name")])]
    topic_panels = [FieldPanel("topics", widget=CheckboxSelectMultiple)]
    # How the pages of a type are ordered on a topic's page.
    topic_ordering = ["title"]

    class Meta:
        abstract = True

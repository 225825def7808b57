"""Topics: what a page is about, in the words a citizen uses."""

from typing import Any, ClassVar

from django.db import models
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from .acceptance import StandingMixin, StandingQuerySet


class Motif(models.TextChoices):
    """What is drawn where a page about the topic has no picture."""

    BRIDGE = "bridge", _("Brygga")
    STEPS = "steps", _("Trappsteg")
    PAGES = "pages", _("Sidor i en bok")
    SUN = "sun", _("Sol över vatten")
    HANDS = "circles", _("Cirklar som möts")
    HOUSES = "houses", _("Hus i rad")


class TopicQuerySet(StandingQuerySet["Topic"]):
    """Topics, and which of them visitors may see."""


class Topic(index.Indexed, StandingMixin):
    """A subject such as "Svenska och utbildning". Pages of every kind point at topics; each has a page and a feed."""

    name = models.CharField(_("namn"), max_length=100, unique=True)
    slug = models.SlugField(
        _("adress"),
        max_length=100,
        unique=True,
        blank=True,
        help_text=_("Sista delen av ämnets adress. Lämna tomt så skapas den av namnet."),
    )
    description = models.TextField(
        _("beskrivning"), blank=True, help_text=_("En eller två meningar som står överst på ämnets sida.")
    )

    motif = models.CharField(
        _("motiv"),
        max_length=10,
        choices=Motif.choices,
        blank=True,
        help_text=_("Ritas i listor där sidan om ämnet inte har någon bild. Lämna tomt så väljs ett."),
    )

    objects: ClassVar = TopicQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.SearchField("description"),
        index.AutocompleteField("description"),
        index.FilterField("name"),
        index.FilterField("slug"),
    ]

    class Meta:
        verbose_name = _("ämne")
        verbose_name_plural = _("ämnen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def told_apart(self) -> str:
        """The first words of what the topic is about."""
        return Truncator(self.description).words(14, truncate=" …")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = slugify(self.name)[:100]
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if not self.slug:
            self.slug = slugify(self.name)[:100]

"""Organisations: municipalities, regions, agencies, funds and others, with every name they go by."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable
from wagtail.search import index

from brygga.site.models.acceptance import Standing, StandingMixin, StandingQuerySet
from brygga.site.publicity import named_in_public

from ..names import fold, name_keys
from ..organisation_numbers import normalise, validate_organisation_number
from .indicators import Indicator
from .people import Person, PersonRole


class OrganisationQuerySet(StandingQuerySet["Organisation"]):
    """Organisations, and how one is found by a name as somebody wrote it."""

    def public(self) -> OrganisationQuerySet:
        """Those that are accepted, that a public page names, or that a public indicator or role concerns."""
        roles = PersonRole.objects.public().filter(person__in=Person.objects.public())
        shown = (Indicator.objects.public(), roles)
        concerned = Q(*(Q(pk__in=rows.order_by().values("organisation")) for rows in shown), _connector=Q.OR)
        return self.filter(Q(standing=Standing.ACCEPTED) | named_in_public(self.model) | concerned)

    def matching(self, name: str) -> Organisation | None:
        """The organisation that `name` means, or None when none or more than one can be meant.

        Case, kinds of blank and dash, and a genitive s are folded ("Hagfors kommuns", "HAGFORS  KOMMUN"); a bare
        municipality name ("Hagfors"), other names and abbreviations count. An exact official name goes before a
        short name, that before other names. Two queries at most.
        """
        for keys in name_keys(name):
            found = {
                row.organisation_id: row.rank
                for row in OrganisationKey.objects.filter(key__in=keys, organisation__in=self.all())
            }
            if not found:
                continue
            best = min(found.values())
            candidates = [pk for pk, rank in found.items() if rank == best]
            if len(candidates) == 1:
                return self.get(pk=candidates[0])
            return None
        return None


class Organisation(StandingMixin, index.Indexed, ClusterableModel):  # type: ignore[django-manager-missing]
    """One body that owns, runs, funds or takes part in something, or that somebody speaks for."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Kommun")
        REGION = "region", _("Region")
        COUNTY_BOARD = "county_board", _("Länsstyrelse")
        AGENCY = "agency", _("Myndighet")
        COORDINATION_BODY = "coordination_body", _("Samordningsförbund")
        FUND = "fund", _("Fond eller program")
        COMPANY = "company", _("Företag")
        ASSOCIATION = "association", _("Förening eller organisation")
        EDUCATION = "education", _("Skola, högskola eller folkbildning")
        OTHER = "other", _("Annat")

    name = models.CharField(
        _("namn"), max_length=200, help_text=_("Det officiella namnet, till exempel Hagfors kommun.")
    )
    kind = models.CharField(_("slag"), max_length=20, choices=Kind.choices, default=Kind.OTHER)
    short_name = models.CharField(
        _("kort namn"), max_length=100, blank=True, help_text=_("Så som man säger: Hagfors, Länsstyrelsen Värmland.")
    )
    organisation_number = models.CharField(
        _("organisationsnummer"),
        max_length=13,
        blank=True,
        validators=[validate_organisation_number],
        help_text=_("Tio siffror, till exempel 212000-1850."),
    )
    municipality_code = models.CharField(
        _("kommunkod"),
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^\d{4}$", _("En kommunkod har fyra siffror, till exempel 1783."))],
    )
    county_code = models.CharField(
        _("länskod"),
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^\d{2}$", _("En länskod har två siffror, till exempel 17."))],
    )
    website = models.URLField(_("webbplats"), blank=True)
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logotyp"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    register_key = models.CharField(_("nyckel i registret"), max_length=100, unique=True, null=True, blank=True)
    register_source = models.CharField(_("registrets källa"), max_length=200, blank=True)
    register_date = models.DateField(_("registrets datum"), null=True, blank=True)
    # What the register last wrote to each field: a field that an editor has changed since is left alone.
    register_values = models.JSONField(default=dict, blank=True, editable=False)

    # What the question before a deletion says besides which pages point here.
    deletion_note = _(
        "Hos kontakter visas organisationens namn ur registret: det försvinner. Citat behåller sina ord, namnet och "
        "organisationen som den står skriven."
    )

    objects: ClassVar = OrganisationQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.FilterField("name"),
        index.SearchField("short_name"),
        index.AutocompleteField("short_name"),
        index.FilterField("kind"),
        index.FilterField("short_name"),
        index.FilterField("municipality_code"),
        index.FilterField("county_code"),
        index.RelatedFields("names", [index.SearchField("name"), index.AutocompleteField("name")]),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisationer")
        ordering = ["name"]
        indexes = [models.Index(fields=["kind", "name"], name="organisation_kind_name")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.register_key = self.register_key or None
        if self.organisation_number:
            try:
                self.organisation_number = normalise(self.organisation_number)
            except ValidationError as error:
                raise ValidationError({"organisation_number": error}) from error
        if self.kind == self.Kind.MUNICIPALITY and self.municipality_code and not self.county_code:
            self.county_code = self.municipality_code[:2]

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self.update_keys()

    @property
    def display_name(self) -> str:
        """The name for running text: the short one where there is one."""
        return self.short_name or self.name

    @property
    def abbreviation(self) -> str:
        """The first abbreviation, or ""."""
        return next((n.name for n in self.names.all() if n.kind == OrganisationName.Kind.ABBREVIATION), "")

    @property
    def told_apart(self) -> str:
        """What tells this body from another of a like name: its kind, its municipality number, its other names."""
        kinds = OrganisationName.Kind
        former = [other.name for other in self.names.all() if other.kind == kinds.FORMER]
        others = [other.name for other in self.names.all() if other.kind != kinds.FORMER]
        told = [self.get_kind_display(), self.municipality_code or self.organisation_number, *others]
        told += [_("tidigare %(names)s") % {"names": ", ".join(former)}] if former else []
        return " · ".join(filter(None, map(str, told)))

    def update_keys(self) -> None:
        """Writes anew the folded names that `matching` looks in, where they have changed."""
        wanted = {fold(self.name): 0}
        if self.short_name:
            wanted.setdefault(fold(self.short_name), 1)
        for other in OrganisationName.objects.filter(organisation_id=self.pk).values_list("name", flat=True):
            wanted.setdefault(fold(other), 2)
        wanted.pop("", None)
        existing = dict(self.keys.values_list("key", "rank"))
        if existing != wanted:
            self.keys.all().delete()
            OrganisationKey.objects.bulk_create(
                OrganisationKey(organisation=self, key=key[:200], rank=rank) for key, rank in wanted.items()
            )


class OrganisationName(Orderable):
    """Another name of an organisation."""

    class Kind(models.TextChoices):
        ALIAS = "alias", _("Annat namn")
        ABBREVIATION = "abbreviation", _("Förkortning")
        FORMER = "former", _("Tidigare namn")

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("namn"), max_length=200)
    kind = models.CharField(_("slag"), max_length=15, choices=Kind.choices, default=Kind.ALIAS)

    class Meta(Orderable.Meta):
        verbose_name = _("annat namn")
        verbose_name_plural = _("andra namn")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self.organisation.update_keys()

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        result = super().delete(*args, **kwargs)
        self.organisation.update_keys()
        return result


class OrganisationKey(models.Model):
    """A folded name of an organisation: what `Organisation.objects.matching` looks up. Kept by the models above."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="keys")
    key = models.CharField(max_length=200, db_index=True)
    rank = models.PositiveSmallIntegerField()  # 0 the name, 1 the short name, 2 another name

    class Meta:
        verbose_name = _("sökform av namn")
        verbose_name_plural = _("sökformer av namn")
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="organisation_key_once")]

    def __str__(self) -> str:
        return self.key

"""Sources, runs over them, and the log of what each run did to each item and page."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from .guarded_state import GuardedState


class ImportSource(models.Model):
    """One archive: a folder, a site, a feed. Its items are known by (source, source id)."""

    class Kind(models.TextChoices):
        FILES = "files", _("Filer")
        SITE = "site", _("Webbplats")
        FEED = "feed", _("Flöde")
        EXPORT = "export", _("Exportfil")

    key = models.SlugField(_("nyckel"), max_length=80, unique=True)
    name = models.CharField(_("namn"), max_length=255)
    kind = models.CharField(_("typ"), max_length=10, choices=Kind.choices, default=Kind.FILES)
    base_url = models.URLField(
        _("den gamla webbplatsens adress"),
        blank=True,
        help_text=_("Till exempel https://www.solvik.se. Används för länkar mellan artiklar och för omdirigeringar."),
    )
    folder = models.CharField(_("mapp"), max_length=1000, blank=True)
    parent_page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("läggs under")
    )
    own_body = models.ForeignKey(
        "brygga_projects.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("eget arkiv för"),
        help_text=_(
            "Om hela arkivet är en enda organisations eget: då föreslås den där en text inte säger vem något tillhör, "
            "utmärkt som antagen. Lämna tomt om arkivet kan tala om andras."
        ),
    )
    created_at = models.DateTimeField(_("skapad"), auto_now_add=True)

    class Meta:
        verbose_name = _("källa")
        verbose_name_plural = _("källor")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ImportRun(GuardedState):
    """One pass over a source. Its history stays; a source has at most one active run (held by the database)."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Väntar")
        RUNNING = "running", _("Pågår")
        STOPPING = "stopping", _("Stoppas")
        STOPPED = "stopped", _("Stoppad")
        FINISHED = "finished", _("Klar")
        FAILED = "failed", _("Avbruten av fel")
        ROLLING_BACK = "rolling_back", _("Ångras")
        ROLLED_BACK = "rolled_back", _("Ångrad")
        UNDO_STOPPED = "undo_stopped", _("Ångrandet avbrutet")
        UNDO_QUEUED = "undo_queued", _("Väntar på att ångras")

    class Mode(models.TextChoices):
        APPLY = "apply", _("Skriver sidor")
        PLAN = "plan", _("Provkörning")

    ACTIVE = (State.QUEUED, State.RUNNING, State.STOPPING, State.ROLLING_BACK, State.UNDO_QUEUED)

    source = models.ForeignKey(ImportSource, models.CASCADE, related_name="runs", verbose_name=_("källa"))
    state = models.CharField(_("läge"), max_length=12, choices=State.choices, default=State.QUEUED)
    mode = models.CharField(_("sätt"), max_length=5, choices=Mode.choices, default=Mode.APPLY)
    plan = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="applied_by")
    parent_page = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+")
    publish = models.BooleanField(_("publicera nyheter"), default=False)
    publish_all = models.BooleanField(_("publicera också enheter och projekt"), default=False)
    fetch_files = models.BooleanField(_("hämta bilder"), default=False)  # those that the archive does not have
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("startad av"),
    )
    created_at = models.DateTimeField(_("skapad"), auto_now_add=True)
    started_at = models.DateTimeField(_("började"), null=True, blank=True)
    finished_at = models.DateTimeField(_("slutade"), null=True, blank=True)
    total = models.PositiveIntegerField(_("antal dokument"), default=0)
    done = models.PositiveIntegerField(_("behandlade"), default=0)
    problems = models.PositiveIntegerField(_("misslyckade"), default=0)
    note = models.TextField(_("anteckning"), blank=True)
    learning = models.ForeignKey("SiteLearning", models.SET_NULL, null=True, blank=True, related_name="runs")
    label = models.CharField(_("vad som importerades"), max_length=255, blank=True)  # see `runs/run_names.py`
    rolled_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ångrad av")
    )
    rollback_reason = models.TextField(_("skäl att ångra"), blank=True)

    class Meta:
        verbose_name = _("körning")
        verbose_name_plural = _("körningar")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(state__in=["queued", "running", "stopping", "rolling_back", "undo_queued"]),
                name="brygga_one_active_run_per_source",
            ),
        ]

    def __str__(self) -> str:
        if not self.label or self.created_at is None:
            return f"{self.source} nr {self.pk}"
        return f"{self.label}, {date_format(localtime(self.created_at), 'j F Y H.i')}"


class RunWorker(models.Model):
    """A process that works on a run. Its heartbeat tells the living from the dead."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="workers")
    token = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=255)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField(auto_now_add=True)
    heartbeat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.token


class RunEntry(GuardedState):
    """What one run did (or, in a plan, would do) with one item."""

    class State(models.TextChoices):
        PENDING = "pending", _("Väntar")
        CLAIMED = "claimed", _("Behandlas")
        CREATED = "created", _("Skapad")
        CHANGED = "changed", _("Ändrad")
        UNCHANGED = "unchanged", _("Oförändrad")
        CONFLICT = "conflict", _("Konflikt")
        WAITING = "waiting", _("Väntar på besked")
        SKIPPED = "skipped", _("Lämnad")
        FAILED = "failed", _("Misslyckades")
        ROLLED_BACK = "rolled_back", _("Ångrad")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="entries", verbose_name=_("körning"))
    item = models.ForeignKey("ImportItem", models.CASCADE, related_name="entries", verbose_name=_("dokument"))
    state = models.CharField(_("läge"), max_length=11, choices=State.choices, default=State.PENDING)
    position = models.PositiveIntegerField(default=0)
    claimed_by = models.CharField(max_length=64, blank=True)
    raw_digest = models.CharField(max_length=64, blank=True)
    reason = models.TextField(_("skäl"), blank=True)
    changes = models.JSONField(_("ändringar"), default=list, blank=True)
    left_out_from = models.CharField(max_length=11, blank=True)  # its state before a person left it out of a plan

    # Not kept. What a run at work makes of the entry, and the other addresses that its document gives itself:
    outcome: str
    aliases: list[str]
    # What lists call it:
    name: str

    class Meta:
        verbose_name = _("rad i körning")
        verbose_name_plural = _("rader i körning")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["run", "item"], name="brygga_one_entry_per_run_and_item")]
        indexes = [models.Index(fields=["run", "state", "position"], name="brygga_entry_queue")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.item_id} {self.state}"


class PageChange(models.Model):
    """What an entry did to one page: enough to undo it."""

    entry = models.ForeignKey(RunEntry, models.CASCADE, related_name="page_changes")
    page = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, related_name="+", db_constraint=True)
    title = models.CharField(max_length=255)
    created = models.BooleanField(default=False)
    revision_before = models.BigIntegerField(null=True)
    live_revision_before = models.BigIntegerField(null=True)
    live_before = models.BooleanField(default=False)
    revision_after = models.BigIntegerField(null=True)
    written_before = models.JSONField(default=dict)
    undone = models.CharField(max_length=10, blank=True)  # "", restored, removed, gone, kept

    def __str__(self) -> str:
        return self.title


class ImportMessage(models.Model):
    """Something a person should know of an item in a run. `code` is stable, `text` is Swedish."""

    class Level(models.TextChoices):
        INFO = "info", _("Upplysning")
        WARNING = "warning", _("Varning")
        ERROR = "error", _("Fel")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="messages", verbose_name=_("körning"))
    item = models.ForeignKey(
        "ImportItem", models.CASCADE, null=True, related_name="messages", verbose_name=_("dokument")
    )
    level = models.CharField(_("slag"), max_length=8, choices=Level.choices, default=Level.WARNING)
    code = models.CharField(_("kod"), max_length=60)
    text = models.TextField(_("meddelande"))
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("meddelande")
        verbose_name_plural = _("meddelanden")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text

"""What this app adds to the site's home page, and what it listens to, once all models are there."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.signals import page_published

from brygga.projects.models import Organisation
from brygga.projects.own_units import belongs_to_others
from brygga.projects.personal_data.table_places import WHOLE_ROWS
from brygga.site import processings, sections
from brygga.site.openapi import File, describe_file
from brygga.site.page_cache.unseen import not_shown
from brygga.site.search.ranking import set_apart

from . import gate_rules
from .home import newest_news
from .letters import tell_at_once
from .models import NewsPage
from .subscription import Subscription


def connect() -> None:
    """Called once, when Django is ready."""
    sections.register(20, "news", "brygga_news/sections/newest.html", newest_news)
    describe_file(File("brygga_invitations", "text/calendar", gettext_lazy("Inbjudningar")))
    processings.register(_subscriptions)
    gate_rules.register()
    set_apart(NewsPage, _of_other_municipalities, "publisher__name")
    WHOLE_ROWS.add(Subscription)
    not_shown("brygga_news.Subscription")
    page_published.connect(_published, sender=NewsPage, dispatch_uid="brygga_letters")


def _of_other_municipalities(responsible: str) -> Q:
    """The news that another municipality has published; what agencies and others say concerns people here too."""
    municipality = Q(publisher__kind=Organisation.Kind.MUNICIPALITY)
    return municipality & belongs_to_others(responsible, "publisher")


def _published(**_kwargs: Any) -> None:
    transaction.on_commit(partial(tell_at_once))


def _subscriptions(_settings: Any) -> processings.Processing:
    return processings.Processing(
        _("Din e-post, om du prenumererar på nyheter"),
        _("Att skicka de nyheter du har bett om. Vi mäter inte om du öppnar breven."),
        _("Samtycke (artikel 6.1 a)"),
        _("Tills du avslutar, med länken i varje brev. En adress som inte bekräftas glöms efter en vecka."),
    )

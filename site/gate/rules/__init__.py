"""The rules that hold for every kind of page; the apps above add their own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..problems import STOP, WARN
from ..registry import Rule, register_rule
from . import described, headings, identity_numbers, language, links, readability, shouting, table_headings


def register() -> None:
    """Called once, when Django is ready."""
    for rule in (
        Rule("identity-number", _("Personnummer"), identity_numbers.check, STOP, _("Också samordningsnummer.")),
        Rule("alt", _("Bilder utan alternativtext"), described.check, STOP),
        Rule("headings", _("Rubrikernas ordning"), headings.order, WARN, _("En nivå som hoppas över.")),
        Rule("empty-headings", _("Tomma rubriker"), headings.empty, WARN),
        Rule("tables", _("Tabeller utan rubriker"), table_headings.check, WARN),
        Rule("links", _("Länkar till det som inte finns"), links.check, WARN, _("Sidor och dokument på webbplatsen.")),
        Rule("shouting", _("Text med bara stora bokstäver"), shouting.check, WARN),
        Rule("language", _("Text på ett annat språk"), language.check, WARN, _("Bara där det går att säga säkert.")),
        Rule("readability", _("Svårläst text"), readability.check, WARN, _("Mätt med lix, se nedan.")),
    ):
        register_rule(rule)

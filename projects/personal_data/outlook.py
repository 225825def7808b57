"""What will become of a place, before anything is done."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .carrying_out import Orders
from .holdings import MINUTES, ORIGINALS, PERSON, Holding
from .naming import Named
from .walking import CONTACT, LINK, QUOTE
from .wording import REMOVE, SHORTEN, changed


def becomes(holding: Holding, named: Named, orders: Orders, action: str) -> dict[str, str]:
    """{before, after, told}: the words before and after, or in words what happens where there are none."""
    told = ""
    if holding.group == ORIGINALS:
        told = _("Originalet finns kvar, förseglat. Bara den som har rätt till det kan öppna det.")
    elif holding.group == MINUTES:
        told = _("Namnet ersätts i alla rader.")
    elif holding.kind == LINK:
        told = _("Länken till personen tas bort.")
    elif action == REMOVE and holding.kind in (QUOTE, CONTACT, PERSON):
        told = _("Tas bort helt.")
    elif holding.kind in (QUOTE, CONTACT, PERSON):
        words = named.first if action == SHORTEN else orders.words
        told = _("Namnet blir ”%(words)s”. Telefon, e-post och länken till personen tas bort.") % {"words": words}
    if told:
        return {"before": holding.text, "after": "", "told": told}
    full = " ".join(holding.full.split())
    after = changed(full, named, orders.change_for(action, named), parts=True)
    return {"before": full, "after": after, "told": "" if after else _("Texten blir tom och tas bort.")}

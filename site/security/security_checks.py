"""What `manage.py check --deploy` says of a site's security, beside what Django says itself. All of it is advice: a
site that does it in another way silences the number (SILENCED_SYSTEM_CHECKS)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.utils.translation import gettext as _

from ..checks import warning

SLOW_DOWN = "brygga.site.security.signing_in.SlowDownMiddleware"
#: Apps that do the same.
OTHER_GUARDS = ("axes", "defender", "allauth")
SHORTEST_PASSWORD = 12
LONGEST_SESSION = 24 * 3600
_VALIDATORS = "django.contrib.auth.password_validation"


@checks.register("brygga", deploy=True)
def check_tries(**_kwargs: Any) -> Iterator[checks.CheckMessage]:
    """W015: passwords can be guessed by trying."""
    if SLOW_DOWN not in settings.MIDDLEWARE and not any(map(apps.is_installed, OTHER_GUARDS)):
        yield warning(
            15,
            _("Ingenting bromsar den som gissar lösenord."),
            _("Lägg till %s sist i MIDDLEWARE.") % SLOW_DOWN,
        )


@checks.register("brygga", deploy=True)
def check_passwords(**_kwargs: Any) -> Iterator[checks.CheckMessage]:
    """W016: short or common passwords are taken."""
    validators: Any = settings.AUTH_PASSWORD_VALIDATORS
    chosen = {one["NAME"].removeprefix(f"{_VALIDATORS}."): one for one in validators}
    options = chosen.get("MinimumLengthValidator", {"OPTIONS": {"min_length": 0}}).get("OPTIONS", {})
    long_enough = options.get("min_length", 8) >= SHORTEST_PASSWORD
    if not long_enough or "CommonPasswordValidator" not in chosen:
        yield warning(
            16,
            _("Korta eller vanliga lösenord tas emot."),
            _("Sätt AUTH_PASSWORD_VALIDATORS med min_length %d och CommonPasswordValidator.") % SHORTEST_PASSWORD,
        )


@checks.register("brygga", deploy=True)
def check_sessions(**_kwargs: Any) -> Iterator[checks.CheckMessage]:
    """W017: whoever has logged in stays so for days."""
    if settings.SESSION_COOKIE_AGE > LONGEST_SESSION:
        yield warning(
            17,
            _("En inloggning gäller i %d timmar.") % (settings.SESSION_COOKIE_AGE // 3600),
            _("Sätt SESSION_COOKIE_AGE till högst ett dygn, till exempel 12 * 3600."),
        )

"""A line in the log for each log-in, log-out and refusal: the user's key, and no names, addresses or passwords."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

logger = logging.getLogger("brygga.site.sign_in")


def connect() -> None:
    """Listens to Django's own signals, so that every way to log in is heard, single sign-on too."""
    user_logged_in.connect(_logged_in, dispatch_uid="brygga.sign_in_log")
    user_logged_out.connect(_logged_out, dispatch_uid="brygga.sign_in_log")
    user_login_failed.connect(_failed, dispatch_uid="brygga.sign_in_log")


def slowed(name: str) -> None:
    """Somebody has to wait at the address of this name."""
    logger.warning("too many tries at %s", name)


def _logged_in(user: Any, **_: Any) -> None:
    logger.info("log-in of user %s", user.pk)


def _logged_out(user: Any, **_: Any) -> None:
    logger.info("log-out of user %s", user.pk if user else "-")


def _failed(credentials: dict[str, Any], **_: Any) -> None:
    key = _key(credentials)
    logger.warning("refused log-in of user %s", key)


def _key(credentials: dict[str, Any]) -> object:
    """The key of the user who was tried; "-" for nobody's name, which may be a password in the wrong field."""
    model = get_user_model()
    name = credentials.get(model.USERNAME_FIELD) or credentials.get("username")
    user = model._default_manager.filter(**{model.USERNAME_FIELD: name}).only("pk").first() if name else None
    return user.pk if user else "-"

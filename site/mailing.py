"""Mail that the site sends, through Django's tasks: the visitor waits for no mail server."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django_tasks import task

from .options import option

log = logging.getLogger(__name__)
QUEUE = "mail" if "mail" in option("TASKS") else "default"


def message(
    subject: str, text: str, to: list[str], html: str = "", headers: dict[str, str] | None = None
) -> EmailMultiAlternatives:
    """A mail in plain text, and in HTML where it is given. A subject is one line."""
    mail = EmailMultiAlternatives(" ".join(subject.split())[:200], text, to=to, headers=headers)
    if html:
        mail.attach_alternative(html, "text/html")
    return mail


@task(backend=QUEUE)
def carry_mail(subject: str, text: str, to: list[str], html: str = "", headers: dict[str, str] | None = None) -> bool:
    """Sends one mail; False, and a line in the log, where the server does not take it."""
    try:
        message(subject, text, to, html, headers).send()
    except (SMTPException, OSError) as error:
        # The server's answer names the address.
        log.warning("A mail could not be sent (%s).", type(error).__name__)
        return False
    return True


def send_soon(subject: str, text: str, to: list[str], **more: Any) -> None:
    """Hands a mail to the queue (`TASKS["mail"]`, else the ordinary one)."""
    carry_mail.enqueue(subject, text, to, **more)

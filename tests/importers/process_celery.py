"""The Celery app of a site, as Celery's own guide for Django writes it."""

from celery import Celery

app = Celery("tests")
app.config_from_object("django.conf:settings", namespace="CELERY")

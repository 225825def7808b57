"""The demo's settings for processes of tests: queues of their own, short times to wait."""

import os

from brygga.site.settings.demo import *  # noqa: F403
from brygga.site.settings.demo import DATABASES, INSTALLED_APPS, TASKS

QUEUE = os.environ.get("TEST_QUEUE", "immediate")
if QUEUE == "database":
    TASKS["imports"] = {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["imports"]}
if QUEUE == "redis":
    INSTALLED_APPS += ["django_rq", "django_tasks_rq"]
    RQ_QUEUES = {"imports": {"URL": os.environ["TEST_REDIS"], "DEFAULT_TIMEOUT": "24h"}}
    TASKS["imports"] = {"BACKEND": "django_tasks_rq.RQBackend", "QUEUES": ["imports"]}
if QUEUE == "celery":
    CELERY_BROKER_URL = os.environ["TEST_REDIS"]
    CELERY_IMPORTS = ["brygga.site.celery_queue"]
    CELERY_WORKER_PREFETCH_MULTIPLIER = 1
    TASKS["imports"] = {
        "BACKEND": "brygga.site.celery_queue.CeleryBackend",
        "QUEUES": ["imports"],
        "OPTIONS": {"app": "tests.importers.process_celery.app"},
    }
if DATABASES["default"]["ENGINE"].endswith("sqlite3") and "TEST_LOCK_TIMEOUT" in os.environ:
    DATABASES["default"]["OPTIONS"]["timeout"] = float(os.environ["TEST_LOCK_TIMEOUT"])
BRYGGA_IMPORT_PATIENCE = float(os.environ.get("TEST_PATIENCE", "60"))

"""The entry point for application servers such as gunicorn: `gunicorn brygga.site.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.site.settings.production")
application = get_wsgi_application()

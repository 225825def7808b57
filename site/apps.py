from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "brygga.site"
    label = "brygga_site"
    verbose_name = _("Brygga: webbplats")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # What it needs has models, which are loaded after the apps.
        from .startup import connect

        connect()

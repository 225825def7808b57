from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "brygga.site"
    label = "brygga_site"
    verbose_name = _("Brygga: webbplats")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import listing_cache

        listing_cache.connect()

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "brygga.site"
    label = "brygga_site"
    verbose_name = _("Brygga: webbplats")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.admin.compare import register_comparison_class

        from . import index_watch, origins, remembered
        from .comparisons import WrittenValueComparison
        from .fields import PartialDateField

        remembered.connect()
        index_watch.connect()
        origins.connect()
        register_comparison_class(PartialDateField, comparison_class=WrittenValueComparison)

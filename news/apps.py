from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "brygga.news"
    label = "brygga_news"
    verbose_name = _("Brygga: nyheter")
    default_auto_field = "django.db.models.BigAutoField"

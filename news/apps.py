from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "brygga.news"
    label = "brygga_news"
    verbose_name = _("Brygga: nyheter")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from brygga.site import sections

        from .home import newest_news

        sections.register(20, "news", "brygga_news/sections/newest.html", newest_news)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "brygga.projects"
    label = "brygga_projects"
    verbose_name = _("Brygga: enheter och projekt")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # What it needs has models, which are loaded after the apps.
        from .startup import connect

        connect()

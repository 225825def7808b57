from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "brygga.projects"
    label = "brygga_projects"
    verbose_name = _("Brygga: enheter och projekt")
    default_auto_field = "django.db.models.BigAutoField"

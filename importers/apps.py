from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportersConfig(AppConfig):
    name = "brygga.importers"
    label = "brygga_importers"
    verbose_name = _("Brygga: import")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follows what happens to pages, and adds what the import knows to the forms of the pages below this app."""
        # The models are loaded first.
        from brygga.projects import new_facts

        from .addresses import following
        from .admin.contradictions import facts_of
        from .admin.provenance_panel import add_panels

        following.connect()
        new_facts.register(facts_of)
        add_panels()

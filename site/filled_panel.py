"""Fields that an import fills: shown where they are filled, and not in the way of who writes a page by hand."""

from __future__ import annotations

from wagtail.admin.panels import MultiFieldPanel


class FilledPanel(MultiFieldPanel):
    """Some text fields together, shown only where one of them says something."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """The panel of one page."""

        def is_shown(self) -> bool:
            """Whether any of the fields is filled, or what was sent for one is wrong."""
            names = [child.field_name for child in self.panel.children]
            filled = any(getattr(self.instance, name, "") or self.form[name].errors for name in names)
            return bool(filled and super().is_shown())

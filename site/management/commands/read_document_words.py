"""manage.py read_document_words: reads the files that were there before search read documents."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from ...import_extra import PIP
from ...search.file_watch import read_document, unread


class Command(BaseCommand):
    help = "Läser orden i dokument som laddades upp innan sökningen läste dokument, så att de hittas."

    def handle(self, *args: Any, **options: Any) -> None:
        """Reads what nobody has read, one document at a time; the pages that show them follow."""
        number = 0
        for number, document in enumerate(unread().iterator(), start=1):  # noqa: B007 (the last is the count)
            read_document(document)
        left = unread().count()
        self.stdout.write(_("%(number)s dokument lästes.") % {"number": number - left})
        if left:
            message = _("%(number)s PDF-filer lästes inte: pdfminer.six saknas. Kör %(pip)s och sedan det här igen.")
            self.stderr.write(message % {"number": left, "pip": PIP})

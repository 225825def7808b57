"""Files that are not read, and what their owner can do so that they are: save them anew, mostly."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _


def _groups() -> Iterator[tuple[str, str]]:
    """Endings, and what to do with such a file."""
    yield ".doc .dot .docm .dotx .dotm .rtf .wps .wpd", _("Öppna filen i Word och spara den som .docx.")
    yield ".odt .ott .fodt .sxw", _("Öppna filen i LibreOffice eller Word och spara den som .docx.")
    yield ".pages", _("Öppna filen i Pages, välj Arkiv, Exportera till, Word, och använd den filen.")
    yield (
        ".gdoc",
        _("Öppna filen i Google Dokument, välj Arkiv, Ladda ned, Microsoft Word, och använd den filen."),
    )
    yield ".ppt .pps .odp .key", _("Kopiera texten ur presentationen till ett Word-dokument och spara det som .docx.")
    yield (
        ".xls .xlsm .xlsb .ods .numbers .gsheet",
        _("Öppna filen i Excel och spara den som .xlsx eller .csv."),
    )
    yield ".mht .mhtml .webarchive", _("Öppna filen i webbläsaren och spara sidan som webbsida (.html).")
    yield ".epub .tex .pub .indd .xps .oxps .one", _("Exportera filen som PDF i programmet som gjorde den.")
    yield ".7z .rar .tar .gz .tgz .bz2 .xz", _("Packa upp arkivet och lägg filerna i ett ZIP-arkiv i stället.")
    yield ".heic .heif .tif .tiff .bmp .psd .eps .ai .avif", _("Spara bilden som JPEG eller PNG.")
    yield ".url .lnk .webloc", _("Filen är bara en genväg. Klistra in webbadressen i stället.")
    yield ".pst .ost .mbox", _("Spara breven ett och ett ur e-postprogrammet, som .eml eller .msg.")


def what_to_do(suffix: str) -> str:
    """What to do with a file of this ending (".doc") so that it is read, in a sentence; what is read, where nothing is
    known of such files."""
    wanted = suffix.casefold()
    for endings, advice in _groups():
        if wanted in endings.split():
            return advice
    return _("Spara texten som Word (.docx), PDF, text (.txt) eller webbsida (.html).")

"""Pictures without words for who does not see them: one rule for the picture first and those in the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..contents import Contents
from ..problems import Problem

_FILE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|svg|tiff?|bmp)", re.IGNORECASE)


def check(contents: Contents) -> Iterator[Problem]:
    """A picture that is said by nothing and not said to be decoration, and one whose words are a file's name."""
    for name, spot, alt, decorative in contents.pictures():
        if decorative:
            continue
        if not alt.strip():
            text = _("Bilden saknar alternativtext. Skriv vad den visar, eller kryssa i att den bara är dekoration.")
            yield Problem(text, spot, name)
        elif _FILE.fullmatch(alt.strip()):
            yield Problem(_("Alternativtexten är ett filnamn. Skriv vad bilden visar."), spot, alt)

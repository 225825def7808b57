"""The address of the page that a Word document was, where its properties say so.

SharePoint, OneDrive and those who publish from Word keep it among the document's own properties, most often as a
hyperlink or a text called "Webbadress", "URL" or "Publicerad på".
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import IO

from lxml import etree

from .document import SourceError
from .safe_xml import local, parse_xml

_MAX_PART = 1024 * 1024
_PARTS = ("docProps/custom.xml",)
_NAMES = re.compile(
    r"url|web\s*url|webb?\s*adress|webb?\s*sida|adress|web\s*address|page\s*(?:url|address)|permalink|länk|link|"
    r"publicerad (?:på|som)|published (?:at|as)|källa|source(?:\s*url)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s,<>\"]+", re.IGNORECASE)
# Where SharePoint itself keeps the file, which is no page that anybody visited.
_ITS_OWN = re.compile(r"\.sharepoint\.com$|\.sharepoint\.|-my\.|/sites/[^/]+/.*\.docx", re.IGNORECASE)


def address_in(file: Path | IO[bytes]) -> str:
    """The web address in a Word document's properties; "" where there is none, or the file cannot be read."""
    try:
        with zipfile.ZipFile(file) as archive:
            for name in _PARTS:
                if name in archive.namelist():
                    with archive.open(name) as part:
                        data = part.read(_MAX_PART + 1)
                    if len(data) <= _MAX_PART and (address := _in_properties(parse_xml(data))):
                        return address
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, SourceError):
        pass
    return ""


def _in_properties(root: etree._Element) -> str:
    for element in root:
        name = " ".join(str(element.get("name") or "").replace("_", " ").split())
        if local(element) != "property" or not _NAMES.fullmatch(name):
            continue
        found = _ADDRESS.search(" ".join(str(text) for text in element.itertext()))
        if found and not _ITS_OWN.search(found[0]):
            return found[0]
    return ""

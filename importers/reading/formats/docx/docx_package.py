"""An Office file as the archive it is: which part is the text, and what has to be said otherwise to be read.

Which part is the main one, and of what kind, the archive's relationships and types say; its name says nothing.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from io import BytesIO

from lxml import etree

_RELATIONS, _TYPES = "_rels/.rels", "[Content_Types].xml"
_LARGEST = 1_000_000  # bytes of what an archive says of its parts
_MAIN_RELATION = "/officeDocument"  # ends the type of the relationship to the main part, in both namespaces
_WORD_TYPES = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml", "ms-word.")

_MACRO_TYPE = re.compile(rb"application/vnd\.ms-word\.(?:document|template)\.macroEnabled(?:Template)?\.main\+xml")
_TEMPLATE_TYPE = re.compile(rb"application/vnd\.openxmlformats-officedocument\.wordprocessingml\.template\.main\+xml")
_MAIN_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# The names that the strict variant of the format has for the same things, and their plain form.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)(?=[/\"'])")
_STRICT_SIGN = b"http://purl.oclc.org/ooxml/"


def is_word(archive: zipfile.ZipFile) -> bool:
    """Whether the archive's main part is a Word text, whatever that part is called."""
    names = {name.casefold() for name in archive.namelist()}
    main, types = _root(archive, _RELATIONS), _root(archive, _TYPES)
    if main is None or types is None:
        return "word/document.xml" in names
    for relation in main:
        if not relation.get("Type", "").endswith(_MAIN_RELATION) or relation.get("TargetMode") == "External":
            continue
        part = posixpath.normpath(relation.get("Target", "").lstrip("/"))
        if part.casefold() in names and any(kind in _type_of(types, part) for kind in _WORD_TYPES):
            return True
    return False


def as_document(data: bytes) -> tuple[bytes, bool] | None:
    """A document with macros, a template or a strict one as an ordinary document, and whether it has macros.

    Only names differ: the main part's declared type, and the namespaces. None where it already is an ordinary one.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        try:
            types = archive.read(_TYPES)
        except KeyError:
            return None
        has_macros = bool(_MACRO_TYPE.search(types)) or "word/vbaProject.bin" in archive.namelist()
        strict = _RELATIONS in archive.namelist() and _STRICT_SIGN in archive.read(_RELATIONS)
        if not (has_macros or strict or _TEMPLATE_TYPE.search(types)):
            return None
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for entry in archive.infolist():
                content = archive.read(entry)
                if entry.filename == _TYPES:
                    content = _TEMPLATE_TYPE.sub(_MAIN_TYPE, _MACRO_TYPE.sub(_MAIN_TYPE, content))
                if strict and entry.filename.endswith((".xml", ".rels")):
                    content = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006", content)
                copy.writestr(entry.filename, content)
    return out.getvalue(), has_macros


def _root(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    try:
        if archive.getinfo(name).file_size > _LARGEST:
            return None
        return etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
    except (KeyError, ValueError, etree.XMLSyntaxError, zipfile.BadZipFile, NotImplementedError, OSError, EOFError):
        return None


def _type_of(types: etree._Element, part: str) -> str:
    """The declared type of a part: its own, else that of its ending."""
    for entry in types:
        if entry.get("PartName", "").lstrip("/").casefold() == part.casefold():
            return entry.get("ContentType") or ""
    ending = part.rpartition(".")[2].casefold()
    return next((e.get("ContentType") or "" for e in types if e.get("Extension", "").casefold() == ending), "")

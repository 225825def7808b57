"""What is done with an uploaded image before it is kept: an SVG is cleaned of everything that could run or call out.

An SVG is a document, not a picture: it may hold scripts, event handlers, foreign HTML, and references to other hosts.
What draws is kept, everything else goes; a file that is no SVG at all is refused with a message.
"""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from lxml import etree
from wagtail.images.forms import BaseImageForm

SVG = "http://www.w3.org/2000/svg"
# Elements that draw, group, name or describe; nothing that runs, embeds or loads.
DRAWING = frozenset(
    """svg g defs symbol use title desc metadata path rect circle ellipse line polyline polygon text tspan textPath
    linearGradient radialGradient stop clipPath mask pattern marker switch view style image
    filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology
    feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence""".split()
)
INNER_IMAGE = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,", re.IGNORECASE)
# A backslash can write any of these words as an escape, and no drawing needs one.
CALLS_OUT = re.compile(
    r"@(?:import|font-face|namespace)|expression\s*\(|javascript:|image-set|\\|url\(\s*['\"]?\s*(?!#|['\"]?\s*#)",
    re.IGNORECASE,
)
MAX_BYTES = 5 * 1024 * 1024


def clean_svg(data: bytes) -> bytes:
    """The SVG without scripts, event handlers, foreign elements, document type and references to other places.

    Raises ValidationError, with a Swedish message, for what is no SVG, cannot be parsed, or is above 5 MB.
    """
    if len(data) > MAX_BYTES:
        raise ValidationError(_("SVG-filen är större än 5 MB. Förenkla bilden, eller spara den som PNG."), code="size")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        message = _("SVG-filen går inte att läsa. Öppna den i ett ritprogram och spara den på nytt.")
        raise ValidationError(message, code="unreadable") from None
    if root.tag != f"{{{SVG}}}svg":
        raise ValidationError(_("Filen heter .svg men är ingen SVG-bild."), code="no_svg")
    _clean(root)
    # Written from the root, not the document: a document type with its entities stays behind.
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _clean(element: etree._Element) -> None:
    for child in list(element):
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        foreign = not isinstance(child.tag, str) or etree.QName(child).namespace != SVG
        if foreign or name not in DRAWING or (name == "style" and CALLS_OUT.search("".join(child.itertext()))):
            _remove(element, child)
        else:
            _clean(child)
    for attribute in list(element.attrib):
        if not _is_harmless(etree.QName(attribute).localname.lower(), element.attrib[attribute]):
            del element.attrib[attribute]


def _remove(parent: etree._Element, child: etree._Element) -> None:
    """Takes `child` away, but not the text after it."""
    if child.tail:
        before = child.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def _is_harmless(name: str, value: str) -> bool:
    compact = re.sub(r"[\s\x00-\x1f]+", "", value).lower()
    if name.startswith("on"):
        return False
    if name in {"href", "src"}:
        return compact.startswith("#") or bool(INNER_IMAGE.match(compact))
    return not CALLS_OUT.search(compact)


class _Cleaned(SimpleUploadedFile):
    """A file that was cleaned, with what Wagtail's field read of it: format and size."""

    image: Any


class SafeImageForm(BaseImageForm):
    """Wagtail's image form, which also cleans SVG files."""

    def clean_file(self) -> File:
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not str(getattr(file, "name", "")).lower().endswith(".svg"):
            return file
        file.seek(0)
        cleaned = clean_svg(file.read())
        kept = _Cleaned(file.name, cleaned, content_type="image/svg+xml")
        kept.image = file.image
        return kept

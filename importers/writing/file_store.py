"""Images and documents of imported texts: taken from beside the text, known by the hash of their bytes."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import PIL.Image
from django.core.files.base import ContentFile
from PIL import ImageOps
from wagtail.coreutils import cautious_slugify
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from brygga.site.options import option

from ..archive.raw import digest_of
from ..models import ImportedFile
from ..reading.model.article import Image, Link
from ..sources.archive_places import places
from .body import SKIPPED
from .media_rows import has_own_saving, new_row
from .near_names import NearNames
from .page_values import Notice

FORMATS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp"}
LONGEST_ADDRESS = 2000  # what is longer is the file itself, written out in the text
TINY = 3  # an image of at most so many pixels in width or height counts visitors, or is a line or a dot
_BY_NAME = (
    "{address} finns inte på sin plats i arkivet. Filen {name} bredvid texten heter likadant och togs i stället. Se "
    "efter att det är rätt fil."
)
_DATA = re.compile(r"data:image/[\w.+-]+;base64,(.*)", re.S | re.I)


class UnusableFileError(Exception):
    """A file that cannot be taken; the message is Swedish and says why."""


def prepare_image(data: bytes) -> tuple[bytes, str, int, int]:
    """The image turned upright and without metadata (place, camera, names): (bytes, extension, width, height).

    Bytes that have neither are kept as they are. Raises `UnusableFileError`.
    """
    if len(data) > option("WAGTAILIMAGES_MAX_UPLOAD_SIZE"):
        raise UnusableFileError("bilden är för stor i byte")
    try:
        with PIL.Image.open(io.BytesIO(data)) as image:
            kind, (width, height) = image.format or "", image.size
            if kind not in FORMATS:
                raise UnusableFileError(f"bildformatet {kind or 'är okänt och'} tas inte emot")
            if width * height > option("WAGTAILIMAGES_MAX_IMAGE_PIXELS"):
                raise UnusableFileError(f"bilden har för många bildpunkter ({width} × {height})")
            has_metadata = bool(
                image.getexif() or image.info.keys() & {"exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop"}
            )
            image.load()
            if not has_metadata or getattr(image, "is_animated", False):
                return data, FORMATS[kind], width, height
            profile = image.info.get("icc_profile")
            upright = ImageOps.exif_transpose(image)
            clean = upright.copy()
            clean.info = {}
            clean.getexif().clear()
            out = io.BytesIO()
            options: dict[str, Any] = {"quality": 92} if kind in ("JPEG", "WEBP") else {}
            clean.save(out, format=kind, exif=b"", **options, **({"icc_profile": profile} if profile else {}))
            return out.getvalue(), FORMATS[kind], *clean.size
    except UnusableFileError:
        raise
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError, EOFError) as error:
        raise UnusableFileError("bilden är trasig eller inte en bild") from error


def settings_ask_for_features() -> bool:
    """Whether Wagtail looks for faces when an image is saved."""
    return bool(option("WAGTAILIMAGES_FEATURE_DETECTION_ENABLED"))


def _path_in(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _file_name(name: str, otherwise: str, extension: str, digest: str) -> str:
    return f"{cautious_slugify(Path(name).stem)[:60] or otherwise}-{digest[:10]}.{extension}"


def _extension(href: str) -> str:
    """The ending of the file that a link means, in small letters; "" for what is no file's address."""
    if ":" in href[:6] and "//" not in href:
        return ""
    try:
        return Path(urlsplit(href).path).suffix.lstrip(".").casefold()
    except ValueError:
        return ""


@dataclass
class FileStore:
    """Finds the files of one text, below its archive's folder only.

    `folder` is where the text lies, `archive` the folder that nothing may be read outside of. `made` collects new
    rows, `saved` the names of new files, to be removed when the item's transaction is rolled back. `used` notes what
    the text's addresses became (kind → address → primary key), `before` is what they became the last time: that holds
    where the archive is not there any more.
    """

    folder: Path | None
    archive: Path | None
    create: bool = True
    notices: list[Notice] = field(default_factory=list)
    made: list[Any] = field(default_factory=list)
    saved: list[tuple[Any, str]] = field(default_factory=list)
    planned: int = 0  # bytes that would be stored, where nothing is
    used: dict[str, dict[str, int]] = field(default_factory=dict)
    before: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    page: str = ""  # the text's own old address, where it is known
    hide: Callable[[str], str] = str  # leaves people out of names who are not to come back
    _images: dict[str, Any] = field(default_factory=dict)
    _near: NearNames | None = None

    def path_of(self, address: str) -> Path | None:
        """The file in the archive that an address means: where the text, or the old site, has it."""
        if self.folder is None or self.archive is None:
            return None
        root = self.archive.resolve()
        found = [root / place for place in places(address, self._within(root), self.page)]
        for candidate in found:
            if candidate.is_file() and (path := candidate.resolve()).is_relative_to(root):
                return path
        if self._near is None:
            self._near = NearNames(root)
        for candidate in found:
            near = self._near.find(candidate)
            if near is not None and near.resolve().is_relative_to(root):
                return near.resolve()
        return None

    def named_alike(self, address: str) -> Path | None:
        """The file beside the text that only has the name of what an address means: it may be another."""
        name = PurePosixPath(unquote(_path_in(address))).name
        if self.folder is None or self.archive is None or not name or "\0" in name:
            return None
        path = (self.folder / name).resolve()
        return path if path.is_file() and path.is_relative_to(self.archive.resolve()) else None

    def _within(self, root: Path) -> str:
        assert self.folder is not None
        folder = self.folder.resolve()
        return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else ""

    def read(self, address: str) -> tuple[bytes, str] | None:
        """The bytes and name of the file, or None when the archive does not have it."""
        if match := _DATA.match(address):
            try:
                return base64.b64decode(match[1], validate=False), "bild"
            except ValueError:
                return None
        path = self.path_of(address)
        if path is None and (path := self.named_alike(address)) is not None:
            self.notices.append(Notice("file-by-name", _BY_NAME.format(address=address[:300], name=path.name)))
        if path is None:
            return None
        try:
            if path.stat().st_size > 5 * option("WAGTAILIMAGES_MAX_UPLOAD_SIZE"):
                raise UnusableFileError("filen är för stor")
            return path.read_bytes(), path.name
        except OSError as error:
            raise UnusableFileError(f"filen går inte att läsa ({error.strerror})") from error

    def image(self, image: Image) -> Any:
        """The id of the imported image; None when it is missing (noticed); `SKIPPED` for what is no picture."""
        if image.src not in self._images:
            self._images[image.src] = self._noted("image", image.src, self._image(image))
        return self._images[image.src]

    def _noted(self, kind: str, address: str, found: Any) -> Any:
        """What an address became, remembered for the next time."""
        if isinstance(found, int) and len(address) <= LONGEST_ADDRESS:
            self.used.setdefault(kind, {})[address] = found
        return found

    def _earlier(self, kind: str, address: str) -> int | None:
        """What an address became the last time, where that is there still."""
        pk = self.before.get(kind, {}).get(address)
        model = get_image_model() if kind == "image" else get_document_model()
        return pk if pk is not None and model._default_manager.filter(pk=pk).exists() else None

    def _image(self, image: Image) -> Any:
        try:
            found = self.read(image.src)
            if found is None:
                if (earlier := self._earlier("image", image.src)) is not None:
                    return earlier
                which = image.src[:300] or "som hör till en bildtext"
                self.notices.append(Notice("image-missing", f"Bilden {which} finns inte i arkivet."))
                return None
            data, name = found
            known = self._known(digest_of(data), "image")
            if known:
                return known
            prepared, extension, width, height = prepare_image(data)
        except UnusableFileError as error:
            self.notices.append(Notice("image-unusable", f"Bilden {image.src[:300]} togs inte med: {error}."))
            return None
        if min(width, height) <= TINY:
            return SKIPPED
        title = self.hide((image.alt or image.caption or Path(name).stem or "Bild")[:255])
        file_name = _file_name(name, "bild", extension, digest_of(data))
        row = new_row("image", prepared, file_name, title=title, description=self.hide((image.alt or "")[:255]))
        if not self.create:
            self.planned += len(prepared)
            return {"new": "image", "name": image.src[:200]}
        self._save(row, prepared, file_name, digest_of(data), name, "image")
        return row.pk

    def document(self, link: Link) -> Any:
        """The id of the imported document that a link fetches, or None when the archive does not have the file."""
        return self.document_at(link.href, link.text)

    def document_at(self, href: str, title: str = "") -> Any:
        extension = _extension(href)
        if extension not in option("WAGTAILDOCS_EXTENSIONS"):
            return None
        try:
            found = self.read(href)
        except UnusableFileError as error:
            self.notices.append(Notice("file-unusable", f"Filen {href[:300]} togs inte med: {error}."))
            return None
        if found is None:
            return self._noted("document", href, self._earlier("document", href))
        data, name = found
        if known := self._known(digest_of(data), "document"):
            return self._noted("document", href, known)
        file_name = _file_name(name, "fil", extension, digest_of(data))
        row = new_row("document", data, file_name, title=self.hide((title or Path(name).stem)[:255]))
        if not self.create:
            self.planned += len(data)
            return {"new": "document", "name": name}
        self._save(row, data, file_name, digest_of(data), name, "document")
        return self._noted("document", href, row.pk)

    def _known(self, digest: str, kind: str) -> int | None:
        return (
            ImportedFile.objects.filter(digest=digest, **{f"{kind}__isnull": False})
            .values_list(f"{kind}_id", flat=True)
            .first()
        )

    def _save(self, row: Any, data: bytes, file_name: str, digest: str, name: str, kind: str) -> None:
        """Save the row with its file. The name tells the content, so that a run that was killed leaves no copy."""
        path = row.get_upload_to(file_name) if hasattr(row, "get_upload_to") else f"documents/{file_name}"
        storage = row.file.storage
        if storage.exists(path):
            row.file = path
        else:
            row.file.save(file_name, ContentFile(data, name=file_name), save=False)
            self.saved.append((storage, row.file.name))
        row.file_size = len(data)
        if kind == "image" and hasattr(row, "_set_image_file_metadata"):
            row._set_image_file_metadata()
        elif hasattr(row, "_set_document_file_metadata"):
            row._set_document_file_metadata()
        if option("BRYGGA_IMPORT_SIGNALS") or settings_ask_for_features() or has_own_saving(row):
            row.save()
        else:
            type(row).objects.bulk_create([row])  # without signals: the writer brings the indexes up to date
        self.made.append(row)
        ImportedFile.objects.bulk_create(
            [ImportedFile(digest=digest, original_name=name[:500], **{kind: row})],
            update_conflicts=True,
            unique_fields=["digest"],
            update_fields=[kind, "original_name"],
        )

    def remove_saved(self) -> None:
        """Remove the files that this item wrote: its transaction did not hold."""
        for storage, name in self.saved:
            storage.delete(name)
        self.saved.clear()

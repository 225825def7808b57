"""Everything of Brygga's in a folder that needs no program: pages as HTML with their files, and all rows as JSON."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core import serializers
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import Resolver404, resolve
from lxml import html
from wagtail.documents import get_document_model
from wagtail.models import Page

from .ours import models, pages
from .shown import shown_html

_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>
<body><main><h1>{title}</h1>
{body}
</main></body></html>
"""


class Export:
    """An export into `folder`, which must not be there before. `lost` names files that could not be read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lost: list[str] = []

    def write(self) -> None:
        """Writes pages, files and rows. Raises `FileExistsError` or `NotShownError`, with what was written left."""
        self.folder.mkdir(parents=True)
        for page in pages():
            self._page(page.specific)
        rows = self.folder / "data"
        rows.mkdir()
        for model in models():
            with (rows / f"{model._meta.label_lower}.json").open("w", encoding="utf-8") as file:
                found = model._default_manager.order_by("pk").iterator()
                serializers.serialize("json", found, stream=file, indent=1, ensure_ascii=False)

    def _page(self, page: Page) -> None:
        place = self.folder / "sidor" / page.url_path.strip("/")
        place.mkdir(parents=True, exist_ok=True)
        self._html(place / "index.html", page, shown_html(page, draft=not page.live))
        draft = page.get_latest_revision_as_object()
        said = {"sida": page.serializable_data()}
        if page.live and page.has_unpublished_changes:
            self._html(place / "utkast.html", draft, shown_html(draft, draft=True))
            said["utkast"] = draft.serializable_data()
        text = json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        (place / "sida.json").write_text(text, encoding="utf-8")

    def _html(self, file: Path, page: Page, body: str) -> None:
        tree = html.fragment_fromstring(body, create_parent="div")
        up = "../" * (len(file.relative_to(self.folder).parts) - 1)
        for element, attribute, link, _place in list(tree.iterlinks()):
            if attribute in ("src", "href") and (name := self._kept(link)):
                element.set(attribute, up + name)
        whole = "".join(html.tostring(part, encoding="unicode") for part in tree)
        language = page.locale.language_code
        said = _PAGE.format(language=language, title=escape(page.title), body=f"{escape(tree.text or '')}{whole}")
        file.write_text(said, encoding="utf-8")

    def _kept(self, link: str) -> str | None:
        """The file's name in the folder, where the link leads to an uploaded file."""
        name = _stored_name(unquote(urlsplit(link).path))
        if name is None:
            return None
        target = self.folder / "filer" / name
        if not target.exists():
            try:
                with default_storage.open(name) as source:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    with target.open("wb") as written:
                        shutil.copyfileobj(source, written)
            except OSError:
                self.lost.append(name)
                return None
        return f"filer/{name}"

    def files(self) -> Iterator[Path]:
        """What was written."""
        return (path for path in self.folder.rglob("*") if path.is_file())


def _stored_name(path: str) -> str | None:
    if settings.MEDIA_URL and path.startswith(settings.MEDIA_URL):
        name = path.removeprefix(settings.MEDIA_URL)
        return None if ".." in name.split("/") else name
    try:
        found = resolve(path)
    except Resolver404:
        return None
    if found.view_name != "wagtaildocs_serve":
        return None
    document = get_document_model().objects.filter(pk=found.kwargs["document_id"]).first()
    return document.file.name if document is not None else None

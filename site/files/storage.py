"""A storage whose addresses lead to the site itself, which asks who may see a file before it gives it out."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage
from django.core.files.storage.handler import StorageHandler
from django.utils.deconstruct import deconstructible
from django.utils.encoding import filepath_to_uri


@deconstructible(path="brygga.site.files.storage.AskingStorage")
class AskingStorage(Storage):
    """Keeps files where another storage does (in a bucket, on disk), and gives them addresses below MEDIA_URL.

    A storage such as S3's gives out addresses of its own, which nobody asks before they answer. With this around it,
    `brygga.site.files.serving` answers for all of them. `backend` is the dotted path of the storage, `options` what it
    is made with: STORAGES = {"default": {"BACKEND": "brygga.site.files.storage.AskingStorage", "OPTIONS": {"backend":
    "storages.backends.s3.S3Storage", "options": {…}}}}. What is kept there must not be readable for everybody.
    """

    def __init__(
        self,
        backend: str = "django.core.files.storage.FileSystemStorage",
        options: dict[str, Any] | None = None,
    ) -> None:
        self.backend, self.options = backend, options or {}
        self.kept = StorageHandler({}).create_storage({"BACKEND": backend, "OPTIONS": options or {}})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AskingStorage) and (self.backend, self.options) == (other.backend, other.options)

    def __hash__(self) -> int:
        return hash(self.backend)

    def url(self, name: str | None) -> str:
        return urljoin(settings.MEDIA_URL, (filepath_to_uri(name) or "").lstrip("/"))

    def open(self, name: str, mode: str = "rb") -> File:
        return self.kept.open(name, mode)

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        return self.kept.save(name, content, max_length=max_length)

    def path(self, name: str) -> str:
        return self.kept.path(name)

    def delete(self, name: str) -> None:
        self.kept.delete(name)

    def exists(self, name: str) -> bool:
        return self.kept.exists(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        return self.kept.listdir(path)

    def size(self, name: str) -> int:
        return self.kept.size(name)

    def get_valid_name(self, name: str) -> str:
        return self.kept.get_valid_name(name)

    def get_alternative_name(self, file_root: str, file_ext: str) -> str:
        return self.kept.get_alternative_name(file_root, file_ext)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return self.kept.get_available_name(name, max_length=max_length)

    def generate_filename(self, filename: Any) -> str:
        return self.kept.generate_filename(filename)

    def get_accessed_time(self, name: str) -> Any:
        return self.kept.get_accessed_time(name)

    def get_created_time(self, name: str) -> Any:
        return self.kept.get_created_time(name)

    def get_modified_time(self, name: str) -> Any:
        return self.kept.get_modified_time(name)

    def __getattr__(self, name: str) -> Any:
        if name == "kept":  # while it is being copied or unpickled
            raise AttributeError(name)
        return getattr(self.kept, name)

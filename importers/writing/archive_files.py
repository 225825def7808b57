"""The images and files of one text, those of the archive and those that are fetched for it."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

from ..addresses.address_keys import absolute as absolute_to
from ..addresses.address_keys import is_web
from ..reading import Article, UnreadableDocument
from ..sources import Fetcher, FetchError
from ..sources.article_media import path_for, wanted, write_whole
from .file_store import FileStore


class ArchiveFiles(FileStore):
    """The files of one text: those of the archive, and those that have been fetched for it.

    `fetched` is the folder of what was fetched for the source.
    """

    def __init__(self, *arguments: Any, fetched: Path | None = None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fetched = fetched

    def path_of(self, address: str) -> Path | None:
        """The file that an address means. What was fetched goes before a file of the archive with the same name, since
        it is known by its whole address."""
        if self.fetched is not None and "://" in address:
            path = path_for(address, self.fetched, self.page)
            if path is not None and path.is_file():
                return path
        return super().path_of(address)


def fetch_missing(article: Article, files: ArchiveFiles, fetcher: Fetcher) -> list[tuple[str, str]]:
    """Fetch the article's images and linked files that the archive does not have, each once. Gives back what could not
    be had as (code, Swedish text). Raises OSError when the disk is full."""
    troubles = []
    for address in wanted(article):
        absolute = absolute_to(address, files.page)
        if not is_web(absolute) or files.fetched is None or files.path_of(absolute) is not None:
            continue
        path = path_for(absolute, files.fetched, files.page)
        if path is None:
            continue
        try:
            data = fetcher.fetch(absolute).data
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, data)
        except UnreadableDocument as error:
            if isinstance(error, FetchError) and error.said:
                continue
            troubles.append((error.code, f"{absolute[:500]}: {error.message}"))
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise
            troubles.append(("unwritable", f"{absolute[:500]}: filen gick inte att spara ({error.strerror})."))
    return troubles

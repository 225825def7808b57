"""What is shown while documents are gathered: how many, how fast, what went wrong, what is being fetched."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

EVERY = 30.0  # seconds between the lines of a log


class Gathered(Protocol):
    """A document, as far as it is told of here."""

    @property
    def trouble(self) -> object:
        """Why it could not be had; None where it could."""

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """What came with it and could not be had."""


Found = TypeVar("Found", bound=Gathered)


class Gathering:
    """Counts what comes and shows it: in a terminal as a line that changes, in a log as a line now and then, the first
    at once. `clock` is for tests."""

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self._console, self._clock = console, clock
        self._begun = self._told = clock()
        self._live: Progress | None = None
        self.number = self.problems = self.fetched = 0
        self._where = ""

    @contextmanager
    def shown(self) -> Iterator[Gathering]:
        """Shows the progress as long as the context lasts."""
        if not self._console.is_terminal:
            self._console.print("Läser in dokumenten.")
            yield self
            return
        columns = SpinnerColumn(), TextColumn("Läser in"), TimeElapsedColumn(), TextColumn("{task.description}")
        with Progress(*columns, console=self._console, transient=True) as self._live:
            self._live.add_task(self._line(), total=None)
            yield self
        self._live = None

    def watch(self, documents: Iterable[Found]) -> Iterator[Found]:
        """The documents, counted as they come."""
        for document in documents:
            self.number += 1
            self.problems += bool(document.trouble) + len(document.notes)
            self._tell()
            yield document

    def fetching(self, address: str) -> None:
        """Note that an address is about to be fetched."""
        self.fetched += 1
        self._where = urlsplit(address).netloc
        self._tell()

    def _line(self) -> str:
        passed = self._clock() - self._begun
        parts = [f"{self.number} dokument"]
        if passed >= 1 and self.number:
            parts.append(f"{self.number / passed:.1f}/s")
        if self.problems:
            parts.append(f"{self.problems} problem")
        if self.fetched:
            parts.append(f"{self.fetched} hämtningar, nu från {escape(self._where)}")
        return ", ".join(parts)

    def _tell(self) -> None:
        if self._live is not None:
            self._live.update(self._live.task_ids[0], description=self._line())
        elif not self._console.is_terminal and self._clock() - self._told >= EVERY:
            self._told = self._clock()
            self._console.print(f"Inläst: {self._line()}.")

"""A migrator's own code around the reading: for what one old site does and no rule can know.

A hook is an object (or module) with `prepare(soup)`, `finish(article, soup)` or both; a function alone is a `prepare`.
`soup` is the page as Beautiful Soup has it, None for what is no web page. What `prepare` changes is what is read: the
page as it is then is the source text that all positions and the ledger are about.
"""

from __future__ import annotations

import hashlib
import importlib
import inspect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from bs4 import BeautifulSoup

from .model import ledger
from .model.article import Article, Problem
from .model.errors import UnreadableDocument


class UnknownHookError(ValueError):
    """A hook that is named and cannot be had. The message is Swedish and names it."""


class HookFailed(UnreadableDocument):
    """A hook raised, or left an article that does not account for its words: the document is not read."""


@dataclass(frozen=True, slots=True)
class Hook:
    """One hook. `identity` is another when its code is."""

    name: str
    prepare: Callable[[BeautifulSoup], object] | None
    finish: Callable[[Article, BeautifulSoup | None], object] | None
    identity: str


def find_hooks(paths: Iterable[str]) -> tuple[Hook, ...]:
    """The hooks at these dotted paths, in that order. Raises `UnknownHookError`."""
    return tuple(map(_find, paths))


def identity_of(hooks: Sequence[Hook]) -> str:
    """What tells these hooks, in this order and with this code, from others; "" for none."""
    told = "\n".join(f"{hook.name} {hook.identity}" for hook in hooks)
    return hashlib.sha256(told.encode()).hexdigest()[:12] if hooks else ""


def _find(path: str) -> Hook:
    try:
        found, module = _named(path)
    except (ImportError, AttributeError, ValueError) as error:
        raise UnknownHookError(f"Läskroken {path} finns inte: {error}") from error
    if inspect.isclass(found):
        found = found()
    prepare, finish = getattr(found, "prepare", None), getattr(found, "finish", None)
    if prepare is None and finish is None and callable(found):
        prepare = found
    if not callable(prepare or finish):
        raise UnknownHookError(f"Läskroken {path} har varken prepare eller finish. Lägg till en av dem.")
    try:
        code = inspect.getsource(module)
    except (OSError, TypeError):
        code = ""
    return Hook(path, prepare, finish, hashlib.sha256(code.encode()).hexdigest())


def _named(path: str) -> tuple[Any, ModuleType]:
    try:
        module = importlib.import_module(path)
    except ModuleNotFoundError as error:
        holder, _, name = path.rpartition(".")
        if not holder or (error.name or "") not in (path, *_above(path)):
            raise
        module = importlib.import_module(holder)
        return getattr(module, name), module
    return module, module


def _above(path: str) -> list[str]:
    parts = path.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts))]


class Hooked:
    """The hooks around the reading of one document."""

    def __init__(self, hooks: Sequence[Hook]) -> None:
        self._hooks = hooks
        self._soup: BeautifulSoup | None = None
        self._changed: list[str] = []

    def prepare(self, text: str) -> str:
        """The page to be read: `text` itself where no hook changed it. Raises `HookFailed`."""
        if not self._hooks:
            return text
        self._soup = soup = BeautifulSoup(text, "lxml")
        now = before = str(soup)
        for hook in self._hooks:
            if hook.prepare is None:
                continue
            try:
                hook.prepare(soup)
                after = str(soup)
            except Exception as error:
                raise _failed(hook, "prepare", error) from error
            if after != now:
                self._changed.append(hook.name)
            now = after
        return text if now == before else now

    def finish(self, article: Article) -> None:
        """Give the article to the hooks. Raises `HookFailed`."""
        for name in self._changed:
            message = f"Läskroken {name} ändrade sidan innan den lästes. Platser i texten gäller den ändrade sidan."
            article.problems.append(Problem("changed-by-hook", message))
        for hook in self._hooks:
            if hook.finish is None:
                continue
            try:
                hook.finish(article, self._soup)
                ledger.check(article)
            except Exception as error:
                raise _failed(hook, "finish", error) from error


def _failed(hook: Hook, part: str, error: Exception) -> HookFailed:
    return HookFailed(
        "hook-failed",
        f"Läskroken {hook.name} ({part}) gav fel: {type(error).__name__}: {error}. Rätta den och läs dokumentet igen.",
    )

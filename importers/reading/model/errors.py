"""What can go wrong with a document, said so that the person who has to act can."""

from __future__ import annotations


class UnreadableDocument(Exception):  # noqa: N818 - it names what the document is
    """A document that no reader can make an article of.

    `code` is stable and meant for programs (binary, empty, too-large, …); `message` is Swedish and says what is
    wrong and what to do. The file's name is added by whoever knows it.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

"""Which requests the live server is answering.

A page that a test leaves may still be waiting for answers, a preview or a picture. The server shares the test's
connection, so such an answer would begin in one test's transaction and end in the next one's.
"""

from __future__ import annotations

import threading
from typing import Any

from django.core.signals import request_finished, request_started


class Traffic:
    """Counts the requests that have begun and are not answered."""

    def __init__(self) -> None:
        self._open = 0
        self._changed = threading.Condition()
        request_started.connect(self._begun, weak=False, dispatch_uid="traffic")
        request_finished.connect(self._ended, weak=False, dispatch_uid="traffic")

    def _begun(self, **kwargs: Any) -> None:
        with self._changed:
            self._open += 1

    def _ended(self, **kwargs: Any) -> None:
        with self._changed:
            self._open -= 1
            self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Returns when no request is open; False where one still is after so long."""
        with self._changed:
            return self._changed.wait_for(lambda: self._open <= 0, seconds)

    def stop(self) -> None:
        """Count no more."""
        request_started.disconnect(dispatch_uid="traffic")
        request_finished.disconnect(dispatch_uid="traffic")

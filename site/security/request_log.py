"""Log lines that can be searched and put together: as JSON, with the number of the request that they belong to."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from ..options import option

HEADER = "X-Request-ID"
_GOOD = re.compile(r"[A-Za-z0-9-]{8,64}")
_number: ContextVar[str] = ContextVar("brygga_request", default="")


class RequestNumberMiddleware:
    """Gives each request a number, that of the proxy in front where it sends one, and says it in the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.headers.get(HEADER, "") if option("BRYGGA_PROXIES") else ""
        number = sent if _GOOD.fullmatch(sent) else uuid4().hex
        token = _number.set(number)
        try:
            response = self.get_response(request)
        finally:
            _number.reset(token)
        response.headers[HEADER] = number
        return response


class RequestNumber(logging.Filter):
    """Adds `request_number` to each line; "-" outside a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keeps every line."""
        record.request_number = _number.get() or "-"
        return True


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, request, and the trace of an error."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": getattr(record, "request_number", "-"),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)

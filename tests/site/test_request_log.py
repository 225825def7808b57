"""Log lines belong to a request and can be read by machines; none of ours names a person."""

from __future__ import annotations

import ast
import json
import logging
import re
from typing import Any

from django.http import HttpResponse
from django.test import RequestFactory

from brygga.site.security.request_log import JsonLines, RequestNumber, RequestNumberMiddleware
from tests.site.test_options import ROOT, product_files


def answered(settings: Any, sent: str, proxies: int = 1) -> tuple[str, dict[str, Any]]:
    """The number in the answer, and a line logged meanwhile."""
    settings.BRYGGA_PROXIES = proxies
    lines: list[str] = []

    def view(request: object) -> HttpResponse:
        record = logging.LogRecord("brygga.x", logging.WARNING, "x.py", 1, "Över %s", ("bron\nnästa",), None)
        assert RequestNumber().filter(record)
        lines.append(JsonLines().format(record))
        return HttpResponse()

    response = RequestNumberMiddleware(view)(RequestFactory().get("/", headers={"x-request-id": sent}))
    (line,) = lines
    assert "\n" not in line
    return response.headers["X-Request-ID"], json.loads(line)


def test_a_line_has_the_number_of_its_request(settings: Any) -> None:
    number, line = answered(settings, "")
    assert re.fullmatch(r"[0-9a-f]{32}", number)
    assert line["request"] == number
    assert (line["level"], line["logger"], line["message"]) == ("WARNING", "brygga.x", "Över bron\nnästa")
    assert line["time"].endswith("+00:00")
    assert answered(settings, "")[0] != number


def test_the_number_of_the_proxy_is_kept_where_it_is_one(settings: Any) -> None:
    assert answered(settings, "a1b2c3d4-e5")[0] == "a1b2c3d4-e5"
    assert answered(settings, "a1b2c3d4-e5", proxies=0)[0] != "a1b2c3d4-e5"
    for bad in ("kort", "x" * 65, "två ord här", 'a"b12345678'):
        assert answered(settings, bad)[0] != bad


def test_a_line_outside_a_request_and_one_with_an_error_are_lines_too() -> None:
    record = logging.LogRecord("brygga.x", logging.ERROR, "x.py", 1, "fel", (), None)
    try:
        raise ValueError("trasig")
    except ValueError as error:
        record.exc_info = (ValueError, error, error.__traceback__)
    RequestNumber().filter(record)
    line = json.loads(JsonLines().format(record))
    assert line["request"] == "-"
    assert "ValueError: trasig" in line["error"]


#: What of a row, a request or an error of a mail server gives a person away.
PERSONAL = set(
    "email mail to username get_username first_name last_name get_full_name full_name phone password address body "
    "text title credentials user person speaker subscription request recipients REMOTE_ADDR META POST GET".split()
)
LOGGERS = {"log", "logger", "logging"}
LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}


def named(node: ast.AST) -> set[str]:
    """What a value that is logged consists of; of `user.pk` that is `pk`, and of `type(error).__name__` the class."""
    if isinstance(node, ast.Attribute):
        return {node.attr} if node.attr in ("pk", "id", "__name__") else {node.attr, *named(node.value)}
    if isinstance(node, ast.IfExp):
        return named(node.body) | named(node.orelse)
    if isinstance(node, ast.Name):
        return {node.id}
    return set().union(*map(named, ast.iter_child_nodes(node)))


def logs(called: ast.expr) -> bool:
    """Whether it is the method of a logger."""
    return isinstance(called, ast.Attribute) and called.attr in LEVELS and ast.unparse(called.value) in LOGGERS


def told(source: str, mails: bool = False) -> set[str]:
    """The personal things that the log lines of a file tell; an error counts where it comes from a mail server."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and logs(node.func):
            for value in node.args[1:]:
                found |= named(value) & (PERSONAL | ({"error"} if mails else set()))
            found |= {"an f-string"} if isinstance(node.args[0], ast.JoinedStr) else set()
    return found


def test_no_line_of_ours_names_a_person() -> None:
    found = {}
    for path in product_files():
        source = path.read_text(encoding="utf-8")
        if "getLogger" in source and (names := told(source, mails="SMTPException" in source)):
            found[str(path.relative_to(ROOT))] = names
    assert found == {}


def test_a_line_that_names_a_person_is_seen() -> None:
    assert told('logger.info("x %s", user.email)') == {"user", "email"}
    assert told('log.warning(f"x {error}")') == {"an f-string"}
    assert told('log.warning("x %s", error)', mails=True) == {"error"}
    assert told('logger.info("x %s %s", user.pk if user else "-", type(error).__name__)', mails=True) == set()

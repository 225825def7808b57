"""Texts that would be code if any place forgot to escape them, and a look at what is served for any that is.

Each active part carries the mark `brgx`, so that what became an element, an attribute or a function call is told from
what is shown as words.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from itertools import product
from urllib.parse import urlsplit

from lxml import html

MARK = "brgx"
CALL = f"{MARK}(1)"
_ELEMENTS = ("img", "svg", "body", "video", "audio", "details", "input", "marquee", "iframe", "object", "math", MARK)
_EVENTS = (f"onerror={CALL}", f'onload="{CALL}"', f"onfocus='{CALL}' autofocus", f"ontoggle={CALL} open")
_BREAKS = ("", '">', "'>", "</title>", "</textarea>", "--></script>", "]]>", "</style>")
_SCRIPTS = (
    f"<script>{CALL}</script>",
    f"<ScRiPt>{CALL}</sCrIpT>",
    f"<script src=https://ond.example/{MARK}.js></script>",
    f"<<script>{CALL}//<</script>",
    f"<scr<script>ipt>{CALL}</script>",
    f'<script type="application/ld+json">{{"{MARK}": 1}}</script>',
)
_ADDRESSES = (
    f"javascript:{CALL}",
    f"JaVaScRiPt:{CALL}",
    f" javascript:{CALL}",
    f"java\tscript:{CALL}",
    f"&#106;avascript:{CALL}",
    f"vbscript:{CALL}",
    f"data:text/html,<script>{CALL}</script>",
    f"//ond.example/{MARK}",
)
_CARRIERS = (
    '<a href="{0}">Läs</a>',
    '<img src="{0}">',
    '<iframe src="{0}"></iframe>',
    '<form action="{0}"><button>Skicka</button></form>',
    '<meta http-equiv="refresh" content="0;url={0}">',
    '<base href="{0}">',
    '<link rel="stylesheet" href="{0}">',
    '<object data="{0}"></object>',
    '<svg><a xlink:href="{0}"><text>Läs</text></a></svg>',
)
_OTHERS = (
    f"<style>body{{background:url(//ond.example/{MARK})}}</style>",
    f'<p style="background:url(javascript:{CALL})">Hej</p>',
    f'<iframe srcdoc="&lt;script&gt;{CALL}&lt;/script&gt;"></iframe>',
    f"<math><mtext><table><mglyph><style><img src=x onerror={CALL}>",
    f'<noscript><p title="</noscript><img src=x onerror={CALL}>">',
    f"{{{{ {MARK}.settings }}}}",
    f"{{% load {MARK} %}}",
    f"${{{CALL}}}",
    f"<?php {CALL} ?>",
    f"<!--[if IE]><script>{CALL}</script><![endif]-->",
    f"<!ENTITY {MARK} SYSTEM 'file:///etc/passwd'>&{MARK};",
    f"\u2028{CALL}\u2029",
    f"=HYPERLINK('http://ond.example/{MARK}')",
    f"Kurs;=cmd|'/C {MARK}'!A0",
    f'Kurs";"=cmd|"/C {MARK}"!A0',
    f"@SUM({MARK})",
    f"+{MARK}+cmd",
    f"-{MARK}|cmd",
    f"Kurs\r\nATTENDEE:mailto:{MARK}@ond.example",
    f"Kurs\nEND:VEVENT\nBEGIN:VALARM\nDESCRIPTION:{MARK}",
    f"Kurs\r\nBcc: {MARK}@ond.example\r\n\r\nHej",
    f"](javascript:{CALL})",
    f"[Läs](javascript:{CALL})",
    f"<!--><img src=x onerror={CALL}>-->",
    f"<a href='x' {MARK}>Läs</a>",
    f"<template><script>{CALL}</script></template>",
    f"<select><option><img src=x onerror={CALL}></select>",
    f'<embed src="//ond.example/{MARK}">',
    f"\\u003cscript\\u003e{CALL}",
    f"&lt;script&gt;{CALL}&lt;/script&gt;",
    f"%3Cscript%3E{CALL}%3C/script%3E",
    f"\uff1cscript\uff1e{CALL}",
    f"![x](x onerror={CALL})",
)


def payloads() -> list[str]:
    """All of them, each once."""
    events = [f"<{element} src=x {event}>" for element, event in product(_ELEMENTS, _EVENTS)]
    broken_out = [f"{breaks}<img src=x onerror={CALL}>" for breaks in _BREAKS]
    carried = [carrier.format(address) for carrier, address in product(_CARRIERS, _ADDRESSES)]
    plain = [*_ADDRESSES, *(f'" {event} x="' for event in _EVENTS), *(f"{breaks}{CALL}" for breaks in _BREAKS[1:])]
    return list(dict.fromkeys([*events, *broken_out, *carried, *_SCRIPTS, *_OTHERS, *plain]))


_ADDRESS_NAMES = {
    "href",
    "src",
    "action",
    "formaction",
    "xlink:href",
    "data",
    "poster",
    "background",
    "srcset",
    "ping",
}
_ACTIVE = re.compile(r"(javascript|vbscript|data:(?!image/))", re.IGNORECASE)
_NEVER = {"iframe", "object", "embed", "applet", "base", "frame", "frameset", "marquee", "math"}
_LOADS = {"img", "script", "link", "source", "video", "audio", "track", "image", "use"}


def faults_of_html(source: str, *, own_scripts: bool = False) -> Iterator[str]:
    """What in a page or a piece of one would be done and not shown. `own_scripts` where inline scripts are the admin's
    own: then only those with the mark, outside a string, are told of."""
    if not source.strip():
        return
    for element in html.fromstring(f"<div>{source}</div>" if "<html" not in source[:400] else source).iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.lower()
        text = "".join(element.itertext())
        if MARK in name or (name in _NEVER and not own_scripts):
            yield f"<{name}>"
        if name == "script" and not element.get("src"):
            if (element.get("type") or "").endswith("json"):
                if MARK in json.loads(text):
                    yield f"data that is not ours: {text[:60]}"
            elif not own_scripts or re.search(rf"^\s*{MARK}\(", text):
                yield f"a script: {text[:60]}"
        if name == "style" and MARK in text:
            yield f"a style: {text[:60]}"
        for key, value in element.attrib.items():
            yield from _faults_of_attribute(name, key.lower(), value, own_scripts)


def _faults_of_attribute(element: str, key: str, value: str, own: bool) -> Iterator[str]:
    tight = re.sub(r"[\x00-\x20]", "", value)
    if MARK in key or (key.startswith("on") and (not own or MARK in value)) or key == "srcdoc":
        yield f"<{element} {key}={value[:40]}>"
    if key in _ADDRESS_NAMES and _ACTIVE.match(tight) and (not own or MARK in tight):
        yield f"<{element} {key}={value[:40]}>"
    if element in _LOADS and key in _ADDRESS_NAMES and "ond.example" in (urlsplit(tight).hostname or ""):
        yield f"<{element} {key}={value[:40]}> is loaded from elsewhere"
    if key == "style" and MARK in value:
        yield f"<{element} style={value[:40]}>"
    if element == "meta" and "http-equiv" in key and "refresh" in value.lower():
        yield "a page that leads elsewhere"


def faults_of_csv(source: str) -> Iterator[str]:
    """Cells that a spreadsheet takes for formulas, whether it is set to commas, semicolons or tabs."""
    for separator in (",", ";", "\t"):
        for row in csv.reader(io.StringIO(source), delimiter=separator):
            for cell in row:
                if re.match(r'["\s]*[=@+-]', cell) and not re.fullmatch(r"[+-][\d\s.,]*", cell):
                    yield f"{separator!r}: {cell[:60]}"


def faults_of_calendar(source: str) -> Iterator[str]:
    """Lines of a calendar that are none of those that we write."""
    ours = (
        "BEGIN:VCALENDAR BEGIN:VEVENT END:VCALENDAR END:VEVENT PRODID VERSION METHOD UID DTSTAMP DTSTART DTEND "
        "SUMMARY LOCATION DESCRIPTION URL X-WR-CALNAME NAME CALSCALE TRANSP CATEGORIES LAST-MODIFIED STATUS "
        "REFRESH-INTERVAL X-PUBLISHED-TTL"
    ).split()
    for line in re.sub(r"\r?\n[ \t]", "", source).splitlines():
        if line.strip() and line.strip() not in ours and re.split(r"[:;]", line)[0] not in ours:
            yield line[:60]

"""Which values of machine-written options are words that somebody wrote to be read.

Page builders, blocks and custom fields keep their texts in options, among colours, widths and switches. What is told
by an option's name ("title", "rubrik") is words unless it is clearly a machine's; what is not is words when it reads
like a piece of a sentence.
"""

from __future__ import annotations

import re

_NAMES = frozenset(
    (
        "title titel rubrik underrubrik heading header headline subtitle subheading text texts caption bildtext label "
        "etikett question fraga answer svar author quote citat content innehall description beskrivning alt message "
        "meddelande summary sammanfattning lead ingress preamble body cite citation source kalla intro name namn role "
        "roll fact facts fakta faktaruta"
    ).split()
)
# Names of options that no visitor sees, whatever they say.
_NEVER = frozenset(
    "admin class classname css id ids style slug template anchor icon ikon font nonce shortcode taxonomy mode".split()
)
_PARTS = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SWITCH = re.compile(r"(?:yes|no|true|false|on|off|none|null|auto|default|left|right|center|top|bottom|px|em)", re.I)
_MACHINE = re.compile(
    r"(?:https?://|mailto:|tel:|/|#|\.[\w-]+\s*\{|[a-z]:\d+:)\S*|[\w.-]*(?:_|%[0-9A-F]{2})\S*|#?[0-9a-f]{3,8}|"
    r"[\d\s.,%]+(?:px|em|rem|vh|vw|s|ms)?|(?:fa[bsrl]?|dashicons|icon)[ -][\w -]+",
    re.IGNORECASE,
)
_CODE = re.compile(r"[{}|<>\\]|\w:\w|;\s*\w+:|=\"|%[0-9A-F]{2}|^[aOs]:\d+:|!important")


def is_wording(name: str, value: str) -> bool:
    """Whether an option's value is words for readers.

    >>> is_wording("rubrik", "Vad kostar det?"), is_wording("state", "closed"), is_wording("size", "large")
    (True, False, False)
    """
    value = " ".join(value.split())
    if not _LETTERS.search(value) or _MACHINE.fullmatch(value) or _SWITCH.fullmatch(value):
        return False
    parts = [part.casefold() for part in _PARTS.findall(_CAMEL.sub("_", name))]
    folded = [part.translate(str.maketrans("åäö", "aao")) for part in parts]
    if any(part in _NEVER for part in folded):
        return False
    if any(part in _NAMES for part in folded):
        return not re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)+", value)
    return bool(len(_LETTERS.findall(value)) >= 2 and " " in value and not _CODE.search(value)) and _is_prose(value)


def _is_prose(value: str) -> bool:
    """Whether a value of an option that no name tells about reads like something that was written: it begins like a
    sentence, or has its marks or many words."""
    return (
        bool(value[0].isupper() or value[0] in "”\"'»“–—" or re.search(r"[.!?…]$", value)) or len(value.split()) >= 5
    )

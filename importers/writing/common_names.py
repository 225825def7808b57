"""Names that any municipality may have for a unit of its own: "Arbetsmarknadsenheten", "Komvux", "AME".

Such a name says what is done there and not who does it. A name of its own has a proper name in it ("Ekby Lärcentrum"),
or is one ("Tegelbruket").
"""

from __future__ import annotations

import re

# What an office is, or does: the last part of its name, whatever stands before it.
_OFFICE = re.compile(
    r"(?:enhet|avdelning|nämnd|förvaltning|kontor|sektion|sektor|bolag|tjänst|verksamhet|omsorg|utbildning|skola|stöd"
    r"|center|centr|torg|mottagning|boende|central|service|kansli|stab|team|grupp|bibliotek|integration|marknad|arbete"
    r"|lärande|försörjning|etablering|sysselsättning|vägledning|rådgivning|hälsa|fritid|kultur|näringsliv"
    r"|ekonomi|vård|handläggning|coachning|vux|sfi|svenska|invandrare|rekrytering|bemanning|utveckling|miljö|teknik)"
    r"(?:en|et|n|t|an|um|umet|rna|erna)?s?$",
    re.I,
)
_OWNED = re.compile(r"^(?:kommunens|stadens|regionens|förbundets|förvaltningens|nämndens)\s+", re.I)
_LED_IN = re.compile(r"^(?:\w*(?:enheten|avdelningen|sektionen|förvaltningen|kontoret)|sektorn?|kansliet)\s", re.I)


# What people get or do, said of no place: "Försörjningsstöd", "Komvux/SFI". The definite form is an office's name.
_ACTIVITY = re.compile(
    r"\w*(?:stöd|bistånd|bidrag|ersättning|praktik|utbildning|undervisning|kurs|vägledning|rådgivning|coachning|träning"
    r"|handledning|rehabilitering|lärling|introduktion|komvux|grundvux|gymnasievux|särvux|vux|sfi|svenska|studier)",
    re.I,
)


def is_activity(name: str) -> bool:
    """Whether the name is that of a benefit or of something that is done, and so no unit's."""
    parts = [part.split() for part in re.split(r"\s*/\s*|\s+(?:och|samt|&)\s+", name.strip())]
    return all(part and _ACTIVITY.fullmatch(part[-1]) and len(part) <= 2 for part in parts)


def is_common(name: str) -> bool:
    """Whether any municipality may have a unit of the name."""
    words = re.findall(r"[\w-]+", _OWNED.sub("", name.strip()))
    if not words:
        return True
    if any(word.isdigit() for word in words):
        return False
    if len(words) == 1:
        return words[0].isupper() or bool(_OFFICE.search(words[0]))
    if any(word[0].isupper() and not word.isupper() for word in words[1:]):
        return False  # "Ekby Lärcentrum", "Lärcentrum Ekby"
    if _LED_IN.match(name):
        return True  # "Enheten för arbete och lärande"
    if words[0].casefold().endswith("s") and words[1].casefold() not in ("och", "samt") and words[0][0].isupper():
        return False  # "Ekbys lärcentrum"
    return bool(_OFFICE.search(words[-1]))

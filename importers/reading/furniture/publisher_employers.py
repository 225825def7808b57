"""The bodies that people who speak or are asked in an article work for."""

from __future__ import annotations

import re

from ..model.article import Article
from .person_lines import PERSON, is_person
from .publisher_names import base_form, body_key
from .site_owner import BODY, WORD

_NAME = rf"{WORD}(?:\s+(?:och\s+)?{WORD}){{0,2}}"
EMPLOYED_AT = re.compile(
    r"\b\w*(?:chef|ordförande|direktör|ledare|sakkunnig|samordnare|strateg|handläggare|pedagog|expert|utredare|"
    r"ansvarig|lärare|"
    r"koordinator|coach|utvecklare|sekreterare|råd|analytiker|controller|lots|vägledare|planerare|konsulent|ombud)\w*"
    rf"\s+(?:på|för|vid|hos|i|inom)\s+(?P<name>{_NAME}(?:\s+kommun|\s+län|\s+stad)?)"
)
# A name that the match cuts off ("Sveriges| ambassad"), and what is no body although people work for it.
_CUT_OFF = re.compile(r"(?:s|ska|liga)$")
_NO_EMPLOYER = frozenset(
    "europa usa eu fn sverige norden enheten avdelningen kansliet projektet huset skolan ud utrikesdepartementet "
    "regeringskansliet statsrådsberedningen".split()
)
# "…, säger Vera Stål, Länsstyrelsen i Solviks län"
_SPEAKS_FOR = re.compile(
    rf"\bsäger\s+{PERSON.pattern},\s+(?P<name>Länsstyrelsen(?:\s+i)?\s+{WORD}(?:\s+län)?|{WORD}\s+kommun)"
)
_UNIT_OF = re.compile(rf".*\si\s(?={WORD}(?:\s{WORD})?\s(?:kommun|stad)$)")  # "Hemvården i |Solviks kommun"


def employers_in(article: Article) -> list[str]:
    """The bodies that people who speak or are asked work for, one for each time it is said."""
    texts = [
        article.lead.text,
        *(t.text for t in article.captions),
        *(b.text for b in article.blocks if b.type != "contact"),
    ]
    found = []
    for text in texts:
        for match in EMPLOYED_AT.finditer(text):
            name = match["name"]
            preposition = match[0][: -len(name)].split()[-1]
            whole = BODY.match(text, match.start("name"))
            if whole:
                found.append(whole[0])
            elif preposition != "i" and not name.endswith(("nämnden", "utskottet", "departementet", "departementets")):
                cut = _CUT_OFF.search(name) and re.match(r"\s[a-zåäö]", text[match.end("name") :])
                if not cut and base_form(name).casefold() not in _NO_EMPLOYER:
                    found.append(name)
        found.extend(match["name"] for match in _SPEAKS_FOR.finditer(text))
    told = {body_key(base_form(name)) for name in found}
    worked_for = [_UNIT_OF.sub("", person.organisation) for person in article.people if person.organisation]
    found.extend(name for name in worked_for if _is_body(name) and body_key(base_form(name)) not in told)
    units = [f"{body_key(base_form(unit.name))} " for unit in article.units]
    return [name for name in found if not any(f"{body_key(base_form(name))} ".startswith(unit) for unit in units)]


def _is_body(name: str) -> bool:
    """Whether somebody's organisation, as recognised, is a name of several words that can own a page."""
    return " " in name and not is_person(name) and not re.search(r"\d", name)

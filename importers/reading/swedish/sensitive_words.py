"""Words of health, faith and crime (articles 9 and 10 of the GDPR), and of whom a sentence is about."""

from __future__ import annotations

import re

HEALTH = re.compile(
    r"\b(?:har (?:diagnosen|diagnos|cancer|adhd|autism|depression|ångest|diabetes|epilepsi|ms|ptsd|missbruk\w*)|"
    r"lider av|led av|sjukskriven|sjukskrevs|drabbades av|insjuknade|diagnosticerades|fick diagnosen|är gravid|"
    r"missbrukade|missbrukar|narkoman|alkoholist|psykiskt sjuk|funktionsnedsatt|utbränd|tvångsvård\w*|självmord\w*)\b",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\b(?:är (?:muslim|kristen|jude|judinna|katolik|homosexuell|bisexuell|transsexuell)|"
    r"är medlem i (?:facket|partiet)|dömdes för|dömd för|dömts för|misstänks för|åtalas för|har suttit i fängelse)\b",
    re.IGNORECASE,
)
# A cheap look before the patterns: one of these is in everything that they find.
HINTS = tuple(
    """diagnos|cancer|adhd|autism|depression|ångest|diabetes|epilepsi|har ms|ptsd|missbruk|lider av|led av|sjukskr|
drabbades|insjukn|gravid|narkoman|alkoholist|psykiskt sjuk|funktionsneds|utbränd|tvångsvård|självmord|muslim|kristen|
är jud|katolik|sexuell|är medlem i|dömd för|dömdes för|dömts för|misstänks för|åtalas för|fängelse""".replace(
        "\n", ""
    ).split("|")
)
SOMEBODY = re.compile(r"\b(?:hon|han|jag|min|mitt|hennes|hans|mig|honom|henne)\b", re.IGNORECASE)

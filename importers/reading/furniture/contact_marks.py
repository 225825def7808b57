"""The marks of a contact in a line: addresses, numbers, labels."""

from __future__ import annotations

import re

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?\(at\)\s?|\[at\])[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
PHONE = re.compile(
    r"(?<![\w/.-])(?:\+46[\s\d()–-]{7,16}\d|0\d{1,3}\s?[-–/]\s?\d(?:[\s–-]?\d){4,9}|0\d{8,10}|"
    r"0\d{2}\s\d{3}\s\d{2}\s\d{2})(?![\w-])"
)
CONTACT_LABEL = re.compile(
    r"(?:(?:press)?kontakt(?:person(?:er)?|uppgifter|information|info|er)?|kontakta(?:\s+(?:oss|gärna|mig))?|"
    r"kontakt(?:a)? (?:för|vid) .{2,60}|(?:press|medie)kontakt(?:er)?|pressfrågor|pressansvarig|"
    r"informationsansvarig|contacts?|press contacts?|ta kontakt(?: med oss)?|så når du oss|hör av dig(?: till oss)?|"
    r"(?:kontakt och mer|mer) information(?: och kontakt)?|information och kontakt|"
    r"(?:för )?(?:mer|ytterligare|närmare) (?:information|upplysningar|info)(?:\s+(?:och|"
    r"eller)\s+(?:intervjuer?|kontakt|bilder|frågor))?"
    r"(?:\s*,?\s*(?:vänligen |var god )?(?:kontakta|ring|lämnas av|lämnar|får du av|ges av|hos|hör av dig till|"
    r"vänd dig till))?|"
    r"(?:vill du )?veta mer|frågor|(?:vid |har du |har ni |för )(?:eventuella )?"
    r"(?:frågor|intervjuer|pressfrågor).{0,60}|"
    r"(?:frågor(?: (?:från|för) (?:media|press(?:en)?|journalister))?|pressfrågor) "
    r"(?:besvaras av|till|hänvisas till|svarar|svaras av)|"
    r"(?:för |till )?(?:media|press(?:en)?|journalister|intervju(?:er|förfrågningar)?)(?:kontakt(?:er)?)?"
    r"(?:\s*[,:]?\s*kontakta)?|"
    r"kontaktpersoner? (?:för|hos|på|i|och) .{2,60}|"
    r"välkommen att (?:kontakta|höra av dig).{0,40})\s*[:.?]?",
    re.IGNORECASE,
)
INLINE_CONTACT = re.compile(
    r"(?:(?:press)?kontakt(?:person(?:er)?)?|kontakta|(?:för )?(?:mer|ytterligare) (?:information|"
    r"upplysningar)(?:\s*,?\s*kontakta)?|presskontakt|"
    r"frågor(?: besvaras av)?|upplysningar)\s*:\s*(?P<who>\S.{3,200})",
    re.IGNORECASE,
)


def has_contact(text: str) -> bool:
    """Whether a phone number or an e-mail address stands in the text."""
    return bool(EMAIL.search(text) or PHONE.search(text))


def bare_contact(text: str) -> bool:
    """Whether a line is nothing but a labelled phone number or address ("Telefon: 0555-123 45")."""
    rest = PHONE.sub("", EMAIL.sub("", text))
    return has_contact(text) and not re.sub(
        r"(?i)(?:direkt|mobil)?(?:telefon|tel|tfn|mobil|e-?post|e-?mail|mejl|mail|direkt|växel|eller|och)\b|[\W\d_]",
        "",
        rest,
    )


def is_contact_label(text: str) -> bool:
    """A line that announces whom to ask ("Kontaktpersoner", "För mer information:")."""
    return len(text) <= 100 and bool(CONTACT_LABEL.fullmatch(text))

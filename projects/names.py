"""How a name of an organisation is compared with another."""

import re
import unicodedata


def fold(name: str) -> str:
    """Case, blanks and dashes of every kind made one, quotation marks and full stops gone; letters stay as they are.

    "Länsstyrelsen  i Värmland" → "länsstyrelsen i värmland"; "ESF+" → "esf+".
    """
    text = unicodedata.normalize("NFC", name).casefold()
    text = re.sub(r"[‐‑‒–—−]", "-", text)
    text = re.sub("[\"'”’“„«».\u00ad\u200b]", "", text)
    return " ".join(text.split()).strip(" ,;:-")


def name_keys(name: str) -> list[list[str]]:
    """The folded forms to look up, surest first: as written; then without a genitive s and without the article words
    around it ("Hagfors kommuns" → "hagfors kommun", "kommunen Hagfors" → "hagfors kommun" or "hagfors").
    """
    first = fold(name)
    if not first:
        return []
    second: list[str] = []
    if first.endswith("s") and len(first) > 4:
        second.append(first[:-1])
    if match := re.fullmatch(r"(.+?) (?:kommuns?|stads?|kommunen|staden)", first):
        bare = match[1]
        second += [f"{bare} kommun", f"{bare}s kommun", f"{bare} stad", f"{bare}s stad"]
        if bare.endswith("s"):
            second += [f"{bare[:-1]} kommun", f"{bare[:-1]} stad"]
    elif match := re.fullmatch(r"kommunen (.+)", first):
        second += [match[1], f"{match[1]} kommun", f"{match[1]}s kommun"]
    if match := re.fullmatch(r"länsstyrelsen (?:i |för )?(.+?)(?:s?(?: län)?)", first):
        rest = match[1]
        second += [f"länsstyrelsen i {form} län" for form in (rest, f"{rest}s")] + [f"länsstyrelsen {rest}"]
    return [[first], second] if second else [[first]]

"""What presentations, contacts and places say of whose page it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model.article import Article
from .contact_marks import EMAIL
from .publisher_names import base_form, bodies_named, stems_of, without_accents
from .publisher_weights import ABOUT, CONTACT, EMPLOYER, PLACE, TITLE, Weights
from .site_owner import BODY, WORD

# A paragraph that presents a body, as releases end: "Region Fjällvik ansvarar för …", and the heading over one.
_A_BODY = re.sub(r"\(\?P<\w+>", "(?:", BODY.pattern)
_ABOUT = re.compile(
    rf"(?:Om\s+(?P<heading>{_A_BODY})$|(?P<name>{_A_BODY})\s+(?:är|har(?! \w+ts?\b)|ansvarar för|arbetar)\b)"
)
_OFFICE_IN = re.compile(
    r"\b(?:kommunstyrelsen|kommunfullmäktige|fullmäktige|kommunen|\w+nämnden|\w+förvaltningen|komvux|"
    r"vuxenutbildningen|"
    r"arbetsmarknadsenheten|socialtjänsten|kommundirektör\w*|kommunalråd\w*|socialchef\w*|skolchef\w*)\s+i\s+"
    rf"(?P<place>{WORD})",
    re.IGNORECASE,
)
_THE_MUNICIPALITY = re.compile(
    r"\b(?:kommunen|kommunens|kommunal\w*|komvux|vuxenutbildningen|arbetsmarknadsenheten|socialtjänsten|hemtjänsten|"
    r"äldreomsorgen|kommunstyrelsens?|kommunfullmäktige)\b",
    re.I,
)


def weigh_about(article: Article, weights: Weights) -> None:
    """A paragraph at the end, or a heading, that says what body this is: "Om Solviks kommun"."""
    last = [block for block in article.blocks if block.type == "paragraph"][-2:]
    for block in article.blocks:
        about = _ABOUT.match(block.text) if block.type == "heading" or any(block is x for x in last) else None
        if about:
            weights.add(about["heading"] or about["name"], ABOUT)
            name = about["heading"] or about["name"]
            # Whom nothing else speaks of is presented in passing.
            if about["heading"] or article.source_text.count(name) > 1 or _in_an_address(name, article.source_text):
                weights.stated |= weights.keys([name])


def _in_an_address(name: str, text: str) -> bool:
    """Whether an e-mail address on the page has the body's name in it: "solvik@…", "…@solvik.se"."""
    words = {word for address in EMAIL.finditer(text) for word in re.split(r"[@.]", address[0].casefold())}
    own = {without_accents(word).removesuffix("s") for word in re.findall(r"\w{4,}", name.casefold())}
    return bool(own & {word.removesuffix("s") for word in words})


def weigh_contacts(article: Article, weights: Weights) -> None:
    lines = [item.content.text for block in article.walk() if block.type == "contact" for item in block.items]
    for name in dict.fromkeys(base_form(name) for line in lines for name in bodies_named(line, [])):
        weights.add(name, CONTACT)
        weights.stated |= weights.keys([name])
    domains = {m[0].rpartition("@")[2].split(".")[-2] for line in lines for m in EMAIL.finditer(line) if "@" in m[0]}
    for key, name in weights.names.items():
        if any(without_accents(word) in domains for word in stems_of(name)):
            weights.of[key] += CONTACT
            weights.stated.add(key)


def weigh_title_stem(article: Article, weights: Weights) -> None:
    """ "Hässleholm" in a title speaks for Hässleholms kommun."""
    title = {word.casefold() for word in re.findall(r"\w+", article.title.text)}
    for key, name in weights.names.items():
        if name.endswith(("kommun", "stad")) and name not in article.title.text and stems_of(name) & title:
            weights.of[key] += TITLE


def weigh_place(article: Article, lead: str, text: str, official: Mapping[str, str], weights: Weights) -> None:
    """A municipality by its place alone: "jobben i Solvik … kommunen räknar med", "socialnämnden i Solvik"."""
    top = f"{article.title.text}\n{lead}"
    for match in _OFFICE_IN.finditer(text):
        weights.add(_municipality(match["place"], article, official), EMPLOYER, 3.0)
    places = [n.name for n in article.municipalities if re.search(rf"\b{re.escape(n.name)}s?\b", top)]
    if len(places) == 1 and _THE_MUNICIPALITY.search(text):
        weights.add(_municipality(places[0], article, official), PLACE)
        if len(re.findall(rf"\b{re.escape(places[0])}s?\b", f"{top}\n{text}")) > 2:
            weights.add(_municipality(places[0], article, official), TITLE)


def _municipality(place: str, article: Article, official: Mapping[str, str]) -> str:
    """A municipality's name by its place: the register's, else with the genitive that consonants take."""
    key = next((n.key for n in article.municipalities if n.name == place and n.key), None)
    if key:
        return official.get(key, f"{place}s kommun")
    return f"{place} kommun" if place[-1] in "aeiouyåäösxz" else f"{place}s kommun"

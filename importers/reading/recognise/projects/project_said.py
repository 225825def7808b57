"""Projects by what is said of their name: "X är ett projekt", "X-projektet"."""

from __future__ import annotations

from collections.abc import Iterator

from ..mentions.passages import Passage
from .project_names import QUOTED, Corpus, names_project
from .project_words import (
    BODIES_OF_OTHERS,
    ENDING,
    GENERIC,
    HETER,
    IS,
    KIND_OF_NAME,
    LISTED,
    NAMED,
    NOT_LISTED,
    ON,
    ONS,
    PHRASE,
    STOPS,
    Cue,
)


def by_list(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "Sommarens projekt: Lyktan"."""
    string = passage.string
    for match in LISTED.finditer(string) if ":" in string or ";" in string else ():
        stop = STOPS.search(string, match.end())
        end = stop.start() if stop else len(string)
        name = string[match.end() : end].strip('"”“ ')
        if name.split()[:1] and name.split()[0].lower() in NOT_LISTED:
            continue
        persons = any(p.start < end and match.end() < p.end for p in passage.persons if p.full)
        if 1 <= len(name.split()) <= 7 and not persons:
            start = string.index(name, match.end())
            yield start, start + len(name), "project-listed", 0.7


def by_statement(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "Lyktan är ett projekt", "”Ny start” är en satsning", "Jobbspåret är en av kommunens insatser"."""
    string = passage.string
    if not any(verb in passage.lower for verb in (" är ", " var ", " blir ", " har varit ")):
        return
    for start, end in passage.sentences if IS.search(passage.lower) else ():
        quoted = QUOTED.match(string, start, end)
        if quoted and IS.match(passage.lower, quoted.end()):
            yield quoted.start(1), quoted.end(1), "project-is", 0.8
            continue
        first = NAMED.match(string, start, end)
        said = IS.match(passage.lower, first.end()) if first else None
        if first and said and names_project(passage, first, said["kind"] or said["one"], corpus):
            yield first.start(1), first.end(1), "project-is", 0.8 if first[1] in corpus.inner else 0.6
        longer = None if first else PHRASE.match(string, start, end)
        if longer and IS.match(passage.lower, longer.end()) and corpus.count(longer[1]) > 1:
            yield longer.start(1), longer.end(1), "project-is", 0.75


def by_heter(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "Lyktan heter projektet"."""
    low = passage.lower
    for match in HETER.finditer(passage.string) if " heter " in low or " kallas " in low or "namnet på" in low else ():
        begin, _ = passage.sentence_at(match.start())
        name = passage.string[begin : match.start()].strip(' "”“')
        if 0 < len(name.split()) <= 4 and name[0].isupper() and name.split()[0].lower() not in NOT_LISTED:
            start = passage.string.index(name, begin)
            yield start, start + len(name), "project-called", 0.8


def by_ending(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "Omsorgslyftet", "Integrationsprojektet"."""
    low = passage.lower
    for match in ENDING.finditer(passage.string) if "lyftet" in low or "banan" in low or "projektet" in low else ():
        if match[0].endswith("banan") and passage.kind == "item":
            continue
        if match[0].lower() in GENERIC or BODIES_OF_OTHERS.match(passage.string, match.end()):
            continue
        kind = match[0].endswith("projektet")
        if kind and (match[0] not in corpus.inner or KIND_OF_NAME.match(passage.string, match.end())):
            continue  # "Integrationsprojektet ”Vi ses”": the word only leads the name in
        yield match.start(), match.end(), "project-ending", 0.7


def by_on(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "projektet med etableringscentrum", which the title names too."""
    low = passage.lower
    for match in ON.finditer(passage.string) if any(part in low for part in ONS) else ():
        noun = match["name"].lower()
        if len(noun) > 6 and corpus.title.startswith(noun) and corpus.stems(noun) > 2:
            yield match.start("name"), match.end("name"), "project-on", 0.7

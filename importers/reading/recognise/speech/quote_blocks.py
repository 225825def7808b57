"""Blocks and speech: a glued line of speech gets a block of its own, a line that says only who spoke joins the words
said before it, and paragraphs of speech become quotes."""

from __future__ import annotations

import re

from ...model.article import Article, Block
from ...model.spans import Text
from ...swedish.speech_verbs import SAYING, VERBS
from ..mentions import verb_of_saying
from ..mentions.passages import WORD
from ..mentions.speech_dash import DASH
from .found_quote import Said

GLUED = re.compile(r"[.!?:…\"”“»](\s*)([–—−―]|-(?=[A-ZÅÄÖÉ])|-(?= [A-ZÅÄÖÉ]))\s?(?=[A-ZÅÄÖÉ\"“”])")


def cut(article: Article) -> None:
    """Give a line of speech that is glued to what stands before it a block of its own."""
    for blocks in _sequences(article):
        for index in range(len(blocks) - 1, -1, -1):
            block = blocks[index]
            if block.type != "paragraph" or len(block.content) < 12:
                continue
            string = block.content.text
            places = [m.start(2) for m in GLUED.finditer(string) if _speech_follows(string, m)]
            for place in reversed(places):
                rest = block.content[place:]
                block.content = block.content[:place].strip()
                blocks.insert(index + 1, Block("paragraph", rest))


# ", säger rektor NAMN.", "berättar NAMN": a line that says who spoke, and nothing else.
SPOKE = re.compile(r"\s*,?\s*(?P<verb>[a-zåäöé]+) (?:[a-zåäöé-]+,? ){0,6}[A-ZÅÄÖÉ][^.!?]{1,160}[.!?]?\s*")


def join(article: Article) -> None:
    """Bring a line that only says who spoke together with the line of speech before it."""
    for blocks in _sequences(article):
        for index in range(len(blocks) - 1, 0, -1):
            said, spoke = blocks[index - 1], blocks[index]
            if said.type == spoke.type == "paragraph" and _says_who(said.content.text, spoke.content.text):
                said.content = Text.join("\n", [said.content, spoke.content])
                del blocks[index]


def _says_who(before: str, line: str) -> bool:
    first = line.lstrip()[:1]
    if not (first == "," or first.islower()) or not (found := SPOKE.fullmatch(line)):
        return False
    comma = first == "," or before.rstrip()[-1:] in (*",", *verb_of_saying.CLOSING)
    verb = found["verb"]
    if not (verb in VERBS or (comma and verb_of_saying.is_finite(verb) and verb_of_saying.could_say(verb))):
        return False
    return DASH.match(before) is not None or before.rstrip()[-1:] in verb_of_saying.CLOSING


def _speech_follows(string: str, match: re.Match[str]) -> bool:
    """A dash after a full stop begins speech where a verb of saying follows, or where it is glued to the stop."""
    if match.start() == 0 and not string[:1].strip():
        return False
    glued = not match[1]
    following = string[match.end() : match.end() + 1500]
    if glued and match[2] != "-":
        return True
    return any(word in SAYING for word in WORD.findall(following.lower()))


def _sequences(article: Article) -> list[list[Block]]:
    """Every list of blocks in which speech can stand."""
    found = [article.blocks]
    for block in article.walk():
        if block.type in ("factbox", "faq") and block.children:
            found.append(block.children)
    return found


# Blocks


def rebuild(article: Article, found: list[Said]) -> None:
    """Turn the paragraphs that are speech into quote blocks; narration after it becomes a paragraph again."""
    by_block: dict[int, list[Said]] = {}
    for said in found:
        block = said.passage.block
        if block is not None and said.passage.kind == "paragraph" and len(block.content) == len(said.passage.text):
            by_block.setdefault(id(said.passage.block), []).append(said)
    for blocks in _sequences(article):
        for index in range(len(blocks) - 1, -1, -1):
            block = blocks[index]
            here = by_block.get(id(block))
            if not here or block.type != "paragraph":
                continue
            string = here[0].passage.string
            if string[: here[0].start].strip() or not _covers(here, string):
                continue
            stop = here[-1].end
            while stop < len(string) and string[stop] in ' .,"”“»':
                stop += 1
            block.type = "quote"
            block.quotes = [said.quote for said in here]
            if string[stop:].strip():
                rest = block.content[stop:]
                block.content = block.content[:stop].strip()
                blocks.insert(index + 1, Block("paragraph", rest))


def _covers(here: list[Said], string: str) -> bool:
    """Whether the quotes with their attributions are all there is up to the end of the last of them."""
    position = 0
    for said in here:
        if string[position : said.start].strip(" .,"):
            return False
        position = said.end
    rest = string[position:].strip(' .,"”“»')
    return not rest or here[-1].rule.startswith("quote-dash")

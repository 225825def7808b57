"""Questions and answers: a line that is a question with the paragraphs after it, two or more in a row.

A single question in running text is rhetorical and stays a paragraph; a question that is followed by a line of
speech is an interview, and its answer is a quote.
"""

from __future__ import annotations

import itertools
import re

from ...model.article import Article, Block
from ...model.findings import Faq
from ...model.spans import Text
from ...swedish.speech_verbs import VERBS
from ..mentions.speech_dash import DASH

SECTION = re.compile(r"(?:vanliga\s+)?frågor\s+(?:och|&|/)\s+svar|vanliga frågor|faq\b|frågor & svar", re.IGNORECASE)
AFTERWARDS = re.compile(
    r"\s*(?:Vill du veta mer|Läs mer|Har du (?:fler |andra )?frågor|Kontakta oss|Mer information|Hittar du inte)", re.I
)
# "Hittar du inte svaret?" before a telephone number is no question of the page's: it leads in a contact.
CLOSING = re.compile(r"\s*(?:Hittar du inte|Har du (?:fler |andra )?frågor)\b", re.I)
REACHED = re.compile(r"@|\b0\d[\d -]{5,}\d")
SAID = re.compile(rf"\s*[”\"“»][^”\"“«]{{8,}}[”\"“«],? (?:{'|'.join(sorted(VERBS))}) \S")
ANSWERS = ("paragraph", "list", "table")
MAX_QUESTION = 240
# "Fråga: …", "S. …", "2. …"
LABEL = re.compile(r"(?:fråga|svar|[fqsa])(?: ?\d{1,2})?(?::|\.(?=\s)) *|\d{1,2}[.)]\s+", re.IGNORECASE)


def find(article: Article) -> list[Faq]:
    """Make `faq` blocks of the pairs in the article, and list them with those that the reader made."""
    _lead_in(article)
    _rebuild(article.blocks)
    for block in article.blocks:
        if block.type == "factbox":
            _rebuild(block.children)
    found: list[Faq] = []
    for block in article.walk():
        if block.type == "faq":
            answer = "\n".join(child.text for child in block.children)
            question = block.content.fold().text
            found.append(
                Faq(
                    span=block.span,
                    rule=block.data.get("rule", "faq-reader"),
                    confidence=block.data.get("confidence", 0.98),
                    question=LABEL.sub("", question, count=1) if LABEL.match(question) else question,
                    answer=answer[label.end() :] if (label := LABEL.match(answer)) else answer,
                )
            )
    return found


def _lead_in(article: Article) -> None:
    """The question that a reader took for the lead, as it stands first on a page of questions, is a question."""
    lead, blocks = article.lead, article.blocks
    asked = len(blocks) > 2 and is_question(blocks[0]) and is_question(blocks[1])
    if lead and asked and _stands_after(lead, blocks[0]):
        blocks.insert(1, Block("paragraph", lead))  # the answer to the first question was taken for the lead
        article.lead = Text()
        return
    if not lead or not blocks or not is_question(Block("paragraph", lead)) or blocks[0].type not in ANSWERS:
        return
    following = next((block for block in blocks[1:8] if is_question(block)), None)
    if following is not None and not is_question(blocks[0]) and not DASH.match(blocks[0].content.text):
        blocks.insert(0, Block(following.type, lead, level=following.level))
        article.lead = Text()


def _stands_after(lead: Text, block: Block) -> bool:
    return bool(lead.offsets and block.content.offsets) and lead.offsets[0] > block.content.offsets[-1]


def is_question(block: Block) -> bool:
    text = block.content.text.strip()
    return (
        block.type in ("heading", "paragraph")
        and text.endswith("?")
        and len(text) <= MAX_QUESTION
        and not DASH.match(text)
        and text[:1] not in "\"“”„»«'’"
    )


NUMBERED = re.compile(r"\s*2[.)]\s")
SAME_LINE = re.compile(r"[^.!?]{4,200}\?\s+(?=[A-ZÅÄÖ])")


def _first_of_numbered(blocks: list[Block]) -> None:
    """ "1. Kostar det något?" is a question and no list where "2. …?" follows further down."""
    for index, block in enumerate(blocks[:-1]):
        if block.type != "list" or len(block.items) != 1 or block.items[0].children:
            continue
        if not block.items[0].content.text.rstrip().endswith("?"):
            continue
        following = next((b for b in blocks[index + 1 : index + 8] if is_question(b)), None)
        if following is not None and NUMBERED.match(following.content.text):
            blocks[index] = Block(following.type, block.items[0].content, level=following.level, data=dict(block.data))


def _on_one_line(blocks: list[Block]) -> None:
    """ "Kostar det något? Nej.": a question with its answer on the same line, two or more under such a heading."""
    lines = [
        index
        for index, block in enumerate(blocks)
        if block.type == "paragraph" and not is_question(block) and SAME_LINE.match(block.content.text)
    ]
    lines = [index for index in lines if _section_before(blocks, index) or index - 1 in lines or index + 1 in lines]
    if len(lines) < 2 or not _section_before(blocks, lines[0]):
        return
    for index in reversed(lines):
        content = blocks[index].content
        question = SAME_LINE.match(content.text)
        if question is None:
            continue
        cut = question.end()
        pair = Block("faq", content[:cut].strip(), children=[Block("paragraph", content[cut:])])
        pair.data = {"rule": "faq-one-line", "confidence": 0.8}
        blocks[index] = pair


def _rebuild(blocks: list[Block]) -> None:
    _first_of_numbered(blocks)
    _on_one_line(blocks)
    places = [i for i, block in enumerate(blocks) if is_question(block) and _answer(blocks, i)]
    if not places:
        return
    for run in reversed(_runs(blocks, places)):
        titled = _section_before(blocks, run[0])
        if len(run) < 2 and not titled:
            continue
        _convert(blocks, run, 0.97 if titled else 0.85)


def _answer(blocks: list[Block], index: int) -> bool:
    """Whether an answer follows: not another question, not speech, not the end."""
    if index + 1 >= len(blocks):
        return False
    following = blocks[index + 1]
    if following.type not in ANSWERS or is_question(following):
        return False
    if CLOSING.match(blocks[index].content.text) and REACHED.search(following.content.text):
        return False
    return not DASH.match(following.content.text)


def _runs(blocks: list[Block], places: list[int]) -> list[list[int]]:
    """Questions between which only answers stand."""
    runs: list[list[int]] = [[places[0]]]
    for place in places[1:]:
        previous = runs[-1][-1]
        between = [b for b in blocks[previous + 1 : place] if not _is_label(b)]
        level = blocks[previous].level
        joined = all(b.type in (*ANSWERS, "image", "links", "quote") for b in between)
        joined = joined and len(between) <= 8 and blocks[place].level == level
        # running text with a question here and there: answers of many paragraphs under no heading are none
        if (
            joined
            and blocks[place].type == "paragraph"
            and len(between) > 3
            and not _section_before(blocks, runs[-1][0])
        ):
            joined = False
        if joined:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _is_label(block: Block) -> bool:
    """A line within an answer that leads in what follows: "Så här söker du:"."""
    return block.type == "heading" and block.content.text.rstrip().endswith(":")


def _section_before(blocks: list[Block], first: int) -> bool:
    for back in range(first - 1, max(first - 4, -1), -1):
        if blocks[back].type == "heading":
            return bool(SECTION.search(blocks[back].content.text))
    return False


def _convert(blocks: list[Block], run: list[int], confidence: float) -> None:
    lengths = [b - a - 1 for a, b in itertools.pairwise(run)]
    close = _written_close(blocks, run)
    for position in range(len(run) - 1, -1, -1):
        place = run[position]
        last = position + 1 == len(run)
        end = _last_end(blocks, place, max(lengths, default=1), close) if last else run[position + 1]
        question = blocks[place]
        answer = [
            Block("paragraph", b.content, data=dict(b.data)) if _is_label(b) else b for b in blocks[place + 1 : end]
        ]
        pair = Block("faq", question.content, level=question.level, children=answer)
        pair.data = {"rule": "faq-question-line", "confidence": confidence}
        blocks[place:end] = [pair]


def _written_close(blocks: list[Block], run: list[int]) -> bool:
    """Whether every answer but the last follows without a blank line, and a blank line stands before each question."""
    inside = [b for a, z in itertools.pairwise(run) for b in blocks[a + 1 : z]]
    return bool(inside) and all(b.data.get("gap") is False for b in inside if b.type == "paragraph")


def _last_end(blocks: list[Block], place: int, usual: int, close: bool = False) -> int:
    """The last answer is as long as the longest before it, unless a heading or a blank line ends it earlier."""
    end = place + 1
    heading = blocks[place].type == "heading"
    while end < len(blocks) and (blocks[end].type in ANSWERS or _leads_in(blocks, place, end)):
        text = blocks[end].content.text
        if end > place + 1 and (DASH.match(text) or SAID.match(text) or AFTERWARDS.match(text)):
            break  # somebody speaks, or the reader is sent on: the answers are over
        if close and blocks[end].type == "paragraph" and blocks[end].data.get("gap") and end > place + 1:
            break
        listed = blocks[end].type in ("list", "table") and blocks[end - 1].content.text.rstrip().endswith(":")
        labelled = listed or _leads_in(blocks, place, end)
        if not heading and end - place > usual and not labelled:
            break
        if heading and end - place > max(usual, 3) and not labelled:
            break
        end += 1
    return end


def _leads_in(blocks: list[Block], place: int, at: int) -> bool:
    """Whether a label stands within the answer that has begun: a list or a table follows it."""
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    return at > place + 1 and _is_label(blocks[at]) and following is not None and following.type in ("list", "table")


def text_of(block: Block) -> Text:
    return block.content

"""Links that stand by themselves below or beside the text: related links, documents, menus and teasers."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from ...furniture.line_kinds import READ_MORE, is_link_label
from ...model.article import Article, Block, Link
from ...model.spans import Span, Text
from . import hrefs
from .clean import is_link_only, without_arrow
from .inline import lines_of

Drop = Callable[[Span, str], None]

_MORE = re.compile(
    r"(?:läs (?:mer|även|också|vidare)|se (?:även|också|mer)|mer (?:information|om)|relaterat|länkar?|dokument|"
    r"bilag\w*|ladda (?:ner|ned|hem)|till|information om|anmäl(?: dig)?)\b[^.!?]{0,60}$",
    re.IGNORECASE,
)
_ARROW = re.compile(r"[»›→▸►>]")
_LONGEST_LABEL = 80
_LONGEST_ABOUT = 600
_LONGEST_DESCRIPTION = 200
# A line between paragraphs that leads to another article, as English news write it.
_LEADS = re.compile(
    r"(?:related|read more|read also|also read|see more|see also|more|read|watch|don.t miss|recommended)\s*:",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"(?:about the (?:author|writer)s?|om (?:författaren|skribenten)|author bio\w*|more from this author)",
    re.IGNORECASE,
)
_REPEATED = 80
ELSEWHERE = re.compile(
    r"(?:related|more (?:in|from|on|about|stories|news|articles|great|like)|trending|up next|read (?:more|next|also)|"
    r"you (?:may|might) (?:also )?(?:like|be interested|enjoy)|recommended|most (?:read|popular|viewed)|"
    r"popular|latest|see also|also (?:read|see)|don.t miss|keep reading|similar|other (?:news|stories|articles)|"
    r"what to read|"
    r"(?:fler|andra|senaste|relaterade|mest lästa|övriga) (?:nyheter|artiklar|pressmeddelanden|inlägg)|"
    r"reader interactions|trackbacks|comments|leave a)\b",
    re.IGNORECASE,
)


def read_links(article: Article, blocks: list[Block], drop: Drop, *, keep_unlabelled: bool) -> list[Block]:
    """Make links blocks of what is nothing but links, and leave out menus and teasers at the text's edges.

    A run of links under a label such as "Läs mer", one whose links carry arrows, and single links to files are kept
    wherever they stand. Lists of links before the text are menus. After the text they are teasers, unless
    `keep_unlabelled` says that such lists are the page's own related links.
    """
    prose = [
        i
        for i, block in enumerate(blocks)
        if (block.type == "paragraph" and len(block.content) > 80 and not is_link_only(block.content))
        or block.type in ("quote", "table", "contact", "faq")
    ]
    first, last = (prose[0], prose[-1]) if prose else (len(blocks), -1)
    out: list[Block] = []
    for index, block in enumerate(blocks):
        texts = _link_texts(block)
        before = out[-1] if out else None
        labelled = before is not None and _is_label(before)
        if not texts:
            out.append(block)
            continue
        joins = (
            before is not None
            and before.type == "links"
            and block.type == "paragraph"
            and blocks[index - 1] is not before
        )
        arrows = all(_ARROW.match(text.text) for text in texts)
        tail = index > last
        labelled = labelled or bool(block.data.get("related"))
        if not (labelled or arrows or joins) and block.type == "list":
            if not prose:
                out.append(block)
                continue
            if index < first or (tail and not keep_unlabelled):
                for text in block.texts():
                    drop(text.span(), "link-list")
                if tail and before is not None and before.type == "heading":
                    drop(out.pop().content.span(), "link-list")
                continue
            if not tail:
                out.append(block)
                continue
        alone = block.type == "paragraph" and not (labelled or arrows or joins or (tail and keep_unlabelled))
        if alone and not READ_MORE.fullmatch(block.content.text):
            out.append(_file(article, block) or block)
            continue
        if joins and before is not None:
            group = before
        else:
            group = Block("links", data={"rule": "link-list"})
            if before is not None and _is_label(before):
                group.content = out.pop().content
            out.append(group)
        for text in texts:
            _add(article, group, without_arrow(text, drop))
    return out


def drop_teasers(blocks: list[Block], drop: Drop) -> list[Block]:
    """Leave out sections that lead to other articles, by what their heading says and that they are mostly links; and
    paragraphs that stand on the page a second time, word for word."""
    out: list[Block] = []
    seen: set[str] = set()
    index = 0
    while index < len(blocks):
        block = blocks[index]
        text = block.content.text
        end = index + 1
        rule = ""
        if block.type in ("heading", "paragraph") and len(text) <= _LONGEST_LABEL and ELSEWHERE.match(text):
            end = _end_of_teasers(blocks, index)
            rule = "teasers" if end > index + 1 or end == len(blocks) else ""
        elif (
            block.type in ("heading", "paragraph")
            and len(text) <= _LONGEST_LABEL
            and _AUTHOR.fullmatch(text.strip(" :"))
        ):
            while end < len(blocks) and blocks[end].type in ("paragraph", "image") and end - index <= 4:
                end += 1
            if sum(len(part.text) for part in blocks[index:end]) > _LONGEST_ABOUT:
                end = index + 1
            rule = "author" if end > index + 1 else ""
        elif _is_line_of_teasers(block):
            rule = "teasers"
        elif block.type == "paragraph" and len(text) >= _REPEATED and block.data.get("rule") != "p":
            rule = "repeated-paragraph" if text in seen else ""
            seen.add(text)
        if not rule:
            out.append(block)
            index += 1
            continue
        for part in blocks[index:end]:
            if part.type in ("image", "embed") and not part.text:
                out.append(part)
            for piece in part.texts():
                drop(piece.span(), rule)
        index = end
    return out


def _end_of_teasers(blocks: list[Block], index: int) -> int:
    """Where what stands under a label for other articles ends."""
    end = index + 1
    while (
        end < len(blocks)
        and blocks[end].type != "heading"
        and (_leads_away(blocks[end]) or (end > index + 1 and _is_description(blocks, end)))
    ):
        end += 1
    while end < len(blocks) and blocks[end].type == "heading" and is_link_only(blocks[end].content):
        end += 1
        while end < len(blocks) and blocks[end].type in ("paragraph", "image") and len(blocks[end].text) < 250:
            end += 1
    return end


def _is_line_of_teasers(block: Block) -> bool:
    """Whether a block by itself leads to other articles: a label and a link on one line, or a box of links."""
    text = block.content.text
    if block.type == "factbox":
        return bool(ELSEWHERE.match(text)) and all(map(_leads_away, block.children))
    return block.type in ("heading", "paragraph") and len(text) <= 200 and bool(_LEADS.match(text)) and _is_led(block)


def _is_description(blocks: list[Block], index: int) -> bool:
    """Whether a short paragraph says something of the page that the link right above it leads to."""
    block, before = blocks[index], blocks[index - 1]
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    return (
        block.type == "paragraph"
        and len(block.content) <= _LONGEST_DESCRIPTION
        and is_link_only(before.content)
        and (after is None or after.type == "heading" or _leads_away(after))
    )


def drop_descriptions(blocks: list[Block], drop: Drop, headings: Collection[str]) -> list[str]:
    """Leave out what lists of other pages at the text's end say of them, where they are told line by line: a link, and
    on the next line a few words. Such lists stand under labels for links, and under these `headings`. Gives back
    what stands over those lists."""
    said: list[str] = []
    prose = [
        i for i, b in enumerate(blocks) if len(b.content) > _LONGEST_DESCRIPTION or b.type in ("contact", "quote")
    ]
    last = prose[-1] if prose else -1
    for index, block in enumerate(blocks):
        if index <= last or block.type not in ("heading", "paragraph"):
            continue
        if not _is_label(block) and block.content.text not in headings:
            continue
        for part in blocks[index + 1 :]:
            if part.type == "heading":
                break
            if _without_description(part, drop):
                said.append(block.content.text)
    return list(dict.fromkeys(said))


def _without_description(block: Block, drop: Drop) -> bool:
    """Leave only the links of a block, where it holds links with a line about each."""
    if block.type == "paragraph":
        first, *rest = lines_of(block.content) or [block.content]
        if not rest or not is_link_only(first) or any(mark.kind == "a" for line in rest for mark in line.marks):
            return False
        for line in rest:
            drop(line.span(), "teaser-text")
        block.content = first
        return True
    if block.type != "list" or not block.items or not all(is_link_only(item.content) for item in block.items):
        return False
    children = [child for item in block.items for child in item.children]
    texts = [text for child in children for text in child.texts()]
    if not texts or any(mark.kind == "a" for text in texts for mark in text.marks):
        return False
    for text in texts:
        drop(text.span(), "teaser-text")
    for item in block.items:
        item.children = []
    block.data.pop("definitions", None)
    return True


def _is_led(block: Block) -> bool:
    """Whether all that stands after a line's label is a link."""
    after = block.content.text.index(":") + 1
    linked = sum(m.end - max(m.start, after) for m in block.content.marks if m.kind == "a" and m.end > after)
    return linked >= 0.9 * max(1, len(block.content.text[after:].strip()))


def _leads_away(block: Block) -> bool:
    """Whether most of a block's words are links, or it is only a picture."""
    texts = list(block.texts())
    if not texts:
        return True
    linked = sum(m.end - m.start for text in texts for m in text.marks if m.kind == "a")
    return linked >= 0.6 * sum(len(text) for text in texts)


def related_in_text(article: Article, blocks: list[Block]) -> None:
    """Short lines that point to another page ("Läs även: …"): their links are related links of the article."""
    for block in blocks:
        if block.type != "paragraph" or len(block.content) > 200:
            continue
        anchors = [m for m in block.content.marks if m.kind == "a"]
        if len(anchors) == 1 and _MORE.match(block.content.text[: anchors[0].start].strip(" :") or "-"):
            rest = block.content.text[anchors[0].end :].strip(" .)")
            if not rest:
                article.related_links.append(block.content[anchors[0].start : anchors[0].end])


def _is_label(block: Block) -> bool:
    text = block.content.text
    return block.type in ("heading", "paragraph") and 0 < len(text) <= _LONGEST_LABEL and is_link_label(text)


def _link_texts(block: Block) -> list[Text]:
    """The texts of a block that is nothing but links; [] for any other."""
    if block.type == "paragraph":
        return [block.content] if is_link_only(block.content) else []
    if block.type == "list":
        texts = list(block.texts())
        if (
            texts
            and sum(is_link_only(text) for text in texts) >= 0.8 * len(texts)
            and not block.data.get("definitions")
        ):
            return texts
    return []


def _add(article: Article, group: Block, text: Text) -> None:
    group.items.append(Block("paragraph", content=text))
    mark = next((m for m in text.marks if m.kind == "a"), None)
    if mark is None:
        return
    href = hrefs.resolve(mark.href, article.address)
    kind = hrefs.kind_of(mark.href, article.address)
    anchor = text[mark.start : mark.end]
    group.links.append(Link(text=anchor.text, href=href, kind=kind, span=anchor.span(), rule="link-list"))
    article.related_links.append(anchor)


def _file(article: Article, block: Block) -> Block | None:
    """A paragraph that is one link to a file."""
    marks = [m for m in block.content.marks if m.kind == "a"]
    if len(marks) != 1 or hrefs.kind_of(marks[0].href, article.address) != "file":
        return None
    href = hrefs.resolve(marks[0].href, article.address)
    link = Link(text=block.content.text, href=href, kind="file", span=block.content.span(), rule="file-link")
    article.related_links.append(block.content)
    return Block("file", content=block.content, links=[link], data={"rule": "file-link"})

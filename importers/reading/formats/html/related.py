"""Links that stand by themselves below or beside the text: related links, documents, menus and teasers."""

from __future__ import annotations

import re

from ...furniture.link_lines import READ_MORE
from ...model.article import Article, Block, Link
from ...model.spans import Text
from . import hrefs
from .link_arrows import is_link_only, without_arrow
from .link_labels import Drop, is_label

_MORE = re.compile(
    r"(?:läs (?:mer|även|också|vidare)|se (?:även|också|mer)|mer (?:information|om)|relaterat|länkar?|dokument|"
    r"bilag\w*|ladda (?:ner|ned|hem)|till|information om|anmäl(?: dig)?)\b[^.!?]{0,60}$",
    re.IGNORECASE,
)
_ARROW = re.compile(r"[»›→▸►>]")


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
        labelled = before is not None and is_label(before)
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
            if before is not None and is_label(before):
                group.content = out.pop().content
            out.append(group)
        for text in texts:
            _add(article, group, without_arrow(text, drop))
    return out


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

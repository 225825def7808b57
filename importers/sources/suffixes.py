"""Which files of a folder or an archive documents are made of, by their endings and by how they begin."""

import re
from pathlib import PurePosixPath

# A file that is named itself is tried whatever it is called.
SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".mdx", ".html", ".htm", ".xhtml", ".docx", ".pdf", ".eml", ".msg"}
)
PAGE_START = 2048  # bytes in which a web page says that it is one
# What is no web page whatever it begins with: media, programs, data, other programs' documents.
_OTHERS = frozenset(
    ".jpg .jpeg .png .gif .webp .svg .ico .bmp .tif .tiff .avif .heic .mp3 .mp4 .m4a .m4v .mov .avi .wmv .webm .ogg "
    ".wav .css .js .mjs .ts .map .json .jsonl .xml .rss .atom .csv .tsv .xlsx .xls .ods .zip .gz .tgz .bz2 .7z .rar "
    ".tar .warc .wacz .doc .dot .docm .dotx .rtf .odt .ppt .pptx .odp .pages .epub .mht .mhtml .woff .woff2 .ttf .eot "
    ".otf .exe .dll .py .rb .pl .sh .sql .db .sqlite3 .toml .yml .yaml .ini .log .scss .less .tpl .twig .vue .tsx "
    ".jsx".split()
)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--[^>]{0,500}-->\s*)*(?:<!doctype\s+html|<html)\b", re.I
)


def may_be_page(name: str) -> bool:
    """Whether a file whose ending says nothing may be a web page: a mirror keeps pages by the names that the server
    gave them ("visa.php?id=7", "nyheter")."""
    return PurePosixPath(re.split("[?@]", name.casefold())[0]).suffix not in _OTHERS


def is_page(start: bytes) -> bool:
    """Whether a file that begins so is a web page, not the program that makes one."""
    return _PAGE.match(start) is not None

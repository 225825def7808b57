"""What search reads of a document that a page shows: its name, and the words in the file."""

from modelsearch.index import SearchField

from .beside import Beside

DOCUMENT = [SearchField("title"), Beside("brygga_text", [SearchField("text")])]

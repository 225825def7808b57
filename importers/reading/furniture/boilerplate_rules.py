"""The named patterns for lines that do not belong to an article (see `boilerplate`, which uses them).

Each rule has a name that the ledger shows. A rule matches a whole line; text inside a paragraph is never dropped.
Rules hold anywhere on a page, only above the title (`head`), only below the article's last paragraph (`tail`), or at
both (`edge`, which also holds between the title and the first paragraph):
"Kontakt" in a menu is furniture, "Kontakt" over a name and a phone number is not.
"""

from __future__ import annotations

from .frame_rules import FRAME
from .line_rule import Rule
from .surrounding_rules import SURROUNDING
from .tool_rules import TOOLS

# In this order: the first that fits a line gives it its name.
RULES: tuple[Rule, ...] = (*FRAME, *TOOLS, *SURROUNDING)

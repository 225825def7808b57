"""How a line of speech begins in Swedish print."""

from __future__ import annotations

import re

# A dash glued to a word or a quotation mark, or set apart from whatever follows; "-5 grader" is no speech.
DASH = re.compile(r"\s*(?:[-‐‑–—−―‒]{1,2}(?=[^\W\d]|[\"“”„’'»«(…])|[-‐‑–—−―‒]{1,2}\s+(?=\S))")

"""How sure a finding must be for what is done with it: one table, from silence to what acts alone.

Confidence is between 0 and 1. What a rule gives stands in the rule; what is asked of it stands here.
"""

from __future__ import annotations

OFFER = 0.4  # below it nothing is said; from here on another rule may lean on it, and a person may be asked
FACT = 0.5  # shown as what the text says; below it an offer for a person
LIKELY = 0.6  # another rule may build on it: rows of bodies, a unit's longer name
SURE = 0.7  # a person or body that may be told from what stands beside it: contact cards, names of projects
CERTAIN = 0.8  # a page may be made of it, and later names of the article may be read by it
UNDOUBTED = 0.9  # a piece of a page stands in the article without a mark

"""Who is in the article: names that stand for the same person are brought together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from .name_lists import gender, is_given
from .passages import Passage
from .person_hit import PersonHit


@dataclass(slots=True, eq=False)
class Somebody:
    """One person of the article, with every place that names them and what is said of their role."""

    name: str
    hits: list[tuple[Passage, PersonHit]] = field(default_factory=list)
    roles: list[tuple[str, str | None, int, float]] = field(default_factory=list)  # role, body, order, weight
    gender: str = ""

    @property
    def confidence(self) -> float:
        return max((hit.confidence for _, hit in self.hits), default=0.0)

    def role(self) -> tuple[str | None, str | None]:
        """The role that most of the article gives, the first of equals, with a body where one is said."""
        if not self.roles:
            return None, None
        weights: defaultdict[str, float] = defaultdict(float)
        for role, _, _, weight in self.roles:
            weights[role.lower()] += weight
        best = max(weights.values())
        chosen = next(r for r in self.roles if weights[r[0].lower()] == best)
        if " " not in chosen[0]:  # "ny chef" in the title, "enhetschef" in the text
            closer = (r for r in self.roles if " " not in r[0] and len(r[0]) > len(chosen[0]))
            chosen = next((r for r in closer if r[0].lower().endswith(chosen[0].lower())), chosen)
        body = next((r[1] for r in self.roles if r[0].lower() == chosen[0].lower() and r[1]), None)
        return chosen[0], body or next((r[1] for r in self.roles if r[1]), None)


ACCENTS = str.maketrans("éèêëáàâíóôúüçñ", "eeeeaaaioouucn")


def plain(low: str) -> str:
    """The name without accents: "authén" → "authen"."""
    return low.translate(ACCENTS)


class Roster:
    """The persons of an article, found by full name, family name or given name."""

    def __init__(self) -> None:
        self.people: list[Somebody] = []
        self.by_name: dict[str, Somebody] = {}
        self.by_plain: dict[str, Somebody] = {}  # without accents, which one place may have forgotten
        self.by_part: dict[str, list[Somebody]] = {}

    def add(self, passage: Passage, hit: PersonHit) -> Somebody:
        somebody = self._match(hit.name)
        if somebody is None:
            somebody = Somebody(hit.name, gender=gender(hit.name))
            self.people.append(somebody)
            self.by_name[hit.name.lower()] = somebody
            self.by_plain[plain(hit.name.lower())] = somebody
            for part in dict.fromkeys((hit.name.split()[0].lower(), hit.name.split()[-1].lower())):
                self.by_part.setdefault(part, []).append(somebody)
        somebody.hits.append((passage, hit))
        for role, weight in ((hit.role, 1.0), (hit.after, 1.0)):
            if role:
                somebody.roles.append((role.role, role.organisation, passage.order, weight if role.sure else 0.5))
        return somebody

    def _match(self, name: str) -> Somebody | None:
        low = name.lower()
        found = self.by_name.get(low) or self.by_plain.get(plain(low))
        if found:
            return found
        if low.endswith("s") and low[:-1] in self.by_name:
            return self.by_name[low[:-1]]
        if low + "s" in self.by_name:  # the genitive was read first: the shorter form is the name
            somebody = self.by_name.pop(low + "s")
            somebody.name = name
            self.by_name[low] = somebody
            self.by_part.setdefault(name.split()[-1].lower(), []).append(somebody)
            return somebody
        return None

    def part(self, word: str) -> Somebody | None:
        """The only person with this family or given name."""
        low = word.lower()
        for form in (low, low[:-1] if low.endswith("s") else low):
            found = list(dict.fromkeys(self.by_part.get(form, [])))
            if len(found) == 1:
                return found[0]
        return None

    def of(self, hit: PersonHit) -> Somebody | None:
        return (self._match(hit.name) if hit.full else self.part(hit.name)) or None

    def with_role(self, role: str) -> Somebody | None:
        """The only person of whom the article says this role."""
        low = role.lower()
        found = [p for p in self.people if any(r[0].lower() == low for r in p.roles)]
        if not found:
            found = [
                p for p in self.people if any(r[0].lower().split()[-1].endswith(low.split()[-1]) for r in p.roles)
            ]
        return found[0] if len(found) == 1 else None


def build(passages: list[Passage]) -> Roster:
    """Everybody named in full, in reading order."""
    roster = Roster()
    for passage in passages:
        for hit in passage.persons:
            if hit.full:
                roster.add(passage, hit)
    for passage in passages:
        for hit in passage.persons:
            alone = hit.rule == "person-introduced" or (hit.rule == "person-one-name" and is_given(hit.name))
            if alone and not hit.full and not roster.by_part.get(hit.name.lower()):
                hit.full = True  # "En av dem är Anna.": the given name is all that the text gives
                roster.add(passage, hit)
    return roster

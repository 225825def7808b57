"""Which records of the register may be two of the same, and what speaks for it. A handful of queries in all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from django.utils.translation import gettext as _

from ..models import NotTheSame, Organisation, Person, PersonName, PersonRole
from ..models.merges import Merged
from ..models.organisations import OrganisationKey
from ..names import fold, name_keys

Pair = tuple[int, int]
_MOST_ALIKE = 12  # of one name: of more only those next to each other are paired


@dataclass
class Likely:
    """Two records (the lower key first) and what speaks for their being one, the strongest first."""

    pair: Pair
    evidence: list[str] = field(default_factory=list)
    weight: int = 0


class _Found:
    def __init__(self) -> None:
        self.pairs: dict[Pair, Likely] = {}

    def add(self, one: int, other: int, weight: int, said: str) -> None:
        if one != other:
            pair = (min(one, other), max(one, other))
            likely = self.pairs.setdefault(pair, Likely(pair))
            if said not in likely.evidence:
                likely.evidence.append(said)
                likely.weight += weight

    def alike(self, rows: Iterable[tuple[int, str]], key: Callable[[str], Hashable], weight: int, said: str) -> None:
        """Pairs all whose words have one key. `said` may hold the words."""
        groups: dict[Hashable, dict[int, str]] = defaultdict(dict)
        for pk, words in rows:
            if found := key(words):
                groups[found].setdefault(pk, words)
        for group in groups.values():
            pks = sorted(group)
            for one, other in combinations(pks, 2) if len(pks) <= _MOST_ALIKE else pairwise(pks):
                self.add(one, other, weight, said % {"words": group[one]})


def likely_doubles(kind: str) -> list[Likely]:
    """The likely doubles of a kind, the surest first; without those that somebody has said are two."""
    found = _people() if kind == Merged.PERSON else _organisations()
    rows = NotTheSame.objects.filter(kind=kind).values_list("first_id", "second_id")
    told = set(rows)
    pairs = [likely for pair, likely in found.pairs.items() if pair not in told]
    return sorted(pairs, key=lambda likely: (-likely.weight, likely.pair))


def _in_order(name: str) -> str:
    """The words of a name in an order of their own: "Lind, Maja" is "Maja Lind"."""
    return " ".join(sorted(fold(name).replace(",", " ").split()))


def _people() -> _Found:
    found = _Found()
    rows = list(Person.objects.order_by("pk").values_list("pk", "name", "email"))
    named = [(pk, name) for pk, name, _mail in rows] + list(PersonName.objects.values_list("person", "name"))
    held: dict[int, set[tuple[str, int | None]]] = defaultdict(set)
    for pk, role, body in PersonRole.objects.values_list("person", "role", "organisation"):
        held[pk].add((fold(role), body))
    found.alike(named, fold, 3, _("Samma namn"))
    found.alike(named, _in_order, 2, _("Samma ord i namnet"))
    found.alike(((pk, mail) for pk, _name, mail in rows), str.casefold, 4, _("Samma e-postadress: %(words)s"))
    _by_initial(found, named, held)
    for (one, other), likely in found.pairs.items():
        if _("Samma namn") in likely.evidence and _("Samma ord i namnet") in likely.evidence:
            likely.evidence.remove(_("Samma ord i namnet"))
        _by_roles(likely, held[one], held[other])
    return found


def _by_roles(likely: Likely, one: set[tuple[str, int | None]], other: set[tuple[str, int | None]]) -> None:
    roles = {role for role, _body in one} & {role for role, _body in other}
    bodies = {body for _role, body in one if body} & {body for _role, body in other if body}
    if bodies:
        likely.evidence.append(_("samma organisation"))
        likely.weight += 2
    if roles:
        likely.evidence.append(_("samma roll"))
        likely.weight += 1
    if not (roles or bodies) and one and other:
        likely.evidence.append(_("olika roll och organisation"))
        likely.weight -= 1


def _by_initial(found: _Found, named: list[tuple[int, str]], held: dict[int, set[tuple[str, int | None]]]) -> None:
    """ "M. Lind" and "Maja Lind" who have been in one body."""
    short: dict[tuple[str, str], list[int]] = defaultdict(list)
    long: dict[tuple[str, str], list[int]] = defaultdict(list)
    for pk, name in named:
        words = fold(name).split()
        if len(words) > 1:
            (short if len(words[0]) == 1 else long)[words[0][0], words[-1]].append(pk)
    for key, pks in short.items():
        for one in pks:
            for other in long.get(key, ()):
                if {body for _r, body in held[one] if body} & {body for _r, body in held[other] if body}:
                    found.add(one, other, 1, _("Samma efternamn och första bokstav"))


def _organisations() -> _Found:
    found = _Found()
    rows = list(Organisation.objects.order_by("pk").values_list("pk", "name", "organisation_number"))
    keys = list(OrganisationKey.objects.order_by("organisation").values_list("organisation", "key"))
    found.alike(((pk, name) for pk, name, _number in rows), fold, 4, _("Samma namn"))
    found.alike(keys, str, 2, _("Båda kallas ”%(words)s”"))
    found.alike(((pk, number) for pk, _name, number in rows), str, 5, _("Samma organisationsnummer: %(words)s"))
    owners: dict[str, set[int]] = defaultdict(set)
    for pk, key in keys:
        owners[key].add(pk)
    for pk, name, _number in rows:
        for key in {one for more in name_keys(name)[1:] for one in more}:
            for other in owners.get(key, ()):
                found.add(pk, other, 2, _("Samma namn, böjt"))
        initials = "".join(word[0] for word in fold(name).split() if word[0].isalpha())
        for other in owners.get(initials, ()) if len(initials) > 1 else ():
            found.add(pk, other, 1, _("”%(short)s” är första bokstäverna i ”%(words)s”") % {
                "short": initials.upper(), "words": name,
            })  # fmt: skip
    return found

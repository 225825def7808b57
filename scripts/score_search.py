"""Scores search by a set of its own: `make score-search`.

Builds the site of `search_set` in a database of its own (the one that DATABASE_URL names, else SQLite in memory), asks
its 240 queries of Brygga's search and of Wagtail's own backend for that database, and prints recall, nDCG@5, the share
of queries that find nothing, and recall by class. Half of the queries are kept for testing; both halves are shown.
`--floors` fails when the half kept for testing falls below what was promised.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.site.settings.test")
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

FLOORS = {"recall": 0.95, "nDCG@5": 0.85, "everyday": 0.90, "misspelt": 0.90}
MOST_EMPTY = 0.02
SHOWN = 1000


def ndcg(found: Sequence[int], grades: dict[int, int]) -> float:
    """How well the first five are ordered, 1 for the best order there is."""
    gain = sum((2 ** grades.get(key, 0) - 1) / math.log2(place + 2) for place, key in enumerate(found[:5]))
    best = sorted(grades.values(), reverse=True)[:5]
    return gain / sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(best))


def score(queries: Sequence, ask: Callable[[str], list[int]], show: bool = False) -> dict[str, float]:
    """The measures of one way to search. Recall counts the answers of the highest grade among all, since pages that
    merely tell of a matter need not say every word that is asked."""
    total: dict[str, list[float]] = defaultdict(list)
    for query in queries:
        found = ask(query.text)
        best = [key for key, grade in query.grades.items() if grade == 3]
        recall = len(set(best) & set(found)) / len(best)
        total["recall"].append(recall)
        total["nDCG@5"].append(ndcg(found, query.grades))
        total["nothing"].append(float(not found))
        total[query.kind].append(recall)
        if show and (recall < 1 or total["nDCG@5"][-1] < 0.7):
            place = found.index(best[0]) + 1 if best[0] in found else 0
            gain = total["nDCG@5"][-1]
            print(f"  {query.kind:9} {query.text!r}: nDCG {gain:.2f}, place {place} of {len(found)}")
    return {name: sum(values) / len(values) for name, values in total.items()}


def main() -> None:
    """Builds, asks, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="show what was missed in the half that may be tuned by")
    parser.add_argument("--floors", action="store_true", help="fail below the floors")
    options = parser.parse_args()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from modelsearch.backends.database import SearchBackend as Stock
    from search_set.pages import CLASSES, build
    from wagtail.models import Page, Site

    from brygga.site.models import HomePage
    from brygga.site.search.page_search import search_pages

    call_command("migrate", verbosity=0)
    root = Page.get_first_root_node()
    for old in root.get_children():
        old.delete()
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Solviks kommun", slug="solvik"))
    site = Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})[
        0
    ]
    queries = build(home)

    def ours(text: str) -> list[int]:
        return [page.pk for page in search_pages(site, text).results[0:SHOWN]]

    ways: dict[str, Callable[[str], list[int]]] = {"Brygga": ours}
    print(f"{Page.objects.count() - 1} pages, {len(queries)} queries, {connection.vendor}")
    header = ["recall", "nDCG@5", "nothing", *CLASSES]
    print(f"{'':22}" + "".join(f"{name:>10}" for name in header))
    scores = {}
    for name, ask in ways.items():
        for half, held in (("tuned by", False), ("kept", True)):
            scores[name, held] = score([q for q in queries if q.held is held], ask, options.misses and not held)
            print(f"{name + ', ' + half:22}" + "".join(f"{scores[name, held].get(n, 0):>10.2f}" for n in header))
    stock = Stock({"SEARCH_CONFIG": "swedish"} if connection.vendor == "postgresql" else {})
    for model in {type(page) for page in Page.objects.specific()}:
        index = stock.get_index_for_model(model)
        index.add_items(model, list(model.objects.all()))

    def wagtails(text: str) -> list[int]:
        return [page.pk for page in stock.search(text, Page.objects.live())[:SHOWN]]

    for half, held in (("tuned by", False), ("kept", True)):
        found = score([q for q in queries if q.held is held], wagtails)
        print(f"{'Wagtail, ' + half:22}" + "".join(f"{found.get(n, 0):>10.2f}" for n in header))
    _fuzz(site, search_pages)
    if options.floors:
        kept = scores["Brygga", True]
        low = [f"{name} {kept[name]:.2f} < {least}" for name, least in FLOORS.items() if kept[name] < least]
        if kept["nothing"] > MOST_EMPTY:
            low.append(f"nothing {kept['nothing']:.3f} > {MOST_EMPTY}")
        if low:
            raise SystemExit("Below the floors: " + ", ".join(low))


def _fuzz(site: object, search: Callable) -> None:
    """Three hundred texts of signs that search engines obey: none may be an error."""
    pick = random.Random(18)
    signs = [
        '"',
        "'",
        "(",
        ")",
        "*",
        ":",
        "&",
        "|",
        "!",
        "<->",
        "AND",
        "NOT",
        "NEAR",
        "\\",
        "%",
        "å",
        "jobb",
        "0590-1 1",
    ]
    for _time in range(300):
        list(search(site, "".join(pick.choices([*signs, " "], k=pick.randint(1, 12)))).results[0:5])
    print("300 fuzzed queries: no error")


if __name__ == "__main__":
    main()

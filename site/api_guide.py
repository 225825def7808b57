"""The page that explains the API with examples. A test runs every one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Example(NamedTuple):
    """A question in words and the address that answers it."""

    question: StrOrPromise
    address: str


EXAMPLES = [
    Example(
        _("Vilka projekt finns, när pågår de och vem betalar?"),
        "/api/v2/pages/?type=brygga_projects.ProjectPage&fields=title,start,end,funding&limit=5",
    ),
    Example(
        _("Vilka är de senaste nyheterna, med ämnen?"),
        "/api/v2/pages/?type=brygga_news.NewsPage&fields=title,lead,topics&order=-first_published_on&limit=5",
    ),
    Example(_("Vad finns om praktik?"), "/api/v2/pages/?search=praktik"),
    Example(_("Vilka kommuner finns i registret?"), "/api/v2/organisations/?kind=municipality&fields=name&limit=5"),
    Example(_("Vilka nyckeltal finns, med alla värden och källor?"), "/oppna-data/nyckeltal.json"),
]
#: Python as it is; the test runs it with the site's own answers.
PROGRAM = """\
import json
from urllib.request import urlopen

with urlopen("{root}/oppna-data/projekt.json") as answer:
    data = json.load(answer)
for project in data["projects"]:
    print(project["title"], project["status"]["label"], project["start"])
print("Källa:", data["source"], data["licence"]["name"])
"""


@require_safe
def api_guide(request: HttpRequest) -> HttpResponse:
    """How the API is asked, with examples to try."""
    root = request.build_absolute_uri("/").rstrip("/")
    context = {"examples": EXAMPLES, "root": root, "program": PROGRAM.format(root=root)}
    return render(request, "brygga_site/api_guide.html", context)

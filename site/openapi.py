"""The public API and the files of open data as an OpenAPI 3.1 document.

The apps say what they answer: `describe_file` for a file of open data, `describe_endpoint` for an endpoint of the JSON
API. A test asks for every address in the document and holds each answer against its schema.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import HttpRequest, JsonResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from .api import api_router
from .site_settings import SiteSettings

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": ["number", "null"]}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
MAYBE_WHOLE: Schema = {"type": ["integer", "null"]}
API = "/api/v2"


class File(NamedTuple):
    """A file of open data: the name of its address, its media type and what it holds; `key` where the address has
    the key of a thing, and `schema` where it is JSON."""

    url_name: str
    media_type: str
    summary: StrOrPromise
    key: bool = False
    schema: Callable[[], Schema] | None = None
    arguments: tuple[str, ...] = ()


class Endpoint(NamedTuple):
    """An endpoint of the JSON API: what it lists, and the schema of one thing in it."""

    summary: StrOrPromise
    schema: Callable[[], Schema]


_files: list[File] = []
_endpoints: dict[str, Endpoint] = {}


def describe_file(file: File) -> None:
    """Adds a file of open data to the document; the same address again is ignored."""
    if file not in _files:
        _files.append(file)


def describe_endpoint(name: str, summary: StrOrPromise, schema: Callable[[], Schema]) -> None:
    """Says what an endpoint of the API lists; the same name again replaces it."""
    _endpoints[name] = Endpoint(summary, schema)


def obj(required: dict[str, Schema], **others: Schema) -> Schema:
    """The schema of an object: what it always has, and what it may have."""
    return {"type": "object", "properties": {**required, **others}, "required": list(required)}


def many(schema: Schema) -> Schema:
    """The schema of a list of things."""
    return {"type": "array", "items": schema}


def thing(**fields: Schema) -> Schema:
    """The schema of a thing in the JSON API: its key, what Wagtail says of it, and the fields asked for."""
    meta = obj({"type": TEXT, "detail_url": MAYBE_TEXT})
    return obj({"id": WHOLE, "meta": meta}, **fields)


def _pages() -> Schema:
    meta = obj(
        {"type": TEXT, "detail_url": TEXT, "html_url": MAYBE_TEXT, "slug": TEXT, "first_published_at": MAYBE_TEXT}
    )
    return obj({"id": WHOLE, "meta": meta, "title": TEXT}, lead=TEXT)


def document(request: HttpRequest) -> Schema:
    """The whole document, for the site that `request` asks."""
    settings = SiteSettings.for_request(request)
    info: Schema = {
        "title": _("Öppna data från %(name)s") % {"name": settings.name},
        "version": "2",
        "summary": _("Allt här är offentligt, går bara att läsa och kräver ingen nyckel."),
    }
    if settings.licence_address:
        info["license"] = {"name": str(settings.get_data_licence_display()), "url": settings.licence_address}
    if settings.email:
        info["contact"] = {"name": settings.organisation_name or settings.name, "email": settings.email}
    paths: Schema = {}
    for name in api_router._endpoints:
        paths |= _endpoint_paths(name, _endpoints.get(name, Endpoint(name, thing)))
    for file in _files:
        paths |= _file_paths(file)
    return {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": request.build_absolute_uri("/").rstrip("/")}],
        "paths": paths,
        "components": {"schemas": {"Error": obj({"message": TEXT})}},
    }


def _parameter(name: str, schema: Schema, about: str, where: str = "query") -> Schema:
    return {"name": name, "in": where, "required": where == "path", "schema": schema, "description": about}


def _listing_parameters(name: str) -> list[Schema]:
    found = [
        _parameter("limit", {"type": "integer", "minimum": 0}, _("Hur många. Servern har en gräns.")),
        _parameter("offset", {"type": "integer", "minimum": 0}, _("Hur många som hoppas över.")),
        _parameter("fields", TEXT, _("Fält med komma emellan, eller * för alla.")),
        _parameter("search", TEXT, _("Ord att söka efter.")),
        _parameter("order", TEXT, _("Fält att ordna efter, med - framför för baklänges.")),
    ]
    if name == "pages":
        about = _("Slag av sida, till exempel brygga_projects.ProjectPage. Då går slagets egna fält att välja.")
        found.insert(0, _parameter("type", TEXT, about))
    return found


def _answer(media_type: str, schema: Schema | None, about: str) -> Schema:
    return {"description": about, "content": {media_type: {"schema": schema} if schema else {}}}


def _operation(summary: str, mark: str, tag: str, answer: Schema, parameters: list[Schema], *errors: str) -> Schema:
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    told = {"400": _("Frågan går inte att förstå."), "404": _("Det finns inte, eller är inte offentligt.")}
    responses = {"200": answer, **{code: {"description": told[code], "content": error} for code in errors}}
    found: Schema = {"get": {"summary": summary, "operationId": mark, "tags": [tag], "responses": responses}}
    if parameters:
        found["get"]["parameters"] = parameters
    return found


def _endpoint_paths(name: str, endpoint: Endpoint) -> Schema:
    schema, summary = endpoint.schema(), str(endpoint.summary)
    listing = obj({"meta": obj({"total_count": WHOLE}), "items": many(schema)})
    key = _parameter("id", WHOLE, _("Nyckeln."), "path")
    fields = _parameter("fields", TEXT, _("Fält med komma emellan, eller * för alla."))
    many_answer, one_answer = (_answer("application/json", one, summary) for one in (listing, schema))
    return {
        f"{API}/{name}/": _operation(summary, f"list_{name}", name, many_answer, _listing_parameters(name), "400"),
        f"{API}/{name}/{{id}}/": _operation(summary, f"get_{name}", name, one_answer, [key, fields], "400", "404"),
    }


def _file_paths(file: File) -> Schema:
    marked = 999_999_999  # stands for the key while the address is made
    try:
        address = reverse(file.url_name, args=[marked] if file.key else list(file.arguments))
    except NoReverseMatch:  # the site leaves the file out
        return {}
    address = address.replace(str(marked), "{id}")
    parameters = [_parameter("id", WHOLE, _("Nyckeln."), "path")] if file.key else []
    answer = _answer(file.media_type, file.schema() if file.schema else None, str(file.summary))
    mark = "_".join([file.url_name.removeprefix("brygga_"), *file.arguments])
    operation = _operation(str(file.summary), mark, "oppna-data", answer, parameters)
    if file.key:
        operation["get"]["responses"]["404"] = {"description": _("Det finns inte, eller är inte offentligt.")}
    return {address: operation}


@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """The document as JSON, open to scripts of other sites."""
    response = JsonResponse(document(request), json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


describe_endpoint("pages", gettext_lazy("Sidor som alla får se"), _pages)
describe_endpoint("images", gettext_lazy("Bilder som en offentlig sida visar"), lambda: thing(title=TEXT))
describe_endpoint("documents", gettext_lazy("Dokument som en offentlig sida visar"), lambda: thing(title=TEXT))

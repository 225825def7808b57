"""The open data as a catalogue in DCAT-AP-SE 3 (Digg's profile of DCAT-AP), as RDF/XML, Turtle or JSON-LD.

What it says of publisher, contact and licence comes from the site's settings. rdflib writes the three forms.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, BNode, Graph, Literal, Namespace, URIRef

from brygga.site.models import SiteSettings

from .data_sets import DataSet, data_sets, is_swedish

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_AUTHORITY = "http://publications.europa.eu/resource/authority/"
SWEDISH = URIRef(f"{_AUTHORITY}language/SWE")
PUBLIC = URIRef(f"{_AUTHORITY}access-right/PUBLIC")
SOCIETY = URIRef(f"{_AUTHORITY}data-theme/SOCI")
LOCAL_AUTHORITY = URIRef("http://purl.org/adms/publishertype/LocalAuthority")
AS_NEEDED = URIRef(f"{_AUTHORITY}frequency/IRREG")
FORMATS = {"xml": "application/rdf+xml", "turtle": "text/turtle", "json-ld": "application/ld+json"}
EXTENSIONS = {"rdf": "xml", "ttl": "turtle", "jsonld": "json-ld"}


def catalogue(request: HttpRequest) -> Graph:
    """The catalogue of the site that `request` asks."""
    settings, home = SiteSettings.for_request(request), request.build_absolute_uri(reverse("brygga_open_data"))
    graph = Graph()
    for prefix, namespace in (("dcat", DCAT), ("dcterms", DCTERMS), ("foaf", FOAF), ("vcard", VCARD)):
        graph.bind(prefix, namespace)
    publisher, contact = URIRef(f"{home}#utgivare"), URIRef(f"{home}#kontakt")
    name = settings.organisation_name or settings.name
    _say(graph, publisher, (RDF.type, FOAF.Agent), (FOAF.name, _swedish(name)), (DCTERMS.type, LOCAL_AUTHORITY))
    _say(graph, contact, (RDF.type, VCARD.Organization), (VCARD.fn, Literal(name)))
    if settings.email:
        graph.add((contact, VCARD.hasEmail, URIRef(f"mailto:{settings.email}")))
    licence = URIRef(settings.licence_address.removesuffix("deed.sv")) if settings.licence_address else None
    whole = URIRef(f"{home}#katalog")
    _say(
        graph,
        whole,
        (RDF.type, DCAT.Catalog),
        (DCTERMS.title, _swedish(_("Öppna data från %(name)s") % {"name": settings.name})),
        (DCTERMS.description, _swedish(_("Det som finns på webbplatsen, som data att använda fritt."))),
        (DCTERMS.publisher, publisher),
        (DCTERMS.language, SWEDISH),
        (FOAF.homepage, URIRef(home)),
    )
    graph.add((URIRef(home), RDF.type, FOAF.Document))
    if licence:
        _license(graph, whole, licence)
    for one in data_sets():
        graph.add((whole, DCAT.dataset, _data_set(graph, request, home, one, publisher, contact, licence)))
    return graph


def _data_set(
    graph: Graph,
    request: HttpRequest,
    home: str,
    one: DataSet,
    publisher: URIRef,
    contact: URIRef,
    licence: URIRef | None,
) -> URIRef:
    node = URIRef(f"{home}#{one.mark}")
    _say(
        graph,
        node,
        (RDF.type, DCAT.Dataset),
        (DCTERMS.title, _swedish(one.title)),
        (DCTERMS.description, _swedish(one.description)),
        (DCTERMS.publisher, publisher),
        (DCTERMS.identifier, Literal(str(node))),
        (DCTERMS.language, SWEDISH),
        (DCTERMS.accessRights, PUBLIC),
        (DCTERMS.accrualPeriodicity, AS_NEEDED),
        (DCAT.contactPoint, contact),
        (DCAT.theme, SOCIETY),
        (DCAT.landingPage, URIRef(home)),
        *((DCAT.keyword, _swedish(word)) for word in one.keywords),
    )
    for media_type, kind, address in one.files:
        url = URIRef(request.build_absolute_uri(reverse(address)))
        swedish = is_swedish(address)
        file = URIRef(f"{node}-{kind.lower()}{'-svensk' if swedish else ''}")
        name = _("CSV för svenska kalkylblad") if swedish else kind
        _say(
            graph,
            file,
            (RDF.type, DCAT.Distribution),
            (DCTERMS.title, _swedish(f"{one.title} ({name})")),
            (DCAT.accessURL, url),
            (DCAT.downloadURL, url),
            (DCAT.mediaType, URIRef(f"https://www.iana.org/assignments/media-types/{media_type}")),
            (DCTERMS["format"], URIRef(f"{_AUTHORITY}file-type/{kind}")),
        )
        if licence:
            _license(graph, file, licence)
        graph.add((node, DCAT.distribution, file))
    return node


def _license(graph: Graph, node: URIRef, licence: URIRef) -> None:
    graph.add((node, DCTERMS.license, licence))
    graph.add((licence, RDF.type, DCTERMS.LicenseDocument))


def _say(graph: Graph, node: URIRef | BNode, *said: tuple[URIRef, URIRef | Literal]) -> None:
    for what, value in said:
        graph.add((node, what, value))


def _swedish(text: str) -> Literal:
    return Literal(text, lang="sv") if text else Literal("", datatype=XSD.string)

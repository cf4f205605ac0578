"""`/oai`: answers harvesters."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from archive.exporting.reading import Reader
from archive.models import Article
from archive.oai import headers, protocol, sets
from archive.oai.documents import (
    FORMAT,
    Site,
    add,
    add_all,
    add_header,
    add_metadata,
    envelope,
    stamp,
    written,
)
from archive.oai.headers import Header
from archive.oai.protocol import Place, ProtocolError

A_PART = 100
# Of these an answer does not repeat the arguments, which may be no arguments at all.
UNTOLD = ("badVerb", "badArgument")

Given = dict[str, str]


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Answer a request of OAI-PMH 2.0; its errors are answers, too (200)."""
    asked = request.POST if request.method == "POST" else request.GET
    pairs = [(name, value) for name, values in asked.lists() for value in values]
    site = Site(request.build_absolute_uri("/")[:-1], settings.OAI_HOST)
    try:
        given = protocol.arguments(pairs)
        root = envelope(site, given)
        ANSWERS[given["verb"]](SubElement(root, given["verb"]), site, given)
    except ProtocolError as error:
        root = envelope(site, {} if error.code in UNTOLD else dict(pairs))
        add(root, "error", str(error), {"code": error.code})
    return HttpResponse(written(root), content_type="text/xml; charset=utf-8")


def _identify(element: Element, site: Site, given: Given) -> None:
    described = {
        "repositoryName": settings.SITE_NAME,
        "baseURL": f"{site.address}/oai",
        "protocolVersion": "2.0",
        "adminEmail": settings.OAI_ADMIN_EMAIL,
        "earliestDatestamp": stamp(headers.earliest() or timezone.now()),
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }
    for name, text in described.items():
        add(element, name, text)


def _list_formats(element: Element, site: Site, given: Given) -> None:
    if "identifier" in given:
        _header(site, given)
    add_all(element, "metadataFormat", FORMAT)


def _list_sets(element: Element, site: Site, given: Given) -> None:
    if "resumptionToken" in given:
        raise ProtocolError("badResumptionToken", "The list of sets is given whole.")
    for name, label in sets.having(headers.known()):
        add_all(element, "set", {"setSpec": name, "setName": label})


def _get_record(element: Element, site: Site, given: Given) -> None:
    protocol.check_prefix(given)
    _add_records(element, site, [_header(site, given)])


def _header(site: Site, given: Given) -> Header:
    header = headers.of(site.public_id(given["identifier"]))
    if not header:
        raise ProtocolError("idDoesNotExist", "The archive knows no such record.")
    return header


def _list_of(
    add_them: Callable[[Element, Site, list[Header]], None],
) -> Callable[[Element, Site, Given], None]:
    """Return what answers a list in parts, each with a token for the next one."""

    def answer(element: Element, site: Site, given: Given) -> None:
        place = Place()
        if token := given.get("resumptionToken"):
            given, place = protocol.read_token(token, given["verb"])
        protocol.check_prefix(given)
        found = headers.part(protocol.selection(given), place, A_PART)
        if not found.headers and not token:
            raise ProtocolError("noRecordsMatch", "No record was changed so, or is in such a set.")
        add_them(element, site, found.headers)
        if found.following or token:
            text = protocol.write_token(given, found.following) if found.following else ""
            add(element, "resumptionToken", text, {"cursor": str(place.delivered)})

    return answer


def _add_headers(element: Element, site: Site, found: list[Header]) -> None:
    for header in found:
        add_header(element, site, header)


def _add_records(element: Element, site: Site, found: list[Header]) -> None:
    keys = [header.key for header in found if header.key and not header.is_gone]
    articles = {
        whole.article.pk: whole for whole in Reader().in_order(Article.objects.public(), keys)
    }
    for header in found:
        record = SubElement(element, "record")
        whole = articles.get(header.key or 0)
        # Who was withdrawn since the header was read is gone.
        add_header(record, site, header if whole else header._replace(is_gone=True))
        if whole:
            add_metadata(record, site, whole)


ANSWERS: dict[str, Callable[[Element, Site, Any], None]] = {
    "Identify": _identify,
    "ListMetadataFormats": _list_formats,
    "ListSets": _list_sets,
    "GetRecord": _get_record,
    "ListIdentifiers": _list_of(_add_headers),
    "ListRecords": _list_of(_add_records),
}

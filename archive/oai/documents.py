"""The XML of OAI-PMH answers, as its schema OAI-PMH.xsd and that of oai_dc tell."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

from archive.exporting import metadata
from archive.exporting.reading import Whole
from archive.oai.headers import Header
from archive.oai.protocol import PREFIX, SECOND

OAI = "http://www.openarchives.org/OAI/2.0/"
DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
INSTANCE = {"xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance"}
ROOT = {"xmlns": OAI, **INSTANCE, "xsi:schemaLocation": f"{OAI} {OAI}OAI-PMH.xsd"}
DUBLIN_CORE = {
    "xmlns:oai_dc": DC,
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    **INSTANCE,
    "xsi:schemaLocation": f"{DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
}
FORMAT = {
    "metadataPrefix": PREFIX,
    "schema": "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
    "metadataNamespace": DC,
}
# What XML 1.0 cannot hold.
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Site(NamedTuple):
    """Where the archive is: its address without the last slash, and the host of its identifiers."""

    address: str
    host: str

    def identifier(self, public_id: str) -> str:
        return f"oai:{self.host}:{public_id}"

    def public_id(self, identifier: str) -> str:
        """Return the id in an identifier of this archive; nothing for another one."""
        start, _, public_id = identifier.rpartition(":")
        return public_id if start == f"oai:{self.host}" else ""


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(SECOND)


def envelope(site: Site, told: Mapping[str, str]) -> Element:
    """Return the root of an answer; the request is told with these arguments."""
    root = Element("OAI-PMH", ROOT)
    add(root, "responseDate", stamp(datetime.now(UTC)))
    add(root, "request", f"{site.address}/oai", told)
    return root


def add(parent: Element, name: str, text: str = "", given: Mapping[str, str] | None = None) -> None:
    attributes = {key: NO_XML.sub("", value) for key, value in (given or {}).items()}
    SubElement(parent, name, attributes).text = NO_XML.sub("", text)


def add_all(parent: Element, name: str, values: Mapping[str, str]) -> None:
    """Add an element with an element for each value."""
    element = SubElement(parent, name)
    for key, value in values.items():
        add(element, key, value)


def add_header(parent: Element, site: Site, header: Header) -> None:
    element = SubElement(parent, "header", {"status": "deleted"} if header.is_gone else {})
    add(element, "identifier", site.identifier(header.public_id))
    add(element, "datestamp", stamp(header.changed))
    for name in header.sets:
        add(element, "setSpec", name)


def add_metadata(parent: Element, site: Site, whole: Whole) -> None:
    """Add the article in Dublin Core, as its page tells it; no text, whatever its rights."""
    element = SubElement(SubElement(parent, "metadata"), "oai_dc:dc", DUBLIN_CORE)
    url = f"{site.address}{whole.article.get_absolute_url()}"
    for name, content in metadata.tags(whole, url):
        scheme, _, field = name.partition(".")
        if scheme == "DC":
            add(element, f"dc:{field.partition('.')[0]}", content)


def written(root: Element) -> bytes:
    return tostring(root, encoding="utf-8", xml_declaration=True)

"""Authority records as SKOS (W3C Recommendation of 2009): a concept scheme for each kind.

Variants are alternative labels whose language tag names the script as well (`az-Cyrl`). SKOS has no
word for their kinds (abbreviation, former name); JSON keeps those.
"""

from collections.abc import Iterable
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

from archive.models.vocabulary import record_path

WIKIDATA = "http://www.wikidata.org/entity/"
# Ending of a file → the name of its format in rdflib.
FORMATS = {".ttl": "turtle", ".jsonld": "json-ld"}
# Key of a line → property, for what is plain text.
PLAIN = {"kind": DCTERMS.type, "iso": SKOS.notation, "note": SKOS.note}


def serialized(kind: str, lines: Iterable[dict[str, Any]], base: str, ending: str) -> str:
    """Return lines of `archive.exporting.authorities` as text; `base` is the site's address."""
    return graph(kind, lines, base).serialize(format=FORMATS[ending])


def graph(kind: str, lines: Iterable[dict[str, Any]], base: str) -> Graph:
    """Return the records as concepts, each named by the address of its page."""
    found = Graph()
    found.bind("wd", WIKIDATA)
    scheme = URIRef(f"{base.rstrip('/')}/{kind}s/")
    found.add((scheme, RDF.type, SKOS.ConceptScheme))
    for line in lines:
        concept = _address(base, kind, line["slug"])
        found.add((concept, RDF.type, SKOS.Concept))
        found.add((concept, SKOS.inScheme, scheme))
        _describe(found, concept, line)
        _link(found, concept, line, base, kind)
    return found


def _address(base: str, kind: str, slug: str) -> URIRef:
    return URIRef(base.rstrip("/") + record_path(kind, slug))


def _describe(found: Graph, concept: URIRef, line: dict[str, Any]) -> None:
    found.add((concept, DCTERMS.identifier, Literal(line["slug"])))
    found.add((concept, SKOS.prefLabel, Literal(line["name"])))
    for variant in line["variants"]:
        found.add((concept, SKOS.altLabel, Literal(variant["form"], lang=_tag(variant))))
    for key, prop in PLAIN.items():
        if line.get(key):
            found.add((concept, prop, Literal(line[key])))
    years = [line.get("from"), line.get("to")]
    if any(years):
        found.add((concept, DCTERMS.temporal, Literal("/".join(str(y or "..") for y in years))))


def _link(found: Graph, concept: URIRef, line: dict[str, Any], base: str, kind: str) -> None:
    if line["wikidata"]:
        found.add((concept, SKOS.exactMatch, URIRef(WIKIDATA + line["wikidata"])))
    for slug in line.get("broader", []):
        found.add((concept, SKOS.broader, _address(base, kind, slug)))
        found.add((_address(base, kind, slug), SKOS.narrower, concept))
    if "merged_into" in line:
        found.add((concept, DCTERMS.isReplacedBy, _address(base, kind, line["merged_into"])))
    if "merged_into" in line or line.get("retired"):
        found.add((concept, OWL.deprecated, Literal(True)))


def _tag(variant: dict[str, str]) -> str | None:
    """Return language and script as one tag (RFC 5646); `und` where only the script is known."""
    language, script = variant["language"], variant["script"]
    if not script or "-" in language:
        return language or None
    return f"{language or 'und'}-{script}"

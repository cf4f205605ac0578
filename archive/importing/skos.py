"""Reads SKOS into the lines that `archive.importing.authorities` loads."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

from archive.exporting.skos import FORMATS, PLAIN, WIKIDATA

TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(-(?P<script>[a-z]{4}))?(-(?P<place>\w+))?", re.IGNORECASE
)


class Unreadable(Exception):
    """The text is not in the format; says where."""


def lines(text: str, ending: str) -> list[dict[str, Any]]:
    """Return the concepts of a text in Turtle or JSON-LD as lines; raises Unreadable.

    Nothing is fetched: a context that stands elsewhere is refused.
    """
    if ending == ".jsonld":
        _refuse_contexts_elsewhere(text)
    found = Graph()
    try:
        found.parse(data=text, format=FORMATS[ending])
    except Exception as error:  # each of rdflib's parsers has errors of its own
        raise Unreadable(str(error)) from error
    return [_line(found, concept) for concept in _sorted(found.subjects(RDF.type, SKOS.Concept))]


def _refuse_contexts_elsewhere(text: str) -> None:
    def contexts(value: Any) -> Iterator[Any]:
        if isinstance(value, dict):
            yield from (value[key] for key in ("@context", "@import") if key in value)
            value = list(value.values())
        if isinstance(value, list):
            for each in value:
                yield from contexts(each)

    try:
        found = list(contexts(json.loads(text)))
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    flat = [
        each for context in found for each in (context if isinstance(context, list) else [context])
    ]
    if any(isinstance(each, str) for each in flat):
        raise Unreadable("a context that stands elsewhere is not fetched; write it out")


def _line(found: Graph, concept: Any) -> dict[str, Any]:
    line: dict[str, Any] = {
        "slug": str(found.value(concept, DCTERMS.identifier) or _slug(concept)),
        "name": _name(found, concept),
        "broader": [_slug(each) for each in _sorted(found.objects(concept, SKOS.broader))],
        "variants": [_variant(label) for label in _sorted(found.objects(concept, SKOS.altLabel))],
    }
    for key, prop in PLAIN.items():
        if (text := found.value(concept, prop)) is not None:
            line[key] = str(text)
    matches = map(str, found.objects(concept, SKOS.exactMatch))
    line["wikidata"] = next((m[len(WIKIDATA) :] for m in matches if m.startswith(WIKIDATA)), "")
    if years := found.value(concept, DCTERMS.temporal):
        line["from"], line["to"] = map(_year, [*str(years).split("/"), ""][:2])
    if survivor := found.value(concept, DCTERMS.isReplacedBy):
        line["merged_into"] = _slug(survivor)
    elif (concept, OWL.deprecated, Literal(True)) in found:
        line["retired"] = True
    return line


def _sorted(nodes: Iterable[Any]) -> list[Any]:
    return sorted(nodes)


def _slug(concept: Any) -> str:
    return PurePath(str(concept).partition("#")[2] or str(concept)).name


def _name(found: Graph, concept: URIRef) -> str:
    """Return the preferred label: one without a language, else the English one, else any."""
    labels = sorted(found.objects(concept, SKOS.prefLabel), key=_by_language)
    return str(labels[0]) if labels else ""


def _by_language(label: Any) -> tuple[bool, bool, str]:
    language = getattr(label, "language", None)
    return language is not None, language != "en", str(label)


def _variant(label: Any) -> dict[str, str]:
    tag = label.language if isinstance(label, Literal) else None
    parts = TAG.match(tag or "")
    language, script, place = parts.group("language", "script", "place") if parts else ("", "", "")
    language = "" if language == "und" else language.lower()
    return {
        "form": str(label),
        "language": f"{language}-{place.upper()}" if place and language else language,
        "script": (script or "").title(),
    }


def _year(text: str) -> int | None:
    return int(text[:4]) if re.match(r"\d{4}", text) else None

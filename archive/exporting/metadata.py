"""What reference managers, catalogues and search engines read from the page of an article."""

import json
from typing import Any

from django.utils.safestring import SafeString

from archive.exporting import csl
from archive.exporting.reading import Whole
from archive.markup import as_html
from archive.models import Actor

WIKIDATA = "http://www.wikidata.org/entity/"
# Of these letters HTML would make something else, even in a script element.
ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def tags(whole: Whole, url: str) -> list[tuple[str, str]]:
    """Return name and content of each meta element.

    `citation_…` as Google Scholar and Zotero read it, PRISM 2.1 and Dublin Core 1.1; what is not
    known is left out.
    """
    article, issue = whole.article, whole.article.issue
    publication, title, names = article.publication, csl.title(article), csl.authors(article)
    volume, number = (str(issue.volume), str(issue.number)) if issue else ("", "")
    day = iso_date(article.date)
    named = [
        ("citation_title", title),
        *(("citation_author", name) for name in names),
        ("citation_journal_title", publication.name),
        ("citation_publisher", publication.publisher),
        ("citation_volume", volume),
        ("citation_issue", number),
        ("citation_publication_date", day.replace("-", "/")),
        ("citation_fulltext_html_url", url),
        ("prism.publicationName", publication.name),
        ("prism.volume", volume),
        ("prism.number", number),
        ("prism.publicationDate", day),
        ("DC.title", title),
        *(("DC.creator", name) for name in names),
        *(("DC.subject", name) for name in csl.keywords(whole)),
        ("DC.publisher", publication.publisher),
        ("DC.date", article.date),
        ("DC.identifier", url),
        ("DC.relation.ispartof", publication.name),
        ("DC.type", "Text"),
        ("DC.rights", publication.rights),
    ]
    return [(name, content) for name, content in named if content]


def json_ld(whole: Whole, url: str) -> SafeString:
    """Return the content of a script element: the article in the terms of schema.org."""
    text = json.dumps(_known(_described(whole, url)), ensure_ascii=False)
    return as_html(text.translate(ESCAPED))  # no sign of HTML is left in it


def _described(whole: Whole, url: str) -> dict[str, Any]:
    article, publication = whole.article, whole.article.publication
    return {
        "@context": "https://schema.org",
        "@type": "AnalysisNewsArticle",
        "@id": url,
        "url": url,
        "identifier": article.public_id,
        "headline": csl.title(article),
        "datePublished": iso_date(article.date),
        "author": [_person(name) for name in article.authors]
        or [_organization(publication.publisher)],
        "publisher": _organization(publication.publisher),
        "isPartOf": _part_of(whole),
        "about": [_named("Place", region) for region, _ in whole.regions],
        "mentions": [_named(_kind(actor), actor) for actor, _ in whole.actors],
        "copyrightNotice": publication.rights,
    }


def _part_of(whole: Whole) -> dict[str, Any]:
    issue = whole.article.issue
    periodical = {"@type": "Periodical", "name": whole.article.publication.name}
    if not issue:
        return periodical
    volume = {"@type": "PublicationVolume", "volumeNumber": issue.volume, "isPartOf": periodical}
    return {"@type": "PublicationIssue", "issueNumber": issue.number, "isPartOf": volume}


def _person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}


def _organization(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name} if name else {}


def _kind(actor: Actor) -> str:
    is_state = actor.kind == Actor.Kind.STATE
    return (
        "Person" if actor.kind == Actor.Kind.PERSON else "Country" if is_state else "Organization"
    )


def _named(kind: str, record: Any) -> dict[str, str]:
    same = {"sameAs": f"{WIKIDATA}{record.wikidata}"} if record.wikidata else {}
    return {"@type": kind, "name": record.name} | same


def _known(described: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in described.items() if value not in ("", {}, [], [{}])}


def iso_date(date: str) -> str:
    """Return an ISO date as far as it is known, of an interval the first: these forms know no more.

    Reduced dates are years and months (ISO 8601-1).
    """
    if not date:
        return ""
    year, *rest = csl.date_parts(date)[0]
    return "-".join([f"{year:04}", *(f"{number:02}" for number in rest)])

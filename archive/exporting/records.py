"""An article as the record that imports read: what is written here comes back without loss."""

from itertools import groupby
from operator import itemgetter
from typing import Any

from archive.apparatus import visible_paragraphs
from archive.exporting.reading import Whole
from archive.models import Article, Publication

# Fields of the record that only who may read the whole text is given.
OF_WHOLE_TEXT = ("boilerplate", "raw")


def record(whole: Whole) -> dict[str, Any]:
    """Return the whole record, in JSON's types, in the order of the documentation."""
    article, issue = whole.article, whole.article.issue
    is_derived = article.title_basis == Article.TitleBasis.DERIVED
    return {
        "id": article.external_id,
        "publication": article.publication.name,
        "volume": issue.volume if issue else None,
        "issue": issue.number if issue else None,
        "title": "" if is_derived else article.title,
        "date": article.date or None,
        "date_basis": article.date_basis,
        "authors": article.authors,
        "body": article.body,
        "regions": [region.name for region, _ in whole.regions],
        "actors": [{"name": actor.name, "kind": actor.kind} for actor, _ in whole.actors],
        "sources": _sources(whole),
        "references": [{"publication": name, "date": day} for name, day in whole.references],
        "url": article.url,
        "public_id": article.public_id,
        "slug": article.slug,
        "state": article.state,
        "position": article.position,
        "boilerplate": article.boilerplate,
        "raw": article.raw,
        "title_basis": article.title_basis,
        "tag_bases": {
            "regions": {region.name: basis for region, basis in whole.regions},
            "actors": {actor.name: basis for actor, basis in whole.actors},
        },
    }


def public_record(whole: Whole) -> dict[str, Any]:
    """Return the record as the rights in the publication allow: of some only the beginning."""
    found, article = record(whole), whole.article
    if article.publication.policy == Publication.Policy.FULL:
        return found
    paragraphs, _ = visible_paragraphs(article)
    return found | {"body": "\n\n".join(paragraphs)} | dict.fromkeys(OF_WHOLE_TEXT, "")


def _sources(whole: Whole) -> list[dict[str, Any]]:
    """Return one entry for each run of notes of an outlet; an outlet without days has none."""
    return [
        {"outlet": outlet.name, "dates": [day for _, day in notes if day]}
        for outlet, notes in groupby(whole.notes, key=itemgetter(0))
    ]

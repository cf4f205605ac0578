"""`GET /api/v1/articles/<id>`: an article as the record that imports read, and where it stands."""

from datetime import UTC
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Path, Router

from archive import tombstones
from archive.exporting import reading, records
from archive.exporting.reading import Whole
from archive.models import Article
from search.api import schemas
from search.api.problems import problem
from search.api.searching import READ
from search.exports import FORMATS

router = Router(tags=["articles"])


@router.api_operation(
    READ,
    "/articles/{public_id}",
    response={
        200: schemas.Article,
        404: schemas.Problem,
        410: schemas.Tombstone,
        429: schemas.Problem,
    },
    summary="An article",
)
def article(request: HttpRequest, public_id: Annotated[str, Path(examples=["k3vq7a2d"])]) -> Any:
    """404 for what is hidden; 410, with what is left of it, for what was withdrawn or deleted."""
    found = Article.objects.public().filter(public_id=public_id).first()
    if found:
        whole = reading.whole(found)
        modified = f"{found.modified.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        return records.public_record(whole) | {"modified": modified, "urls": _urls(whole)}
    tombstone = tombstones.of(public_id)
    if not tombstone:
        raise Http404
    return problem(410, tombstone["reason"] or "The article is gone.", id=public_id, **tombstone)


def path_of(article: Article) -> str:
    return f"/api/v1/articles/{article.public_id}"


def _urls(whole: Whole) -> dict[str, Any]:
    found = whole.article
    publication, issue = found.publication.slug, found.issue
    number = f"{issue.volume}/{issue.number}" if issue else ""
    return {
        "page": found.get_absolute_url(),
        "api": path_of(found),
        "publication": f"/api/v1/publications/{publication}",
        "issue": f"/api/v1/issues/{publication}/{number}" if issue else None,
        "regions": [f"/api/v1/regions/{region.slug}" for region, _ in whole.regions],
        "actors": [f"/api/v1/actors/{actor.slug}" for actor, _ in whole.actors],
        "exports": {ending: f"/articles/{found.public_id}.{ending}" for ending in FORMATS},
    }

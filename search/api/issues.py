"""Issues as JSON: those that readers can see an article of, and the articles of one."""

from typing import Annotated, Any

from django.db.models import F, Q
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from ninja import Path, Query, Router

from archive.models import Article, Issue
from search import vocabulary
from search.api import articles, schemas
from search.api.searching import READ
from search.vocabulary import Record

router = Router(tags=["issues"])
MOST = 500
Size = Annotated[int, Query(description="of a list", ge=1, le=MOST)]
NUMBER = "[0-9]{1,9}"
Cursor = Annotated[
    str,
    Query(
        description="what `next` says",
        pattern=rf"^([a-z0-9_-]{{1,120}}\.{NUMBER}\.{NUMBER})?$",
        examples=["monitor.7.4"],
    ),
]
Slug = Annotated[str, Query(pattern="^[a-z0-9_-]{0,120}$", examples=["monitor"])]


@router.api_operation(
    READ,
    "/issues",
    response={200: schemas.Issues, **dict.fromkeys((404, 422, 429), schemas.Problem)},
    summary="Issues by publication, volume and number",
)
def issues(
    request: HttpRequest, publication: Slug = "", size: Size = 100, cursor: Cursor = ""
) -> Any:
    """Paging goes on behind an issue, whatever comes and goes before it."""
    found = Issue.objects.public().select_related("publication")
    if publication:
        found = found.filter(publication=_known(publication).key)
    if cursor:
        found = found.filter(_behind(*cursor.split(".")))
    listed = list(found.order_by("publication__slug", "volume", "number")[: size + 1])
    following = _next(listed[size - 1], publication, size) if len(listed) > size else None
    return {"items": [_entry(each) for each in listed[:size]], "next": following}


def _behind(slug: str, volume: str, number: str) -> Q:
    later = Q(volume__gt=int(volume)) | Q(volume=int(volume), number__gt=int(number))
    return Q(publication__slug__gt=slug) | Q(publication__slug=slug) & later


def _next(issue: Issue, publication: str, size: int) -> str:
    cursor = f"{issue.publication.slug}.{issue.volume}.{issue.number}"
    chosen = f"publication={publication}&" if publication else ""
    return f"/api/v1/issues?{chosen}size={size}&cursor={cursor}"


@router.api_operation(
    READ,
    "/issues/{publication}/{int:volume}/{int:number}",
    response={200: schemas.Issue, 404: schemas.Problem, 429: schemas.Problem},
    summary="An issue with its articles",
)
def issue(
    request: HttpRequest,
    publication: Annotated[str, Path(examples=["monitor"])],
    volume: Annotated[int, Path(examples=[7])],
    number: Annotated[int, Path(examples=[4])],
) -> Any:
    """The former slug of a publication redirects to the one in use."""
    known = _known(publication)
    visible = Issue.objects.public().select_related("publication")
    found = visible.filter(publication=known.key, volume=volume, number=number).first()
    if not found:
        raise Http404(f"No issue {volume}/{number} of {known.label} is held.")
    if known.slug != publication:
        return redirect(_path(found))
    listed = found.articles.public().order_by(F("position").asc(nulls_last=True), "pk")
    return _entry(found) | {"articles": [_article(each) for each in listed]}


def _known(publication: str) -> Record:
    known = vocabulary.current().facets["publication"].by_slug.get(publication)
    if not known:
        raise Http404(f"No publication “{publication[:40]}” is known to the archive.")
    return known


def _path(issue: Issue) -> str:
    return f"/api/v1/issues/{issue.publication.slug}/{issue.volume}/{issue.number}"


def _entry(issue: Issue) -> dict[str, Any]:
    return {
        "publication": issue.publication.slug,
        "volume": issue.volume,
        "number": issue.number,
        "date": issue.date or None,
        "date_basis": issue.date_basis,
        "urls": {"page": issue.get_absolute_url(), "api": _path(issue)},
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.public_id,
        "title": article.title,
        "position": article.position,
        "date": article.date or None,
        "urls": {"page": article.get_absolute_url(), "api": articles.path_of(article)},
    }

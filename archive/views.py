"""The pages that show the archive itself: front page and articles."""

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from archive import apparatus
from archive.citations import cite
from archive.models import Article, Issue, PublicId
from search import engine
from search.forms import WordsForm
from search.results import FacetValue, Results
from search.state import SearchState

NEWEST_SHOWN = 8
VALUES_SHOWN = 12
SIMILAR_SHOWN = 5


def front(request: HttpRequest) -> HttpResponse:
    """Show what is in the archive; without an index the newest articles remain."""
    everything = SearchState()
    try:
        results = engine.search(everything)
    except engine.SearchUnavailable:
        results = None
    context = {
        "results": results,
        "browse": _browse(results) if results else [],
        "newest": Article.objects.public().select_related("publication", "issue")[:NEWEST_SHOWN],
        "words_form": WordsForm(everything),
    }
    return render(request, "archive/front.html", context)


def _browse(results: Results) -> list[tuple[str, list[FacetValue]]]:
    """Return the largest regions and actors, and the years."""
    years = [
        FacetValue(str(bar.first.year), str(bar.first.year), bar.count, False, False, bar.url)
        for bar in results.histogram
    ]
    return [
        ("Regions", results.facets["region"][:VALUES_SHOWN]),
        ("Actors", results.facets["actor"][:VALUES_SHOWN]),
        ("Years", years[-VALUES_SHOWN:]),
    ]


def article(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponse:
    """Show a public article; 404 for what is hidden, 410 with a tombstone for what is gone."""
    articles = Article.objects.select_related("publication", "issue")
    found = articles.public().filter(public_id=public_id).first()
    if not found:
        return _tombstone(request, public_id)
    if slug != found.slug:
        return redirect(found, permanent=True)
    issues = Issue.objects.public().select_related("publication")
    permanent_url = request.build_absolute_uri(found.get_absolute_url())
    paragraphs, is_cut = apparatus.visible_paragraphs(found)
    context = {
        "article": found,
        "paragraphs": paragraphs,
        "is_cut": is_cut,
        "tag_groups": apparatus.tag_groups(found),
        "notes": apparatus.source_notes(found),
        "references": found.references.prefetch_related(Prefetch("issue", issues)),
        "permanent_url": permanent_url,
        "citation": cite(found, permanent_url),
        "similar": _similar(found),
    }
    return render(request, "archive/article.html", context)


def _similar(article: Article) -> list[Article]:
    """Return articles like this one; none where the index cannot be searched."""
    try:
        return engine.similar(article, SIMILAR_SHOWN)
    except engine.SearchUnavailable:
        return []


def _tombstone(request: HttpRequest, public_id: str) -> HttpResponse:
    context = _withdrawn(public_id) or _deleted(public_id)
    if not context:
        raise Http404
    return render(request, "archive/gone.html", {"public_id": public_id, **context}, status=410)


def _withdrawn(public_id: str) -> dict[str, str] | None:
    articles = Article.objects.select_related("publication", "issue")
    found = articles.filter(public_id=public_id, state=Article.State.WITHDRAWN).first()
    if not found or not found.was_public:
        return None
    issue = found.issue
    return {
        "publication": found.publication.name,
        "issue": f"{issue.volume}/{issue.number}" if issue else "",
        "reason": found.withdrawal_reason,
    }


def _deleted(public_id: str) -> dict[str, str] | None:
    deleted = PublicId.objects.exclude(deleted=None).exclude(publication="")
    found = deleted.filter(pk=public_id).first()
    if not found:
        return None
    return {"publication": found.publication, "issue": found.issue, "reason": found.reason}


def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")

"""The page of an issue: its articles, what it cites and who cites it, what is near."""

from datetime import timedelta
from itertools import groupby
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import Truncator

from archive.apparatus import visible_paragraphs
from archive.models import Article, Issue, Reference
from search import vocabulary
from search.state import Filter, SearchState

WORDS_SHOWN = 45
CITED_BY_SHOWN = 50
NEAR_SHOWN = 12
NEAR = timedelta(days=7)
WITHDRAWN = Q(articles__state=Article.State.WITHDRAWN)


class Entry(NamedTuple):
    """An article of the issue and its first words, as far as its rights allow."""

    article: Article
    beginning: str


@vocabulary.held()
def page(request: HttpRequest, publication: str, volume: int, number: int) -> HttpResponse:
    """Show a public issue; the former slug of a publication redirects to the one in use."""
    known = vocabulary.current().facets["publication"].by_slug.get(publication)
    if not known:
        raise Http404
    issues = Issue.objects.public().select_related("publication")
    counted = issues.annotate(withdrawn=Count("articles", filter=WITHDRAWN))
    found = get_object_or_404(counted, publication=known.key, volume=volume, number=number)
    if known.slug != publication:
        return redirect(found)
    entries = _entries(found)
    references = _references([entry.article for entry in entries])
    related = _related(found, issues, references)
    context = {
        "issue": found,
        "entries": entries,
        "not_held": _not_held([entry.article.position for entry in entries]),
        "withdrawn": vars(found)["withdrawn"],
        "cites": _cites(references, related),
        "cited_by": _cited_by(found),
        "near": [each for each in related if vars(each)["is_near"]],
        "previous": next((each for each in related if vars(each)["is_previous"]), None),
        "next": next((each for each in related if vars(each)["is_next"]), None),
        "search_url": _search(found),
    }
    return render(request, "archive/issue.html", context)


def _entries(issue: Issue) -> list[Entry]:
    articles = issue.articles.public().order_by("position", "pk")
    return [
        Entry(each, _beginning(each))
        for each in articles.select_related("publication").prefetch_related("regions", "actors")
    ]


def _beginning(article: Article) -> str:
    paragraphs, _ = visible_paragraphs(article)
    return Truncator(paragraphs[0]).words(WORDS_SHOWN, truncate=" …") if paragraphs else ""


def _not_held(positions: list[int | None]) -> list[int]:
    """Return the places in the issue, up to the last one known, that no article has."""
    known = {position for position in positions if position}
    return sorted(set(range(1, max(known, default=0) + 1)) - known)


def _references(articles: list[Article]) -> list[Reference]:
    """Return what the articles refer to, each day of a publication once, oldest first."""
    found = Reference.objects.filter(article__in=articles).order_by("day", "publication", "pk")
    return [next(group) for _, group in groupby(found, lambda each: (each.day, each.publication))]


def _cites(
    references: list[Reference], related: list[Issue]
) -> list[tuple[Reference, Issue | None]]:
    """Return each reference with its issue, where that is public."""
    issues = {issue.pk: issue for issue in related}
    return [(each, issues.get(each.issue_id or 0)) for each in references]


def _cited_by(issue: Issue) -> list[Article]:
    references = Reference.objects.filter(issue=issue).values("article")
    citing = Article.objects.public().filter(pk__in=references)
    return list(citing.select_related("publication", "issue")[:CITED_BY_SHOWN])


def _related(issue: Issue, issues: QuerySet[Issue], references: list[Reference]) -> list[Issue]:
    """Return the issues before and after, those of these days and those referred to, by date."""
    in_order = issues.filter(publication=issue.publication_id).order_by("volume", "number")
    later = Q(volume__gt=issue.volume) | Q(volume=issue.volume, number__gt=issue.number)
    earlier = Q(volume__lt=issue.volume) | Q(volume=issue.volume, number__lt=issue.number)
    is_previous = Q(pk__in=in_order.reverse().filter(earlier).values("pk")[:1])
    is_next = Q(pk__in=in_order.filter(later).values("pk")[:1])
    is_near = Q(pk__in=_near(issue, issues).values("pk")[:NEAR_SHOWN])
    is_cited = Q(pk__in=[each.issue_id for each in references if each.issue_id])
    found = issues.filter(is_previous | is_next | is_near | is_cited)
    found = found.annotate(is_previous=is_previous, is_next=is_next, is_near=is_near)
    return list(found.order_by("earliest", "publication__name"))


def _near(issue: Issue, issues: QuerySet[Issue]) -> QuerySet[Issue]:
    """Return the issues of other publications within a week before or after."""
    if not issue.earliest or not issue.latest:
        return issues.none()
    days = Q(latest__gte=issue.earliest - NEAR, earliest__lte=issue.latest + NEAR)
    others = issues.filter(days).exclude(publication=issue.publication_id)
    return others.order_by("earliest", "publication__name")


def _search(issue: Issue) -> str:
    state = SearchState(q=f"issue:{issue.volume}/{issue.number}")
    return state.add(Filter("publication", issue.publication.slug)).path

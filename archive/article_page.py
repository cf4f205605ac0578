"""The page on which an article is read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from archive import apparatus, inference, tombstones
from archive.citations import citations
from archive.exporting import csl, metadata
from archive.exporting.reading import with_tags
from archive.models import Article
from archive.paragraphs import paragraphs
from archive.printed_notes import printed_notes
from search import engine, exports, vocabulary
from search.language import QueryTooLarge
from search.places import Place
from search.snippets import Marker
from search.state import Reading, read

SIMILAR_SHOWN = 5
NO_MARKS = Marker(())


@vocabulary.held()
def article(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponse:
    """Show a public article; 404 for what is hidden, 410 with a tombstone for what is gone.

    The parameters of a search mark its words and lead to its other results; others are ignored.
    """
    articles = Article.objects.select_related("publication", "issue__publication")
    found = articles.public().filter(public_id=public_id).first()
    if not found:
        return _tombstone(request, public_id)
    query = request.META["QUERY_STRING"]
    if slug != found.slug:
        return redirect(f"{found.get_absolute_url()}{query and '?'}{query}", permanent=True)
    permanent_url = request.build_absolute_uri(found.get_absolute_url())
    place, results_url = _found_by(found, read(query))
    titles, bodies = place.marks if place else (NO_MARKS, NO_MARKS)
    context = {
        "article": found,
        "title": titles.marked(found.title),
        "permanent_url": permanent_url,
        "place": place,
        "results_url": results_url,
        **_tagged(found, permanent_url),
        **_text(found, bodies),
    }
    return render(request, "archive/article.html", context)


def _found_by(article: Article, reading: Reading) -> tuple[Place | None, str]:
    """Return where the article stands in the search of the address, and the way back to there."""
    if not reading.names_a_search:
        return None, ""
    place = _place(article, reading)
    if not place or not place.rank:
        return place, reading.state.path
    return place, f"{place.state.path}#{article.public_id}"


def _place(article: Article, reading: Reading) -> Place | None:
    try:
        return engine.place(reading.state, article)
    except (engine.SearchUnavailable, QueryTooLarge):
        return None


def _text(article: Article, marker: Marker) -> dict[str, object]:
    """Return the text and all that is known about it."""
    names = vocabulary.current()
    sources = apparatus.sources(article)
    references = apparatus.references(article)
    text, is_cut = apparatus.visible_text(article)
    notes = printed_notes(article, text, sources, references, names.facets["outlet"])
    around = apparatus.around(article, _similar(article))
    parts = paragraphs(text, marker, notes)
    return {
        "paragraphs": parts,
        "marked_paragraphs": [part.number for part in parts if part.is_marked],
        "is_cut": is_cut,
        "notes": notes,
        "sources": sources,
        "references": apparatus.cited(references),
        "date_reason": inference.of_date(article, sources),
        "citing": around.citing,
        "others": around.others,
        "similar": around.similar,
    }


def _tagged(article: Article, url: str) -> dict[str, object]:
    """Return the tags, what machines read of the article, and the files it can be taken as."""
    tagged = with_tags(article)
    return {
        "tag_groups": apparatus.tag_groups(tagged),
        "citations": citations(article, url, csl.keywords(tagged)),
        "metadata": metadata.tags(tagged, url),
        "json_ld": metadata.json_ld(tagged, url),
        "forms": exports.forms_of(article),
    }


def _similar(article: Article) -> list[int]:
    """Return the keys of articles like this one; none where the index cannot be searched."""
    try:
        return engine.similar(article, SIMILAR_SHOWN)
    except engine.SearchUnavailable:
        return []


def _tombstone(request: HttpRequest, public_id: str) -> HttpResponse:
    context = tombstones.of(public_id)
    if not context:
        raise Http404
    return render(request, "archive/gone.html", {"public_id": public_id, **context}, status=410)

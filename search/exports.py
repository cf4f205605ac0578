"""All articles of a search as a file, streamed: for tables, programs and reference managers."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from anyascii import anyascii
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify

from archive.exporting import bibtex, csl, reading, records, ris, tables
from archive.exporting.reading import Reader, Whole
from archive.models import Article
from search import engine
from search.results import Results
from search.state import SearchState, read

LONGEST_NAME = 60  # letters of the search in the name of a file


class Source(NamedTuple):
    """Where the articles of a file come from: the site's address and, in words, the search."""

    site: str
    search: str

    def url(self, whole: Whole) -> str:
        return f"{self.site}{whole.article.get_absolute_url()}"


class Format(NamedTuple):
    """A form of file: what it is called, its media type, and what writes it."""

    label: str
    media_type: str
    write: Callable[[Iterable[Whole], Source], Iterator[str]]


def _records(articles: Iterable[Whole], source: Source) -> Iterator[dict[str, Any]]:
    for whole in articles:
        yield records.public_record(whole) | {"search": source.search}


def _csv(articles: Iterable[Whole], source: Source) -> Iterator[str]:
    yield "\ufeff"  # by which spreadsheets know UTF-8
    yield from tables.rows(_records(articles, source))


def _json_lines(articles: Iterable[Whole], source: Source) -> Iterator[str]:
    for record in _records(articles, source):
        yield f"{json.dumps(record, ensure_ascii=False)}\n"


def _csl_json(articles: Iterable[Whole], source: Source) -> Iterator[str]:
    before = "[\n"
    for whole in articles:
        item = csl.item(whole, source.url(whole)) | {"custom": {"search": source.search}}
        yield f"{before}{json.dumps(item, ensure_ascii=False)}"
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def _ris(articles: Iterable[Whole], source: Source) -> Iterator[str]:
    for whole in articles:
        yield ris.entry(whole, source.url(whole), source.search)


def _bibtex(articles: Iterable[Whole], source: Source) -> Iterator[str]:
    # What stands between entries is a comment to BibTeX, unless it holds an @.
    yield f"% {source.search.replace('@', '(at)')}\n\n"
    for whole in articles:
        yield bibtex.entry(whole, source.url(whole))


FORMATS = {
    "csv": Format("CSV", "text/csv; charset=utf-8", _csv),
    "jsonl": Format("JSON Lines", "application/x-ndjson", _json_lines),
    "json": Format("CSL-JSON", "application/vnd.citationstyles.csl+json", _csl_json),
    "ris": Format("RIS", "application/x-research-info-systems", _ris),
    "bib": Format("BibTeX", "application/x-bibtex; charset=utf-8", _bibtex),
}


def export(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Stream all articles of a search, in its order, as a file of the form that `ending` names."""
    form = _format(ending)
    try:
        found, keys = engine.find_all(read(request.META["QUERY_STRING"]).state)
    except engine.SearchUnavailable:
        return unavailable()
    if found.refusal:
        return refused(found)
    source = Source(request.build_absolute_uri("/")[:-1], _in_words(request, found))
    articles = Reader().in_order(Article.objects.public(), keys)
    return _file(form, articles, source, f"{_name(found)}.{ending}")


def _name(found: Results) -> str:
    """Return a name for a file that tells the search and the day it was made."""
    said = [found.state.q, *(chip.label for chip in found.chips)]
    words = slugify(anyascii(" ".join(said)))[:LONGEST_NAME].strip("-")
    return f"{words or 'all-articles'}-{timezone.localdate().isoformat()}"


def of_article(request: HttpRequest, public_id: str, ending: str) -> HttpResponseBase:
    """Give one public article as a file; what is hidden or gone is 404."""
    form = _format(ending)
    article = get_object_or_404(Article.objects.public(), public_id=public_id)
    source = Source(request.build_absolute_uri("/")[:-1], settings.SITE_NAME)
    return _file(form, [reading.whole(article)], source, f"{article.slug}.{ending}")


def _format(ending: str) -> Format:
    if ending not in FORMATS:
        raise Http404(f"There is no export “{ending}”; there are {', '.join(FORMATS)}.")
    return FORMATS[ending]


def forms_of(article: Article) -> list[tuple[Format, str]]:
    """Return each form of file with the address where an article can be taken alone."""
    return [(form, f"/articles/{article.public_id}.{ending}") for ending, form in FORMATS.items()]


class Link(NamedTuple):
    """Where all articles of a search are in one form."""

    label: str
    media_type: str
    url: str


def links(state: SearchState) -> list[Link]:
    """Return one for each form of file for all articles of a search."""
    query = state.on_page(1).to_query_string()
    return [
        Link(form.label, form.media_type, f"/search/export.{ending}{query}")
        for ending, form in FORMATS.items()
    ]


def refused(found: Results) -> HttpResponse:
    return plain(found.refusal, 422)


def unavailable() -> HttpResponse:
    response = plain("The search index is being rebuilt; come back soon.", 503)
    response["Retry-After"] = "10"
    return response


def plain(text: str, status: int) -> HttpResponse:
    """Answer in words where no file can be given."""
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")


def _in_words(request: HttpRequest, found: Results) -> str:
    """Say which search the file answers, how it was understood, how many it found, and when."""
    address = request.build_absolute_uri(found.state.path)
    moment = timezone.now().isoformat(timespec="seconds")
    articles = f"{found.total:,} article{'' if found.total == 1 else 's'}"
    return f"{settings.SITE_NAME}, {moment}: {found.interpretation} {articles}. {address}"


def _file(
    form: Format, articles: Iterable[Whole], source: Source, name: str
) -> StreamingHttpResponse:
    response = StreamingHttpResponse(form.write(articles, source), content_type=form.media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response

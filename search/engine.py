"""The one door to the search engine: `search(state)` answers, `index()` keeps the index.

Whatever asks the index raises SearchUnavailable while there is none to search. What would cost too
much is refused in `Results.refusal`, and nothing is found.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from time import perf_counter

from archive.models import Article
from search import (
    answers,
    completion,
    hits,
    interpretation,
    language,
    places,
    resolution,
    slowness,
    spelling,
    vocabulary,
    zooming,
)
from search.alternatives import alternatives
from search.completion import Completion
from search.cursors import Cursor
from search.expansion import Expansion
from search.language import Query, QueryTooLarge
from search.places import Place
from search.results import FEW, PAGE_SIZE, Calendar, Counted, Results
from search.snippets import Marker
from search.state import SearchState
from search.together import Together
from search.told_names import Teller
from search.totals import Totals
from search.tree import Everything, Tagged
from search.vocabulary import Vocabulary
from search.whoosh.beginnings import Beginnings
from search.whoosh.calendars import Histogram, Unit
from search.whoosh.folder import IndexUnusable
from search.whoosh.index import WhooshIndex
from search.whoosh.searching import Search
from search.whoosh.similarity import Similarity
from search.whoosh.wordlist import Wordlist

logger = logging.getLogger(__name__)


# What the searches that are counted to be offered may cost together: 40 of three words.
COST_OF_OTHERS = 120
# What those may cost that are offered beside the names in a search.
COST_OF_NAMES = 60


class SearchUnavailable(Exception):
    """The index is missing or damaged; it is being rebuilt, and readers should come back."""


@cache
def index() -> WhooshIndex:
    return WhooshIndex()


def search(state: SearchState, size: int = PAGE_SIZE, cursor: Cursor | None = None) -> Results:
    """Answer a search; raises SearchUnavailable while there is no index to search.

    A cursor takes the place of the state's order and page.
    """
    start = perf_counter()
    results, names = _begun(state.sorted_by(cursor.order) if cursor else state, size)
    with _refusals_told(results), _named_when_unusable():
        _answer(results, _read(results, names), names, cursor)
    results.timings["total"] = (perf_counter() - start) * 1000
    return results


def find_all(state: SearchState) -> tuple[Results, list[int]]:
    """Return what a search means, and the keys of all its articles in its order."""
    results, names = _begun(state.on_page(1))
    keys: list[int] = []
    with _refusals_told(results), _named_when_unusable():
        keys = _matches(results, names).articles(results.state).tolist()
    return results, keys


def all_values(state: SearchState, facet: str) -> Results:
    """Count the articles of every value of a facet under a search, in `Results.counted`."""
    start = perf_counter()
    results, names = _begun(state)
    with _refusals_told(results), _named_when_unusable():
        counts = _matches(results, names).all_values(facet, results.state)
        results.counted = Counted(counts, names)
    results.timings["total"] = (perf_counter() - start) * 1000
    return results


def timeline(state: SearchState, unit: Unit) -> tuple[Results, Histogram]:
    """Count what a search finds by `year` or `month`; who spans several counts in each."""
    results, names = _begun(state)
    counted = Histogram({}, 0, 0)
    with _refusals_told(results), _named_when_unusable():
        counted = _matches(results, names).timeline(results.state, unit)
    return results, counted


def together(state: SearchState, facet: str, most: int, listed: int) -> tuple[Results, Together]:
    """Count which of the `most` frequent records of a facet stand together in what is found.

    So many of the newest articles are listed with their records.
    """
    results, names = _begun(state)
    counted = Together()
    with _refusals_told(results), _named_when_unusable():
        counted = _matches(results, names).together(results.state, facet, most, listed)
    return results, counted


def _begun(state: SearchState, size: int = PAGE_SIZE) -> tuple[Results, Vocabulary]:
    names = vocabulary.current()
    results = Results(answers.with_survivors(state, names), page_size=size)
    results.notices += answers.notices(results.state, names)
    return results, names


@contextmanager
def _refusals_told(results: Results) -> Iterator[None]:
    """Answer a search that would cost too much with the reason instead of results."""
    start = perf_counter()
    try:
        yield
    except QueryTooLarge as error:
        results.refusal = str(error)
        results.as_typed = language.as_typed(results.state.q)
    slowness.note(results, start)


def _matches(results: Results, names: Vocabulary) -> Search:
    """Return what is found, to be counted; the results tell how much and how it was understood."""
    state, query = results.state, _read(results, names)
    found = Search(index(), query.tree, names, state.exact, state.match_any)
    results.total = found.total(state)
    results.chips = answers.chips(state, names)
    told = interpretation.clauses(found.tree, found.other_forms)
    results.interpretation = answers.in_a_sentence(state, told, names)
    results.sentence = answers.of_words(told, state.q)
    return found


def _read(results: Results, names: Vocabulary) -> Query:
    """Read the words, and note what is to be told of them; raises QueryTooLarge."""
    state = results.state
    query = language.parse(state.q, match_any=state.match_any)
    if query.repairs:
        results.as_typed = language.as_typed(state.q)
    if ":" in state.q:  # what names a field, and only that
        query = resolution.resolved(query, names)
    results.notices += query.repairs
    return query


def commit() -> tuple[str, int]:
    """Return what names the commit that searches see, another one after each change.

    Raises SearchUnavailable.
    """
    with _named_when_unusable():
        snapshot = index().snapshot()
        return snapshot.generation.name, snapshot.number


def tag_counts(facets: Iterable[str], beside: Tagged | None = None) -> dict[str, dict[int, int]]:
    """Return, for each facet, how many articles every record has that has any, by its key.

    With `beside`, whose keys are known, only its articles count. Raises SearchUnavailable.
    """
    names = vocabulary.current()
    with _named_when_unusable():
        found = Search(index(), beside or Everything(), names)
        return {facet: found.all_values(facet, SearchState()).facets[facet] for facet in facets}


def place(state: SearchState, article: Article) -> Place:
    """Return where an article stands in a search; raises SearchUnavailable and QueryTooLarge."""
    results, names = _begun(state)
    query, everything = _read(results, names), results.state.on_page(1)
    with _named_when_unusable():
        found = Search(index(), query.tree, names, state.exact, state.match_any)
        marks = _markers(replace(query, tree=found.tree), state)

        def first(most: int) -> list[int]:
            return [key for key, _ in found.page(everything, most)]

        return places.find(article.pk, results.state, found.total(everything), first, marks)


def similar(article: Article, most: int) -> list[int]:
    """Return the keys of the articles most like one, the likest first; raises SearchUnavailable."""
    with _named_when_unusable():
        snapshot = index().snapshot()
        likeness = Similarity(snapshot, vocabulary.current())
        return likeness.like(article.pk, f"{article.title}\n\n{article.body}", most)


def complete(q: str) -> list[Completion]:
    """Return what a reader may be typing; raises SearchUnavailable."""
    names = vocabulary.current()
    with _named_when_unusable():
        return completion.complete(q, names, Beginnings(index().snapshot().segments, names))


@contextmanager
def _named_when_unusable() -> Iterator[None]:
    try:
        yield
    except IndexUnusable as error:
        logger.warning("The index cannot be searched: %s", error)
        index().folder.report_damage(str(error))
        raise SearchUnavailable(str(error)) from error


def _answer(results: Results, query: Query, names: Vocabulary, cursor: Cursor | None) -> None:
    state = results.state
    with _timed(results, "search"):
        found = Search(index(), query.tree, names, state.exact, state.match_any)
        if cursor:
            page, results.following = found.following(state, cursor.behind, results.page_size)
        else:
            page = found.page(state, results.page_size)
    with _timed(results, "facets"):
        counts = found.counts(state)
    results.total, results.undated = counts.total, counts.undated
    results.counted = Counted(counts, names)
    results.facets = answers.facet_values(state, counts, names)
    results.histogram = answers.histogram(state, counts.years)
    results.calendar = Calendar(bars=results.histogram, dated=counts.dated)
    if state.from_ or state.to or state.certain:
        results.calendar = zooming.calendar(results.calendar, state, found)
    results.chips = answers.chips(state, names)
    if results.total < FEW:
        _offer_others(results, query, found, names)
    query = replace(query, tree=found.tree)
    if found.expansion:
        _tell_names(results, found, found.expansion, names)
    told = interpretation.clauses(query.tree, found.other_forms)
    results.interpretation = answers.in_a_sentence(state, told, names)
    if any(name.forms for name in results.names):
        as_typed = interpretation.names_as_typed(query.tree)
        told = interpretation.clauses(as_typed, found.other_forms)
    results.sentence = answers.of_words(told, state.q)
    with _timed(results, "snippets"):
        results.hits = hits.read(page, *_markers(query, state), names)


def _markers(query: Query, state: SearchState) -> tuple[Marker, Marker]:
    """Return what marks the words of a query in titles, and in bodies."""
    bodies = Marker.of(query)
    return (Marker.of(query, "title") if ":" in state.q else bodies), bodies


def _tell_names(results: Results, found: Search, expansion: Expansion, names: Vocabulary) -> None:
    if not (expansion.searched or expansion.choices):
        return
    teller = Teller(results, found.total, Totals(index(), names, COST_OF_NAMES))
    results.names = teller.searched(expansion.searched)
    results.choices = teller.choices(expansion.choices)
    if not results.total:
        results.unnamed = teller.unnamed(expansion.searched)


def _offer_others(results: Results, query: Query, found: Search, names: Vocabulary) -> None:
    count = Totals(index(), names, COST_OF_OTHERS)
    wordlist = Wordlist(index().snapshot().segments)
    results.proposal = spelling.proposal(results, wordlist, names, count)
    expansion = found.expansion
    named = [record for each in expansion.searched for record in each.records] if expansion else []
    tree = expansion.tree if expansion else query.tree
    results.alternatives = alternatives(results, tree, named, names, count)


@contextmanager
def _timed(results: Results, name: str) -> Iterator[None]:
    start = perf_counter()
    yield
    results.timings[name] = (perf_counter() - start) * 1000

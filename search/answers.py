"""From keys and counts to what a reader sees: names, links, snippets and sentences."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Protocol

from archive import dates
from archive.models import Article
from search.facets import FACETS
from search.language import Query
from search.results import Bar, Chip, FacetValue, Hit
from search.snippets import Marker
from search.state import Filter, SearchState
from search.vocabulary import Vocabulary

VALUES_SHOWN = 20


class Countable(Protocol):
    facets: dict[str, Counter[int]]


class Search(Protocol):
    def total(self, state: SearchState) -> int: ...


def with_survivors(state: SearchState, names: Vocabulary) -> SearchState:
    """Replace the slugs of merged and renamed records by those in use."""
    filters = frozenset(
        each._replace(value=record.slug)
        if (record := names.facets[each.facet].by_slug.get(each.value))
        else each
        for each in state.filters
    )
    return replace(state, filters=filters)


def notices(state: SearchState, names: Vocabulary) -> list[str]:
    """Say which constraints can match nothing, and why."""
    unknown = [
        f"No {FACETS[each.facet].model.lower()} “{each.value}” is known to the archive."
        for each in sorted(state.filters)
        if each.value not in names.facets[each.facet].by_slug
    ]
    if state.first_day and state.last_day and state.first_day > state.last_day:
        unknown.append("The dates end before they begin; no article can lie between them.")
    return unknown


def _label(filter: Filter, names: Vocabulary) -> str:
    record = names.facets[filter.facet].by_slug.get(filter.value)
    return record.label if record else filter.value


def facet_values(
    state: SearchState, counts: Countable, names: Vocabulary
) -> dict[str, list[FacetValue]]:
    """Return, for each facet, the largest values and every selected or excluded one."""
    return {facet: _values(facet, state, counts.facets[facet], names) for facet in FACETS}


def _values(
    facet: str, state: SearchState, counts: Counter[int], names: Vocabulary
) -> list[FacetValue]:
    known = names.facets[facet]
    included, excluded = state.values(facet), state.values(facet, excluded=True)
    by_size = sorted(counts, key=lambda key: (-counts[key], known.records[key].label))
    shown = {known.records[key].slug: counts[key] for key in by_size[:VALUES_SHOWN]}
    for slug in (*included, *excluded):
        record = known.by_slug.get(slug)
        shown.setdefault(slug, counts[record.key] if record else 0)
    return [
        FacetValue(
            value=slug,
            label=_label(Filter(facet, slug), names),
            count=number,
            selected=slug in included,
            excluded=slug in excluded,
            url=state.toggle(Filter(facet, slug, slug in excluded)).path,
        )
        for slug, number in shown.items()
    ]


def histogram(state: SearchState, years: Counter[int]) -> list[Bar]:
    """Return a bar for every year from the first to the last that has articles."""
    return [_bar(state, year, years[year]) for year in sorted(years)]


def _bar(state: SearchState, year: int, count: int) -> Bar:
    first, last = date(year, 1, 1), date(year, 12, 31)
    name = f"{year:04}"
    is_only = (state.from_, state.to) == (name, name)
    target = state.between("", "") if is_only else state.between(name, name)
    starts_in_time = first <= (state.last_day or date.max)
    ends_in_time = last >= (state.first_day or date.min)
    selected = bool(state.from_ or state.to) and starts_in_time and ends_in_time
    return Bar(first, last, count, selected, target.path)


def chips(state: SearchState, names: Vocabulary) -> list[Chip]:
    """Return every constraint in force, each with the search without it."""
    found = [
        Chip(FACETS[each.facet].label, _label(each, names), each.excluded, state.remove(each))
        for each in sorted(state.filters)
    ]
    if state.from_ or state.to:
        found.append(Chip("Date", _window(state), False, state.between("", "")))
    if state.certain:
        found.append(Chip("Date", "certain dates only", False, state.only_certain(False)))
    if state.undated:
        found.append(Chip("Date", "undated only", False, state.only_undated(False)))
    return found


def _window(state: SearchState) -> str:
    first, last = (dates.in_words(text) if text else "" for text in (state.from_, state.to))
    if first == last:
        return first
    if not first:
        return f"until {last}"
    return f"{first} – {last}" if last else f"from {first}"


def with_totals(found: list[Chip], search: Search) -> list[Chip]:
    """Tell with each constraint how many articles the search without it finds."""
    return [replace(chip, total_without=search.total(chip.state)) for chip in found]


def interpretation(state: SearchState, query: Query, names: Vocabulary) -> str:
    """Say in a sentence what was searched."""
    sentence = f"Searched for {query.in_words()}" if state.q else "All articles"
    parts = [
        f"{FACETS[facet].label.lower()} {'not ' if excluded else ''}"
        + " or ".join(_label(Filter(facet, value), names) for value in values)
        for facet in FACETS
        for excluded in (False, True)
        if (values := state.values(facet, excluded))
    ]
    if state.from_ or state.to:
        parts.append(f"date {_window(state)}")
    if state.certain:
        parts.append("certain dates only")
    if state.undated:
        parts.append("undated only")
    return "; ".join([sentence, *parts]) + "."


def hits(page: list[tuple[int, float]], marker: Marker) -> list[Hit]:
    """Read the page's articles again from the database; what is no longer public is dropped."""
    articles = (
        Article.objects.public()
        .select_related("publication", "issue")
        .prefetch_related("regions", "actors")
        .defer("raw", "imported", "boilerplate")
        .in_bulk([key for key, _ in page])
    )
    return [
        Hit(
            articles[key],
            marker.marked(articles[key].title),
            marker.snippet(articles[key].body),
            score,
        )
        for key, score in page
        if key in articles
    ]

"""From keys and counts to what a reader sees: names, links and sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from archive.models.vocabulary import record_path
from search import interpretation
from search.days import window_in_words
from search.facets import FACETS
from search.links import Address, BarLinks, FacetLinks
from search.results import Bar, Chip, Counts, FacetValue
from search.state import Filter, SearchState
from search.vocabulary import FacetNames, Record, Vocabulary

VALUES_SHOWN = 20


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


def facet_values(
    state: SearchState, counts: Counts, names: Vocabulary
) -> dict[str, list[FacetValue]]:
    """Return, for each facet, the largest values and every selected or excluded one."""
    address = Address(state)
    return {
        facet: _values(FacetLinks(address, facet), counts.facets[facet], names.facets[facet])
        for facet in FACETS
    }


def _values(links: FacetLinks, counts: Mapping[int, int], names: FacetNames) -> list[FacetValue]:
    shown = _largest(counts, names)
    own = map(names.of_slug, (*links.chosen, *links.excluded))
    shown += [record for record in own if record not in shown]
    return [
        FacetValue(
            slug,
            label,
            count=counts.get(key, 0),
            selected=slug in links.chosen,
            excluded=slug in links.excluded,
            url=links.toggle(slug),
        )
        for key, slug, label in shown
    ]


def _largest(counts: Mapping[int, int], names: FacetNames) -> list[Record]:
    """Return the records with most articles, ties broken by label."""
    # Only those that may be shown are sorted by label: an archive has thousands of actors.
    least = min(sorted(counts.values())[-VALUES_SHOWN:], default=0)
    found = [
        (-count, record.label, record)
        for key, count in counts.items()
        # A key may be younger or older than the names.
        if count and count >= least and (record := names.records.get(key))
    ]
    return [record for _, _, record in sorted(found)[:VALUES_SHOWN]]


def histogram(state: SearchState, years: Mapping[int, int]) -> list[Bar]:
    """Return a bar for every year from the first to the last that has articles."""
    links = BarLinks(state)
    has_limits = bool(state.from_ or state.to)
    begin, end = state.first_day or date.min, state.last_day or date.max
    return [
        Bar(
            first=date(year, 1, 1),
            last=date(year, 12, 31),
            count=years[year],
            selected=has_limits and begin.year <= year <= end.year,
            url=links.toggle(f"{year:04}"),
        )
        for year in sorted(years)
    ]


def chips(state: SearchState, names: Vocabulary) -> list[Chip]:
    """Return every constraint in force, each with the search without it."""
    found = [
        _chip(each, state, names.facets[each.facet])
        for each in sorted(state.filters, key=_in_order)
    ]
    if state.from_ or state.to:
        found.append(
            Chip("Date", window_in_words(state.from_, state.to), False, state.between("", ""))
        )
    if state.certain:
        found.append(Chip("Date", "certain dates only", False, state.only_certain(False)))
    if state.undated:
        found.append(Chip("Date", "undated only", False, state.only_undated(False)))
    return found


def _in_order(filter: Filter) -> tuple[str, bool, str]:
    """Alternatives stand side by side: between them an exclusion would read as one."""
    return filter.facet, filter.excluded, filter.value


def _chip(filter: Filter, state: SearchState, names: FacetNames) -> Chip:
    record = names.of_slug(filter.value)
    is_first = state.values(filter.facet)[:1] == [filter.value]
    return Chip(
        kind=FACETS[filter.facet].label,
        label=record.label,
        excluded=filter.excluded,
        state=state.remove(filter),
        about=record_path(filter.facet, record.slug) if record.key else "",
        is_alternative=not filter.excluded and not is_first,
    )


def of_words(clauses: Sequence[str], q: str) -> str:
    """Say in a sentence how the words were read, where that is more than what was typed.

    The constraints beside them are chips.
    """
    told = "; ".join(clauses)
    is_evident = told in (interpretation.EVERYTHING, interpretation.searched_for(q))
    return "" if is_evident else f"{told}."


def in_a_sentence(state: SearchState, clauses: Sequence[str], names: Vocabulary) -> str:
    """Say in a sentence what was searched: what was typed, as clauses, and all constraints."""
    parts = [
        f"{FACETS[facet].label.lower()} {'not ' if excluded else ''}"
        + " or ".join(names.facets[facet].of_slug(value).label for value in values)
        for facet in FACETS
        for excluded in (False, True)
        if (values := state.values(facet, excluded))
    ]
    if state.from_ or state.to:
        parts.append(f"date {window_in_words(state.from_, state.to)}")
    if state.certain:
        parts.append("certain dates only")
    if state.undated:
        parts.append("undated only")
    if state.exact and state.q:
        parts.append("names in this spelling only")
    told, *constraints = [*clauses, *parts]
    if told == interpretation.EVERYTHING and constraints:  # these are not all
        return f"Articles: {'; '.join(constraints)}."
    return "; ".join([told, *constraints]) + "."

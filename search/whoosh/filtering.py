"""Filters, facet counts and days over the matches of a search, counted drill-sideways."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from search.facets import FACETS
from search.state import SearchState
from search.vocabulary import Vocabulary
from search.whoosh.executor import Matches
from search.whoosh.schema import NO_DAY
from search.whoosh.segments import Mask, SegmentTable

DATES = "dates"
# Bars of a histogram; an interval of centuries is cut to the years of the others.
MOST_YEARS = 150


@dataclass
class Filtered:
    """What is left of one segment's matches under all constraints, and all but one of them."""

    matches: Matches
    kept: Mask
    # Constraint (a facet or DATES) → matches under all the other constraints.
    without: dict[str, Mask]


@dataclass
class Counts:
    """Counts over all segments: facet → key → articles, year → articles, and undated ones."""

    total: int = 0
    undated: int = 0
    facets: dict[str, Counter[int]] = field(default_factory=lambda: {f: Counter() for f in FACETS})
    years: Counter[int] = field(default_factory=Counter)


def apply_filters(
    found: Iterable[Matches], state: SearchState, vocabulary: Vocabulary
) -> list[Filtered]:
    """Apply each constraint once and combine; OR inside a facet, AND between facets."""
    return [_filter_segment(matches, state, vocabulary) for matches in found]


def _filter_segment(matches: Matches, state: SearchState, vocabulary: Vocabulary) -> Filtered:
    table = matches.segment.table
    masks = {DATES: _dates_mask(table, state)}
    masks |= {facet: _facet_mask(table, facet, state, vocabulary) for facet in FACETS}
    without = {}
    for name in masks:
        mask = matches.mask.copy()
        for other, filter_mask in masks.items():
            if other != name and filter_mask is not None:
                mask &= filter_mask
        without[name] = mask
    own = masks[DATES]
    kept = without[DATES] if own is None else without[DATES] & own
    return Filtered(matches, kept, without)


def _facet_mask(
    table: SegmentTable, facet: str, state: SearchState, vocabulary: Vocabulary
) -> Mask | None:
    """Return the documents that the facet's filters leave; nothing where it has none."""
    included, excluded = state.values(facet), state.values(facet, excluded=True)
    if not included and not excluded:
        return None
    mask = np.ones(table.size, bool)
    if included:
        mask = table.stored[facet].mask(_stored_keys(included, facet, vocabulary), table.size)
    if excluded:
        mask &= ~table.stored[facet].mask(_stored_keys(excluded, facet, vocabulary), table.size)
    return mask


def _stored_keys(slugs: list[str], facet: str, vocabulary: Vocabulary) -> list[int]:
    names = vocabulary.facets[facet]
    records = [names.by_slug[slug].key for slug in slugs if slug in names.by_slug]
    return [key for record in records for key in names.stored_keys.get(record, [])]


def _dates_mask(table: SegmentTable, state: SearchState) -> Mask | None:
    """Return the documents whose days touch the window; an undated one touches none."""
    if state.undated:
        return table.last == NO_DAY
    if not (state.from_ or state.to or state.certain):
        return None
    first = state.first_day or date.min
    last = state.last_day or date.max
    mask = (table.last >= first.toordinal()) & (table.first <= last.toordinal())
    mask &= table.last != NO_DAY
    return mask & table.certain if state.certain else mask


def count(filtered: Iterable[Filtered], vocabulary: Vocabulary) -> Counts:
    """Count facets and days, each without its own constraint."""
    counts = Counts()
    spans = []
    for part in filtered:
        table = part.matches.segment.table
        counts.total += int(part.kept.sum())
        for facet in FACETS:
            keys = table.counted(facet, vocabulary)
            counts.facets[facet].update(keys.counts(part.without[facet]))
        dated = part.without[DATES] & (table.last != NO_DAY)
        counts.undated += int(part.without[DATES].sum() - dated.sum())
        spans.append((_years(table.first[dated]), _years(table.last[dated])))
    counts.years = _histogram(spans)
    return counts


def _years(ordinals: np.ndarray) -> np.ndarray:
    days = ordinals.astype("datetime64[D]") - np.timedelta64(date(1970, 1, 1).toordinal(), "D")
    return days.astype("datetime64[Y]").astype(int) + 1970


def _histogram(spans: list[tuple[np.ndarray, np.ndarray]]) -> Counter[int]:
    """Count each interval in every year that it touches."""
    if not spans:
        return Counter()
    first = np.concatenate([span[0] for span in spans])
    last = np.concatenate([span[1] for span in spans])
    if not len(first):
        return Counter()
    low, high = int(first.min()), int(last.max())
    if high - low >= MOST_YEARS:
        middle = int(np.median(first))
        low, high = max(low, middle - MOST_YEARS // 2), min(high, middle + MOST_YEARS // 2)
    steps = np.zeros(high - low + 2, int)
    inside = (last >= low) & (first <= high)
    np.add.at(steps, np.clip(first[inside], low, high) - low, 1)
    np.add.at(steps, np.clip(last[inside], low, high) - low + 1, -1)
    return Counter(dict(zip(range(low, high + 1), np.cumsum(steps)[:-1].tolist(), strict=True)))


def ranked(filtered: list[Filtered], order: str, first: int, size: int) -> list[tuple[int, float]]:
    """Return article keys and scores of one page; ties broken by the newer date, then the key."""
    if not filtered:
        return []
    kept = [np.flatnonzero(part.kept) for part in filtered]
    tables = [part.matches.segment.table for part in filtered]
    articles = np.concatenate([t.articles[k] for t, k in zip(tables, kept, strict=True)])
    newest = -np.concatenate([t.last[k] for t, k in zip(tables, kept, strict=True)])
    scores = np.concatenate([p.matches.scores[k] for p, k in zip(filtered, kept, strict=True)])
    sort_keys: tuple[np.ndarray, ...]
    if order == "oldest":
        # Undated articles stand last in both directions.
        sort_keys = (articles, np.where(newest == NO_DAY, np.iinfo(np.int64).max, -newest))
    elif order == "newest":
        sort_keys = (articles, newest)
    else:
        sort_keys = (articles, newest, -scores)
    page = np.lexsort(sort_keys)[first : first + size]
    return list(zip(articles[page].tolist(), scores[page].tolist(), strict=True))

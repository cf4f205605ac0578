"""Up to five searches side by side in time: how many articles each finds by month or year."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from archive import dates
from search import engine
from search.days import days
from search.results import Chip, Results
from search.state import SearchState
from search.trends_state import TrendsState

# More months than this are counted by year, unless months are asked for.
MONTHS_SHOWN = 120
# The engine counts no more months than this at once: 50 years.
MOST_MONTHS = 600

Per = Literal["month", "year"]


class Period(NamedTuple):
    """A month or year as in an address, `1999-10` or `1999`."""

    text: str

    @property
    def label(self) -> str:
        return dates.in_words(self.text)

    def of(self, state: SearchState) -> SearchState:
        """Return the search for what the state finds in the period."""
        (begin, end), from_, to = days(self.text), self.text, self.text
        if state.first_day and state.first_day > begin:
            from_ = state.from_
        if state.last_day and state.last_day < end:
            to = state.to
        return state.between(from_, to)


@dataclass(slots=True)
class Value:
    """What one search finds in one period, and its share of all articles of the period, 0 to 1."""

    count: int
    share: float
    url: str

    @property
    def percent(self) -> str:
        return f"{self.share:.1%}"


@dataclass(frozen=True)
class Series:
    """One search over all periods; `undated` articles lie in none of them."""

    number: int
    results: Results
    values: list[Value]
    undated: int

    @property
    def label(self) -> str:
        return self.results.state.q or "All articles"


@dataclass(frozen=True)
class Trends:
    """The searches over the same periods; `everything` is what the constraints leave in each."""

    state: TrendsState
    per: Per
    periods: list[Period]
    series: list[Series]
    everything: list[int]
    chips: list[Chip]
    notices: list[str]

    @property
    def rows(self) -> list[tuple[Period, list[Value], int]]:
        columns = [series.values for series in self.series]
        values = [list(each) for each in zip(*columns, strict=True)]
        return list(zip(self.periods, values, self.everything, strict=True))


def compare(state: TrendsState) -> Trends:
    """Count each search by month or year; raises SearchUnavailable."""
    counted = [engine.timeline(each, "year") for each in state.searches]
    years = _span(bars for _, (bars, *_) in counted)
    per, notices = _period(state, len(years))
    if per == "month":
        counted = [engine.timeline(each, "month") for each in state.searches]
    everything, (all_bars, *_) = engine.timeline(state.common, per)
    units = _within(_span(bars for _, (bars, *_) in counted), everything.state, per)
    periods = [Period(_text(unit, per)) for unit in units]
    whole = [all_bars.get(unit, 0) for unit in units]
    series = [
        Series(
            n,
            results,
            _values(results.state, [bars.get(u, 0) for u in units], whole, periods),
            undated,
        )
        for n, (results, (bars, undated, _)) in enumerate(counted, 1)
    ]
    notices += everything.notices
    shared = state.within(everything.state)
    return Trends(shared, per, periods, series, whole, everything.chips, notices)


def _period(state: TrendsState, years: int) -> tuple[Per, list[str]]:
    months = years * 12
    if state.per == "month" and months > MOST_MONTHS:
        most = f"{MOST_MONTHS // 12} years"
        return "year", [f"Months are counted over at most {most}; narrow the dates to see them."]
    if state.per == "year" or (not state.per and months > MONTHS_SHOWN):
        return "year", []
    return "month", []


def _span(all_bars: Iterable[dict[int, int]]) -> range:
    """Return the units from the first to the last in which any search finds something."""
    units = [unit for bars in all_bars for unit in bars]
    return range(min(units), max(units) + 1) if units else range(0)


def _within(units: range, state: SearchState, per: Per) -> range:
    """Cut the units to the limits of date: an article may reach beyond them."""
    first, last = units.start, units.stop - 1
    if state.first_day:
        first = max(first, _unit(state.first_day.year, state.first_day.month, per))
    if state.last_day:
        last = min(last, _unit(state.last_day.year, state.last_day.month, per))
    return range(first, last + 1)


def _unit(year: int, month: int, per: Per) -> int:
    return year if per == "year" else 12 * year + month - 1


def _text(unit: int, per: Per) -> str:
    return f"{unit:04}" if per == "year" else f"{unit // 12:04}-{unit % 12 + 1:02}"


def _values(
    state: SearchState, counts: list[int], whole: list[int], periods: list[Period]
) -> list[Value]:
    return [
        Value(count, count / max(1, among), period.of(state).path)
        for count, among, period in zip(counts, whole, periods, strict=True)
    ]

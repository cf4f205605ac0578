"""Up to five searches side by side in time: how many articles each finds by month or year."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from archive import dates
from search import engine
from search.days import days
from search.results import Chip, Results
from search.state import SearchState
from search.trends_state import TrendsState

# More months than this are counted by year, unless months are asked for.
MONTHS_SHOWN = 120
# The engine counts no more than 600 months at once, those around the middle.
MOST_YEARS = 50

Per = Literal["month", "year"]


class Timeline(Protocol):
    """What an engine counts: articles by year, or by month (`12 * year + month - 1`)."""

    @property
    def bars(self) -> Mapping[int, int]: ...
    @property
    def undated(self) -> int: ...


Counted = tuple[Results, Timeline]


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
    per, counted, notices = _counted(state)
    units = _units(counted, per)
    (everything, all_found), *searches = counted
    periods = [Period(_text(unit, per)) for unit in units]
    whole = _counts(all_found, units)
    series = [
        Series(
            number,
            results,
            _values(results.state, _counts(found, units), whole, periods),
            found.undated,
        )
        for number, (results, found) in enumerate(searches, 1)
    ]
    notices += everything.notices
    shared = state.within(everything.state)
    return Trends(shared, per, periods, series, whole, everything.chips, notices)


def _counted(state: TrendsState) -> tuple[Per, list[Counted], list[str]]:
    """Count by what is asked for, else by months as long as these can be told apart.

    What the constraints leave without any words comes first.
    """
    per: Per = "year" if state.per == "year" else "month"
    notices = []
    if state.per == "month" and len(_units(_by("year", state), "year")) > MOST_YEARS:
        per = "year"
        most = f"{MOST_YEARS} years"
        notices.append(f"Months are counted over at most {most}; narrow the dates to see them.")
    counted = _by(per, state)
    if not state.per and len(_units(counted, "month")) > MONTHS_SHOWN:
        per, counted = "year", _by("year", state)
    return per, counted, notices


def _by(per: Per, state: TrendsState) -> list[Counted]:
    return [engine.timeline(each, per) for each in (state.common, *state.searches)]


def _units(counted: list[Counted], per: Per) -> range:
    """Return the units from the first to the last in which any search finds something.

    Where there are limits of date, it is the units with any article within them.
    """
    (everything, _), *searches = counted
    state = everything.state
    having = counted if state.from_ or state.to else searches
    units = [unit for _, found in having for unit in found.bars]
    if not units:
        return range(0)
    first, last = min(units), max(units)
    # An article may reach beyond the limits.
    if state.first_day:
        first = max(first, _unit(state.first_day.year, state.first_day.month, per))
    if state.last_day:
        last = min(last, _unit(state.last_day.year, state.last_day.month, per))
    return range(first, last + 1)


def _counts(found: Timeline, units: range) -> list[int]:
    return [found.bars.get(unit, 0) for unit in units]


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

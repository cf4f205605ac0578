"""The addresses beside the counts of a page: a hundred that differ from each other in one value.

Each would cost `SearchState.path` 10 µs. Here what they share is encoded once, and a value is put
in its place; slugs and years need no encoding.
"""

from collections.abc import Collection
from functools import cached_property

from search.state import PARAMETERS, Filter, SearchState


class Address:
    """Page 1 of a state as encoded pairs, to be joined around what takes the place of some."""

    def __init__(self, state: SearchState) -> None:
        self.state = state
        self._pairs = state.on_page(1).to_query_string()[1:].split("&")

    def around(self, first: str, last: str) -> tuple[str, str]:
        """Return the address up to the parameter `first`, and from behind `last` on."""
        begin, end = PARAMETERS.index(first), PARAMETERS.index(last)
        places = [(PARAMETERS.index(pair.partition("=")[0]), pair) for pair in self._pairs if pair]
        before = "".join([f"{pair}&" for place, pair in places if place < begin])
        after = "".join([f"&{pair}" for place, pair in places if place > end])
        return f"/search/?{before}", after


class FacetLinks:
    """Where the values of one facet lead: to choose, to exclude, or to free one of both."""

    def __init__(self, address: Address, facet: str) -> None:
        self.state, self.facet = address.state, facet
        self.chosen = self.state.values(facet)
        self.excluded = self.state.values(facet, excluded=True)
        self._address = address
        self._chosen = _Values(address, facet, self.chosen)

    @cached_property
    def _excluded(self) -> "_Values":
        return _Values(self._address, f"not-{self.facet}", self.excluded)

    def toggle(self, slug: str, instead_of: Collection[str] = ()) -> str:
        """Return where the value is chosen in the place of some, or free if it was in force."""
        if slug in self.excluded or slug in self.chosen:
            return self.state.toggle(Filter(self.facet, slug, slug in self.excluded)).path
        return self._chosen.with_one(slug, instead_of)

    def turn(self, slug: str) -> str:
        """Return where the value is excluded, or chosen if it was excluded."""
        if slug in self.excluded or slug in self.chosen:
            return self.state.add(Filter(self.facet, slug, slug not in self.excluded)).path
        return self._excluded.with_one(slug)


class _Values:
    """The address of a state with other values of one parameter."""

    def __init__(self, address: Address, parameter: str, values: list[str]) -> None:
        self._parameter, self._values = parameter, values
        self._before, self._after = address.around(parameter, parameter)

    def with_one(self, slug: str, instead_of: Collection[str] = ()) -> str:
        if not self._values:
            return f"{self._before}{self._parameter}={slug}{self._after}"
        values = sorted([slug, *(each for each in self._values if each not in instead_of)])
        pairs = "&".join([f"{self._parameter}={each}" for each in values])
        return f"{self._before}{pairs}{self._after}"


class BarLinks:
    """Where the bars of the histogram lead: to a single year, month or day, or out of it."""

    def __init__(self, state: SearchState) -> None:
        self.only = state.from_ if state.from_ == state.to else ""
        self._any_day = state.between("", "")
        self._before, self._after = Address(self._any_day).around("from", "to")

    def toggle(self, date: str, wider: str = "") -> str:
        """Return the address of the search in a year, month or day; from that, in a wider window.

        Wider than a year is any day.
        """
        if date == self.only:
            return wider or self._any_day.path
        return f"{self._before}from={date}&to={date}{self._after}"

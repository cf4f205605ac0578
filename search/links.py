"""The addresses beside the counts of a page: a hundred that differ from each other in one value.

Each would cost `SearchState.path` 10 µs. Here what they share is encoded once, and a value is put
in its place; slugs and years need no encoding.
"""

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
    """Where the values of one facet lead: to choose one, or to free one chosen or excluded."""

    def __init__(self, address: Address, facet: str) -> None:
        self.state, self.facet = address.state, facet
        self.chosen = self.state.values(facet)
        self.excluded = self.state.values(facet, excluded=True)
        self._before, self._after = address.around(facet, facet)

    def toggle(self, slug: str) -> str:
        if slug in self.excluded or slug in self.chosen:
            return self.state.toggle(Filter(self.facet, slug, slug in self.excluded)).path
        if not self.chosen:
            return f"{self._before}{self.facet}={slug}{self._after}"
        pairs = "&".join([f"{self.facet}={each}" for each in sorted([*self.chosen, slug])])
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

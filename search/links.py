"""The addresses beside the counts of a page: a hundred that differ from each other in one value.

Each would cost `SearchState.path` 10 µs. Here what they share is encoded once, and a value is put
in its place; slugs and years need no encoding.
"""

from urllib.parse import urlencode

from search.state import PARAMETERS, Filter, SearchState


class FacetLinks:
    """Where the values of one facet lead: to choose one, or to free one chosen or excluded."""

    def __init__(self, state: SearchState, facet: str) -> None:
        self.state, self.facet = state, facet
        self.chosen = state.values(facet)
        self.excluded = state.values(facet, excluded=True)
        self._chosen_pairs = [f"{facet}={slug}" for slug in self.chosen]
        self._before, self._after = _around(state, facet, facet)

    def toggle(self, slug: str) -> str:
        if slug in self.excluded or slug in self.chosen:
            return self.state.toggle(Filter(self.facet, slug, slug in self.excluded)).path
        pairs = "&".join(sorted([*self._chosen_pairs, f"{self.facet}={slug}"]))
        return f"{self._before}{pairs}{self._after}"


class YearLinks:
    """Where the bars of the histogram lead: to a single year, or out of it."""

    def __init__(self, state: SearchState) -> None:
        self.only = state.from_ if state.from_ == state.to else ""
        any_day = state.between("", "")
        self._any_year = any_day.path
        self._before, self._after = _around(any_day, "from", "to")

    def toggle(self, year: str) -> str:
        if year == self.only:
            return self._any_year
        return f"{self._before}from={year}&to={year}{self._after}"


def _around(state: SearchState, first: str, last: str) -> tuple[str, str]:
    """Return the address of page 1 up to the parameter `first`, and from behind `last` on."""
    pairs = state.on_page(1).pairs()
    before = PARAMETERS[: PARAMETERS.index(first)]
    after = PARAMETERS[PARAMETERS.index(last) + 1 :]
    start = "".join(f"{urlencode([pair])}&" for pair in pairs if pair[0] in before)
    end = "".join(f"&{urlencode([pair])}" for pair in pairs if pair[0] in after)
    return f"/search/?{start}", end

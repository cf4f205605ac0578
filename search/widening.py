"""A further value of a facet that has a chosen one: what it adds, and the search for both."""

from collections.abc import Sequence
from functools import cached_property

from search import language
from search.results import Counted
from search.state import SearchState


class Widening:
    """What further values of one facet would do to a search: values of a facet are alternatives.

    `both` leads to the articles that bear the chosen value and a further one: that stands among the
    words, since the filters of one facet find either.
    """

    def __init__(self, facet: str, counted: Counted, state: SearchState) -> None:
        self._facet, self._counts, self._state = facet, counted.counts, state

    def added(self, keys: Sequence[int]) -> dict[int, int]:
        """Return how many articles each value would add to what is found, by its key."""
        return dict(self._counts.added(self._facet, keys))

    def both(self, slug: str) -> str:
        """Return the address; nothing where what was typed had to be repaired to be understood."""
        if self._has_repairs:
            return ""
        state, value = self._state, f"{self._facet}:{slug}"
        q = f"({state.q}) AND" if state.q and state.match_any else state.q
        both = state.with_words(f"{q} {value}".strip())
        # Without words the newest come first; these add none.
        return (both if state.q else both.sorted_by(state.order)).path

    @cached_property
    def _has_repairs(self) -> bool:
        try:
            return bool(language.parse(self._state.q, match_any=self._state.match_any).repairs)
        except language.QueryTooLarge:
            return True

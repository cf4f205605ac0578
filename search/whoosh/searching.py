"""A search on the embedded index: from a query tree to totals, counts and the keys of one page."""

from search.language import Node
from search.state import SearchState
from search.vocabulary import Vocabulary
from search.whoosh import filtering
from search.whoosh.executor import match
from search.whoosh.filtering import Counts, Filtered
from search.whoosh.index import WhooshIndex


class Search:
    """The matches of one query tree, to be filtered by any number of states."""

    def __init__(self, index: WhooshIndex, tree: Node, vocabulary: Vocabulary) -> None:
        with index.mutex:
            self.matches = match(index.snapshot(), tree)
        self.vocabulary = vocabulary
        self._last: tuple[SearchState, list[Filtered]] | None = None

    def _filtered(self, state: SearchState) -> list[Filtered]:
        """Filter once for total, counts and page of the same state."""
        if not self._last or self._last[0] != state:
            self._last = state, filtering.apply_filters(self.matches, state, self.vocabulary)
        return self._last[1]

    def total(self, state: SearchState) -> int:
        return sum(int(part.kept.sum()) for part in self._filtered(state))

    def counts(self, state: SearchState) -> Counts:
        return filtering.count(self._filtered(state), self.vocabulary)

    def page(self, state: SearchState, size: int) -> list[tuple[int, float]]:
        """Return article keys and scores of the state's page of `size` hits, in its order."""
        first = (state.page - 1) * size
        return filtering.ranked(self._filtered(state), state.order, first, size)

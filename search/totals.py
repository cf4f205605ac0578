"""How many articles other searches find, those that are offered beside one."""

from dataclasses import dataclass, field
from typing import NamedTuple

from search import language, resolution
from search.limits import QueryTooLarge
from search.state import SearchState
from search.tree import cost
from search.vocabulary import Vocabulary
from search.whoosh.derived import Kept
from search.whoosh.index import WhooshIndex
from search.whoosh.searching import Search

Words = tuple[str, bool, bool]


class Total(NamedTuple):
    articles: int
    cost: int


@dataclass
class Totals:
    """Counts the articles of searches, as long as all together cost little: `left`, as `tree.cost`.

    The words of each are read once. What would cost more is not counted, which is None. What was
    counted is kept until the index or the names change; it costs the same each time, so that
    everyone is offered the same.
    """

    index: WhooshIndex
    names: Vocabulary
    left: int
    _searches: dict[Words, Search] = field(default_factory=dict)

    def __post_init__(self) -> None:
        derived = self.index.snapshot().derived
        self._kept: Kept[SearchState, Total] = derived.get("totals", self.names.version, Kept)

    def __call__(self, state: SearchState) -> int | None:
        if self.left < 0:
            return None
        total = self._kept.get(state)
        if total is None:
            total = self._counted(state)
        self.left -= total.cost
        return total.articles if self.left >= 0 else None

    def _counted(self, state: SearchState) -> Total:
        try:
            search = self._search((state.q, state.exact, state.match_any))
            dear = cost(search.tree)
            if dear > self.left:
                return Total(0, dear)  # not kept: another search may have more left
            total = self._kept[state] = Total(search.total(state), dear)
        except QueryTooLarge:
            return Total(0, 0)
        return total

    def _search(self, words: Words) -> Search:
        known = self._searches.get(words)
        if known is None:
            q, exact, match_any = words
            query = resolution.resolved(language.parse(q, match_any=match_any), self.names)
            known = Search(self.index, query.tree, self.names, exact, match_any)
            self._searches[words] = known
        return known

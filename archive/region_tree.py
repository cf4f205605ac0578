"""The regions that have articles as a tree: macroregions opened down to countries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from archive.models import Region
from archive.models.vocabulary import record_path
from search import vocabulary
from search.vocabulary import FacetNames


@dataclass
class Branch:
    """A region, its articles with those of narrower regions, and the branches shown below it.

    `within` is how many regions with articles lie in it that only its own page lists.
    """

    label: str
    url: str
    count: int
    branches: list["Branch"] = field(default_factory=list)
    within: int = 0


def macroregions() -> set[int]:
    """Return the keys of regions that are made of countries: what is in one counts for it, too."""
    return set(Region.objects.filter(kind=Region.Kind.MACROREGION).values_list("pk", flat=True))


def roots(counts: Mapping[int, int]) -> list[Branch]:
    """Return the regions that lie in no other; one of several broader regions stands in each."""
    names = vocabulary.current().facets["region"]
    kinds = dict(Region.objects.filter(pk__in=list(counts)).values_list("pk", "kind"))
    return _Tree(names, counts, kinds).roots()


class _Tree:
    def __init__(
        self, names: FacetNames, counts: Mapping[int, int], kinds: Mapping[int, str]
    ) -> None:
        self._names, self._counts, self._kinds = names, counts, kinds
        self._broader = {
            key: {each for each in names.counts_for.get(key, ()) if each != key} for key in kinds
        }
        self._narrower: defaultdict[int, set[int]] = defaultdict(set)
        for key, broader in self._broader.items():
            for each in broader:
                self._narrower[each].add(key)

    def roots(self) -> list[Branch]:
        return self._branches(key for key, broader in self._broader.items() if not broader)

    def _branches(self, keys: Iterable[int]) -> list[Branch]:
        return sorted(map(self._branch, keys), key=lambda branch: branch.label)

    def _branch(self, key: int) -> Branch:
        record, below = self._names.records[key], self._narrower[key]
        branch = Branch(record.label, record_path("region", record.slug), self._counts[key])
        if self._kinds[key] == Region.Kind.MACROREGION:
            branch.branches = self._branches(each for each in below if self._is_next(each, below))
        else:
            branch.within = len(below)
        return branch

    def _is_next(self, key: int, below: set[int]) -> bool:
        """Tell whether no other region stands between: of all broader ones none is below too."""
        return not self._broader[key] & below

"""Which records of a facet lie in which: the tree that is shown of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence

# A region stands under each of its parents; so many rows end any entanglement.
MOST_ROWS = 60


class Hierarchy:
    """Records that lie in others, from the keys that each counts for (itself among them).

    What lies in each other on a circle lies in neither.
    """

    def __init__(self, counts_for: Mapping[int, Collection[int]]) -> None:
        self._broader = {
            key: {each for each in targets if key not in counts_for.get(each, (each,))}
            for key, targets in counts_for.items()
        }
        # The narrowest of the broader ones alone: Abkhazia lies in the Caucasus by way of Georgia.
        self._parents = {
            key: broader - {above for each in broader for above in self.broader(each)}
            for key, broader in self._broader.items()
        }
        self._narrower: dict[int, list[int]] = {}
        for key in sorted(self._parents):
            for parent in self._parents[key]:
                self._narrower.setdefault(parent, []).append(key)

    @property
    def is_flat(self) -> bool:
        """Tell whether no record lies in another one."""
        return not self._narrower

    def broader(self, key: int) -> Collection[int]:
        """Return the keys of all records that this one lies in, however far up."""
        return self._broader.get(key, ())

    def narrower(self, key: int) -> Sequence[int]:
        """Return the keys of the records directly in this one."""
        return self._narrower.get(key, ())

    def are_related(self, one: int, other: int) -> bool:
        """Tell whether one of two records lies in the other."""
        return one in self.broader(other) or other in self.broader(one)

    def outline(self, keys: Sequence[int]) -> list[tuple[int, int]]:
        """Return the keys as a tree, top down: each under each of its parents, with its depth.

        Keys stand beside each other in the order given; those without a parent among them on top.
        What lies in a key stands below it where it comes first, and is not repeated.
        """
        shown = set(keys)
        below: dict[int, list[int]] = {}
        for key in keys:
            for parent in self._parents.get(key, ()):
                below.setdefault(parent, []).append(key)
        opened: set[int] = set()
        top = [key for key in keys if not shown & self._parents.get(key, set())]

        def descend(level: Sequence[int], depth: int) -> Iterator[tuple[int, int]]:
            for key in level:
                yield key, depth
                if key not in opened:
                    opened.add(key)
                    yield from descend(below.get(key, ()), depth + 1)

        return [row for row, _ in zip(descend(top, 0), range(MOST_ROWS), strict=False)]

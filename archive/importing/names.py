"""From names as printed to records of the vocabulary, by exact match of any form."""

from collections import defaultdict
from itertools import chain
from typing import Any

from archive.models import Actor, Outlet, Region


class Names:
    """All forms of all records of one kind, kept in memory while an import runs."""

    def __init__(self, model: type[Region] | type[Actor] | type[Outlet]) -> None:
        self.model = model
        self._keys: defaultdict[str, set[int]] = defaultdict(set)
        self._made: list[tuple[str, int]] = []
        self._survivors = model.survivors()
        forms = chain(
            model.objects.values_list("name", "pk"),
            model.objects.exclude(variants=None).values_list("variants__form", "pk"),
        )
        for form, key in forms:
            self._keys[form].add(self.survivor(key))

    def find(self, name: str) -> set[int]:
        """Return the keys of all records that bear this form, of merged ones the survivors'."""
        return self._keys.get(name, set())

    def survivor(self, key: int) -> int:
        """Return the key of the record into which this one was merged, else its own."""
        return self._survivors.get(key, key)

    def make(self, name: str, **fields: Any) -> int:
        """Make a record of this name and return its key."""
        key: int = self.model.objects.create(name=name, **fields).pk
        self._keys[name].add(key)
        self._made.append((name, key))
        return key

    def commit(self) -> None:
        """Keep what `make` did since the last call: its savepoint was released."""
        self._made.clear()

    def roll_back(self) -> None:
        """Forget what `make` did since `commit`, as the database did."""
        for name, key in self._made:
            self._keys[name].discard(key)
        self._made.clear()

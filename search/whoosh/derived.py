"""Keeps what is made from something that seldom changes."""

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")

# What is kept of one kind; where more is asked for, all is forgotten and made again.
MOST_KEPT = 5_000


class Kept(dict[K, V]):
    """Things by what they were made from, too many of which would grow for ever."""

    def __setitem__(self, key: K, value: V) -> None:
        if len(self) >= MOST_KEPT:
            self.clear()
        super().__setitem__(key, value)


class Derived:
    """One thing by name, made again when what it was made from is no longer equal."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[object, Any]] = {}

    def get(self, name: str, origin: object, make: Callable[[], T]) -> T:
        known = self._kept.get(name)
        if known is None or known[0] != origin:
            known = self._kept[name] = origin, make()
        made: T = known[1]
        return made

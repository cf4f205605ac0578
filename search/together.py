"""Records of a facet that stand together in articles, whichever engine counted them."""

from dataclasses import dataclass, field

Pair = tuple[int, int]


@dataclass(frozen=True)
class Together:
    """The most frequent records of the articles found, and how many articles have two of them.

    `counts` are articles by key of a record, the most frequent first; the keys of a pair stand in
    this order. `articles` are the newest with two of the records or more, by key, each with its
    records; there are `several` such articles in all. `left_out` records have articles, too.
    """

    counts: dict[int, int] = field(default_factory=dict)
    pairs: dict[Pair, int] = field(default_factory=dict)
    articles: dict[int, tuple[int, ...]] = field(default_factory=dict)
    several: int = 0
    left_out: int = 0

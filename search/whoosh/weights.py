"""How much a word tells by the number of documents that have it.

Whoosh's idf is at least 1 for the commonest word, and counts by field. A word's weight here is that
of Robertson and Spärck Jones (1976), with a floor as SQLite's FTS5 has it: function words hardly
count, without a list of them.
"""

from collections.abc import Mapping
from math import log

LEAST = 1e-6


def idf(documents: int, having: int) -> float:
    """Return Whoosh's idf of a term that so many documents have (`whoosh.scoring`)."""
    return log(max(documents, 1) / (having + 1)) + 1


def weight(documents: int, having: Mapping[str, int]) -> float:
    """Return the weight of a word that so many documents have in each field.

    `ln((N - n + 0.5) / (n + 0.5))`, n the larger of title and body: about how many have it at all.
    """
    most = max(having.values())
    return max(log((documents - most + 0.5) / (most + 0.5)), LEAST)

"""Runs a query over the segments: which documents match, with which scores."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from whoosh.query import Query
from whoosh.searching import SearchContext

from search.language import Everything, Node
from search.whoosh.index import Segment, Snapshot
from search.whoosh.queries import to_whoosh
from search.whoosh.segments import Mask


@dataclass
class Matches:
    """The living documents of one segment that match the words.

    `mask` (bool) and `scores` (float64; 0 where there are no words) are as long as the segment.
    """

    segment: Segment
    mask: Mask
    scores: NDArray[np.float64]


def match(snapshot: Snapshot, tree: Node) -> list[Matches]:
    """Return the matches of each segment, scored as Whoosh's own searcher scores them."""
    if isinstance(tree, Everything):
        return [
            Matches(segment, segment.alive, np.zeros(segment.table.size))
            for segment in snapshot.segments
        ]
    query = to_whoosh(tree)
    searchers = [searcher for searcher, _ in snapshot.searcher.leaf_searchers()]
    context = SearchContext(weighting=snapshot.searcher.weighting, top_query=query)
    return [
        _match_segment(segment, query, searcher, context)
        for segment, searcher in zip(snapshot.segments, searchers, strict=True)
    ]


def _match_segment(
    segment: Segment, query: Query, searcher: object, context: SearchContext
) -> Matches:
    mask = np.zeros(segment.table.size, bool)
    scores = np.zeros(segment.table.size)
    matcher = query.matcher(searcher, context)
    while matcher.is_active():
        document = matcher.id()
        mask[document] = True
        scores[document] = matcher.score()
        matcher.next()
    return Matches(segment, mask & segment.alive, scores)

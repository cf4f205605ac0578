"""Places for the nodes of a drawing: the same for the same network, and no label on another."""

from collections.abc import Mapping, Sequence

import networkx
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SEED = 1995
ITERATIONS = 120
# Between labels, in the units of the drawing.
MARGIN = 6.0
# At most so many pushes, each a part of what overlaps: two boxes share the way.
STEPS, STEP = 200, 0.4


def layout(
    names: Sequence[str], weights: Mapping[tuple[str, str], float], boxes: Floats, size: Floats
) -> Floats:
    """Return the centre of each name's box, in the order of the names.

    `boxes` are widths and heights, one row a name; `size` is that of the drawing. The order of
    names and weights plays no part.
    """
    order = sorted(range(len(names)), key=lambda place: names[place])
    graph = networkx.Graph()
    graph.add_nodes_from(names[place] for place in order)
    for first, second in sorted(tuple(sorted(pair)) for pair in weights):
        weight = weights.get((first, second)) or weights[second, first]
        graph.add_edge(first, second, weight=weight)
    # Held together loosely from the middle, so that parts without a link do not drift away.
    graph.add_weighted_edges_from(("", names[place], 0.02) for place in order)
    found = networkx.spring_layout(
        graph, seed=SEED, iterations=ITERATIONS, k=1.5 / len(names) ** 0.5
    )
    centres = np.array([found[names[place]] for place in order])
    placed = _apart(_spread(centres, boxes[order], size), boxes[order], size)
    result = np.empty_like(placed)
    result[order] = placed
    return result


def _spread(centres: Floats, boxes: Floats, size: Floats) -> Floats:
    """Stretch the places over the whole drawing: halfway to where all are equally dense."""
    low, high = centres.min(axis=0), centres.max(axis=0)
    span = np.where(high > low, high - low, 1.0)
    relative = np.where(high > low, (centres - low) / span, 0.5)
    ranks = centres.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    evenly = (ranks + 0.5) / len(centres)
    return boxes / 2 + (relative + evenly) / 2 * (size - boxes)


def _apart(centres: Floats, boxes: Floats, size: Floats) -> Floats:
    """Push overlapping boxes apart, each pair the shorter way, until none overlaps any more."""
    low, high = boxes / 2, size - boxes / 2
    least_x, least_y = (_least(boxes[:, axis]) for axis in (0, 1))
    # Two at the very same place part by their order.
    numbers = np.arange(len(boxes))
    side = np.where(numbers[:, np.newaxis] > numbers, 1.0, -1.0)
    for _ in range(STEPS):
        x, y = (centres[:, [axis]] - centres[:, axis] for axis in (0, 1))
        over_x, over_y = least_x - np.abs(x), least_y - np.abs(y)
        touching = (over_x > 0) & (over_y > 0)
        if not touching.any():
            break
        along_x = over_x < over_y
        push_x = np.where(touching & along_x, np.where(x == 0, side, np.sign(x)) * over_x, 0)
        push_y = np.where(touching & ~along_x, np.where(y == 0, side, np.sign(y)) * over_y, 0)
        pushes = np.column_stack([push_x.sum(axis=1), push_y.sum(axis=1)])
        centres = np.clip(centres + pushes * STEP, low, high)
    return centres


def _least(lengths: Floats) -> Floats:
    """Return how far apart the centres of two boxes are at least; of one and itself, anyhow."""
    least = (lengths[:, np.newaxis] + lengths) / 2 + MARGIN
    np.fill_diagonal(least, 0)
    return least

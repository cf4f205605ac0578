"""The network as circles and lines: lengths in the units of an SVG view box, no colours."""

from math import sqrt
from typing import NamedTuple

import numpy as np
from django.utils.text import Truncator

from search.network import Edge, Network, Node
from search.network_layout import layout
from search.vocabulary import Record

WIDTH = 1_000
# Heights of drawings of up to so many actors.
HEIGHTS = ((4, 260), (10, 420), (25, 600), (60, 820))
# Lines drawn; beyond the strongest ones only those that tie an actor to the others.
MOST_LINES = 110
SMALLEST, LARGEST = 4.0, 15.0
THINNEST, THICKEST = 0.8, 6.0
LABEL_HEIGHT, LETTER, LABEL_CHARACTERS = 16, 7.3, 26


class Circle(NamedTuple):
    node: Node
    x: float
    y: float
    r: float
    label: str
    label_y: float


class Line(NamedTuple):
    edge: Edge
    x1: float
    y1: float
    x2: float
    y2: float
    width: float


class Drawing(NamedTuple):
    circles: list[Circle]
    lines: list[Line]
    height: int
    width: int = WIDTH


def drawing(network: Network) -> Drawing | None:
    """Draw the actors that are named with another; nothing where there are none."""
    edges = _drawn(network)
    paired = {record for edge in edges for record in (edge.first, edge.second)}
    nodes = [node for node in network.nodes if node.record in paired]
    if not nodes:
        return None
    height = next(height for most, height in HEIGHTS if len(nodes) <= most)
    circles = _circles(nodes, edges, height)
    return Drawing(circles, _lines(edges, circles), height)


def _drawn(network: Network) -> list[Edge]:
    """Return the strongest edges, and the strongest of each actor."""
    strongest = sorted(network.edges, key=lambda edge: (-edge.weight, edge.labels))
    drawn: list[Edge] = []
    seen: set[Record] = set()
    for number, edge in enumerate(strongest):
        ends = {edge.first, edge.second}
        if number < MOST_LINES or not ends <= seen:
            drawn.append(edge)
            seen |= ends
    return drawn


def _circles(nodes: list[Node], edges: list[Edge], height: int) -> list[Circle]:
    most = max(node.articles for node in nodes)
    radii = [SMALLEST + (LARGEST - SMALLEST) * sqrt(node.articles / most) for node in nodes]
    labels = [Truncator(node.record.label).chars(LABEL_CHARACTERS) for node in nodes]
    boxes = np.array(
        [
            (max(2 * r, LETTER * len(label)), 2 * r + LABEL_HEIGHT)
            for r, label in zip(radii, labels, strict=True)
        ]
    )
    weights = {(edge.first.slug, edge.second.slug): sqrt(edge.weight) for edge in edges}
    slugs = [node.record.slug for node in nodes]
    places = layout(slugs, weights, boxes, np.array([WIDTH, height], float)).tolist()
    return [
        Circle(
            node,
            x=round(x, 1),
            y=round(y - LABEL_HEIGHT / 2, 1),
            r=round(r, 1),
            label=label,
            label_y=round(y + r + LABEL_HEIGHT / 2 - 4, 1),
        )
        for node, (x, y), r, label in zip(nodes, places, radii, labels, strict=True)
    ]


def _lines(edges: list[Edge], circles: list[Circle]) -> list[Line]:
    places = {circle.node.record: circle for circle in circles}
    most = max(edge.weight for edge in edges)
    return [
        Line(
            edge,
            *(places[edge.first].x, places[edge.first].y),
            *(places[edge.second].x, places[edge.second].y),
            width=round(THINNEST + (THICKEST - THINNEST) * edge.weight / most, 1),
        )
        for edge in reversed(edges)  # the strongest lie on top
    ]

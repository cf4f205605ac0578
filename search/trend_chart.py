"""Trends as lines: lengths in the units of an SVG view box, no colours, no styles."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from django.utils.text import Truncator

from search.trends import Per, Series, Trends, Value

WIDTH, HEIGHT = 760, 320
LEFT, RIGHT, TOP, BOTTOM = 48, 172, 14, 30
LABEL_HEIGHT, LABEL_CHARACTERS = 17, 22
MOST_X_LABELS, MOST_Y_LABELS = 9, 5
# Months or years between two labels of the axis.
STEPS = {"month": (1, 3, 6, 12, 24, 60, 120), "year": (1, 2, 5, 10, 20, 50)}
PERCENT = 100


class Tick(NamedTuple):
    at: float
    label: str


class Point(NamedTuple):
    """A value as a point with the words for it and the search that it opens."""

    x: float
    y: float
    words: str
    url: str


class Line(NamedTuple):
    """A series as a path, its points with articles, and the label at its end."""

    number: int
    path: str
    points: list[Point]
    label: str
    label_y: float
    end_y: float


class Chart(NamedTuple):
    lines: list[Line]
    x_ticks: list[Tick]
    y_ticks: list[Tick]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


def chart(trends: Trends) -> Chart | None:
    """Draw the series over their periods; nothing where no article has a date."""
    if not trends.periods:
        return None
    is_share = trends.state.is_share
    heights = [[_height(value, is_share) for value in series.values] for series in trends.series]
    ticks = _scale(max(map(max, heights)), is_share)
    top = ticks[-1]
    ends = [_y(column[-1], top) for column in heights]
    lines = [
        _line(series, column, top, trends, label_y)
        for series, column, label_y in zip(trends.series, heights, _apart(ends), strict=True)
    ]
    labels = [f"{tick:g}%" if is_share else f"{tick:,g}" for tick in ticks]
    y_ticks = [Tick(_y(tick, top), label) for tick, label in zip(ticks, labels, strict=True)]
    return Chart(lines, _x_ticks(trends), y_ticks)


def _height(value: Value, is_share: bool) -> float:
    return value.share * PERCENT if is_share else float(value.count)


def _scale(largest: float, is_share: bool) -> list[float]:
    """Return round numbers from 0 to one not below the largest; articles come whole."""
    step = 0.1 if is_share else 1.0
    factors = (2, 2.5, 2)  # 1, 2, 5, 10, 20, …
    turn = 0
    while largest > step * (MOST_Y_LABELS - 1):
        step *= factors[turn % len(factors)]
        turn += 1
    count = max(1, -int(-largest // step))
    return [round(step * number, 6) for number in range(count + 1)]


def _x(place: int, count: int) -> float:
    width = WIDTH - LEFT - RIGHT
    return round(LEFT + width * (place / (count - 1) if count > 1 else 0.5), 1)


def _y(height: float, top: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * height / top, 1)


def _line(
    series: Series, heights: Sequence[float], top: float, trends: Trends, label_y: float
) -> Line:
    count = len(heights)
    places = [(_x(place, count), _y(height, top)) for place, height in enumerate(heights)]
    label = Truncator(series.label).chars(LABEL_CHARACTERS)
    points = [
        Point(x, y, f"{series.label}, {period.label}: {in_words(value)}", value.url)
        for (x, y), period, value in zip(places, trends.periods, series.values, strict=True)
        if value.count
    ]
    path = "M" + " ".join(f"{x:g},{y:g}" for x, y in places)
    return Line(series.number, path, points, label, label_y, places[-1][1])


def in_words(value: Value) -> str:
    """Return `1 article (0.4%)`."""
    plural = "" if value.count == 1 else "s"
    return f"{value.count:,} article{plural} ({value.percent})"


def _apart(wanted: Sequence[float]) -> list[float]:
    """Return places for labels near the wanted ones that do not overlap."""
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    places = [wanted[number] for number in order]
    for before, here in pairwise(range(len(places))):
        places[here] = max(places[here], places[before] + LABEL_HEIGHT)
    lowest = float(HEIGHT - BOTTOM)
    for place in reversed(range(len(places))):
        places[place] = min(places[place], lowest)
        lowest = places[place] - LABEL_HEIGHT
    return [y for _, y in sorted(zip(order, places, strict=True))]


def _x_ticks(trends: Trends) -> list[Tick]:
    count = len(trends.periods)
    steps = STEPS[trends.per]
    every = next((step for step in steps if count <= step * MOST_X_LABELS), steps[-1])
    return [
        Tick(_x(place, count), _label(period.text, every, trends.per))
        for place, period in enumerate(trends.periods)
        if _number(period.text, trends.per) % every == 0
    ]


def _number(text: str, per: Per) -> int:
    return int(text) if per == "year" else int(text[:4]) * 12 + int(text[5:]) - 1


def _label(text: str, every: int, per: Per) -> str:
    return text[:4] if per == "year" or every % 12 == 0 else text

"""The histogram as shapes: lengths in the units of an SVG view box, no colours, no styles."""

from dataclasses import dataclass

from archive import dates
from search.results import Bar

WIDTH = 300.0
HEIGHT = 72.0
GAP = 2.0
LABELS = 8
# How much of a day in ISO 8601 a bar of a unit stands for.
PRECISION = {"year": 4, "month": 7, "day": 10}


@dataclass(frozen=True)
class Shape:
    """A bar and its rectangle; `label` is empty where the axis has no room for it.

    From `x` on, `width` belongs to the rectangle and `step` to the bar with the gap behind it.
    """

    bar: Bar
    name: str
    x: float
    y: float
    width: float
    height: float
    step: float
    label: str

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


def shapes(bars: list[Bar], unit: str = "year") -> list[Shape]:
    """Place the bars side by side; the largest is as high as the chart."""
    if not bars:
        return []
    largest = max(bar.count for bar in bars) or 1
    step = WIDTH / len(bars)
    gap = min(GAP, step / 4)
    every = -(-len(bars) // LABELS)
    return [
        Shape(
            bar,
            dates.in_words(bar.first.isoformat()[: PRECISION[unit]]),
            *_rectangle(number * step, step - gap, bar.count / largest),
            step=round(step, 2),
            label="" if number % every else _label(bar, unit),
        )
        for number, bar in enumerate(bars)
    ]


def _rectangle(x: float, width: float, share: float) -> tuple[float, float, float, float]:
    # A bar of one article beside one of thousands must still be seen.
    height = max(HEIGHT * share, 1.5) if share else 0.0
    return round(x, 2), round(HEIGHT - height, 2), round(width, 2), round(height, 2)


def _label(bar: Bar, unit: str) -> str:
    if unit == "month":
        return dates.MONTHS[bar.first.month - 1][:3]
    return str(bar.first.year if unit == "year" else bar.first.day)

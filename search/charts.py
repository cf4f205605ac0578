"""The histogram as shapes: lengths in the units of an SVG view box, no colours, no styles."""

from dataclasses import dataclass

from search.results import Bar

WIDTH = 300.0
HEIGHT = 72.0
GAP = 2.0
LABELS = 8


@dataclass(frozen=True)
class Shape:
    """A bar and its rectangle; `label` is empty where the axis has no room for it."""

    bar: Bar
    x: float
    y: float
    width: float
    height: float
    label: str

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


def shapes(bars: list[Bar]) -> list[Shape]:
    """Place the bars side by side; the largest is as high as the chart."""
    if not bars:
        return []
    largest = max(bar.count for bar in bars) or 1
    step = WIDTH / len(bars)
    gap = min(GAP, step / 4)
    every = -(-len(bars) // LABELS)
    return [
        _shape(bar, number * step, step - gap, bar.count / largest, number % every == 0)
        for number, bar in enumerate(bars)
    ]


def _shape(bar: Bar, x: float, width: float, share: float, labelled: bool) -> Shape:
    # A bar of one article beside one of thousands must still be seen.
    height = max(HEIGHT * share, 1.5) if bar.count else 0.0
    label = f"{bar.first.year}" if labelled else ""
    return Shape(
        bar, round(x, 2), round(HEIGHT - height, 2), round(width, 2), round(height, 2), label
    )

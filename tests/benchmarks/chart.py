"""Draws the medians of a run as an SVG of bars on a logarithmic scale."""

from collections.abc import Iterator
from html import escape
from math import ceil, floor, log10
from typing import Any

WIDTH, LEFT, RIGHT = 720, 110, 110
BAR, GAP, HEAD, FOOT = 18, 8, 44, 40

# Read by eyes that see a light page or a dark one: an image follows the reader's own setting.
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.head { font-weight: 600 }
.bar { fill: #8b949e }
.archive { fill: #0969da }
.tail { stroke: #57606a; stroke-width: 2 }
.grid { stroke: #d0d7de }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 }
.bar { fill: #6e7681 }
.archive { fill: #4493f8 }
.tail { stroke: #b1bac4 }
.grid { stroke: #30363d }
}"""


class Scale:
    """Milliseconds to pixels, by powers of ten that hold all values."""

    def __init__(self, values: list[float]) -> None:
        self.low = floor(log10(min(values) * 0.8))  # the shortest bar can still be seen
        self.high = max(ceil(log10(max(values))), self.low + 1)

    def x(self, milliseconds: float) -> float:
        share = (log10(milliseconds) - self.low) / (self.high - self.low)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def powers(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def draw(results: list[dict[str, Any]]) -> str:
    """Return the SVG: a group of bars a size, medians with a line to the 95th percentile."""
    times = [engine["all"] for each in results for engine in each["engines"].values()]
    scale = Scale([value for each in times for value in each.values()])
    parts, y = [], 0
    for result in results:
        parts += _group(result, scale, y)
        y += HEAD + len(result["engines"]) * (BAR + GAP)
    parts = [*_grid(scale, y), *parts]
    label = "Median and 95th percentile of search, facets and snippets, by engine"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + FOOT}" role="img">',
            f"<title>{label}</title>",
            f"<style>{STYLE}</style>",
            *parts,
            "</svg>\n",
        ]
    )


def _grid(scale: Scale, bottom: int) -> Iterator[str]:
    for power in scale.powers():
        x = scale.x(power)
        yield f'<line class="grid" x1="{x}" x2="{x}" y1="{HEAD - 14}" y2="{bottom}"/>'
        yield f'<text x="{x}" y="{bottom + 18}" text-anchor="middle">{power:g} ms</text>'


def _group(result: dict[str, Any], scale: Scale, top: int) -> Iterator[str]:
    title = f"{result['size']:,} articles: median, and line to the 95th percentile"
    yield f'<text class="head" x="8" y="{top + 20}">{title}</text>'
    for place, (name, figures) in enumerate(result["engines"].items()):
        yield from _bar(name, figures["all"], scale, top + HEAD - GAP + place * (BAR + GAP))


def _bar(name: str, times: dict[str, float], scale: Scale, y: int) -> Iterator[str]:
    left, median, tail = LEFT, scale.x(times["median_ms"]), scale.x(times["p95_ms"])
    middle, base = y + BAR / 2, y + BAR - 4
    kind = "bar archive" if name == "archive" else "bar"
    yield f'<text x="{left - 8}" y="{base}" text-anchor="end">{escape(name)}</text>'
    width = round(median - left, 1)
    yield f'<rect class="{kind}" x="{left}" y="{y}" width="{width}" height="{BAR}"/>'
    yield f'<line class="tail" x1="{median}" x2="{tail}" y1="{middle}" y2="{middle}"/>'
    yield f'<text x="{tail + 6}" y="{base}">{times["median_ms"]:.3g} ms</text>'

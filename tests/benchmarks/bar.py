"""The bar: ratios and limits that the archive's engine shall keep."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Name, how it is computed, and the limits at 100,000 and 1,000,000 articles; None sets none.
MEDIAN, P95 = "median_ms", "p95_ms"
AGAINST_PEERS = (
    ("tantivy", MEDIAN, 0.6, 0.5),
    ("tantivy", P95, 0.8, 0.6),
    ("fts5", MEDIAN, 0.05, 0.05),
    ("whoosh", MEDIAN, 0.003, None),
)
LEAST_BUILD_RATE = 8
MOST_MEMORY_MB = (250, 1_000)
MOST_GROWTH = 6
SIZES = (100_000, 1_000_000)


@dataclass(frozen=True)
class Ratio:
    """A figure and its limit; None where the bar sets none at this size."""

    name: str
    value: float
    limit: float | None
    is_least: bool = False

    @property
    def bar(self) -> str:
        if self.limit is None:
            return "–"
        return f"{'≥' if self.is_least else '≤'} {self.limit:g}"

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return ""
        over = self.limit / self.value if self.is_least else self.value / self.limit
        return "met" if over <= 1 else f"missed, {over:.2f} times the bar"


def ratios(result: dict[str, Any]) -> list[Ratio]:
    """Return the ratios that can be had of one run; limits only at the sizes of the bar."""
    figures = result["engines"]
    if "archive" not in figures:
        return []
    at = SIZES.index(result["size"]) if result["size"] in SIZES else None
    return list(_ratios(figures, figures["archive"], at))


def _ratios(figures: dict[str, Any], archive: dict[str, Any], at: int | None) -> Iterator[Ratio]:
    for peer, value, *limits in AGAINST_PEERS:
        if peer in figures:
            ratio = archive["all"][value] / figures[peer]["all"][value]
            name = "median" if value == MEDIAN else "95th percentile"
            yield Ratio(f"{name} against {peer}", ratio, None if at is None else limits[at])
    if "whoosh" in figures:
        rate = archive["build_per_s"] / figures["whoosh"]["build_per_s"]
        limit = LEAST_BUILD_RATE if at == 0 else None
        yield Ratio("build rate against whoosh", rate, limit, is_least=True)
    limit = None if at is None else MOST_MEMORY_MB[at]
    yield Ratio("memory of a worker, MB", archive["memory_mb"], limit)


def growth(results: list[dict[str, Any]]) -> list[Ratio]:
    """Return how the median grows from the smaller to the larger size, where there are two."""
    medians = [
        each["engines"]["archive"]["all"][MEDIAN]
        for each in results
        if "archive" in each["engines"]
    ]
    if len(medians) < 2:
        return []
    return [Ratio("growth of the median", medians[-1] / medians[0], MOST_GROWTH)]

"""Prints what was measured, and how it stands against the bar."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from bar import Ratio, growth, ratios

# So many disagreements of one reason are printed; the JSON has all.
EXAMPLES = 3
Result = dict[str, Any]


def say(text: str) -> None:
    print(text, flush=True)


def print_all(results: list[Result]) -> None:
    for result in results:
        say(f"\n{result['size']:,} articles, {len(result['questions'])} questions\n")
        for name, reason in result["unavailable"].items():
            say(f"{name} was left out: {reason}")
        _print_times(result["engines"])
        _print_sizes(result["engines"])
        _print_groups(result["engines"])
        _print_ratios(ratios(result))
        _print_pages(result.get("pages", {}))
        _print_hostile(result.get("hostile"))
        _print_disagreements("totals", result["total_disagreements"])
        _print_disagreements("facets", result["facet_disagreements"])
    _print_ratios(growth(results))


def _print_table(head: list[str], rows: Iterable[list[str]]) -> None:
    """Print columns, the first aligned left and the others right."""
    lines = [head, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for first, *others in lines:
        cells = [text.rjust(width) for text, width in zip(others, widths[1:], strict=True)]
        say("  ".join([first.ljust(widths[0]), *cells]).rstrip())
    say("")


def _print_times(figures: dict[str, Result]) -> None:
    parts = {"all": "all", "search": "search + facets", "snippets": "snippets"}
    head = ["ms, median / 95th percentile", *parts.values()]
    _print_table(
        head,
        [
            [name, *(f"{_ms(each[p]['median_ms'])} / {_ms(each[p]['p95_ms'])}" for p in parts)]
            for name, each in figures.items()
        ],
    )


def _print_pages(figures: dict[str, Result]) -> None:
    if not figures:
        return
    head = ["pages, from request to bytes", "median ms", "95th", "queries", "kB", "packed"]
    columns = ("median_ms", "p95_ms", "queries", "kb", "packed_kb")
    _print_table(
        head,
        [[name, *(f"{each[key]:,.0f}" for key in columns)] for name, each in figures.items()],
    )


def _print_hostile(figures: Result | None) -> None:
    if not figures:
        return
    slowest, text = figures["slowest"][0]
    say(
        f"{figures['searches']:,} random and hostile searches, {figures['refused']:,} refused: "
        f"{len(figures['failures'])} failed, {figures['slower_than_a_second']} took more than a "
        f"second; the slowest {slowest:,.0f} ms: {text[:100]}\n"
    )
    for text, error in figures["failures"][:EXAMPLES]:
        say(f"failed: {text[:100]}: {error}")


def _ms(value: float) -> str:
    return f"{value:,.2f}" if value < 100 else f"{value:,.0f}"


def _print_sizes(figures: dict[str, Result]) -> None:
    columns = {
        "build_per_s": "articles/s built",
        "index_mb": "index MB",
        "memory_mb": "memory MB",
        "mapped_mb": "mapped MB",
        "save_to_searchable_ms": "save to searchable ms",
        "save_to_searchable_max_ms": "slowest",
    }
    _print_table(
        ["", *columns.values()],
        [
            [name, *(f"{each[key]:,.0f}" if key in each else "–" for key in columns)]
            for name, each in figures.items()
        ],
    )


def _print_groups(figures: dict[str, Result]) -> None:
    by_engine = [each["median_ms_by_group"] for each in figures.values()]
    rows = [[group, *(_ms(each[group]) for each in by_engine)] for group in by_engine[0]]
    _print_table(["median ms by group", *figures], rows)


def _print_ratios(found: list[Ratio]) -> None:
    if found:
        _print_table(
            ["against the bar", "measured", "bar", ""],
            [[each.name, f"{each.value:.3g}", each.bar, each.verdict] for each in found],
        )


def _print_disagreements(what: str, peers: dict[str, list[Result]]) -> None:
    for peer, disagreements in peers.items():
        say(f"{what} of {peer}: {len(disagreements)} differ from the archive's")
        by_reason = sorted(disagreements, key=lambda each: each["reason"])
        for reason, group in groupby(by_reason, key=lambda each: each["reason"]):
            _print_examples(reason or "NO REASON FOUND", list(group))


def _print_examples(reason: str, disagreements: list[Result]) -> None:
    say(f"  {reason}")
    for each in disagreements[:EXAMPLES]:
        say(f"    {each['question']}: {each['archive']}, {each['peer']}")
    if len(disagreements) > EXAMPLES:
        say(f"    … and {len(disagreements) - EXAMPLES} more")

"""Searches to offer where one finds little: each differs from it in one thing and finds more."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from search.bearers import Named
from search.fields import FIELDS
from search.interpretation import in_words
from search.reading import QUOTES
from search.results import Alternative, AlternativeGroup, Bar, Results
from search.state import Filter, SearchState
from search.tree import And, Name, Node, Not, Word, restricts, typed
from search.vocabulary import Vocabulary

# Of each kind so many searches are counted, which bounds what a search that finds little costs.
MOST_COUNTED = 8
# Of more words than these it tells little which one finds nothing, and would cost much.
MOST_PARTS = 4
# Of the broader regions the narrowest few are enough.
BROADER_SHOWN = 3

BESIDE = r'([^\s"()]+)'
NEAR = "As words near each other"
# What was perhaps meant by signs and operators, with what takes their place.
MEANT_OTHERWISE = (
    ("Without quotation marks", re.compile(rf"[{''.join({*QUOTES, '»'})}](?:~\d*)?"), " "),
    ("With OR in capitals, either side of it", re.compile(r"(?<=\s)or(?=\s)"), "OR"),
    (
        NEAR,
        re.compile(rf"{BESIDE}\s+(?:near|within|adj|w|n)/(\d\d?)\s+{BESIDE}", re.IGNORECASE),
        r'"\1 \3"~\2',
    ),
    (NEAR, re.compile(rf"{BESIDE}\s+NEAR\s+{BESIDE}"), r'"\1 \2"~10'),
    (
        "Without a blank behind the colon",
        re.compile(rf"\b({'|'.join(FIELDS)}):\s+", re.IGNORECASE),
        r"\1:",
    ),
)

# How many articles a search finds; None where counting it would cost too much.
Count = Callable[[SearchState], int | None]


class Change(NamedTuple):
    """How a search is changed, in words with a name apart, and the search so changed."""

    words: str
    name: str
    state: SearchState


def alternatives(
    results: Results, tree: Node, named: Iterable[Named], names: Vocabulary, count: Count
) -> list[AlternativeGroup]:
    """Return the changes by kind that find more than the results; `count` counts a search.

    `tree` is what was typed, with its names, and `named` are the records whose names were.
    """
    state = results.state

    def finding_more(changes: Iterable[Change]) -> list[Alternative]:
        counted = [(change, count(change.state) or 0) for change in islice(changes, MOST_COUNTED)]
        return [
            Alternative(change.words, change.name, total, change.state.path)
            for change, total in counted
            if total > results.total
        ]

    broader = sorted(finding_more(_broader(state, names)), key=lambda each: each.total)
    groups = (
        AlternativeGroup("Leave something out", finding_more(_without(results, tree))),
        AlternativeGroup(
            "Look wider",
            broader[:BROADER_SHOWN]
            + finding_more(_tagged(state, named))
            + finding_more(_less_strictly(state)),
        ),
        AlternativeGroup("Other dates", finding_more(_nearby(state, results.histogram))),
    )
    return [group for group in groups if group.alternatives]


def _without(results: Results, tree: Node) -> Iterator[Change]:
    state = results.state
    for chip in results.chips:
        yield Change(_leaving_out(chip.excluded), chip.label, chip.state)
    if isinstance(tree, And):
        yield from _without_parts(state, tree.children, nothing_found=not results.total)
    if state.q and len(results.chips) > 1:
        yield Change("Without all of these", "", state.without_constraints())
    if state.q and state.has_constraints:
        yield Change("Without the words", f"“{state.q}”", state.with_words(""))


def _without_parts(
    state: SearchState, parts: Sequence[Node], nothing_found: bool
) -> Iterator[Change]:
    """Leave out each typed constraint, and each of a few words that together find nothing."""
    is_any_dropped = nothing_found and len(parts) <= MOST_PARTS
    for place, part in enumerate(parts):
        if is_any_dropped or restricts(part):
            excluded, left_out = (
                isinstance(part, Not),
                part.child if isinstance(part, Not) else part,
            )
            others = " ".join(map(typed, (*parts[:place], *parts[place + 1 :])))
            yield Change(_leaving_out(excluded), _told(left_out), state.with_words(others))


def _told(part: Node) -> str:
    return f"“{typed(part)}”" if isinstance(part, Name | Word) else in_words(part)


def _leaving_out(excluded: bool) -> str:
    return "Without excluding" if excluded else "Without"


def _broader(state: SearchState, names: Vocabulary) -> Iterator[Change]:
    """Give each chosen region's place to one that it lies in."""
    regions = names.facets["region"]
    for slug in state.values("region"):
        key = regions.of_slug(slug).key
        for broader in regions.counts_for.get(key, ()):
            record = regions.records.get(broader)
            if record and record.slug not in state.values("region"):
                wider = state.remove(Filter("region", slug)).add(Filter("region", record.slug))
                yield Change("In", record.label, wider)


def _tagged(state: SearchState, named: Iterable[Named]) -> Iterator[Change]:
    """Ask for the articles tagged with a record that was named, whatever they print."""
    for record in named:
        tagged = state.with_words("").add(Filter(record.facet, record.slug))
        yield Change("Articles tagged", record.label, tagged)


def _less_strictly(state: SearchState) -> Iterator[Change]:
    if state.q and not state.match_any:
        yield Change("Any of the words instead of all", "", state.matching_any())
    if state.q and state.exact:
        yield Change("All spellings of the names", "", state.in_this_spelling(False))
    for words, sign, meant in MEANT_OTHERWISE:
        if sign.search(state.q):
            yield Change(words, "", state.with_words(sign.sub(meant, state.q)))


def _nearby(state: SearchState, bars: Iterable[Bar]) -> Iterator[Change]:
    """Go to the nearest years with articles on both sides of the limits, or beyond all dates."""
    having = [bar for bar in bars if bar.count]
    first, last = state.first_day, state.last_day
    before = [bar.first.year for bar in having if first and bar.first < first]
    after = [bar.last.year for bar in having if last and bar.last > last]
    for year in dict.fromkeys([*before[-1:], *after[:1]]):
        yield Change("In", str(year), state.between(f"{year:04}", f"{year:04}"))
    if first or last or state.certain:
        yield Change("Among the undated articles", "", state.only_undated(True))

"""The facets of a results page: of each the largest values, as a tree where they have one."""

from dataclasses import dataclass
from itertools import pairwise

from search.facets import FACETS
from search.links import Address
from search.listings import Listing
from search.results import Counted, FacetValue, Results
from search.rows import Row, Rows
from search.vocabulary import Record

VALUES_SHOWN = 8
# Of so many values one is found quicker by typing than by looking.
FIND_FROM = 20


@dataclass(frozen=True)
class Panel:
    """A facet on the page, and the page that lists all of its `number` values."""

    label: str
    plural: str
    rows: list[Row]
    number: int
    listing: Listing

    @property
    def can_exclude(self) -> bool:
        return any(row.can_be_turned for row in self.rows)

    @property
    def widens(self) -> bool:
        """Tell whether a value has been chosen, and another one would be an alternative to it."""
        return any(row.added is not None for row in self.rows)

    @property
    def has_more(self) -> bool:
        # In a tree a value may have several rows.
        return self.number > len({row.url for row in self.rows if row.count and not row.excluded})

    @property
    def has_finder(self) -> bool:
        return self.has_more and self.number >= FIND_FROM


def panels(results: Results) -> list[Panel]:
    """Return the facets that have values; none of a search that was refused."""
    if not results.counted:
        return []
    address = Address(results.state)
    found = [_panel(facet, results, results.counted, address) for facet in FACETS]
    return [panel for panel in found if panel.rows]


def _panel(facet: str, results: Results, counted: Counted, address: Address) -> Panel:
    rows = Rows(facet, counted, address)
    return Panel(
        label=FACETS[facet].label,
        plural=FACETS[facet].plural,
        rows=_tree(_shown(results.facets[facet], rows), rows),
        number=counted.counts.number(facet),
        listing=Listing(facet, results.state.on_page(1)),
    )


def _shown(values: list[FacetValue], rows: Rows) -> list[Record]:
    """Return the largest records, the state's own, and the paths to both, largest first.

    What lies directly in a chosen record is shown too: the tree is open there. In a tree they stand
    by name, so that none moves when a value is chosen.
    """
    names, counts = rows.names, rows.counts
    hierarchy = names.hierarchy
    own = [record.key for record in rows.own if record.key]
    shown = {*own, *(names.of_slug(value.value).key for value in values[:VALUES_SHOWN])}
    for chosen in rows.chosen:
        inside = [key for key in hierarchy.narrower(chosen) if counts.get(key)]
        shown |= set(sorted(inside, key=lambda key: -counts[key])[:VALUES_SHOWN])
    shown |= {above for key in shown for above in hierarchy.broader(key)}
    records = [names.records[key] for key in shown if key in names.records]
    if hierarchy.is_flat:
        return sorted(records, key=lambda record: (-counts.get(record.key, 0), record.label))
    return sorted(records, key=lambda record: record.label)


def _tree(records: list[Record], rows: Rows) -> list[Row]:
    names = rows.names
    outline = names.hierarchy.outline([record.key for record in records])
    made = rows.of([names.records[key] for key, _ in outline])
    depths = [depth for _, depth in outline]
    for row, (depth, following) in zip(made, pairwise([*depths, 0]), strict=True):
        row.opens = following > depth
        row.closes = range(depth - following)
    return made + rows.of([record for record in rows.own if not record.key])

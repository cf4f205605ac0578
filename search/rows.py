"""The values of a facet as rows: what is told of each, and where it leads."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.links import Address, FacetLinks
from search.results import Counted
from search.vocabulary import Record
from search.widening import Widening


@dataclass(slots=True)
class Row:
    """A value: `url` chooses or frees it, `turn_url` excludes it, or chooses an excluded one.

    `share` is that of the articles counted, in per cent. Where the value would stand beside a
    chosen one, `added` says how many articles that adds; `both` bear the two, at `both_url`.
    """

    label: str
    count: int
    share: float
    selected: bool
    excluded: bool
    url: str
    turn_url: str
    # Whether all articles bear it, so that choosing it would narrow nothing.
    is_everywhere: bool = False
    added: int | None = None
    both: int = 0
    both_url: str = ""
    # In a tree: whether the next row lies in this one, and which levels end with it.
    opens: bool = False
    closes: range = range(0)

    @property
    def can_be_turned(self) -> bool:
        return not (self.selected or self.is_everywhere)


class Rows:
    """Makes the rows of one facet under a search."""

    def __init__(self, facet: str, counted: Counted, address: Address) -> None:
        """Take counts of the facet, and the address of the search."""
        self.names = counted.vocabulary.facets[facet]
        self.counts = counted.counts.facets[facet]
        self._links = FacetLinks(address, facet)
        self._widening = Widening(facet, counted, address.state)
        self._whole = counted.counts.whole(facet) or 1
        chosen = [self.names.of_slug(slug) for slug in self._links.chosen]
        self.chosen = [record.key for record in chosen]
        # Excluded ones too.
        self.own = chosen + [self.names.of_slug(slug) for slug in self._links.excluded]

    def of(self, records: Sequence[Record]) -> list[Row]:
        rows = [self._row(record) for record in records]
        if self.chosen:
            self._widen(records, rows)
        return rows

    def _row(self, record: Record) -> Row:
        links, count = self._links, self.counts.get(record.key, 0)
        is_excluded = record.slug in links.excluded
        return Row(
            label=record.label,
            count=count,
            share=round(100 * count / self._whole, 1),
            selected=record.slug in links.chosen,
            excluded=is_excluded,
            url=links.toggle(record.slug, self._related(record)),
            turn_url=links.turn(record.slug),
            is_everywhere=count == self._whole and not links.chosen and not is_excluded,
        )

    def _widen(self, records: Sequence[Record], rows: Sequence[Row]) -> None:
        """Tell of the rows that would stand beside the chosen values, not in the place of one."""
        beside = [
            (record, row)
            for record, row in zip(records, rows, strict=True)
            if record.key and not (row.selected or row.excluded or self._related(record))
        ]
        added = self._widening.added([record.key for record, _ in beside])
        for record, row in beside:
            row.added = added[record.key]
            row.both = row.count - row.added
            # Among the words a slug stands for namesakes, too.
            if row.both and self.names.named(record.slug) == [record]:
                row.both_url = self._widening.both(record.slug)

    def _related(self, record: Record) -> list[str]:
        """Return the chosen values whose place this one takes.

        Any of Georgia and Abkhazia would be all of Georgia: choosing one of them narrows or widens.
        """
        hierarchy, records = self.names.hierarchy, self.names.records
        return [records[key].slug for key in self.chosen if hierarchy.are_related(key, record.key)]

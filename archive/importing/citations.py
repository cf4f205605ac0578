"""Turns the notes of a bulletin into its sources and references, each with its dates."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from archive.importing.days import Day, NoDate, Span, latest_year, states_year, with_years
from archive.importing.notes import Group, Note

# Bounds what a hostile range such as `January 1-December 31` can make of a few bytes.
_MOST_REFERENCES = 100
_LAST_EARLY_ISSUE = 15


@dataclass(frozen=True)
class SourceNote:
    """One outlet with the days or `day/day` intervals (EDTF) on which it is cited."""

    outlet: str
    dates: list[str]


@dataclass(frozen=True)
class Reference:
    """A pointer to another bulletin by its publication and day."""

    publication: str
    date: str


@dataclass(frozen=True)
class Citations:
    """Dates notes by what their item tells: its stated date, else the year of its volume.

    What cannot be dated is left out and added to the warnings.
    """

    stated: date | None
    volume_year: int | None
    issue: int | None
    warnings: list[str]

    def sources(self, notes: Iterable[Note]) -> tuple[list[SourceNote], date | None]:
        """Return the outlets, each once, and the newest day of all notes."""
        outlets: dict[str, dict[str, None]] = {}
        newest: date | None = None
        for note in notes:
            lists = with_years([group.spans for group in note.sources], self._year_of_last)
            for group, spans in zip(note.sources, lists, strict=True):
                bounds = self._bounds(spans)
                days = [last for _, last in bounds]
                newest = max(filter(None, [newest, *days]), default=None)
                for outlet in group.names:
                    outlets.setdefault(outlet, {}).update(dict.fromkeys(map(_edtf, bounds)))
        return [SourceNote(outlet, list(dates)) for outlet, dates in outlets.items()], newest

    def references(self, notes: Iterable[Note], item_date: date | None) -> list[Reference]:
        """Return one reference for each day and publication."""
        found: list[Reference] = []
        for note in notes:
            lists = self._reference_years([group.spans for group in note.references], item_date)
            for group, spans in zip(note.references, lists, strict=True):
                if group.names:
                    found += self._of_group(group, spans)
        return found

    def _reference_years(
        self, chain: Sequence[Sequence[Span]], item_date: date | None
    ) -> list[list[Span]]:
        if item_date is None or any(map(states_year, chain)):
            return with_years(chain, self._year_of_last)
        # Unlike source days, each stands for itself: the latest such day.
        return [
            [with_years([[span]], lambda day: latest_year(day, item_date))[0][0] for span in spans]
            for spans in chain
        ]

    def _of_group(self, group: Group, spans: Sequence[Span]) -> list[Reference]:
        bounds = self._bounds(spans)
        count = sum((last - first).days + 1 for first, last in bounds) * len(group.names)
        if count > _MOST_REFERENCES:
            name = group.names[0][:60]
            self.warnings.append(f"{count} references to {name} are too many: left out")
            return []
        days = [day.isoformat() for first, last in bounds for day in _each_day(first, last)]
        return [Reference(publication, day) for publication in group.names for day in days]

    def _bounds(self, spans: Iterable[Span]) -> list[tuple[date, date]]:
        bounds = []
        for span in spans:
            try:
                bounds.append(span.bounds())
            except NoDate as error:
                self.warnings.append(str(error))
        return bounds

    def _year_of_last(self, last: Day) -> int | None:
        """Return the year of a note's last day where the note tells none."""
        if self.stated:
            return latest_year(last, self.stated)
        if self.volume_year is None:
            return None
        # The first issues of a year look back to its eve.
        is_early = self.issue is not None and self.issue <= _LAST_EARLY_ISSUE
        return self.volume_year - (is_early and last.month > 10)


def year_of_volume(publication: str, volume: int | None) -> int | None:
    """Return the year that a volume of the Monitor implies; those of others imply none."""
    is_monitor = publication.lower().removeprefix("the ") == "monitor"
    return 1994 + volume if is_monitor and volume is not None else None


def _each_day(first: date, last: date) -> Iterator[date]:
    for days in range((last - first).days + 1):
        yield first + timedelta(days)


def _edtf(bounds: tuple[date, date]) -> str:
    first, last = bounds
    return str(first) if first == last else f"{first}/{last}"

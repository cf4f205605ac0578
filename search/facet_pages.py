"""The page of all values of one facet under a search, and what is suggested while typing in it."""

from dataclasses import replace
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from search import engine, listings, registers
from search.facets import FACETS
from search.links import Address
from search.listings import Listing
from search.navigation import Link
from search.registers import Register
from search.results import Counted, Results
from search.rows import Row, Rows
from search.state import Reading, SearchState
from search.state import read as read_search
from search.suggesting import SECONDS_KEPT
from search.views import unavailable
from search.vocabulary import Record

VALUES_A_PART = 90
SUGGESTED = 8


class Values:
    """The values of a facet that a listing asks for, in its order."""

    def __init__(self, listing: Listing, counted: Counted) -> None:
        """Take the counts of all values of the facet."""
        self.listing, self._counted = listing, counted
        self._rows = Rows(listing.facet, counted, Address(listing.state))

    @cached_property
    def _register(self) -> Register:
        return registers.register(self._counted.vocabulary, self.listing.facet)

    @cached_property
    def spelled_otherwise(self) -> list[Record]:
        """Those of the matching ones whose names have the text in another spelling only."""
        return self._shown(self._register.spelled_otherwise(self.listing.contains))

    @cached_property
    def matching(self) -> list[Record]:
        """The records with articles or in force that have the text in a name, by name."""
        if not self.listing.contains:
            return self._shown(self._register.in_order)
        found = {*self._register.having(self.listing.contains), *self.spelled_otherwise}
        return self._shown([record for record in self._register.in_order if record in found])

    def _shown(self, records: list[Record]) -> list[Record]:
        counts, own = self._rows.counts, {record.key for record in self._rows.own}
        return [record for record in records if record.key in counts or record.key in own]

    @property
    def letters(self) -> set[str]:
        """The letters under which there are records."""
        return set(map(self._register.letter_of, self.matching))

    @cached_property
    def in_order(self) -> list[Record]:
        letter, counts = self.listing.starts, self._rows.counts
        records = [
            each for each in self.matching if not letter or self._register.letter_of(each) == letter
        ]
        if self.listing.by_name:
            return records
        return sorted(records, key=lambda record: -counts.get(record.key, 0))

    @cached_property
    def parts(self) -> Paginator:
        return Paginator(self.in_order, VALUES_A_PART)

    def rows(self, records: list[Record]) -> list[Row]:
        return self._rows.of(records)


class FacetPage:
    """What the page of a listing shows and where it leads."""

    def __init__(self, listing: Listing, results: Results, counted: Counted) -> None:
        self.listing, self.state = listing, results.state
        self.values = Values(listing, counted)
        self.chips = [chip.leading_to(self._under(chip.state)) for chip in results.chips]
        self.clear_url = self._under(self.state.without_constraints())

    def _under(self, state: SearchState) -> str:
        return self.listing.changed(state=state).path

    @property
    def number(self) -> int:
        return len(self.values.in_order)

    @property
    def spelled_otherwise(self) -> int:
        """How many of these have the text in another spelling only."""
        listed = set(self.values.in_order)
        return sum(record in listed for record in self.values.spelled_otherwise)

    @property
    def exists(self) -> bool:
        return self.listing.part <= self.values.parts.num_pages

    @cached_property
    def part(self) -> Page:
        return self.values.parts.get_page(self.listing.part)

    @cached_property
    def rows(self) -> list[Row]:
        return self.values.rows(list(self.part)) if self.exists else []

    @property
    def widens(self) -> bool:
        return any(row.added is not None for row in self.rows)

    @property
    def can_exclude(self) -> bool:
        return any(row.can_be_turned for row in self.rows)

    @property
    def orders(self) -> list[Link]:
        by_name = self.listing.by_name
        here = self.listing
        return [
            Link("Most articles first", here.changed(by_name=False).path if by_name else ""),
            Link(self._by_name, "" if by_name else here.changed(by_name=True).path),
        ]

    @property
    def _by_name(self) -> str:
        return "A to Z by surname" if self.listing.facet == "actor" else "A to Z"

    @property
    def letters(self) -> list[tuple[str, str, bool]]:
        """Label, address and whether it is chosen, of each letter; no address: no value."""
        present = self.values.letters | {self.listing.starts} - {""}
        return [
            (
                "0–9" if letter == registers.NO_LETTER else letter.upper(),
                self.listing.changed(starts=letter).path if letter in present else "",
                letter == self.listing.starts,
            )
            for letter in registers.LETTERS
        ]

    @property
    def any_letter(self) -> str:
        return self.listing.changed(starts="").path

    @property
    def any_name(self) -> str:
        return self.listing.changed(starts="", contains="").path

    @property
    def numbered(self) -> list[Link]:
        """The parts around this one; a gap is a link without label or address."""
        here = min(self.listing.part, self.values.parts.num_pages)
        numbers = self.values.parts.get_elided_page_range(here, on_each_side=2, on_ends=1)
        return [self._numbered(each) if isinstance(each, int) else Link("", "") for each in numbers]

    def _numbered(self, number: int) -> Link:
        return Link(str(number), "" if number == self.listing.part else self._part(number))

    def _part(self, number: int) -> str:
        return replace(self.listing, part=number).path

    @property
    def previous(self) -> str:
        return self._part(self.listing.part - 1) if self.exists and self.listing.part > 1 else ""

    @property
    def next(self) -> str:
        is_last = self.listing.part >= self.values.parts.num_pages
        return "" if is_last else self._part(self.listing.part + 1)

    @property
    def last(self) -> str:
        return self._part(self.values.parts.num_pages)


def page(request: HttpRequest, name: str) -> HttpResponse:
    """List all values of a facet; an address in another spelling redirects to the canonical one."""
    reading, listing = _read(request, name)
    try:
        found = engine.all_values(listing.state, name)
    except engine.SearchUnavailable:
        return unavailable(request)
    listing = replace(listing, state=found.state)
    if not reading.notices and reading.pairs != listing.pairs():
        return redirect(listing.path)
    shown = FacetPage(listing, found, found.counted) if found.counted else None
    context = {
        "page": shown,
        "listing": listing,
        "facet": FACETS[name],
        "results": found,
        "notices": [*reading.notices, *found.notices],
    }
    status = 404 if shown and not shown.exists else 200
    response = render(request, "search/facet.html", context, status=status)
    response["Server-Timing"] = found.server_timing
    return response


def suggest(request: HttpRequest, name: str) -> JsonResponse:
    """Answer in the form of `/suggest?form=page` with values of the facet under the search."""
    _, listing = _read(request, name)
    rows: list[Row] = []
    if listing.contains:
        try:
            found = engine.all_values(listing.state, name)
        except engine.SearchUnavailable:
            found = Results(listing.state)
        if found.counted:
            values = Values(replace(listing, state=found.state), found.counted)
            rows = values.rows(values.in_order[:SUGGESTED])
    suggestions = [
        {"kind": name, "text": row.label, "articles": row.count, "url": row.url} for row in rows
    ]
    response = JsonResponse({"q": listing.contains, "suggestions": suggestions})
    response["Cache-Control"] = f"private, max-age={SECONDS_KEPT}"
    return response


def _read(request: HttpRequest, name: str) -> tuple[Reading, Listing]:
    """Read what the address asks for; raises Http404 for a facet that there is not."""
    if name not in FACETS:
        raise Http404
    reading = read_search(request.META["QUERY_STRING"], others={*listings.READERS, "form"})
    return reading, listings.read(name, reading)

"""What a search URL says: the one place that knows the parameters."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import parse_qsl, urlencode

from search import typed_dates
from search.days import days
from search.facets import FACETS
from search.typed_dates import Refusal

SLUG = re.compile(r"[a-z0-9_-]{1,120}", re.ASCII)
PAGE = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)
MOST_PARAMETERS = 200
SORTS = ("newest", "oldest")
# What is no character of a text: control characters (C0, C1) but blanks, and lone surrogates.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# What is pasted along with words: soft hyphens, signs of direction, and accents that make no letter
# of the alphabet, as those that mark the stress of Russian words (Али́ев).
INVISIBLE = re.compile(r"[\xad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# All parameters in canonical order; the values of one stand sorted.
OF_FACETS = tuple(name for facet in FACETS for name in (facet, f"not-{facet}"))
PARAMETERS = ("q", "match", "exact", *OF_FACETS, "from", "to", "dates", "undated", "sort", "page")
# What parameters were once called, or are often taken to be called.
FORMER = {"query": "q", "words": "q", "date_from": "from", "date_to": "to", "order": "sort"}


class Filter(NamedTuple):
    """A chosen facet value; an excluded one takes its articles away."""

    facet: str
    value: str
    excluded: bool = False

    @property
    def parameter(self) -> str:
        return f"not-{self.facet}" if self.excluded else self.facet


@dataclass(frozen=True)
class SearchState:
    q: str = ""
    match_any: bool = False
    exact: bool = False
    filters: frozenset[Filter] = frozenset()
    from_: str = ""
    to: str = ""
    certain: bool = False
    undated: bool = False
    sort: str = ""
    page: int = 1

    def add(self, filter: Filter) -> "SearchState":
        opposite = filter._replace(excluded=not filter.excluded)
        return self._changed(filters=self.filters - {opposite} | {filter})

    def remove(self, filter: Filter) -> "SearchState":
        return self._changed(filters=self.filters - {filter})

    def toggle(self, filter: Filter) -> "SearchState":
        return self.remove(filter) if filter in self.filters else self.add(filter)

    def without_facet(self, facet: str) -> "SearchState":
        return self._changed(filters=frozenset(f for f in self.filters if f.facet != facet))

    def without_constraints(self) -> "SearchState":
        return SearchState(self.q, self.match_any, self.exact)

    def with_words(self, q: str) -> "SearchState":
        return self._changed(q=q)

    def matching_any(self) -> "SearchState":
        return self._changed(match_any=True)

    def in_this_spelling(self, exact: bool) -> "SearchState":
        return self._changed(exact=exact)

    def between(self, first: str, last: str) -> "SearchState":
        return self._changed(from_=first, to=last, undated=False)

    def only_certain(self, certain: bool) -> "SearchState":
        return self._changed(certain=certain)

    def only_undated(self, undated: bool) -> "SearchState":
        return self._changed(undated=undated, from_="", to="", certain=False)

    def sorted_by(self, sort: str) -> "SearchState":
        return self._changed(sort=sort)

    def on_page(self, page: int) -> "SearchState":
        return replace(self, page=page)

    def _changed(self, **changes: object) -> "SearchState":
        return replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]

    @property
    def order(self) -> str:
        """The order in force: `relevance`, `newest` or `oldest`."""
        return self.sort or ("relevance" if self.q else "newest")

    @property
    def has_constraints(self) -> bool:
        return bool(self.filters or self.from_ or self.to or self.certain or self.undated)

    @property
    def first_day(self) -> date | None:
        return days(self.from_)[0] if self.from_ else None

    @property
    def last_day(self) -> date | None:
        return days(self.to)[1] if self.to else None

    def values(self, facet: str, excluded: bool = False) -> list[str]:
        return sorted(f.value for f in self.filters if f.facet == facet and f.excluded == excluded)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters in canonical order, defaults omitted."""
        values = {
            "q": [self.q],
            "match": ["any" if self.match_any else ""],
            "exact": ["1" if self.exact else ""],
            "from": [self.from_],
            "to": [self.to],
            "dates": ["certain" if self.certain else ""],
            "undated": ["1" if self.undated else ""],
            "sort": ["" if self.sort == "newest" and not self.q else self.sort],
            "page": [str(self.page) if self.page > 1 else ""],
        }
        for each in sorted(self.filters):
            values.setdefault(each.parameter, []).append(each.value)
        return [(name, value) for name in PARAMETERS for value in values.get(name, ()) if value]

    def to_query_string(self) -> str:
        """Return `?…`, or nothing for the search that asks for everything."""
        pairs = self.pairs()
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def carried(self) -> str:
        """What the address of an article carries of the search that found it."""
        # The search for everything has no parameters, and is a search all the same.
        return self.to_query_string() or "?page=1"

    @property
    def path(self) -> str:
        """The address of the results page."""
        return f"/search/{self.to_query_string()}"


@dataclass
class Reading:
    """A state as read from parameters, and what was ignored on the way."""

    state: SearchState = field(default_factory=SearchState)
    notices: list[str] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    refused_dates: dict[str, Refusal] = field(default_factory=dict)

    @property
    def has_empty_fields(self) -> bool:
        """Tell whether a form sent fields that nobody filled in."""
        return not all(value for _, value in self.pairs)

    @property
    def filled_in(self) -> str:
        """The parameters as given, but for the empty ones."""
        return f"?{urlencode([pair for pair in self.pairs if pair[1]])}"

    @property
    def names_a_search(self) -> bool:
        """Tell whether the address of an article carries a search."""
        return any(name in PARAMETERS and value for name, value in self.pairs)


def read(query_string: str, others: Collection[str] = ()) -> Reading:
    """Read a query string; malformed and unknown parameters are ignored with a notice each.

    Parameters named in `others` belong to the caller and are left to it.
    """
    reading = Reading(pairs=parse_qsl(query_string, keep_blank_values=True))
    values: dict[str, object] = {}
    filters = set()
    typed = []
    if len(reading.pairs) > MOST_PARAMETERS:
        reading.notices.append(f"Only the first {MOST_PARAMETERS} parameters were read.")
    for given, value in dict.fromkeys(reading.pairs[:MOST_PARAMETERS]):
        if not value or given in others or given.startswith("utm_"):
            continue
        name = FORMER.get(given, given)
        facet = name.removeprefix("not-")
        if facet in FACETS:
            if SLUG.fullmatch(value):
                filters.add(Filter(facet, value, name != facet))
            else:
                reading.notices.append(f"“{value[:40]}” is no name in an address ({name}).")
        elif name in typed_dates.LABELS:
            typed.append((name, value))
        else:
            _read_single(name, value, values, reading.notices)
    if typed:
        _read_dates(typed, values, reading)
    state = SearchState(filters=frozenset(filters), **values)  # type: ignore[arg-type]
    reading.state = _consistent(state, reading.notices)
    return reading


def _consistent(state: SearchState, notices: list[str]) -> SearchState:
    """Drop what contradicts itself: undated articles lie between no days."""
    if state.undated and (state.from_ or state.to or state.certain):
        notices.append("Undated articles lie between no days; the limits of date were ignored.")
        state = replace(state, from_="", to="", certain=False)
    if state.sort == "newest" and not state.q:
        state = replace(state, sort="")
    return state


def _read_dates(typed: list[tuple[str, str]], values: dict[str, object], reading: Reading) -> None:
    found = typed_dates.read(typed)
    values |= {"from_": found.first, "to": found.last}
    reading.refused_dates = found.refused
    reading.notices += found.notices


def _read_single(name: str, value: str, values: dict[str, object], notices: list[str]) -> None:
    if name not in READERS:
        notices.append(f"The parameter “{name[:40]}” is unknown.")
        return
    key, reader = READERS[name]
    if key in values:
        notices.append(f"“{name}” stands twice; only the first was used.")
        return
    try:
        values[key] = reader(value)
    except ValueError:
        notices.append(f"“{value[:40]}” makes no sense as “{name}”.")
        return
    if name == "q" and CONTROL.search(value):
        notices.append("Control characters in the search were ignored.")


def _read_words(value: str) -> str:
    """Return the words as the texts write them, each letter with its accent as one character."""
    if not value.isascii():
        value = normalize("NFC", INVISIBLE.sub("", normalize("NFC", value)))
    return " ".join(CONTROL.sub(" ", value).split())


def _read_page(value: str) -> int:
    if not PAGE.fullmatch(value):
        raise ValueError(value)
    return int(value)


def _flag(on: str, default: str) -> Callable[[str], bool]:
    def read_flag(value: str) -> bool:
        if value not in (on, default):
            raise ValueError(value)
        return value == on

    return read_flag


def _read_sort(value: str) -> str:
    if value not in (*SORTS, "relevance"):
        raise ValueError(value)
    return "" if value == "relevance" else value


READERS: dict[str, tuple[str, Callable[[str], object]]] = {
    "q": ("q", _read_words),
    "match": ("match_any", _flag("any", "all")),
    "exact": ("exact", _flag("1", "0")),
    "dates": ("certain", _flag("certain", "all")),
    "undated": ("undated", _flag("1", "0")),
    "sort": ("sort", _read_sort),
    "page": ("page", _read_page),
}

"""What a search answers: the same form for every engine, page, API and export."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, Protocol

from django.utils.safestring import SafeString
from django.utils.text import Truncator

from archive import dates
from archive.models.articles import article_path, issue_path
from archive.models.vocabulary import record_path
from search.coins import context_object
from search.cursors import Position
from search.state import SearchState
from search.vocabulary import Record, Vocabulary

PAGE_SIZE = 20
# Who finds fewer articles is offered other searches.
FEW = 5


class ListedArticle(NamedTuple):
    """What a list of results shows of an article."""

    pk: int
    public_id: str
    slug: str
    title: str
    body: str
    date: str
    publication_slug: str
    publication: str
    volume: int | None
    number: int | None
    title_basis: str
    authors: str  # JSON
    publisher: str

    @property
    def context_object(self) -> str:
        return context_object(self)

    @property
    def url(self) -> str:
        return article_path(self.public_id, self.slug)

    @property
    def date_in_words(self) -> str:
        return dates.in_words(self.date)

    @property
    def issue(self) -> str:
        return "" if self.volume is None else f"{self.volume}/{self.number}"

    @property
    def issue_url(self) -> str:
        """The address of the issue, of an article without one that of the publication."""
        if self.volume is None:
            return record_path("publication", self.publication_slug)
        return issue_path(self.publication_slug, self.volume, self.number or 0)


class Counts(Protocol):
    """What an engine has counted, by facet and key of a record."""

    @property
    def facets(self) -> Mapping[str, Mapping[int, int]]:
        """Counts of articles by facet and key; small ones may be left out.

        At least: the largest (`answers.VALUES_SHOWN`), all that equal the smallest of these
        (labels decide which are shown), those of the state's own values, of what these lie in,
        and of what lies directly in them.
        """

    def number(self, facet: str) -> int:
        """Return how many values of a facet have articles."""

    def whole(self, facet: str) -> int:
        """Return of how many articles the values of a facet are counted."""

    def added(self, facet: str, keys: Sequence[int]) -> Mapping[int, int]:
        """Return how many articles each value would add to those of the chosen ones."""


class Counted(NamedTuple):
    """Counts, and the names of what was counted."""

    counts: Counts
    vocabulary: Vocabulary


# These three are not frozen: a page has a hundred, and freezing makes each four times as dear.
@dataclass(slots=True)
class Hit:
    """An article found; its title and the passage of its text with the words marked, as HTML."""

    article: ListedArticle
    title: SafeString
    snippet: SafeString
    score: float
    regions: list[Record]
    actors: list[Record]


@dataclass(slots=True)
class FacetValue:
    """A value of a facet, its count under the other constraints, and where choosing it leads."""

    value: str
    label: str
    count: int
    selected: bool
    excluded: bool
    url: str


@dataclass(slots=True)
class Bar:
    """A bar of the histogram: articles that may lie between two days, both inclusive."""

    first: date
    last: date
    count: int
    selected: bool
    url: str


@dataclass(slots=True)
class Calendar:
    """The histogram as closely as the window in force, and what of it no bar shows.

    `unit` is year, month or day; `broader` are the wider windows, widest first; `dated` counts the
    articles of any day, `uncertain` those of the window whose date is not certain.
    """

    unit: str = "year"
    bars: list[Bar] = field(default_factory=list)
    broader: list["Option"] = field(default_factory=list)
    dated: int = 0
    uncertain: int = 0


@dataclass(frozen=True)
class Chip:
    """One constraint in force and the search without it.

    `about` is the page of its record. An alternative is chosen beside another value of its facet.
    `leads_to` is set on pages other than that of the results.
    """

    kind: str
    label: str
    excluded: bool
    state: SearchState
    about: str = ""
    is_alternative: bool = False
    leads_to: str = ""

    @property
    def url(self) -> str:
        return self.leads_to or self.state.path

    def leading_to(self, path: str) -> "Chip":
        return replace(self, leads_to=path)


class Alternative(NamedTuple):
    """Another search that finds more: how it differs, a name in it apart, and its address."""

    words: str
    name: str
    total: int
    url: str


class Proposal(NamedTuple):
    """The search with other words; `pieces` are its text, and which of them are new."""

    q: str
    pieces: list[tuple[str, bool]]
    total: int
    url: str


class AlternativeGroup(NamedTuple):
    """Other searches that differ in the same kind of thing."""

    title: str
    alternatives: list[Alternative]


class Option(NamedTuple):
    """Another search, and how many articles it finds where they were counted."""

    label: str
    url: str
    total: int | None = None


class NameSearched(NamedTuple):
    """A name as typed, what was searched beside it, and where its records' own articles are.

    The last one that has other forms has the search without those of all names, too.
    """

    typed: str
    forms: list[str]
    tags: list[Option]
    spelling: Option | None = None


class NameChoice(NamedTuple):
    """A name as typed that several records bear, and the search for each of them."""

    typed: str
    options: list[Option]


@dataclass
class Results:
    """The answer to a state; `state` has the slugs of merged records replaced by the survivors'."""

    state: SearchState
    total: int = 0
    hits: list[Hit] = field(default_factory=list)
    facets: dict[str, list[FacetValue]] = field(default_factory=dict)
    # What pages show more of a facet from; nothing where a search was refused.
    counted: Counted | None = None
    histogram: list[Bar] = field(default_factory=list)
    calendar: Calendar = field(default_factory=Calendar)
    chips: list[Chip] = field(default_factory=list)
    undated: int = 0
    interpretation: str = ""
    # What words were searched, without the other forms of names and the constraints, which a page
    # lists below it.
    sentence: str = ""
    notices: list[str] = field(default_factory=list)
    names: list[NameSearched] = field(default_factory=list)
    choices: list[NameChoice] = field(default_factory=list)
    # Records named in a search that finds nothing, which no article is about.
    unnamed: list[str] = field(default_factory=list)
    # What finds the text as typed, where it was read otherwise or refused.
    as_typed: str = ""
    # The words that were perhaps meant, and other searches, where this one finds fewer than FEW.
    proposal: Proposal | None = None
    alternatives: list[AlternativeGroup] = field(default_factory=list)
    # What may not be searched, in words: the other fields are empty then.
    refusal: str = ""
    # Where the next page begins, where a cursor was followed and there is one.
    following: Position | None = None
    timings: dict[str, float] = field(default_factory=dict)
    page_size: int = PAGE_SIZE

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.page_size))

    @property
    def years_covered(self) -> str:
        """`1995–2002`, `1999`, or nothing where no article has a date."""
        years = [bar.first.year for bar in self.histogram]
        return "–".join(dict.fromkeys(str(year) for year in (*years[:1], *years[-1:])))

    @property
    def title(self) -> str:
        """The search read back: `Karabakh · Armenia, Azerbaijan · 1999–2000 · 43 results`."""
        number = [] if self.refusal else [self.total_in_words]
        page = [f"page {self.state.page:,}"] if self.state.page > 1 else []
        words = Truncator(self.state.q or "All articles").chars(60)
        return " · ".join([words, *self._constraints, *number, *page])

    @property
    def told(self) -> str:
        """What a screen reader is told of a change: `214 results, filtered by Georgia`."""
        if self.refusal:
            return self.refusal
        by = f", filtered by {', '.join(self._constraints)}" if self.chips else ""
        return f"{self.total_in_words}{by}"

    @property
    def total_in_words(self) -> str:
        return f"{self.total:,} result{'' if self.total == 1 else 's'}"

    @property
    def _constraints(self) -> list[str]:
        """Return what is chosen of each facet, in the order of the chips."""
        return [
            ", ".join(f"not {chip.label}" if chip.excluded else chip.label for chip in chips)
            for _, chips in groupby(self.chips, key=attrgetter("kind"))
        ]

    @property
    def server_timing(self) -> str:
        """The value of a Server-Timing header (W3C), durations in milliseconds."""
        names = ("search", "facets", "snippets", "total")
        return ", ".join(f"{name};dur={self.timings.get(name, 0):.1f}" for name in names)

    @property
    def first_rank(self) -> int:
        return (self.state.page - 1) * self.page_size + 1

"""Where a results page leads: other orders, other pages, and searches that find more."""

from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from search.days import window_in_words
from search.results import Results

PAGES_BESIDE = 2


class Link(NamedTuple):
    """An address with its label; an empty address is the place where the reader is."""

    label: str
    url: str


class Navigation:
    """The links of one results page."""

    def __init__(self, results: Results) -> None:
        self.state = results.state
        self.pages = results.pages
        self._as_typed = results.as_typed

    @property
    def orders(self) -> list[Link]:
        """The orders that make sense: relevance needs words."""
        default = "relevance" if self.state.q else "newest"
        orders = dict.fromkeys([default, "newest", "oldest"])
        return [
            Link(order, "" if order == self.state.order else self._sorted(order, default))
            for order in orders
        ]

    def _sorted(self, order: str, default: str) -> str:
        return self.state.sorted_by("" if order == default else order).path

    @cached_property
    def same_search(self) -> str:
        """The query string of the search for the pages that show it otherwise than as a list."""
        return replace(self.state, sort="", page=1).to_query_string()

    @property
    def previous(self) -> str:
        page = min(self.state.page - 1, self.pages)
        return self.state.on_page(page).path if page >= 1 else ""

    @property
    def next(self) -> str:
        return self.state.on_page(self.state.page + 1).path if self.state.page < self.pages else ""

    @property
    def last(self) -> str:
        return self.state.on_page(self.pages).path

    @property
    def numbered(self) -> list[Link]:
        """First, last and the pages around this one; a gap is a link without label or address."""
        here = self.state.page
        around = range(max(1, here - PAGES_BESIDE), min(self.pages, here + PAGES_BESIDE) + 1)
        shown = sorted({1, self.pages, *around})
        links: list[Link] = []
        for before, page in zip([0, *shown], shown, strict=False):
            if page - before > 1:
                links.append(Link("", ""))
            links.append(Link(str(page), "" if page == here else self.state.on_page(page).path))
        return links

    @property
    def as_typed(self) -> str:
        is_other = self._as_typed not in ("", self.state.q)
        return self.state.with_words(self._as_typed).path if is_other else ""

    @property
    def in_all_spellings(self) -> str:
        return self.state.in_this_spelling(False).path

    @property
    def without_constraints(self) -> str:
        return self.state.without_constraints().path

    @property
    def window(self) -> str:
        """The days in force as a reader would write them, or nothing."""
        state = self.state
        return window_in_words(state.from_, state.to) if state.from_ or state.to else ""

    @property
    def only_undated(self) -> str:
        return self.state.only_undated(True).path

    @property
    def only_certain(self) -> str:
        return self.state.only_certain(True).path

    @property
    def not_only_certain(self) -> str:
        return self.state.only_certain(False).path

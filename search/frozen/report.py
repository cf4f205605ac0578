"""A search as it is reported and cited: its strategy, its numbers, and its citation.

Items are those of PRISMA-S (Rethlefsen et al., Systematic Reviews 10:39, 2021).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.conf import settings

from archive.citations import Citation
from archive.cited_days import CitedDays
from archive.exporting import bibtex, ris
from search.days import window_in_words
from search.facets import FACETS
from search.frozen import said
from search.models import FrozenSearch
from search.state import SearchState, read


class Line(NamedTuple):
    """What is reported of a search, and the item of PRISMA-S that asks for it."""

    label: str
    value: str
    item: str


@dataclass(frozen=True)
class Report:
    """What was found, saved or not, and the absolute addresses of it and of the site."""

    found: FrozenSearch
    address: str
    site: str

    @cached_property
    def state(self) -> SearchState:
        return read(self.found.query.removeprefix("?")).state

    @property
    def title(self) -> str:
        return f"Search: {self.found.told['title']}"

    @property
    def lines(self) -> list[Line]:
        told, state = self.found.told, self.state
        versions = told["versions"]
        return [
            Line("Database", f"{settings.SITE_NAME}, {self.site}/", "1"),
            Line("Platform", f"Software {versions['software']}, index {versions['index']}", "2"),
            Line("Strategy as typed", state.q or "no words", "8"),
            Line("Strategy as understood", told["interpretation"], "8"),
            Line("Address of the strategy", f"{self.site}{state.path}", "8"),
            Line("Limits", "; ".join(self._limits) or "none", "9"),
            Line("Filters", "; ".join(self._filters) or "none", "10"),
            Line("Order", self._order, "8"),
            Line("Searched on", f"{self.found.made:%Y-%m-%d %H:%M} UTC", "13"),
            Line("Articles found", f"{self.found.total:,}", "15"),
            Line("Duplicates", self._duplicates, "16"),
            Line("Hash of the result (SHA-256)", self.found.result_sha256, "–"),
        ]

    @property
    def _limits(self) -> list[str]:
        state = self.state
        dates = f"date {window_in_words(state.from_, state.to)}" if state.from_ or state.to else ""
        limits = {
            dates: bool(dates),
            "certain dates only": state.certain,
            "undated only": state.undated,
            "this spelling only": state.exact,
            "any of the words": state.match_any,
        }
        return [limit for limit, is_set in limits.items() if is_set]

    @property
    def _filters(self) -> list[str]:
        return [
            f"{facet.label.lower()} {'not ' if excluded else ''}{' or '.join(labels)}"
            for name, facet in FACETS.items()
            for excluded in (False, True)
            if (labels := self._labels(name, excluded))
        ]

    def _labels(self, facet: str, excluded: bool) -> list[str]:
        """Return the chosen values by label; counts are kept of all of them."""
        labels = {each["value"]: each["label"] for each in self.found.told["facets"][facet]}
        return [labels.get(slug, slug) for slug in self.state.values(facet, excluded)]

    @property
    def _order(self) -> str:
        if self.state.order != "relevance":
            return self.state.order
        return f"relevance ({', '.join(['BM25F', *self.found.told['versions']['ranking']])})"

    @property
    def _duplicates(self) -> str:
        """Count articles whose text another one before them has, letter for letter."""
        texts = [each.text for each in said.unpack(self.found.articles)]
        number = f"{len(texts) - len(set(texts)):,}"
        of = "" if len(texts) == self.found.total else f" of the first {len(texts):,}"
        return f"none removed; {number}{of} have the text of an earlier one"

    @property
    def citations(self) -> list[Citation]:
        """Cite the search as content of a website, of which the archive is author and owner.

        The Chicago Manual of Style, 18th edition, 14.104; MLA Handbook, 9th edition, 5.1–5.99;
        Publication Manual of the APA, 7th edition, 10.16.
        """
        site, title, url = settings.SITE_NAME, self.title, self.address
        days = CitedDays(f"{self.found.made:%Y-%m-%d}")
        return [
            Citation("Chicago", f"“{title}.” ", site, f", {days.in_chicago}. {url}."),
            Citation("MLA", f"“{title}.” ", site, f", {days.in_mla}, {url}."),
            Citation("APA", f"{site}. ({days.in_apa}). ", title, f". {url}"),
        ]

    @property
    def as_text(self) -> str:
        lines = [f"{line.label}: {line.value}" for line in self.lines]
        cited = [f"{citation.style}: {citation}" for citation in self.citations]
        return "\n".join([self.title, "", *lines, "", "Cite as", *cited, ""])

    @property
    def as_bibtex(self) -> str:
        fields = {
            "title": f"{{{bibtex.text(self.title)}}}",
            "organization": bibtex.text(settings.SITE_NAME),
            "date": f"{self.found.made:%Y-%m-%d}",
            "url": self.address,
            "note": bibtex.text(self._note),
        }
        return bibtex.written("online", f"search-{self.found.pk}", fields)

    @property
    def as_ris(self) -> str:
        return ris.written(
            {
                "type_of_reference": "ELEC",
                "id": f"search-{self.found.pk}",
                "title": self.title,
                "publisher": settings.SITE_NAME,
                "year": f"{self.found.made:%Y}",
                "date": f"{self.found.made:%Y/%m/%d}/",
                "urls": [self.address],
                "notes": [self._note],
            }
        )

    @property
    def _note(self) -> str:
        found = self.found
        return f"{found.told['interpretation']} SHA-256 of the result: {found.result_sha256}"

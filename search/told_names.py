"""What a page says of the names in a search: other forms searched, records, and choices."""

import re
from collections.abc import Sequence

from search.bearers import Named
from search.expansion import Choice, Expansion, Searched
from search.facets import FACETS
from search.folding import folded_words
from search.interpretation import without_punctuation
from search.reading import QUOTES
from search.results import NameChoice, NameSearched, Option
from search.state import Filter, SearchState

MOST_CHOICES = 8
PHRASE = r'["“„«”][^"“”„«»]*(?:["“”»]|\Z)'
# What may stand beside a word: blanks, brackets, quotation marks and, behind it, its weight.
BEFORE, BEHIND = r'(?<![^\s()"“”»])', r'(?![^\s()"“„«”^])'
SIGNS = re.compile(r"[()^]|\b(?:AND|OR|NOT)\b")


def searched(state: SearchState, expansion: Expansion) -> list[NameSearched]:
    """Return each name with its other forms, and links to the articles tagged with its records."""
    return [_searched(state, each) for each in expansion.searched]


def _searched(state: SearchState, name: Searched) -> NameSearched:
    tags = [
        _tagged(state, record, name.records)
        for record in name.records
        if Filter(record.facet, record.slug) not in state.filters
    ]
    return NameSearched(name.typed, name.forms, tags)


def _tagged(state: SearchState, record: Named, beside: Sequence[Named]) -> Option:
    """Return the record with the search for its articles; its kind tells two of one name apart."""
    is_alone = [each.label for each in beside].count(record.label) == 1
    label = record.label if is_alone else f"{record.label} ({FACETS[record.facet].label.lower()})"
    return Option(label, state.add(Filter(record.facet, record.slug)).path)


def choices(state: SearchState, expansion: Expansion) -> list[NameChoice]:
    """Return what several records are called, each with the search for its name instead."""
    return [_choice(state, each) for each in expansion.choices]


def _choice(state: SearchState, choice: Choice) -> NameChoice:
    options = [_option(state, choice, record) for record in choice.records]
    return NameChoice(without_punctuation(choice.typed), options[:MOST_CHOICES])


def _option(state: SearchState, choice: Choice, record: Named) -> Option:
    place = _place(state.q, choice.typed)
    if not place or folded_words(record.label) == folded_words(choice.typed):
        return _tagged(state, record, choice.records)  # its name is as ambiguous
    q = f"{state.q[: place.start()]}{_name(record.label, state.q)}{state.q[place.end() :]}"
    return Option(record.label, state.with_words(q).path)


def _place(q: str, typed: str) -> re.Match[str] | None:
    """Return where in the text the words stand, as words of their own and in no phrase."""
    words = r"\s+".join(map(re.escape, typed.split()))
    found = re.finditer(rf"{PHRASE}|{BEFORE}{words}{BEHIND}", q)
    return next((each for each in found if each[0][0] not in QUOTES), None)


def _name(label: str, q: str) -> str:
    """Return a name to stand in the text, held together where signs would part its words."""
    return f"({label})" if " " in label and SIGNS.search(q) else label

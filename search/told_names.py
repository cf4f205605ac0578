"""What a page says of the names in a search: other forms searched, records, and choices."""

import re

from search.expansion import Choice, Expansion, Searched
from search.results import NameChoice, NameSearched, Option
from search.state import Filter, SearchState

MOST_CHOICES = 8


def searched(state: SearchState, expansion: Expansion) -> list[NameSearched]:
    """Return each name with its other forms, and links to the articles tagged with its records."""
    return [_searched(state, each) for each in expansion.searched]


def _searched(state: SearchState, name: Searched) -> NameSearched:
    tags = [
        Option(record.label, state.add(tag).path)
        for record in name.records
        if (tag := Filter(record.facet, record.slug)) not in state.filters
    ]
    return NameSearched(name.typed, name.forms, tags)


def choices(state: SearchState, expansion: Expansion) -> list[NameChoice]:
    """Return what several records are called, each with the search for its name instead."""
    return [_choice(state, each) for each in expansion.choices]


def _choice(state: SearchState, choice: Choice) -> NameChoice:
    labels = dict.fromkeys(record.label for record in choice.records)
    options = [
        Option(label, state.with_words(_named(state.q, choice, label)).path) for label in labels
    ]
    return NameChoice(choice.typed, options[:MOST_CHOICES])


def _named(q: str, choice: Choice, label: str) -> str:
    """Return the typed words with a record's name in the place of the ambiguous ones."""
    words = r"\s+".join(map(re.escape, choice.typed.split()))
    return re.sub(rf"(?<!\S){words}(?!\S)", lambda _: label, q, count=1)

"""What stands beside an article: its tags and source notes, each with the search it leads to."""

from itertools import groupby
from typing import NamedTuple

from archive.models import Article, Outlet
from search.state import Filter, SearchState

# Of articles whose publication allows no more, so many words are shown.
WORDS_OF_BEGINNING = 80


class Tag(NamedTuple):
    label: str
    url: str


class Note(NamedTuple):
    """An outlet and its days, in words."""

    outlet: str
    days: str
    url: str


def search_for(facet: str, slug: str) -> str:
    """Return the address of the search for all articles with this value."""
    return SearchState().add(Filter(facet, slug)).path


def tag_groups(article: Article) -> list[tuple[str, list[Tag]]]:
    """Return the groups that are not empty, with their headings."""
    groups = (
        ("Regions", "region", article.regions.all()),
        ("Actors", "actor", article.actors.all()),
    )
    return [
        (title, [Tag(record.name, search_for(facet, record.slug)) for record in records])
        for title, facet, records in groups
        if records
    ]


def source_notes(article: Article) -> list[Note]:
    """Return one note for each outlet, in the order of their first appearance."""
    notes = article.source_notes.select_related("outlet")
    first_seen = {note.outlet_id: note.order for note in reversed(notes)}
    in_order = sorted(notes, key=lambda note: (first_seen[note.outlet_id], note.order))
    return [
        _note(outlet, [note.date_in_words for note in group if note.date])
        for outlet, group in groupby(in_order, key=lambda note: note.outlet)
    ]


def _note(outlet: Outlet, days: list[str]) -> Note:
    return Note(outlet.name, ", ".join(days), search_for("outlet", outlet.slug))


def visible_paragraphs(article: Article) -> tuple[list[str], bool]:
    """Return what the rights allow to show, and whether the text was cut for them."""
    if article.publication.policy == article.publication.Policy.FULL:
        return article.paragraphs, False
    words = article.body.split()
    beginning = " ".join(words[:WORDS_OF_BEGINNING])
    return [f"{beginning} …"] if beginning else [], len(words) > WORDS_OF_BEGINNING

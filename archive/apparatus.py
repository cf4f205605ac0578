"""What stands beside an article: its tags, sources and references, and the articles around it."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.db.models import Case, Exists, OuterRef, Q, When

from archive import dangling, dates
from archive.exporting.reading import Whole
from archive.models import Article, Issue, Outlet, Reference, SourceNote
from archive.models.articles import TagBasis
from archive.models.vocabulary import AuthorityRecord
from search.state import Filter, SearchState

# Of articles whose publication allows no more, so many words are shown.
WORDS_OF_BEGINNING = 80
# Of an issue with hundreds of articles the issue's own page tells the rest.
MOST_AROUND = 60
# More actors are hardly named together a second time.
MOST_TOGETHER = 4
NONE = Q(pk__in=[])


class Tag(NamedTuple):
    """`basis` is told where no curator or import set the tag."""

    label: str
    url: str
    basis: str = ""


class TagGroup(NamedTuple):
    """Tags of one kind, and searches for articles that share several of them."""

    title: str
    tags: list[Tag]
    shared: list[Tag]


class Source(NamedTuple):
    """An outlet and its days, in words; the newest of them as a day."""

    outlet: str
    days: str
    url: str
    newest: date | None


class Referred(NamedTuple):
    """An issue referred to; without an address, `why` tells the reason."""

    publication: str
    day: date
    label: str
    url: str
    why: str


class Link(NamedTuple):
    """A name with its address, which is empty where the archive has nothing to show."""

    label: str
    url: str


class Cited(NamedTuple):
    """Outlets, or an issue, with the days that they are cited of; `why` an issue is not held."""

    links: list[Link]
    days: str
    why: str = ""


class Around(NamedTuple):
    """The articles that refer to an article's issue, the others in the issue, and similar ones."""

    citing: list[Article]
    others: list[Article]
    similar: list[Article]


def search_for(facet: str, *slugs: str) -> str:
    """Return the address of the search for all articles with one of these values."""
    return SearchState(filters=frozenset(Filter(facet, slug) for slug in slugs)).path


def tag_groups(whole: Whole) -> list[TagGroup]:
    """Return the groups that are not empty."""
    groups = (("Regions", "region", whole.regions), ("Actors", "actor", whole.actors))
    return [_group(title, facet, tags) for title, facet, tags in groups if tags]


def _group(title: str, facet: str, tags: Sequence[tuple[AuthorityRecord, str]]) -> TagGroup:
    slugs = [record.slug for record, _ in tags]
    shown = [
        Tag(record.name, search_for(facet, record.slug), _told(basis)) for record, basis in tags
    ]
    return TagGroup(title, shown, _shared(slugs) if facet == "actor" and len(slugs) > 1 else [])


def _told(basis: str) -> str:
    is_plain = basis in (TagBasis.CURATED, TagBasis.IMPORTED)
    return "" if is_plain else TagBasis(basis).label


def _shared(slugs: Sequence[str]) -> list[Tag]:
    found = [Tag("Articles with any of these actors", search_for("actor", *slugs))]
    if len(slugs) <= MOST_TOGETHER:
        together = SearchState(" ".join(f"actor:{slug}" for slug in slugs))
        words = "both" if len(slugs) == 2 else "all of them"
        found.append(Tag(f"Articles with {words}", together.path))
    return found


def sources(article: Article) -> list[Source]:
    """Return one source for each outlet, in the order of their first appearance."""
    notes = article.source_notes.select_related("outlet")
    first_seen = {note.outlet_id: note.order for note in reversed(notes)}
    in_order = sorted(notes, key=lambda note: (first_seen[note.outlet_id], note.order))
    return [
        _source(outlet, list(group))
        for outlet, group in groupby(in_order, key=lambda note: note.outlet)
    ]


def _source(outlet: Outlet, notes: list[SourceNote]) -> Source:
    days = dates.list_in_words([note.date for note in notes if note.date])
    newest = max((note.latest for note in notes if note.latest), default=None)
    return Source(outlet.name, days, search_for("outlet", outlet.slug), newest)


def references(article: Article) -> list[Referred]:
    """Return the issues that an article refers to; one that is not public is told as missing."""
    is_public = Exists(Issue.objects.public().filter(pk=OuterRef("issue")))
    found = article.references.select_related("issue__publication").annotate(is_public=is_public)
    why = dangling.reasons(each for each in found if not each.is_public)
    return [_referred(each, why.get(each.pk, "")) for each in found]


def _referred(reference: Reference, why: str) -> Referred:
    issue = reference.issue
    is_held = bool(issue) and not why
    label = str(issue) if is_held else reference.publication
    url = issue.get_absolute_url() if issue and is_held else ""
    return Referred(reference.publication, reference.day, label, url, why)


def cited(references: Iterable[Referred]) -> list[Cited]:
    """Return references in order, the days together of those that lead to the same."""
    together = groupby(references, key=lambda each: (each.label, each.url, each.why))
    return [
        Cited(
            [Link(label, url)],
            dates.list_in_words([each.day.isoformat() for each in group]),
            why,
        )
        for (label, url, why), group in together
    ]


def around(article: Article, similar: Sequence[int] = ()) -> Around:
    """Return the public articles around one; `similar` are keys, in the order to be shown."""
    rows = _about(article, similar)
    own = article.issue_id
    by_key = {each.pk: each for each in rows}
    return Around(
        [each for each in rows if vars(each)["is_citing"] and each.issue_id != own],
        [each for each in rows if own and each.issue_id == own],
        [by_key[key] for key in similar if key in by_key],
    )


def _about(article: Article, similar: Sequence[int]) -> list[Article]:
    """Read similar articles first, then citing ones, then those of the issue, in one query."""
    is_similar, is_own = Q(pk__in=similar), Q(issue=article.issue_id) if article.issue_id else NONE
    citing = Reference.objects.filter(issue=article.issue_id, issue__isnull=False)
    is_citing = Q(pk__in=citing.values("article"))
    place = Case(When(is_similar, then=0), When(is_own, then=2), default=1)
    return list(
        Article.objects.public()
        .filter(is_similar | is_own | is_citing)
        .exclude(pk=article.pk)
        .annotate(is_citing=is_citing)
        .select_related("publication", "issue")
        .defer("body", "raw", "boilerplate", "imported")
        .order_by(place, "latest", "position", "pk")[:MOST_AROUND]
    )


def visible_text(article: Article) -> tuple[str, bool]:
    """Return what the rights allow to show, and whether the text was cut for them."""
    if article.publication.policy == article.publication.Policy.FULL:
        return article.body, False
    words = article.body.split()
    beginning = " ".join(words[:WORDS_OF_BEGINNING])
    return f"{beginning} …" if beginning else "", len(words) > WORDS_OF_BEGINNING


def visible_paragraphs(article: Article) -> tuple[list[str], bool]:
    """Return the same in paragraphs."""
    text, is_cut = visible_text(article)
    return [part for part in text.split("\n\n") if part.strip()], is_cut

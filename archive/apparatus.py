"""What stands beside an article: its tags, sources and references, and the articles around it."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.db.models import Case, Exists, OuterRef, Q, Value, When

from archive import dangling, dates
from archive.models import (
    Article,
    ArticleActor,
    ArticleRegion,
    Issue,
    Outlet,
    Reference,
    SourceNote,
)
from archive.models.articles import TagBasis
from search.state import Filter, SearchState
from search.vocabulary import Record, Vocabulary

# Of articles whose publication allows no more, so many words are shown.
WORDS_OF_BEGINNING = 80
# Of an issue with hundreds of articles the issue's own page tells the rest.
MOST_AROUND = 60
# More actors are hardly named together a second time.
MOST_TOGETHER = 4


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


def search_for(facet: str, *slugs: str) -> str:
    """Return the address of the search for all articles with one of these values."""
    return SearchState(filters=frozenset(Filter(facet, slug) for slug in slugs)).path


def tag_groups(article: Article, names: Vocabulary) -> list[TagGroup]:
    """Return the groups that are not empty; a merged record's article shows the survivor."""
    regions = ArticleRegion.objects.filter(article=article)
    actors = ArticleActor.objects.filter(article=article)
    columns = (
        regions.values_list(Value("region"), "region", "basis"),
        actors.values_list(Value("actor"), "actor", "basis"),
    )
    tagged: dict[str, dict[Record, str]] = {"region": {}, "actor": {}}
    for facet, key, basis in columns[0].union(columns[1], all=True):
        # A record may be younger than the names.
        if record := names.facets[facet].records.get(key):
            tagged[facet][record] = basis
    titles = {"region": "Regions", "actor": "Actors"}
    return [_group(titles[facet], facet, tags) for facet, tags in tagged.items() if tags]


def _group(title: str, facet: str, tags: dict[Record, str]) -> TagGroup:
    records = sorted(tags, key=lambda record: record.label)
    slugs = [record.slug for record in records]
    shown = [
        Tag(record.label, search_for(facet, record.slug), _told(tags[record])) for record in records
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


def around(article: Article) -> tuple[list[Article], list[Article]]:
    """Return the public articles that refer to the article's issue, and the others in the issue."""
    if not article.issue:
        return [], []
    citing = Reference.objects.filter(issue=article.issue).values("article")
    is_own = Case(When(issue=article.issue, then=1), default=0)
    found = (
        Article.objects.public()
        .filter(Q(issue=article.issue) | Q(pk__in=citing))
        .exclude(pk=article.pk)
        .select_related("publication", "issue")
        .defer("body", "raw", "boilerplate", "imported")
        .order_by(is_own, "latest", "position", "pk")[:MOST_AROUND]
    )
    return (
        [each for each in found if each.issue_id != article.issue_id],
        [each for each in found if each.issue_id == article.issue_id],
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

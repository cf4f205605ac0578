"""What is held of a publication: its volumes, its years, and the issues of one of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import NamedTuple

from django.db.models import CharField, Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Substr

from archive import dates
from archive.calendars import HeldIssue
from archive.models import Article, Issue, Publication, Reference

PUBLISHED = Q(articles__state=Article.State.PUBLISHED)
WITHDRAWN = Q(articles__state=Article.State.WITHDRAWN)


class Part(NamedTuple):
    """The issues of a volume that are dated in one year; `year` is 0 for undated ones."""

    volume: int
    year: int
    issues: int
    first: int
    last: int
    earliest: date | None
    latest: date | None


class Volume(NamedTuple):
    """A volume as far as it is known; the last number held is the last one known of."""

    volume: int
    held: int
    first: int
    last: int
    earliest: date | None
    latest: date | None
    undated: int

    @property
    def years(self) -> str:
        years = [str(day.year) for day in (self.earliest, self.latest) if day]
        return "–".join(dict.fromkeys(years))

    @property
    def missing(self) -> int:
        return self.last - self.first + 1 - self.held


class Run(NamedTuple):
    """One held issue of a volume, or the numbers missing between two."""

    issue: HeldIssue | None
    first: int
    last: int


class Scope(NamedTuple):
    """Whose view it is: which issues and articles there are, and where an issue leads."""

    issues: QuerySet[Issue]
    articles: QuerySet[Article]
    address: Callable[[Issue], str]


PUBLIC = Scope(Issue.objects.public(), Article.objects.public(), Issue.get_absolute_url)


def parts(publication: Publication, scope: Scope = PUBLIC) -> list[Part]:
    """Return what is held of each volume and year, in their order."""
    # SQLite asks Python for parts of dates, and has the text of the day at hand.
    year = Substr(Cast("earliest", CharField()), 1, 4)
    issues = scope.issues.filter(publication=publication)
    found = issues.annotate(year=year).values_list("volume", "year")
    rows = found.order_by("volume", "year").annotate(
        Count("pk"), Min("number"), Max("number"), Min("earliest"), Max("latest")
    )
    return [Part(volume, int(year or 0), *rest) for volume, year, *rest in rows]


def volumes(held: Iterable[Part]) -> list[Volume]:
    """Return the volumes; each begins with number 1 unless numbers run on through the volumes."""
    listed = [
        _volume(volume, list(group)) for volume, group in groupby(held, lambda part: part.volume)
    ]
    if _runs_on(listed):
        return listed
    return [each._replace(first=min(each.first, 1)) for each in listed]


def _volume(volume: int, held: Sequence[Part]) -> Volume:
    return Volume(
        volume,
        sum(part.issues for part in held),
        min(part.first for part in held),
        max(part.last for part in held),
        min((part.earliest for part in held if part.earliest), default=None),
        max((part.latest for part in held if part.latest), default=None),
        sum(part.issues for part in held if not part.year),
    )


def _runs_on(listed: Sequence[Volume]) -> bool:
    return len(listed) > 1 and all(after.first > before.last for before, after in pairwise(listed))


def years(held: Iterable[Part]) -> list[tuple[int, int]]:
    """Return the years with how many issues are dated in each; undated ones in none."""
    issues: Counter[int] = Counter()
    for part in held:
        issues[part.year] += part.issues
    return sorted((year, number) for year, number in issues.items() if year)


def of_year(
    publication: Publication, year: int, known: Sequence[int], scope: Scope = PUBLIC
) -> list[HeldIssue]:
    """Return the issues of a year, with the last one before and the first one after it.

    `known` are the years that have issues.
    """
    begin = max((each for each in known if each < year), default=year)
    end = min((each for each in known if each > year), default=year)
    near = scope.issues.filter(
        publication=publication, latest__gte=date(begin, 1, 1), earliest__lte=date(end, 12, 31)
    )
    # Counting the articles of issues is dear, so what is counted is chosen first.
    days = near.order_by("earliest", "volume", "number").values_list("pk", "earliest", "latest")
    before = [key for key, _, latest in days if latest and latest.year < year]
    after = [key for key, earliest, _ in days if earliest and earliest.year > year]
    left_out = {*before[:-1], *after[1:]}
    chosen = _counted(near.filter(pk__in=[key for key, _, _ in days if key not in left_out]))
    return _held(chosen.order_by("volume", "number"), publication, scope)


def in_order(publication: Publication, scope: Scope) -> list[HeldIssue]:
    """Return all issues without a look at their articles, which for all years are too many."""
    issues = scope.issues.filter(publication=publication).order_by("volume", "number")
    columns = issues.only("volume", "number", "date", "earliest", "latest", "publication")
    return [_held_issue(each, publication, scope) for each in columns]


def of_volume(publication: Publication, volume: Volume) -> list[Run]:
    """Return a volume's issues in their order, with the runs of missing numbers between them."""
    issues = PUBLIC.issues.filter(publication=publication, volume=volume.volume)
    runs, expected = [], volume.first
    for issue in _held(_counted(issues).order_by("number"), publication, PUBLIC):
        if issue.number > expected:
            runs.append(Run(None, expected, issue.number - 1))
        runs.append(Run(issue, issue.number, issue.number))
        expected = issue.number + 1
    return runs


def cited_days(
    publication: Publication, year: int | None = None, scope: Scope = PUBLIC
) -> Counter[date]:
    """Return the days of issues that articles cite and that are not held, of a year or of all.

    What a curator set aside shows no issue.
    """
    names = Q(publication__iexact=publication.name)
    if publication.abbreviation:
        names |= Q(publication__iexact=publication.abbreviation)
    references = Reference.objects.filter(
        names,
        Exists(scope.articles.filter(pk=OuterRef("article"))),
        reason=Reference.Reason.NO_ISSUE,
        is_set_aside=False,
    )
    if year:
        references = references.filter(day__range=(date(year, 1, 1), date(year, 12, 31)))
    return Counter(references.values_list("day", flat=True))


def _counted(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    return issues.annotate(
        public=Count("articles", filter=PUBLISHED),
        withdrawn=Count("articles", filter=WITHDRAWN),
        last_position=Max("articles__position", filter=PUBLISHED),
    )


def _held(issues: Iterable[Issue], publication: Publication, scope: Scope) -> list[HeldIssue]:
    return [_held_issue(issue, publication, scope) for issue in issues]


def _held_issue(issue: Issue, publication: Publication, scope: Scope) -> HeldIssue:
    """An issue is held partly where an article was withdrawn or its positions have a gap."""
    issue.publication = publication  # spares a query for the address
    counts = {"withdrawn": 0, "last_position": 0, "public": 0} | vars(issue)
    is_partly = counts["withdrawn"] > 0 or (counts["last_position"] or 0) > counts["public"]
    return HeldIssue(
        issue.volume,
        issue.number,
        issue.earliest if issue.earliest == issue.latest else None,
        dates.in_words(issue.date),
        scope.address(issue),
        counts["public"],
        is_partly,
    )

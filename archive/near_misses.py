"""Which issues a reference that leads nowhere may mean: of near days, of names alike."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q
from rapidfuzz import fuzz

from archive.models import Issue, Publication

NEAR = timedelta(days=10)
MOST_SHOWN = 4
# Of 100; “Chechnya Weekly” and “Chechnia Weekly” reach 93, “Monitor” and “Eurasia Monitor” 64.
ALIKE = 75


class Target(NamedTuple):
    """What a reference prints: a publication and a day."""

    publication: str
    day: date


class NearMiss(NamedTuple):
    issue: Issue
    days: int

    @property
    def in_words(self) -> str:
        if not self.days:
            return "of this day"
        many = "s" * (abs(self.days) != 1)
        return f"{abs(self.days)} day{many} {'later' if self.days > 0 else 'earlier'}"


def near_misses(targets: Sequence[Target]) -> dict[Target, list[NearMiss]]:
    """Return for each target the issues nearest to its day; two queries, however many."""
    publications = list(Publication.objects.all())
    meant = {target: _publications(target.publication, publications) for target in targets}
    windows = [
        Q(publication__in=keys, latest__gte=target.day - NEAR, earliest__lte=target.day + NEAR)
        for target, keys in meant.items()
        if keys
    ]
    if not windows:
        return {target: [] for target in targets}
    issues = list(Issue.objects.filter(reduce(or_, windows)).select_related("publication"))
    return {
        target: _nearest(target.day, (each for each in issues if each.publication_id in keys))
        for target, keys in meant.items()
    }


def _publications(name: str, publications: Iterable[Publication]) -> set[int]:
    """Return the keys of those of this name, else of those with names like it."""
    wanted = name.lower()
    exact = {
        each.pk for each in publications if wanted in (each.name.lower(), each.abbreviation.lower())
    }
    return exact or {
        each.pk for each in publications if fuzz.ratio(wanted, each.name.lower()) >= ALIKE
    }


def _nearest(day: date, issues: Iterable[Issue]) -> list[NearMiss]:
    found = [NearMiss(issue, _days(day, issue)) for issue in issues]
    near = [each for each in found if abs(each.days) <= NEAR.days]
    in_order = sorted(near, key=lambda each: (abs(each.days), each.days, each.issue.pk))
    return in_order[:MOST_SHOWN]


def _days(day: date, issue: Issue) -> int:
    """Return how many days later the issue is, 0 where its date may be the day."""
    if not issue.earliest or not issue.latest:
        return NEAR.days + 1
    if day < issue.earliest:
        return (issue.earliest - day).days
    return min((issue.latest - day).days, 0)

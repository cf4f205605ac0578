"""Why a reference leads to no issue, in words, as far as readers may know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Max, Min, Q

from archive import dates
from archive.models import Issue, Publication, Reference

SATURDAY = 5


@dataclass(frozen=True)
class Held:
    """What readers can find of a publication."""

    name: str
    abbreviation: str
    cadence: str
    first: date | None
    last: date | None

    @property
    def with_article(self) -> str:
        return self.name if self.name.lower().startswith("the ") else f"the {self.name}"


def reasons(references: Iterable[Reference]) -> dict[int, str]:
    """Return the reason of each reference by its key; one query, however many there are."""
    dangling = list(references)
    if not dangling:
        return {}
    held = _held({reference.publication for reference in dangling})
    return {each.pk: _reason(each, held.get(each.publication.lower())) for each in dangling}


def _held(names: set[str]) -> dict[str, Held]:
    """Return the publications by name and abbreviation in small letters; hidden ones are none."""
    matching = [Q(name__iexact=name) | Q(abbreviation__iexact=name) for name in names]
    publications = Publication.objects.filter(reduce(or_, matching))
    rows = (
        Issue.objects.public()
        .filter(publication__in=publications)
        .order_by()
        .values_list("publication__name", "publication__abbreviation", "publication__cadence")
        .annotate(first=Min("earliest"), last=Max("latest"))
    )
    held = [Held(*row) for row in rows]
    by_abbreviation = {each.abbreviation.lower(): each for each in held}
    return by_abbreviation | {each.name.lower(): each for each in held}


def _reason(reference: Reference, held: Held | None) -> str:
    day = reference.day
    if not held:
        return Reference.Reason.NO_PUBLICATION.label
    if reference.reason == Reference.Reason.AMBIGUOUS:
        return Reference.Reason.AMBIGUOUS.label
    is_weekend = day.weekday() >= SATURDAY
    if is_weekend and held.cadence == "weekdays":
        words = dates.in_words(day.isoformat())
        return f"{words} was a {day:%A}; {held.with_article} did not appear"
    # Of an unknown cadence the reader may draw the conclusion.
    weekday = f"a {day:%A}, " if is_weekend else ""
    if held.first and day < held.first:
        return f"{weekday}before the first issue held, of {dates.in_words(held.first.isoformat())}"
    if held.last and day > held.last:
        return f"{weekday}after the last issue held, of {dates.in_words(held.last.isoformat())}"
    return f"no issue of this day, a {day:%A}, is held"

"""Reads an article: which records it names, how strongly, where."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.tagging import surroundings
from archive.tagging.forms import Form, Kind
from archive.tagging.gazetteer import Known, actor_forms, region_forms
from archive.tagging.matching import Match, Matcher
from archive.tagging.passages import Part, Passage, passages

# What a mention counts, and what a record needs: found on the seeds (docs/tagging.md).
_STRONG = {Part.HEADLINE: 2.0, Part.OPENING: 2.0, Part.REST: 1.0}
_PLACE = {Part.HEADLINE: 1.0, Part.OPENING: 1.0, Part.REST: 0.5}
POINTS = {
    Kind.WHOLE_NAME: dict.fromkeys(Part, 2.0),
    Kind.NAME: _STRONG,
    Kind.CITY: _STRONG,
    Kind.ADJECTIVE: _STRONG | {Part.REST: 0.5},
    Kind.PLACE: _PLACE,
    Kind.SURNAME: _STRONG,
    Kind.MONONYM: _STRONG,
}
ENOUGH = 1.5


class Mention(NamedTuple):
    """A match that counts, in its passage; several forms where it is ambiguous."""

    passage: Passage
    match: Match
    forms: tuple[Form, ...]

    @property
    def records(self) -> set[Hashable]:
        return {form.record for form in self.forms}


@dataclass
class Proposal:
    """A record that an article names: points, and where in the body it stands."""

    record: Hashable
    points: float = 0.0
    spans: list[tuple[int, int]] = field(default_factory=list)

    def add(self, mention: Mention) -> None:
        kind = min(form.kind for form in mention.forms if form.record == self.record)
        self.points += POINTS[kind][mention.passage.part]
        if mention.passage.part is not Part.HEADLINE:
            start = mention.passage.start
            self.spans.append((start + mention.match.start, start + mention.match.end))


class Reader:
    """Knows one vocabulary; reads any number of articles."""

    def __init__(self, forms: Iterable[Form], known: Iterable[Known]) -> None:
        self._matcher = Matcher(forms)
        self._related = {each.record: each.related for each in known}

    @classmethod
    def of_regions(cls, known: list[Known]) -> "Reader":
        return cls(region_forms(known), known)

    @classmethod
    def of_actors(cls, known: list[Known]) -> "Reader":
        return cls(actor_forms(known), known)

    def read(self, title: str, body: str) -> list[Proposal]:
        """Return the records that are named enough to be proposed, best first."""
        return self.judge(list(passages(title, body)))

    def judge(self, parts: list[Passage]) -> list[Proposal]:
        found: dict[Hashable, Proposal] = {}
        for mention in self._resolved(list(self._mentions(parts))):
            for record in mention.records:
                found.setdefault(record, Proposal(record)).add(mention)
        enough = [each for each in found.values() if each.points >= ENOUGH]
        return sorted(enough, key=lambda each: -each.points)

    def _mentions(self, parts: list[Passage]) -> Iterator[Mention]:
        for passage in parts:
            for match in self._matcher.find(passage.text, passage.is_shouted):
                if forms := tuple(form for form in match.forms if _counts(form, match, passage)):
                    yield Mention(passage, match, forms)

    def _resolved(self, mentions: list[Mention]) -> Iterator[Mention]:
        """Yield the mentions that mean one record; what remains open is left out."""
        certain = {each.forms[0].record for each in mentions if len(each.records) == 1}
        licensed = {
            form.record for each in mentions for form in each.forms if _licenses(form, each)
        }
        for mention in mentions:
            forms = tuple(each for each in mention.forms if _stands(each, licensed))
            record = self._choice(forms, certain)
            if record is not None:
                chosen = tuple(each for each in forms if each.record == record)
                yield mention._replace(forms=chosen)

    def _choice(self, forms: tuple[Form, ...], certain: set[Hashable]) -> Hashable | None:
        """Return the record that is meant: the only one, or the one that the context names."""
        records = {form.record for form in forms}
        near = {each for each in records if self._is_near(each, certain)}
        by_name = {form.record for form in forms if form.kind <= Kind.CITY}
        for narrowed in (records, near, records & certain, by_name):
            if len(narrowed) == 1:
                return next(iter(narrowed))
        return None

    def _is_near(self, record: Hashable, certain: set[Hashable]) -> bool:
        """Tell whether other records of the article lie where this one does."""
        own = self._related.get(record, frozenset())
        others = certain - {record}
        return any(own & ({each} | self._related.get(each, frozenset())) for each in others)


def _counts(form: Form, match: Match, passage: Passage) -> bool:
    """Tell whether the words around allow the form."""
    text, end = passage.text, match.end
    if form.kind in (Kind.NAME, Kind.ADJECTIVE):
        return not surroundings.is_money(text, end)
    if form.kind in (Kind.CITY, Kind.PLACE):
        in_a_name = not passage.is_shouted and surroundings.is_part_of_a_name(text, end)
        return not in_a_name and not surroundings.is_of_an_agreement(text, end)
    if form.kind is Kind.SURNAME:
        # Dariga Nazarbaeva is not Nursultan; he would have matched whole.
        return not surroundings.has_first_name(text, match.start)
    return True


def _licenses(form: Form, mention: Mention) -> bool:
    """Tell whether a mention makes clear that the person is meant."""
    text, start = mention.passage.text, mention.match.start
    if form.kind is Kind.MONONYM:
        return surroundings.has_title(text, start) or surroundings.has_first_name(text, start)
    if form.kind is Kind.SURNAME:
        return surroundings.has_title(text, start)
    return True


def _stands(form: Form, licensed: set[Hashable]) -> bool:
    return form.kind not in (Kind.SURNAME, Kind.MONONYM) or form.record in licensed

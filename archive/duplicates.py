"""Proposes pairs of authority records that may be the same; whether they are, a curator decides."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, islice
from typing import Any, NamedTuple

from django.db.models import QuerySet

from search.folding import begin_alike, folded_words
from search.vocabulary import forms_of

# A name that more records bear is ambiguous, no sign that two of them are one.
MOST_BEARERS = 6


class Pair(NamedTuple):
    """Two records, the less used first, and what speaks for their being one."""

    one: Any
    other: Any
    reasons: list[str]


def proposed(records: QuerySet[Any]) -> list[Pair]:
    """Return the pairs among records that are not merged, those with most articles first.

    The records carry `times_used`. Names are the same if their words fold alike in any order.
    """
    known = {record.pk: record for record in records.filter(merged_into=None)}
    reasons: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for one, other, reason in (*_same_names(records.model, known), *_same_ids(known.values())):
        reasons[one, other].append(reason)
    pairs = [_pair(known[one], known[other], found) for (one, other), found in reasons.items()]
    return sorted(pairs, key=lambda pair: (-pair.other.times_used, pair.other.name, pair.one.pk))


def _pair(one: Any, other: Any, reasons: list[str]) -> Pair:
    less, more = sorted([one, other], key=lambda record: (record.times_used, -record.pk))
    return Pair(less, more, list(dict.fromkeys(reasons)))


def _same_names(model: Any, known: dict[int, Any]) -> Iterator[tuple[int, int, str]]:
    bearers: defaultdict[tuple[str, ...], dict[int, str]] = defaultdict(dict)
    for key, form in forms_of(model):
        words = tuple(sorted(folded_words(form)))
        if words and key in known:
            bearers[words].setdefault(key, form)
    for words, forms in bearers.items():
        for one, other in _pairs_of(forms):
            if len(words) > 1 or begin_alike(forms[one], forms[other]):
                yield one, other, " = ".join(dict.fromkeys([forms[one], forms[other]]))


def _same_ids(records: Iterable[Any]) -> Iterator[tuple[int, int, str]]:
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    for record in records:
        if record.wikidata:
            bearers[record.wikidata].append(record.pk)
    for wikidata, keys in bearers.items():
        for one, other in _pairs_of(keys):
            yield one, other, wikidata


def _pairs_of(keys: Iterable[int]) -> list[tuple[int, int]]:
    few = sorted(islice(keys, MOST_BEARERS + 1))
    return list(combinations(few, 2)) if len(few) <= MOST_BEARERS else []

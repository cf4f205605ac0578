"""Finds articles of the same or nearly the same text, by simhashes of their runs of words.

M. Charikar, Similarity estimation techniques from rounding algorithms, STOC 2002; found by bands of
the hash as in G. S. Manku et al., Detecting near-duplicates for web crawling, WWW 2007.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from django.db.models import F, Q, QuerySet
from numpy.typing import NDArray

from archive.models import Article, SimilarTexts, TextPrint

RUN = 3  # words; single ones make all bulletins about one country alike
# Shorter texts are compared as wholes only: a few common runs make them alike.
FEWEST_WORDS = 20
# Bits of 64. One of 8 bands is then the same in both, so that only equal bands are compared; a
# sentence changed in a bulletin of a page changes about 6.
FARTHEST = 7
BANDS = 8
# Per cent of all runs; below that two texts share a passage, but are not the same.
LEAST_ALIKE = 60
PORTION = 500
ROWS_AT_ONCE = 256

_WORD = re.compile(r"\w+")


class Pair(NamedTuple):
    """An article and the earlier one that it is most like, by their keys."""

    one: int
    other: int
    likeness: int


def words_of(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def runs_of(words: list[str]) -> set[str]:
    return {" ".join(words[at : at + RUN]) for at in range(max(len(words) - RUN + 1, 1))}


def simhash(runs: Iterable[str]) -> int:
    """Return 64 bits, signed: each is what most of the runs have in their hashes."""
    hashes = b"".join(hashlib.blake2b(run.encode(), digest_size=8).digest() for run in runs)
    bits = np.unpackbits(np.frombuffer(hashes, np.uint8).reshape(-1, 8), axis=1)
    majority = bits.sum(axis=0) * 2 > len(bits)
    return int.from_bytes(np.packbits(majority).tobytes(), signed=True)


def read() -> Iterator[int]:
    """Keep the prints of articles that changed since theirs; yields how many, by the portion."""
    stale = Q(text_print=None) | Q(modified__gt=F("text_print__made"))
    keys = list(_compared().filter(stale).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), PORTION):
        bodies = Article.objects.filter(pk__in=keys[start : start + PORTION])
        prints = [_print(key, body) for key, body in bodies.values_list("pk", "body")]
        TextPrint.objects.bulk_create(
            prints,
            update_conflicts=True,
            unique_fields=["article"],
            update_fields=["sha256", "simhash", "words", "made"],
        )
        yield len(prints)


def _compared() -> QuerySet[Article]:
    return Article.objects.exclude(state=Article.State.WITHDRAWN)


def _print(key: int, body: str) -> TextPrint:
    words = words_of(body)
    sha256 = hashlib.sha256(" ".join(words).encode()).hexdigest()
    return TextPrint(
        article_id=key, sha256=sha256, simhash=simhash(runs_of(words)), words=len(words)
    )


def find() -> Counter[str]:
    """Write the pairs that the prints tell; what a curator decided stays.

    Each article is paired with one earlier than it, so that a text that came a hundred times
    makes 99 pairs.
    """
    found = {(pair.one, pair.other): pair.likeness for pair in pairs()}
    known = SimilarTexts.objects.in_bulk()
    present = {(each.one_id, each.other_id): each for each in known.values()}
    new = [
        SimilarTexts(one_id=one, other_id=other, likeness=likeness)
        for (one, other), likeness in found.items()
        if (one, other) not in present
    ]
    SimilarTexts.objects.bulk_create(new, batch_size=PORTION)
    gone = [
        each.pk
        for pair, each in present.items()
        if pair not in found and each.state == SimilarTexts.State.OPEN
    ]
    SimilarTexts.objects.filter(pk__in=gone).delete()
    return Counter(new=len(new), gone=len(gone), pairs=len(found))


def pairs() -> Iterator[Pair]:
    """Yield each pair of the same words, then those of nearly the same."""
    rows = TextPrint.objects.filter(words__gt=0, article__in=_compared()).order_by("pk")
    columns = rows.values_list("pk", "sha256", "simhash", "words")
    first: dict[str, int] = {}
    keys, hashes = [], []
    for key, sha256, hashed, words in columns.iterator():
        if earlier := first.get(sha256):
            yield Pair(key, earlier, 100)
            continue
        first[sha256] = key
        if words >= FEWEST_WORDS:
            keys.append(key)
            hashes.append(hashed)
    near = nearest(np.array(hashes, np.int64).view(np.uint64))
    yield from _alike([(keys[row], keys[earlier]) for row, earlier in near.items()])


def nearest(hashes: NDArray[np.uint64]) -> dict[int, int]:
    """Return for each row of hashes that has one the nearest row before it, if near enough."""
    best: dict[int, tuple[int, int]] = {}
    for band in range(BANDS):
        values = (hashes >> np.uint64(band * 64 // BANDS)) & np.uint64(255)
        order = np.argsort(values, kind="stable")
        starts = np.flatnonzero(np.diff(values[order], prepend=np.uint64(256)))
        for rows in np.split(order, starts[1:]):
            for row, earlier, distance in _near(rows, hashes):
                best[row] = min(best.get(row, (65, 0)), (distance, earlier))
    return {row: earlier for row, (_, earlier) in best.items()}


def _near(rows: NDArray[np.intp], hashes: NDArray[np.uint64]) -> Iterator[tuple[int, int, int]]:
    """Yield row, earlier row and distance of pairs among these rows, which are in order."""
    for start in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[start : start + ROWS_AT_ONCE]
        distances = np.bitwise_count(hashes[some, None] ^ hashes[None, rows])
        ones, others = np.nonzero(distances <= FARTHEST)
        is_earlier = rows[others] < some[ones]
        for one, other in zip(ones[is_earlier], others[is_earlier], strict=True):
            yield int(some[one]), int(rows[other]), int(distances[one, other])


def _alike(near: list[tuple[int, int]]) -> Iterator[Pair]:
    """Yield those pairs of keys whose texts, read again, share enough."""
    for start in range(0, len(near), PORTION):
        portion = near[start : start + PORTION]
        keys = {key for pair in portion for key in pair}
        bodies = Article.objects.filter(pk__in=keys).values_list("pk", "body")
        runs = {key: runs_of(words_of(body)) for key, body in bodies}
        for one, other in portion:
            likeness = 100 * len(runs[one] & runs[other]) // len(runs[one] | runs[other])
            if likeness >= LEAST_ALIKE:
                yield Pair(one, other, likeness)

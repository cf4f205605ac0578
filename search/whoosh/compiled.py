"""The innermost loops of a search as machine code, where numba is installed.

numba is optional: each function here stands for some lines of numpy that give the same, and those
run where `kernels()` returns nothing. What is compiled is kept beside this file, or where
NUMBA_CACHE_DIR says, so that only the first process of all compiles.
"""

from functools import cache
from types import SimpleNamespace
from typing import Any

from django.conf import settings


def kernels() -> Any:
    """Return the compiled functions, or nothing where numba is missing or SEARCH_COMPILED off."""
    return _compiled() if settings.SEARCH_COMPILED else None


@cache
def _compiled() -> SimpleNamespace | None:
    try:
        from numba import njit, types
    except ImportError:
        return None

    def array(dtype: Any, dimensions: int = 1, readonly: bool = True) -> Any:
        return types.Array(dtype, dimensions, "C", readonly=readonly)

    numbers, places = array(types.uint32), array(types.int64)
    postings = (array(types.uint16), array(types.float64), types.float64)
    scores, counts = array(types.float64, readonly=False), array(types.int64, readonly=False)
    signatures: dict[Any, list[Any]] = {
        count_keys: [
            types.void(array(row), types.int64, types.int64, documents, counts)
            for row in (types.uint64, types.uint32, types.uint16)
            for documents in (numbers, places)
        ],
        add_scores: [
            types.void(documents, numbers, *postings, numbers, *postings, scores)
            for documents in (numbers, places)
        ],
        raise_largest: [
            types.void(array(value), array(value, readonly=False))
            for value in (types.float64, types.int64, types.int32)
        ],
    }
    return SimpleNamespace(
        **{
            function.__name__: njit(of_it, cache=True, nogil=True)(function)
            for function, of_it in signatures.items()
        }
    )


def count_keys(rows: Any, width: Any, bits: Any, documents: Any, counts: Any) -> None:
    """Count the keys in the rows of these documents: `width` of so many bits; the last is empty.

    `counts` has a place for each key, and for what fills the rows: counting that is quicker than
    asking for it.
    """
    mask, empty = (1 << bits) - 1, rows[len(rows) - 1]
    for document in documents:
        row = rows[document]
        if row == empty:
            continue
        for place in range(width):
            counts[(row >> (place * bits)) & mask] += 1


def add_scores(  # noqa: C901, PLR0913, PLR0917  # calls cost more than arguments
    wanted: Any,
    documents: Any,
    codes: Any,
    table: Any,
    weight: Any,
    title_places: Any,
    title_codes: Any,
    title_table: Any,
    title_weight: Any,
    scores: Any,
) -> None:
    """Add to the scores of the wanted documents what a word gives those in its posting list.

    `table` tells what each code scores; titles have codes of their own for places in the list. The
    next document is looked for in steps that double (Bentley and Yao 1976).
    """
    size, titles, place, title = len(documents), len(title_places), 0, 0
    for number in range(len(wanted)):
        document = wanted[number]
        if place < size and documents[place] < document:
            place += 1
        if place < size and documents[place] < document:
            step = 1
            while place + step < size and documents[place + step] < document:
                place += step
                step <<= 1
            while step:
                if place + step < size and documents[place + step] < document:
                    place += step
                step >>= 1
            place += 1
        if place == size:
            break
        if documents[place] == document:
            scores[number] += weight * table[codes[place]]
            while title < titles and title_places[title] < place:
                title += 1
            if title < titles and title_places[title] == place:
                scores[number] += title_weight * title_table[title_codes[title]]


def raise_largest(values: Any, heap: Any) -> None:
    """Take each value into the heap in the place of its smallest one, which is smaller.

    The smallest stands first (Williams 1964); afterwards the heap holds the largest of all.
    """
    most = len(heap)
    for value in values:
        if value <= heap[0]:
            continue
        place, below = 0, 1
        while below < most:
            if below + 1 < most and heap[below + 1] < heap[below]:
                below += 1
            if heap[below] >= value:
                break
            heap[place] = heap[below]
            place, below = below, 2 * below + 1
        heap[place] = value

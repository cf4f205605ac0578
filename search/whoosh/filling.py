"""Inverts all documents of a rebuild on several cores; one process reads, the others write."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain
from pathlib import Path

from search.whoosh import changes
from search.whoosh.codec import Segment
from search.whoosh.inversion import Document, Inverter
from search.whoosh.schema import TEXT_FIELDS

# Characters inverted as one segment: some five million words, 0.3 GB at the peak.
CHARACTERS_A_PORTION = 24_000_000


def segments(folder: Path, documents: Iterable[Document], processes: int) -> Iterator[Segment]:
    """Write segments into the folder and return them; raises what analysis raises.

    A single portion, or a single process, is inverted here.
    """
    portions = _portions(documents)
    first = next(portions, None)
    second = next(portions, None)
    if first is None:
        return
    if second is None or processes < 2:
        yield write(folder, first)
        if second is not None:
            yield write(folder, second)
        yield from (write(folder, portion) for portion in portions)
        return
    yield from _in_processes(folder, [first, second], portions, processes)


def _portions(documents: Iterable[Document]) -> Iterator[list[Document]]:
    portion, characters = [], 0
    for document in documents:
        portion.append(document)
        characters += sum(len(document[field]) for field in TEXT_FIELDS)
        if characters >= CHARACTERS_A_PORTION:
            yield portion
            portion, characters = [], 0
    if portion:
        yield portion


def write(folder: Path, documents: list[Document]) -> Segment:
    """Invert documents into one segment of the folder."""
    inverter = Inverter()
    for document in documents:
        inverter.add(document)
    return changes.write(folder, inverter.flush())


def _in_processes(
    folder: Path, begun: list[list[Document]], portions: Iterator[list[Document]], processes: int
) -> Iterator[Segment]:
    # Forked processes would share the connection to the database; these begin anew.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        running: deque[Future[Segment]] = deque()
        try:
            for portion in chain(begun, portions):
                running.append(pool.submit(write, folder, portion))
                if len(running) > processes:
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

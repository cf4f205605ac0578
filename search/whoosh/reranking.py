"""Ranks the best hits of a sentence again: by near words, and by what the first ones speak of.

*Proximity*: pairs of different words at most WINDOW places apart count by the inverse of their
distance, saturated as BM25 saturates frequencies (Rasolofo and Savoy 2003; the unordered window of
Metzler and Croft 2005). *Feedback*: the words of the first FEEDBACK_DOCUMENTS hits, weighted by
the hits' scores, are searched for among the hits too (the relevance model RM3: Lavrenko and Croft
2001, Abdul-Jaleel et al. 2004). Only the order of the RERANKED best hits changes, never what is
found. A search of fewer than WORDS telling words stays as it is: there is little to gain.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh import query

from search.analysis import terms
from search.whoosh.docsets import DocSet
from search.whoosh.executor import Execution
from search.whoosh.inversion import BYTE_LENGTHS
from search.whoosh.lexicon import Lexicon
from search.whoosh.phrases import POSITION_BITS, POSITION_MASK, places_of
from search.whoosh.queries import BOOSTS, InText
from search.whoosh.ranking import Ranked
from search.whoosh.schema import TEXT_FIELDS
from search.whoosh.scoring import K1, B, Scorer, Statistics
from search.whoosh.segments import Segment
from search.whoosh.weights import LEAST, idf, weight

Scores = NDArray[np.float64]
Texts = Callable[[Sequence[int]], Mapping[int, str]]

RERANKED = 200
WORDS = 4
WINDOW = 8
FEEDBACK_DOCUMENTS = 3
FEEDBACK_WORDS = 20
# How much the words of the query itself count, of 1.
QUERY_SHARE = 0.6
LETTERS = range(2, 21)
# Of a longer text the beginning is read: this bounds what feedback costs.
FEEDBACK_CHARACTERS = 20_000


class Part(NamedTuple):
    """The hits of one segment: where they stand in the ranking, and as a set of documents."""

    execution: Execution
    places: NDArray[np.intp]
    documents: DocSet


class Reranking:
    """Ranks hits again; `telling` are the words of the search that tell something, weighed."""

    def __init__(
        self,
        segments: Sequence[Segment],
        lexicon: Lexicon,
        statistics: Statistics,
        telling: Mapping[str, float],
    ) -> None:
        self._segments, self._lexicon = segments, lexicon
        self._statistics, self._telling = statistics, telling

    def by_proximity(self, ranked: Ranked) -> Ranked:
        """Add what near words count."""
        return self._with(ranked, self._nearness)

    def by_feedback(self, ranked: Ranked, texts: Texts) -> Ranked:
        """Add what the words of the first hits count; `texts` gives the texts of articles."""
        best = ranked.at(slice(FEEDBACK_DOCUMENTS))
        articles = best.articles.tolist()
        if not articles:
            return ranked
        shares = np.exp(best.scores - best.scores.max())
        found = texts(articles)
        read = [found.get(article, "") for article in articles]
        model = self._model(_likelihoods(read, shares / shares.sum()))
        if not model.subqueries:
            return ranked
        scorer = Scorer(self._lexicon, self._statistics)
        return self._with(ranked, lambda part: scorer.score(model, part.documents, part.execution))

    def _with(self, ranked: Ranked, score: Callable[[Part], Scores]) -> Ranked:
        """Return the hits in the order of their scores and these together, ties as ever."""
        scores = ranked.scores.copy()
        for part in self._parts(ranked):
            scores[part.places] += score(part)
        order = np.lexsort([ranked.articles, -ranked.days, -scores])
        return ranked._replace(scores=scores).at(order)

    def _parts(self, ranked: Ranked) -> Iterator[Part]:
        pairs = zip(self._segments, self._lexicon.numbers, strict=True)
        for number, (segment, words) in enumerate(pairs):
            places = np.flatnonzero(ranked.segments == number)
            places = places[np.argsort(ranked.documents[places])]
            numbers = ranked.documents[places].astype(np.uint32)
            documents = DocSet.of_numbers(numbers, segment.size)
            yield Part(Execution(segment, words), places, documents)

    def _nearness(self, part: Part) -> Scores:
        places, words = _occurrences(part, self._telling)
        weights = np.fromiter(self._telling.values(), float)
        near = np.zeros((part.documents.count, len(weights), len(weights)))
        for shift in range(1, WINDOW + 1):
            distance = places[shift:] - places[:-shift]
            chosen = np.flatnonzero((distance <= WINDOW) & (words[shift:] != words[:-shift]))
            pair = np.sort([words[chosen], words[chosen + shift]], axis=0)
            np.add.at(near, (places[chosen] >> POSITION_BITS, *pair), 1 / distance[chosen])
        norms = K1 * (1 - B + B * _lengths(part) / self._statistics.average)
        saturated = near * (K1 + 1) / (near + norms[:, None, None])
        nearness: Scores = (saturated * np.minimum.outer(weights, weights)).sum(axis=(1, 2))
        return nearness

    def _model(self, likelihoods: Mapping[str, float]) -> query.Or:
        """Return the likeliest telling words as a query, weighted beside the typed ones."""
        lexicon, chosen = self._lexicon, {}
        for term in sorted(likelihoods, key=likelihoods.__getitem__, reverse=True):
            if weight(lexicon.documents, lexicon.document_frequencies(term)) > LEAST:
                chosen[term] = likelihoods[term]
            if len(chosen) == FEEDBACK_WORDS:
                break
        share = len(self._telling) * (1 - QUERY_SHARE) / QUERY_SHARE / (sum(chosen.values()) or 1)
        return query.Or([self._weighted(term, share * each) for term, each in chosen.items()])

    def _weighted(self, term: str, factor: float) -> InText:
        """Return a word that counts by its weight instead of Whoosh's idf."""
        documents, having = self._lexicon.documents, self._lexicon.document_frequencies(term)
        counted = factor * weight(documents, having)
        boosts = {f: counted * BOOSTS[f] / idf(documents, having[f]) for f in TEXT_FIELDS}
        return InText(term, boosts)


def _lengths(part: Part) -> Scores:
    """Return about how many words each hit has, title and body together."""
    arrays, chosen = part.execution.segment.content.arrays, part.documents.places
    title, body = (BYTE_LENGTHS[arrays[f"{field}.lengths"][chosen]] for field in TEXT_FIELDS)
    return title + body


def _occurrences(part: Part, words: Iterable[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the places of words in the hits, ascending, and which word stands there.

    A place is a hit, known by its number in the part, and a position, as in `phrases`.
    """
    text, numbers = part.execution.segment.text, part.execution.words
    found, which = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for word_number, word in enumerate(words):
        if (number := numbers[word]) is not None:
            found.append(places_of(text, number, part.documents))
            which.append(np.full(len(found[-1]), word_number))
    places = np.concatenate(found)
    order = np.argsort(places)
    hits = np.searchsorted(part.documents.places, places[order] >> POSITION_BITS)
    packed = hits << POSITION_BITS | places[order] & POSITION_MASK
    return packed, np.concatenate(which)[order]


def _likelihoods(texts: Sequence[str], shares: Scores) -> dict[str, float]:
    """Return how likely the texts, each with its share, are to use each term next."""
    likelihoods: defaultdict[str, float] = defaultdict(float)
    for text, share in zip(texts, shares.tolist(), strict=True):
        counts = Counter(terms(text[:FEEDBACK_CHARACTERS]))
        total = counts.total()
        for term, count in counts.items():
            if len(term) in LETTERS:
                likelihoods[term] += share * count / total
    return likelihoods

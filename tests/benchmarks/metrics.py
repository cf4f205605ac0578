"""How good rankings are by relevance judgements, as NIST's trec_eval counts.

A ranking is a list of document ids, best first, none twice; judgements give the documents of one
query their grades, and what has none counts as 0, not relevant. Each measure lies between 0 and 1.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import log2
from statistics import fmean

Ranking = Sequence[str]
Judgements = Mapping[str, int]

# The measures in the order in which they are printed.
NDCG, MAP, RECALL = "ndcg@10", "map", "recall@100"


def ndcg(ranking: Ranking, judgements: Judgements, depth: int = 10) -> float:
    """Return the normalised discounted cumulative gain (Järvelin & Kekäläinen, TOIS 20, 2002).

    The gain is the grade itself, as in trec_eval's ndcg_cut, not 2**grade - 1 (Burges et al.,
    ICML 2005); rank r is discounted by log2(r + 1).
    """
    ideal = sorted((grade for grade in judgements.values() if grade > 0), reverse=True)
    gains = [max(judgements.get(document, 0), 0) for document in ranking[:depth]]
    return _discounted(gains) / _discounted(ideal[:depth])


def _discounted(gains: Iterable[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def average_precision(ranking: Ranking, judgements: Judgements) -> float:
    """Return the mean of the precisions at the relevant documents (Buckley & Voorhees 2000).

    Relevant is a grade above 0; relevant documents that were not found count with precision 0.
    """
    precisions, found = [], 0
    for rank, document in enumerate(ranking, start=1):
        if judgements.get(document, 0) > 0:
            found += 1
            precisions.append(found / rank)
    return sum(precisions) / _relevant(judgements)


def recall(ranking: Ranking, judgements: Judgements, depth: int = 100) -> float:
    """Return which part of the relevant documents is among the first."""
    found = sum(judgements.get(document, 0) > 0 for document in ranking[:depth])
    return found / _relevant(judgements)


def _relevant(judgements: Judgements) -> int:
    return sum(grade > 0 for grade in judgements.values())


def evaluate(rankings: Mapping[str, Ranking], judged: Mapping[str, Judgements]) -> dict[str, float]:
    """Return the means over all queries with a relevant document, by query id.

    A query without a ranking counts 0, one without a relevant document is left out; both as
    trec_eval -c does. Raises ValueError where no query has a relevant document.
    """
    pairs = [(rankings.get(key, []), each) for key, each in judged.items() if _relevant(each)]
    if not pairs:
        raise ValueError("No query has a document judged relevant")
    return {
        NDCG: fmean(ndcg(*pair) for pair in pairs),
        MAP: fmean(average_precision(*pair) for pair in pairs),
        RECALL: fmean(recall(*pair) for pair in pairs),
    }

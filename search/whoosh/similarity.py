"""Articles like one article: those that share its most telling words, and its tags.

A word tells by how often the article has it and how few others do (tf-idf; its saturation and the
weight are those of the search); the WORDS most telling are searched for, any of them being enough.
A shared tag adds what a word of as many articles would.
"""

from collections import Counter
from collections.abc import Sequence
from operator import itemgetter

from whoosh import query

from search.analysis import terms
from search.vocabulary import Vocabulary
from search.whoosh import ranking
from search.whoosh.docsets import DocSet, difference
from search.whoosh.executor import Execution
from search.whoosh.index import Snapshot
from search.whoosh.queries import BOOSTS, AnyOf, InText
from search.whoosh.ranking import Matched
from search.whoosh.schema import TEXT_FIELDS
from search.whoosh.scoring import K1, Scorer
from search.whoosh.weights import LEAST, idf, weight

WORDS = 25
LETTERS = range(3, 21)
# Of a longer text the beginning is read, which bounds what it costs.
CHARACTERS = 20_000
# Facets whose values say what an article is about.
TAGS = ("region", "actor")


class Similarity:
    """Finds articles by their likeness to one."""

    def __init__(self, snapshot: Snapshot, vocabulary: Vocabulary) -> None:
        self._segments, self._facets = snapshot.segments, vocabulary.facets
        self._lexicon = snapshot.lexicon
        self._scorer = Scorer(snapshot.lexicon, snapshot.statistics)

    def like(self, article: int, text: str, most: int) -> list[int]:
        """Return the keys of the articles most like one of this text, the likest first."""
        words = query.Or(self._telling(text))
        if not words.subqueries:
            return []
        wanted = query.Or([*words.subqueries, *self._tags(article)])
        pairs = zip(self._segments, self._lexicon.numbers, strict=True)
        matched = []
        for segment, numbers in pairs:
            execution = Execution(segment, numbers)
            itself = DocSet.of_numbers(segment.documents_of([article]), segment.size)
            others = difference(segment.without_deleted(execution.match(words)), itself)
            scores = self._scorer.score(wanted, others, execution)
            matched.append(Matched(others, scores, segment.columns))
        found: list[int] = ranking.first(matched, "relevance", most).articles.tolist()
        return found

    def _tags(self, article: int) -> list[query.ConstantScoreQuery]:
        """Return the article's tags as parts of a query, each weighed as a word would be.

        Records that were merged are one tag.
        """
        tags = {
            (facet, self._facets[facet].merged.get(key, (key,)))
            for segment in self._segments
            for document in segment.documents_of([article]).tolist()
            for facet in TAGS
            for key in segment.content.keys(facet, document)
        }
        return [self._tag(facet, keys) for facet, keys in sorted(tags)]

    def _tag(self, facet: str, keys: Sequence[int]) -> query.ConstantScoreQuery:
        having = sum(
            len(postings.documents(number))
            for postings in (segment.numbers[facet] for segment in self._segments)
            for key in keys
            if (number := postings.find(key)) is not None
        )
        own = weight(self._lexicon.documents, {facet: having})
        return query.ConstantScoreQuery(AnyOf(facet, keys), own)

    def _telling(self, text: str) -> list[InText]:
        """Return the most telling words of a text, those that other articles have, too."""
        documents, found = self._lexicon.documents, []
        for word, frequency in Counter(terms(text[:CHARACTERS])).items():
            if len(word) not in LETTERS:
                continue
            having = self._lexicon.document_frequencies(word)
            own = weight(documents, having)
            if own > LEAST and max(having.values()) > 1:
                found.append((own * frequency / (frequency + K1), word, own))
        best = sorted(found, key=itemgetter(0, 1), reverse=True)[:WORDS]
        return [self._weighted(word, telling, own) for telling, word, own in best]

    def _weighted(self, word: str, telling: float, own: float) -> InText:
        """Return a word that counts by how much it tells instead of by Whoosh's idf."""
        having = self._lexicon.document_frequencies(word)
        idfs = {field: idf(self._lexicon.documents, having[field]) for field in TEXT_FIELDS}
        return InText(word, {field: BOOSTS[field] * telling / idfs[field] for field in TEXT_FIELDS})

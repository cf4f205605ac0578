"""From the query tree and the constraints of a search to Whoosh's query objects."""

from collections.abc import Iterator, Sequence

from whoosh import query
from whoosh.matching import FilterMatcher, Matcher
from whoosh.reading import IndexReader
from whoosh.searching import SearchContext, Searcher

from search.analysis import terms
from search.language import And, Everything, Node, Not, Or, Phrase, Word
from search.whoosh.schema import TEXT_FIELDS

# A word in a given title says more about an article than one in its body.
BOOSTS = {"title": 2.0, "body": 1.0}


class AnyTerm(query.MultiTerm):  # type: ignore[misc]
    """Documents with any of these terms in one field; all score the same."""

    constantscore = True

    def __init__(self, fieldname: str, texts: Sequence[str | int], boost: float = 1.0) -> None:
        self.fieldname, self.texts, self.boost = fieldname, tuple(texts), boost

    def _btexts(self, reader: IndexReader) -> Iterator[bytes]:
        to_bytes = reader.schema[self.fieldname].to_bytes
        return (text for text in map(to_bytes, self.texts) if (self.fieldname, text) in reader)


class AnyOf(AnyTerm):
    """Documents with any of these keys in a field of numbers."""

    def __init__(self, fieldname: str, keys: Sequence[int]) -> None:
        super().__init__(fieldname, keys)
        self.keys = tuple(keys)


class AnyWord(query.Or):  # type: ignore[misc]
    """Documents with any of the words in title or body; each scores 1, however many it has."""

    def __init__(self, words: Sequence[str], boost: float = 1.0) -> None:
        super().__init__([AnyTerm(field, words) for field in TEXT_FIELDS], boost=boost)
        self.words = tuple(words)


class Without(query.AndNot):  # type: ignore[misc]
    """What matches `a` and not `b`.

    Whoosh 2.7.4's own AndNot lets the first document of `a` pass where `b` begins before it.
    """

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        unwanted = frozenset(self.b.matcher(searcher, searcher.boolean_context()).all_ids())
        return FilterMatcher(self.a.matcher(searcher, context), unwanted, exclude=True)


class InText(query.Or):  # type: ignore[misc]
    """A word in title or body; `weight` multiplies the score of both."""

    def __init__(self, word: str, weight: float = 1.0) -> None:
        boosts = {field: weight * BOOSTS[field] for field in TEXT_FIELDS}
        super().__init__([query.Term(field, word, boost=boosts[field]) for field in TEXT_FIELDS])
        self.word, self.weight = word, weight


class PhraseInText(query.Or):  # type: ignore[misc]
    """Words in this order in title or body, each at most `slop` places after the one before."""

    def __init__(self, words: Sequence[str], slop: int = 1, weight: float = 1.0) -> None:
        boosts = {field: weight * BOOSTS[field] for field in TEXT_FIELDS}
        super().__init__(
            [query.Phrase(field, list(words), slop, boosts[field]) for field in TEXT_FIELDS]
        )
        self.words, self.slop, self.weight = tuple(words), slop, weight


def to_whoosh(node: Node) -> query.Query:
    """Return Whoosh's form; a word of several terms (S-300) is a phrase of them."""
    match node:
        case Everything():
            return query.Every()
        case Word(text) | Phrase(text):
            words = terms(text)
            return InText(words[0]) if len(words) == 1 else PhraseInText(words)
        case Not(child):
            return Without(query.Every(), to_whoosh(child))
        case And(children):
            return _all_of(children)
        case Or(children):
            return query.Or([to_whoosh(child) for child in children])


def _all_of(children: tuple[Node, ...]) -> query.Query:
    wanted = [to_whoosh(child) for child in children if not isinstance(child, Not)]
    unwanted = [to_whoosh(child.child) for child in children if isinstance(child, Not)]
    all_wanted = query.And(wanted) if wanted else query.Every()
    return Without(all_wanted, query.Or(unwanted)) if unwanted else all_wanted

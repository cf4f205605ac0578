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


class AnyOf(query.MultiTerm):  # type: ignore[misc]
    """Documents with any of the terms; each scores the same, however many it has."""

    constantscore = True

    def __init__(self, fieldname: str, texts: Sequence[str | int], boost: float = 1.0) -> None:
        self.fieldname, self.texts, self.boost = fieldname, tuple(texts), boost

    def _btexts(self, reader: IndexReader) -> Iterator[bytes]:
        to_bytes = reader.schema[self.fieldname].to_bytes
        return (text for text in map(to_bytes, self.texts) if (self.fieldname, text) in reader)


class Without(query.AndNot):  # type: ignore[misc]
    """What matches `a` and not `b`.

    Whoosh 2.7.4's own AndNot lets the first document of `a` pass where `b` begins before it.
    """

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        unwanted = frozenset(self.b.matcher(searcher, searcher.boolean_context()).all_ids())
        return FilterMatcher(self.a.matcher(searcher, context), unwanted, exclude=True)


def to_whoosh(node: Node) -> query.Query:
    """Return Whoosh's form; a word of several terms (S-300) is a phrase of them."""
    match node:
        case Everything():
            return query.Every()
        case Word(text) | Phrase(text):
            return _phrase(terms(text))
        case Not(child):
            return Without(query.Every(), to_whoosh(child))
        case And(children):
            return _all_of(children)
        case Or(children):
            return query.Or([to_whoosh(child) for child in children])


def _phrase(words: list[str]) -> query.Query:
    def in_field(name: str) -> query.Query:
        if len(words) == 1:
            return query.Term(name, words[0], boost=BOOSTS[name])
        return query.Phrase(name, words, boost=BOOSTS[name])

    return query.Or([in_field(name) for name in TEXT_FIELDS])


def _all_of(children: tuple[Node, ...]) -> query.Query:
    wanted = [to_whoosh(child) for child in children if not isinstance(child, Not)]
    unwanted = [to_whoosh(child.child) for child in children if isinstance(child, Not)]
    all_wanted = query.And(wanted) if wanted else query.Every()
    return Without(all_wanted, query.Or(unwanted)) if unwanted else all_wanted
